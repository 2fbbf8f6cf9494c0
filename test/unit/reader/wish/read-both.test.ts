import { expect, test } from 'vitest';
import { asClassified } from '#src/reader/wish/meaning.ts';
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
  expect(await readBoth(read, 'c’est sûr ?', AFTER)).toMatchObject([
    { wish: 'answer-sure', probability: 0.7 },
    { wish: 'question', probability: 0.3 },
  ]);
});

test('a longer one is read after it only, and a first one by itself', async () => {
  const long = 'et si la mairie ne répond pas à mon courrier recommandé ?';
  expect((await readBoth(read, long, AFTER))[0]?.wish).toBe('question');
  expect(await readBoth(read, 'c’est sûr ?', undefined)).toEqual([{ wish: 'answer-sure', probability: 1 }]);
});

test('what the classifier finds of both readings stays beside what the nearest examples make of it', async () => {
  const both = await readBoth(
    async (_, after) => [{ wish: 'harmful', probability: after ? 0.9 : 0.7, classified: after ? 0.5 : 0.3 }],
    'et si je mens ?',
    AFTER,
  );
  expect(asClassified(both)).toEqual([{ wish: 'harmful', probability: 0.4 }]);
  expect(both[0]?.probability).toBeCloseTo(0.8);
});
