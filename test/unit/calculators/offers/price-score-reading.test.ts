import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (question: string) => askComputation(PROCEDURE_COMPUTATIONS, question);

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
