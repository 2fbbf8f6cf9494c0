import { describe, expect, test } from 'vitest';
import { decideByFigure, figuresMeet } from '#src/features/answers/figures/decision.ts';
import { understand } from '#src/reader/understand.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';

function evidenceOf(heading: string, answer: string, fit = 0.9): Evidence {
  const [passage] = passagesFrom(`## ${heading}\n\n${answer}\n\nRéférences : L2193-1`);
  const evidence = passage && toEvidence(passage, new Map(), TODAY);
  if (!evidence) throw new Error('no passage');
  return { ...evidence, fit };
}
const verdict = (evidence: Evidence, question: string) =>
  decideByFigure(evidence, understand(question, undefined, TODAY)) ?? 'rien';

const UNTIL = evidenceOf(
  'Jusqu’à quand ce certificat est-il admis ?',
  'Jusqu’au 31 décembre 2026. Après, il ne l’est plus.',
);
const FROM = evidenceOf(
  'À partir de quand une PME devra-t-elle le faire ?',
  'À partir du 1er septembre 2027 pour les PME. Les grandes entreprises le font depuis le 1er septembre 2026.',
);
const LASTS = evidenceOf(
  'Combien de temps dure la formation ?',
  'La formation dure 6 mois. Elle est gratuite.',
);
const CEILING = evidenceOf('Quelle part l’acheteur peut-il garder ?', 'L’acheteur peut garder 5 % au plus.');
const FLOOR = evidenceOf(
  'Combien de jours l’acheteur laisse-t-il ?',
  'L’acheteur laisse au moins 11 jours. Par courrier, il laisse au moins 16 jours.',
);
const PAYING = evidenceOf('Combien de jours l’hôpital a-t-il pour payer ?', '50 jours au plus.');
const REPLY = evidenceOf(
  'Combien de temps ai-je pour contester ?',
  'Vous avez 30 jours. Après, c’est accepté.',
);
const DUTY = evidenceOf('À partir de quel montant un écrit est-il dû ?', 'À partir de 25 000 € HT.');

describe('a page that asks for a day or a figure decides on the one asked', () => {
  test.each([
    [UNTIL, 'ce certificat sera-t-il encore admis pour une consultation de mars 2027 ?', 'non'],
    [UNTIL, 'ce certificat est-il encore admis aujourd’hui ?', 'oui'],
    [FROM, 'ma PME doit-elle déjà le faire ?', 'non'],
    [LASTS, 'la formation dure 1 an ?', 'non'],
    [LASTS, 'la formation dure 6 mois ?', 'oui'],
    [CEILING, 'l’acheteur peut garder 8 % ?', 'non'],
    [CEILING, 'l’acheteur peut garder 4 % ?', 'oui'],
    [FLOOR, 'l’acheteur peut laisser 5 jours ?', 'non'],
    [PAYING, 'l’hôpital me paie à 48 jours, il est dans les clous ?', 'oui'],
    [PAYING, 'l’hôpital me paie à 58 jours, c’est trop tard ?', 'oui'],
    [PAYING, 'l’hôpital me paie à 48 jours, c’est trop tard ?', 'non'],
    [REPLY, 'je l’ai reçu il y a 45 jours, est-il trop tard pour contester ?', 'oui'],
    [REPLY, 'je l’ai reçu il y a 12 jours, est-il trop tard pour contester ?', 'non'],
    [DUTY, 'un écrit est-il obligatoire pour 30 000 € HT ?', 'oui'],
    [DUTY, 'un écrit est-il obligatoire pour 9 000 € HT ?', 'non'],
  ] as const)('%#: « %s »', (evidence, question, expected) => {
    expect(verdict(evidence, question)).toBe(expected);
  });
});

describe('nothing is decided', () => {
  test.each([
    ['where another case has another figure', FLOOR, 'l’acheteur peut laisser 12 jours ?'],
    ['without a figure in the question', LASTS, 'la formation dure longtemps ?'],
    ['of several figures of one kind', CEILING, 'l’acheteur peut garder 3 % puis 4 % ?'],
    ['in the negative', CEILING, 'l’acheteur ne peut pas garder 8 % ?'],
    ['of another kind of figure', CEILING, 'l’acheteur peut garder 400 € ?'],
    ['by a page that may not be the one asked', { ...CEILING, fit: 0.4 }, 'l’acheteur peut garder 8 % ?'],
  ] as const)('%s', (_, evidence, question) => expect(verdict(evidence, question)).toBe('rien'));
});

describe('the figures of a question leave a page’s answer as it stands', () => {
  test.each([
    ['ma part fait 80 000 € HT, j’y ai droit ?', 'Oui, si la part dépasse plus de 50 000 € HT.'],
    ['un contrat de 30 000 € HT, c’est permis ?', 'Oui, sous 40 000 € HT.'],
    ['la mairie peut le faire ?', 'Oui, à partir de 25 000 € HT.'],
    ['pour 3 salariés, c’est permis ?', 'Oui, sous 40 000 € HT.'],
    ['un contrat de 9 mois, j’y ai droit ?', 'Oui, au-delà de 2 mois et de plus de 2 mois.'],
  ])('« %s » — « %s »', (question, answer) => expect(figuresMeet(question, answer)).toBe(true));

  test.each([
    ['ma part fait 20 000 € HT, j’y ai droit ?', 'Oui, pour plus de 50 000 € HT.'],
    ['un contrat de 45 000 € HT, c’est permis ?', 'Oui, sous 40 000 € HT.'],
    ['deux contrats de 20 000 € et 30 000 €, c’est permis ?', 'Oui, sous 40 000 € HT.'],
    ['ils demandent 2 fois le montant, c’est permis ?', 'Oui, l’exemple est de 1,5 fois.'],
  ])('not « %s » — « %s »', (question, answer) => expect(figuresMeet(question, answer)).toBe(false));
});
