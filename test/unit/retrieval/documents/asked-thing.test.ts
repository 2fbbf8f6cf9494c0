import { expect, test } from 'vitest';
import { tellsAsked } from '#src/retrieval/documents/asked-thing.ts';

test.each([
  ['À quelle heure ferme le guichet ?', 'Le guichet ferme à 16 h 45.', 'Le guichet est au fond de la cour.'],
  ['combien coute un stand', 'Stand : 180 €', 'Le stand a une prise.'],
  ['c’est quand la foire ?', 'Elle se tient le 12 mars.', 'Elle se tient à Morlange.'],
  ['combien de places dans la salle', 'Elle a trente-cinq places.', 'La salle est claire.'],
  ['numéro pour signaler une absence', 'Appelez le 05 00 11 22 33.', 'Une absence se signale tôt.'],
])('« %s » is told by a sentence of the kind, and by no other', (question, telling, other) => {
  const tells = tellsAsked(question);
  expect(tells?.(telling)).toBe(true);
  expect(tells?.(other)).toBe(false);
});

test('a question that asks for none of these is told by any sentence', () => {
  expect(tellsAsked('Les chiens sont-ils admis ?')).toBeUndefined();
});
