import { describe, expect, it } from 'vitest';
import { placesIn } from '#src/features/directory/rules/criteria.ts';

const places = (text: string) => placesIn(text, true).places.map(({ name }) => name);

describe('the places that a search asks for', () => {
  it.each([
    ['je cherche une entreprise pour le nettoyage à Lyon, lot de 30 000 €', ['Lyon']],
    ['un traiteur dans le Rhône pour un lot de 12 k€', ['Rhône']],
    ['lavage de vitres dans le 59, 25000 euros', ['Nord']],
    ['qui peut faire le lot peinture à Marseille', ['Marseille']],
    ['un maraîcher dans le Lot', ['Lot']],
    ['un plombier à Cahors', ['Cahors']],
  ])('« %s »: %j', (text, expected) => {
    expect(places(text)).toEqual(expected);
  });
});
