import { expect, it } from 'vitest';
import { sectorsIn } from '#src/reference/sectors.ts';

const idsIn = (text: string) => sectorsIn(text).map(({ id }) => id);

it('names the trades of a description, and none of the town that buys', () => {
  expect(idsIn('agence de communication')).toContain('communication');
  expect(
    idsIn('une commune de 2 800 habitants cherche l’entretien de ses espaces verts communaux'),
  ).not.toContain('communication');
});
