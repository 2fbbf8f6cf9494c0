import { describe, expect, it } from 'vitest';
import { placesSaid } from '#src/reference/places-said.ts';

describe('The departments that a sentence names', () => {
  it.each([
    'je dirige un atelier à Marseille nord',
    'dans les quartiers nord de Marseille',
    'on est à Marseille, côté nord',
  ])('are not told by the side of a town: « %s »', (text) => {
    const { departments, towns } = placesSaid(text, true);
    expect(departments).toEqual([]);
    expect(towns.map(({ codes }) => codes[0])).toEqual(['13']);
  });

  it.each([
    ['dans le nord', ['59']],
    ['Lille, Nord', ['59']],
    ['le Nord et le Pas-de-Calais', ['62', '59']],
    ['Marseille, Paris, Nord', ['75', '59']],
  ])('are told by their names: « %s »', (text, codes) => {
    expect(placesSaid(text, true).departments).toEqual(codes);
  });
});
