import { describe, expect, test } from 'vitest';
import { decidesWithout, hingesOn } from '#src/features/answers/verdict/told-case.ts';
import { isNearer, verdictOn } from '#src/features/answers/verdict/verdict.ts';
import { understand } from '#src/reader/understand.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';

function evidenceOf(heading: string, proposition: string, answer: string): Evidence {
  const verdict = answer.startsWith('Oui') ? 'oui' : 'non';
  const [passage] = passagesFrom(
    `## ${heading}\n\n${answer}\n\nProposition : ${proposition}\nVerdict : ${verdict}\nRéférences : L2193-1`,
  );
  const evidence = passage && toEvidence(passage, new Map(), TODAY);
  if (!evidence) throw new Error('no passage');
  return { ...evidence, fit: 0.9 };
}
const verdict = (evidence: Evidence, question: string) =>
  verdictOn(evidence, understand(question, undefined, TODAY)) ?? 'rien';

const NEGOTIATE = evidenceOf(
  'L’acheteur peut-il négocier les offres ?',
  'permis — négocier les offres',
  'Oui, s’il a annoncé une négociation dans son dossier.',
);
const VARIANT = evidenceOf(
  'Puis-je proposer une variante ?',
  'permis — proposer une variante',
  'Oui, sauf mention contraire dans l’annonce.',
);
const EXCLUDE = evidenceOf(
  'L’acheteur peut-il écarter une entreprise pour un marché mal exécuté ?',
  'permis — écarter une entreprise pour un marché mal exécuté',
  'Oui, un acheteur peut l’écarter. Il doit d’abord l’entendre.',
);
const UNHEARD = evidenceOf(
  'L’acheteur peut-il m’exclure sans m’avoir entendu ?',
  'permis — exclure une entreprise sans l’avoir entendue',
  'Non, il doit l’entendre avant.',
);
const LABEL = evidenceOf(
  'L’acheteur peut-il refuser un label équivalent ?',
  'permis — refuser un label équivalent',
  'Non, il accepte les labels équivalents.',
);
const FORM = evidenceOf(
  'L’acheteur doit-il accepter mon formulaire européen ?',
  'obligatoire — accepter un formulaire européen',
  'Oui, il doit l’accepter.',
);

describe('a condition that the question tells is not met', () => {
  test.each([
    [NEGOTIATE, 'la mairie n’avait annoncé aucune négociation, elle peut négocier les offres ?'],
    [VARIANT, 'l’annonce l’interdit noir sur blanc, je peux quand même proposer une variante ?'],
  ])('%#: leaves the answer open', (evidence, question) => {
    expect(hingesOn(evidence, question)).toBe(true);
    expect(verdict(evidence, question)).toBe('rien');
  });

  test('is not read where nothing is told', () => {
    expect(hingesOn(NEGOTIATE, 'la mairie peut négocier les offres ?')).toBe(false);
    expect(verdict(NEGOTIATE, 'la mairie peut négocier les offres ?')).toBe('oui');
  });
});

describe('what is done without', () => {
  const question = 'l’acheteur peut nous écarter pour un marché mal exécuté sans même nous avoir entendus ?';

  test('is not decided by a page that does not speak of it', () => {
    expect(verdict(EXCLUDE, question)).toBe('rien');
    expect(verdict(EXCLUDE, 'l’acheteur peut écarter une entreprise pour un marché mal exécuté ?')).toBe(
      'oui',
    );
  });

  test('is decided by the page that does', () => {
    expect(decidesWithout(UNHEARD, question)).toBe(true);
    expect(decidesWithout(EXCLUDE, question)).toBe(false);
  });
});

describe('a case that the question denies', () => {
  const plan = evidenceOf(
    'Puis-je candidater en redressement ?',
    'permis — candidater en redressement avec un plan',
    'Oui, avec un plan de redressement.',
  );

  test.each(['sans plan', 'pas encore de plan', 'toujours pas de plan'])(
    '« %s » is not that of a plan',
    (told) => {
      expect(verdict(plan, `en redressement, ${told}, on peut candidater ?`)).toBe('rien');
    },
  );

  test('is not read where it is told to be so', () => {
    expect(verdict(plan, 'en redressement avec un plan, on peut candidater ?')).toBe('oui');
  });
});

describe('what one has a right to', () => {
  const update = evidenceOf(
    'Mon prix ferme doit-il être actualisé ?',
    'obligatoire — actualiser un prix ferme',
    'Oui, si l’exécution démarre tard.',
  );

  test('must be given', () => {
    expect(verdict(update, 'j’ai droit à un prix ferme actualisé ?')).toBe('oui');
  });
});

describe('who must accept may not refuse', () => {
  test.each([
    [LABEL, 'ils sont obligés d’accepter un label équivalent ?', 'oui'],
    [FORM, 'je peux mettre un formulaire européen à la place ?', 'oui'],
    [FORM, 'l’acheteur peut refuser mon formulaire européen ?', 'non'],
  ])('%#', (evidence, question, expected) => expect(verdict(evidence, question)).toBe(expected));
});

test('a page whose own words are asked is nearer than one that shares a few', () => {
  const question = 'l’acheteur peut refuser un label équivalent au sien ?';
  expect(isNearer(LABEL, VARIANT, question)).toBe(true);
  expect(isNearer(VARIANT, LABEL, question)).toBe(false);
});
