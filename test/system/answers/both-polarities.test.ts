import { beforeAll, expect, test } from 'vitest';
import { readOptions } from '#src/commands/options.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';
import { type PairOutcome, pairsOfPages, playPairs } from '../../evaluation/polarity/run.ts';

/** What the pages state, asked as permitted and as forbidden, as compulsory and as optional. */
let outcomes: readonly PairOutcome[];

beforeAll(async () => {
  const opened = await shippedBase();
  const { today } = readOptions([]);
  outcomes = await playPairs(opened, pairsOfPages(opened.base.passages, today));
}, 300_000);

const questionsOf = (some: readonly PairOutcome[]) => some.map(({ questions }) => questions);

test('both ways of asking what a page states get contrary answers', () => {
  expect(outcomes.length).toBeGreaterThan(100);
  expect(questionsOf(outcomes.filter(({ agreement }) => agreement !== 'agree'))).toEqual([]);
});

test('neither is the contrary of what the page concludes', () => {
  expect(questionsOf(outcomes.filter(({ contrary }) => contrary))).toEqual([]);
});
