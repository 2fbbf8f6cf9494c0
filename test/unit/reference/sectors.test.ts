import { describe, expect, it } from 'vitest';
import { sectorsIn } from '#src/reference/sectors.ts';

const idsIn = (text: string) => sectorsIn(text).map(({ id }) => id);

it('names the trades of a description, and none of the town that buys', () => {
  expect(idsIn('agence de communication')).toContain('communication');
  expect(
    idsIn('une commune de 2 800 habitants cherche l’entretien de ses espaces verts communaux'),
  ).not.toContain('communication');
});

describe('« ferme »', () => {
  const ids = (text: string) => sectorsIn(text).map(({ id }) => id);
  it.each(['ferme', 'notre ferme bio', 'ma ferme en Ardèche'])('names a farm: « %s »', (text) => {
    expect(ids(text)).toContain('agriculture');
  });
  it.each([
    'un marché de ménage pour les écoles, ça ferme quand',
    'la consultation ferme vendredi',
    'à prix ferme',
  ])('is no farm where something closes, or is fixed: « %s »', (text) => {
    expect(ids(text)).not.toContain('agriculture');
  });
});
