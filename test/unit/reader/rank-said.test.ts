import { expect, it } from 'vitest';
import { ranksSaid } from '#src/reader/rank-said.ts';

it.each<[string, number, number[]]>([
  ['mettez-moi en relation avec la deuxième', 3, [1]],
  ['METTEZ MOI EN CONTACT AVEC LA PREMIERE', 3, [0]],
  ['la 2 svp', 3, [1]],
  ['3', 3, [2]],
  ['le n°3', 3, [2]],
  ['la 2e', 3, [1]],
  ['la dernière', 4, [3]],
  ['bon bah la 1 et la 4, envoyez leur mes infos', 5, [0, 3]],
  ['la quatrième', 3, []],
  ['un fournisseur de seconde main', 3, []],
  ['pour 2 écoles à Pantin', 3, []],
  ['l’ESAT de Vitrolles', 3, []],
])('« %s », of %i, names %j', (text, length, places) => {
  expect(ranksSaid(text, length)).toEqual(places);
});
