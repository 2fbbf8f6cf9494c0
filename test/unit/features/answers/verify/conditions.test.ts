import { describe, expect, test } from 'vitest';
import { verify } from '#src/features/answers/verify/verify.ts';
import { evidencesOf, understood } from '#support/knowledge/evidence.ts';
import { draftFromText } from '../../../../evaluation/corruption/text.ts';

const EVIDENCES = evidencesOf(`
## Quand l'avance est-elle versée ?

L'avance est versée si le marché dépasse {{seuil}} et dure plus de deux mois, sauf refus écrit du titulaire. Face à une collectivité, elle est payée au plus tard dans les {{delai}}.

Une garantie n'est demandée que si le taux dépasse {{taux}}. En procédure formalisée, la réponse est écrite.

Le titulaire doit être informé avant la fin du chantier : ne signez rien s'il manque une pièce.

Le titulaire conserve, sauf exceptions, les justificatifs de la dépense. L'entreprise principale paie à la date du contrat ; si rien n'est écrit, elle paie à la livraison. Écrivez à l'acheteur : « Monsieur, … ».

Références : R2191-7

## Puis-je répondre seul et en groupement ?

Oui, sauf si le dossier de consultation l'interdit. L'acheteur peut y fixer une limite.

Proposition : permis — répondre seul et en groupement
Verdict : oui
Références : R2142-23
`);
const lost = (text: string, question = 'avance') =>
  verify(draftFromText(text), EVIDENCES, understood(question)).filter(({ rule }) => rule === 'condition');

describe('a condition that the page sets is kept', () => {
  test.each([
    'L’avance est versée si le marché dépasse 60 000 € HT et dure plus de deux mois, sauf refus écrit du titulaire [1].',
    'Sauf refus écrit du titulaire, l’avance est versée si le marché dépasse 60 000 € HT et dure plus de deux mois [1].',
    'Si le marché dépasse 60 k€ et dure plus de deux mois, l’avance est versée, hormis refus écrit du titulaire [1].',
    'L’avance est versée quand le marché dépasse 60 000 € HT et dure plus de deux mois [1]. Exception : un refus écrit du titulaire [1].',
    'Face à une collectivité, elle est payée dans les 30 jours au plus tard [1].',
    'Une garantie est demandée seulement si le taux dépasse 20 % [1].',
    'En procédure formalisée, la réponse est écrite [1].',
    'Le titulaire doit être informé avant la fin du chantier [1].',
    'Le titulaire conserve, hormis exceptions, les justificatifs de la dépense [1].',
    'Écrivez à l’acheteur : « Monsieur, … » [1].',
    'Oui, sauf si le dossier de consultation l’interdit [2].',
    'Oui [2]. Le dossier de consultation peut toutefois l’interdire : c’est possible sauf si le dossier l’interdit [2].',
  ])('%s', (text) => {
    expect(lost(text)).toEqual([]);
  });
});

describe('a condition left out is found', () => {
  test.each([
    ['« si »', 'L’avance est versée, sauf refus écrit du titulaire [1].'],
    ['« sauf »', 'L’avance est versée si le marché dépasse 60 000 € HT et dure plus de deux mois [1].'],
    [
      'one of two',
      'L’avance est versée si le marché dure plus de deux mois, sauf refus écrit du titulaire [1].',
    ],
    ['the buyer', 'Elle est payée au plus tard dans les 30 jours [1].'],
    ['the limit', 'Face à une collectivité, elle est payée [1].'],
    ['« ne… que »', 'Une garantie est demandée si le taux dépasse 20 % [1].'],
    ['what follows « ne… que »', 'Une garantie n’est demandée [1].'],
    ['the procedure', 'La réponse est écrite [1].'],
    ['the moment', 'Le titulaire doit être informé [1].'],
    ['what a small word announced', 'En procédure formalisée, la réponse est, écrite [1].'],
    ['that there are exceptions', 'Le titulaire conserve les justificatifs de la dépense [1].'],
    ['what a mark announced', 'L’entreprise principale paie à la date du contrat ;. [1]'],
    ['all of a bare yes', 'Oui [2]. L’acheteur peut y fixer une limite [2].'],
  ])('%s', (_, text) => {
    expect(lost(text)).not.toEqual([]);
  });
});
