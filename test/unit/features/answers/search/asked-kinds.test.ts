import { describe, expect, test } from 'vitest';
import { kindsAsked, kindsHeld } from '#src/features/answers/search/asked-kinds.ts';

describe('what a question wants to be told', () => {
  test.each([
    ['combien d’élus siègent à la commission', 'figure'],
    ['quel taux pour l’avance', 'figure'],
    ['tarif d’un conseil juridique', 'price'],
    ['un modèle de mémoire à télécharger', 'model'],
    ['la règle en ce moment', 'of-the-day'],
  ] as const)('« %s » wants a %s', (question, kind) => {
    expect(kindsAsked(question).has(kind)).toBe(true);
  });

  test('a figure that the person gives is not one that they ask', () => {
    expect(kindsAsked('ils me gardent 5 % sur chaque facture, c’est normal ?').size).toBe(0);
  });

  test.each([
    'puis-je noter à 80 % prix ?',
    'le critère du prix peut-il être seul ?',
    'mes bilans sont de l’année dernière, ils conviennent ?',
    'je publie la semaine prochaine, que vérifier ?',
  ])('a criterion of price, the age of a paper and a day to come ask nothing of the kind: %s', (question) => {
    expect(kindsAsked(question).size).toBe(0);
  });

  test('a page holds what one of its questions speaks of', () => {
    const held = kindsHeld(['Quel pourcentage peut-on retenir ?', 'formulaire à remplir']);
    expect(held.has('figure')).toBe(true);
    expect(held.has('model')).toBe(true);
    expect(held.has('price')).toBe(false);
  });
});
