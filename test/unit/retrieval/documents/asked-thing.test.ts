import { expect, test } from 'vitest';
import { ASKED, type AskedThings, askedThings, tells, toldBy } from '#src/retrieval/documents/asked-thing.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';

const reader = openReaderEmbedder();
const read = async (question: string): Promise<AskedThings> => {
  const asked = askedThings(await reader.embed(question, 'question'), reader.id);
  if (!asked) throw new Error('learnt from another reader: run npm run calibrate:documents -- --write');
  return asked;
};

test.each([
  ['À quelle heure ferme le guichet ?', 'Le guichet ferme à 16 h 45.', 'Le guichet est au fond de la cour.'],
  ['combien coute un stand', 'Stand : 180 €', 'Le stand a une prise.'],
  ['c’est quand la foire ?', 'Elle se tient le 12 mars.', 'Elle se tient à Morlange.'],
  ['combien de places dans la salle', 'Elle a trente-cinq places.', 'La salle est claire.'],
  ['numéro pour signaler une absence', 'Appelez le 05 00 11 22 33.', 'Une absence se signale tôt.'],
  ['c ki la formatrice', 'La session est animée par Inès Barrault.', 'La session dure la journée.'],
  ['on a combien de temps pour contester', 'Le recours se fait dans les dix jours.', 'Le recours est écrit.'],
])('« %s » is told by a sentence of the kind, more than by another', async (question, telling, other) => {
  const asked = await read(question);
  expect(tells(asked, toldBy(telling))).toBeGreaterThan(0.3);
  expect(tells(asked, toldBy(other))).toBeLessThan(0);
});

test('a question whether something is allowed is told by no sign', async () => {
  const asked = await read('Les chiens sont-ils admis ?');
  expect(asked.allowed + asked.exists).toBeGreaterThan(0.6);
  expect(Math.abs(tells(asked, toldBy('Les chiens sont admis.')))).toBeLessThan(0.4);
});

test('nothing is read of the vector of another reader', () => {
  expect(askedThings(new Float32Array(reader.dimension), 'another')).toBeUndefined();
  expect(ASKED).toHaveLength(11);
});

test('who it is may be told by any noun, which no sign knows', async () => {
  const asked = await read('Qui garde la clef du vestiaire ?');
  expect(asked.person).toBeGreaterThan(0.6);
  expect(tells(asked, toldBy('La clef du vestiaire est gardée par la gardienne.'))).toBeGreaterThan(-0.3);
});
