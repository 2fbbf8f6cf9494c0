import { describe, expect, test } from 'vitest';
import { askedTerm, glossarySource } from '#src/features/answers/compose/define.ts';
import { readGlossary } from '#src/knowledge/model/glossary.ts';

const { glossary } = readGlossary(
  `
terms:
  - id: dce
    term: DCE
    expansion: dossier de consultation des entreprises
    definition: "Toutes les pièces à lire avant de répondre."
    synonyms: [dossier de consultation]
    misspellings: [DECE]
    articles: [R2132-2, R2132-1, R2132-3, R2132-4]
  - id: mapa
    term: MAPA / procédure adaptée
    definition: "Une procédure dont l'acheteur fixe les règles."
    colloquial: [marché simplifié]
  - id: avance
    term: Avance
    definition: "Une somme versée avant l'exécution."
`,
  'glossary.yaml',
);

describe('a question on the meaning of a word', () => {
  test.each([
    'c’est quoi un DCE ?',
    'c quoi le dce',
    'Qu’est-ce qu’un DCE ?',
    'Qu’est-ce que le DCE ?',
    'qu est ce que le dce',
    'que veut dire DCE',
    'Que signifie DCE ?',
    'définition de DCE',
    'signification de DCE',
    'ça veut dire quoi DCE ?',
    'DCE kesako',
    'le DCE c’est quoi au juste ?',
    'bonjour, c’est quoi un DCE svp ?',
    'dis-moi ce que c’est un DCE',
    'expliquez-moi le DCE',
    'c’est quoi « DCE » ?',
    'c’est quoi un dossier de consultation ?',
    'c’est quoi un dossier de consultation des entreprises ?',
    'c’est quoi le DECE ?',
    'c’est quoi des DCES ?',
  ])('« %s » finds its entry', (question) => {
    expect(askedTerm(question, glossary)?.id).toBe('dce');
  });

  test('finds an entry by either of its names and by what people call it', () => {
    for (const name of ['MAPA', 'procédure adaptée', 'marché simplifié'])
      expect(askedTerm(`c’est quoi un ${name} ?`, glossary)?.id, name).toBe('mapa');
  });

  test.each([
    'Ai-je droit à une avance ?',
    'avance',
    'c’est quoi le taux de l’avance ?',
    'c’est quoi la différence entre un DCE et un MAPA ?',
    'c’est quoi ?',
    'quoi',
    'Où trouver le DCE ?',
    'c’est quoi un licorne ?',
    '',
  ])('« %s » is another question', (question) => {
    expect(askedTerm(question, glossary)).toBeUndefined();
  });
});

test('a definition is cited as the glossary’s, with three articles at most', () => {
  const term = askedTerm('c’est quoi un DCE ?', glossary);
  expect(term && glossarySource(1, term)).toMatchObject({
    n: 1,
    section: 'DCE : dossier de consultation des entreprises',
    articles: ['R2132-2', 'R2132-1', 'R2132-3'],
    excerpt: 'Toutes les pièces à lire avant de répondre.',
  });
});
