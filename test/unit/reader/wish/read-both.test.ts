import { expect, test } from 'vitest';
import { readBoth } from '#src/reader/wish/read-both.ts';

const AFTER = { question: 'ils me doivent des pénalités ?', heading: 'Comment se calculent les pénalités ?' };
/** A reader for whom a message after an answer is half a question. */
const read = async (_: string, after?: typeof AFTER) =>
  after
    ? [
        { wish: 'question', probability: 0.6 },
        { wish: 'answer-sure', probability: 0.4 },
      ]
    : [{ wish: 'answer-sure', probability: 1 }];

test('after an answer, a short message counts as much by itself', async () => {
  expect(await readBoth(read, 'c’est sûr ?', AFTER)).toEqual([
    { wish: 'answer-sure', probability: 0.7 },
    { wish: 'question', probability: 0.3 },
  ]);
});

test('a longer one is read after it only, and a first one by itself', async () => {
  const long = 'et si la mairie ne répond pas à mon courrier recommandé ?';
  expect((await readBoth(read, long, AFTER))[0]?.wish).toBe('question');
  expect(await readBoth(read, 'c’est sûr ?', undefined)).toEqual([{ wish: 'answer-sure', probability: 1 }]);
});
