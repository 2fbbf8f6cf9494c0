import { describe, expect, test } from 'vitest';
import { figuresMeet } from '#src/features/answers/figures/meet.ts';

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
