import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { PRICE_SCORE } from '#src/calculators/offers/price-score-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import { askComputation, figuresOn, plain, TODAY } from '#support/knowledge/ask-computation.ts';

const ask = (question: string) => askComputation(PROCEDURE_COMPUTATIONS, question);

const onPage = (question: string) => {
  const quantities = quantitiesIn(question, TODAY);
  const understanding = understand(question, undefined, TODAY);
  return PRICE_SCORE.onPages?.compute({ understanding, quantities, figures: figuresOn(), today: TODAY });
};

describe('the points of a price where its page is asked by its meaning', () => {
  it.each([
    'fais le calcul avec MES chiffres stp : 40 points, 78 000, 62 000',
    'nous 78 000, le moins cher 62 000, sur 40',
    '40 fois 62 000 divisé par 78 000, c’est ça ?',
    'sur 40 points, 78 000 et 62 000, et 78 000 c’est nous',
  ])('« %s »', (question) => {
    expect(plain(onPage(question)?.headline)).toContain('31,79 points sur 40');
  });

  it.each([
    ['le prix est sur 40 points, je suis à 78 000 €', 'moins chère'],
    ['prix sur 40 points, le moins cher est à 62 000 €', 'votre prix'],
    ['je suis à 78 000 €, le moins cher à 62 000 €', 'combien de points'],
  ])('« %s » is asked what is missing, and nothing is counted', (question, wanted) => {
    const answer = onPage(question);
    expect(answer?.clarify?.question).toContain(wanted);
    expect(answer?.headline).not.toMatch(/\d/);
  });

  it.each(['le prix est noté sur 40 points, c’est beaucoup ?', 'mon offre est à 78 000 €, ma note ?'])(
    '« %s » is left to the page',
    (question) => {
      expect(onPage(question)).toBeUndefined();
    },
  );
});

describe('the points of a price', () => {
  it.each([
    [
      'Le prix compte pour 40 points. Mon devis est à 12 000 € et le moins cher est à 10 000 €. Combien de points vais-je avoir ?',
      '33,33 points sur 40',
    ],
    [
      'prix noté sur 60, je suis à 52 500 € HT et le concurrent à 50 000 € HT, ma note ?',
      '57,14 points sur 60',
    ],
    [
      'Critère prix sur 40 points, nous on est à 78 000, le moins cher à 62 000 : on a combien de points ?',
      '31,79 points sur 40',
    ],
    ['prix 40 points, 78 000 pour nous, 62 000 pour le moins cher : quelle note ?', '31,79 points sur 40'],
    [
      'prix sur 50 points, moi 31 500 €, le moins cher 29 000 €, un autre 30 200 €, ça fait combien de points ?',
      '46,03 points sur 50',
    ],
    ['calcule ma note : prix /40, on est à 78 000 et l’autre à 62 000', '31,79 points sur 40'],
  ])('« %s »', (question, said) => {
    const answer = ask(question);
    expect(plain(answer?.headline ?? '')).toContain(said);
    expect(answer?.caveats.join(' ')).toContain('règlement de la consultation');
  });

  it.each([
    'le prix vaut 40 points, je suis à 10 000 € et le moins cher est à 12 000 €, combien de points ?',
    'le prix vaut 40 points avec une formule linéaire, 12 000 € contre 10 000 €, combien de points ?',
    'mon prix pour 3 lots est de 12 000 €, le moins cher 10 000 €, combien de points je perds ?',
    'mon prix 12 000 €, le moins cher 10 000 €, j’ai eu 28 points, c’est bien calculé ?',
    'la technique compte pour 60 points, 12 000 € contre 10 000 €, combien de points pour mon prix ?',
    'je suis à 10 000 €, l’attributaire à 12 000 €, prix sur 40 points, ma note ?',
    'combien de points je perds si mon prix est plus élevé ?',
  ])('« %s » is left to the page', (question) => {
    expect(plain(ask(question)?.headline ?? '')).not.toContain('points sur');
  });
});
