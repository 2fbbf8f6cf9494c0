import { beforeAll, expect, test } from 'vitest';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { type PairOutcome, pairsOfPages, playPairs } from '../../evaluation/polarity/run.ts';

/** What the pages state, asked as permitted and as forbidden, as compulsory and as optional. */
let outcomes: readonly PairOutcome[];

beforeAll(async () => {
  using folder = tempFolder();
  const { config, today } = readOptions(['--data', folder.path]);
  const opened = await openBase(config);
  outcomes = await playPairs(opened, pairsOfPages(opened.base.passages, today));
}, 120_000);

const questionsOf = (some: readonly PairOutcome[]) => some.map(({ questions }) => questions);

test('both ways of asking what a page states get contrary answers', () => {
  expect(outcomes.length).toBeGreaterThan(100);
  expect(questionsOf(outcomes.filter(({ agreement }) => agreement !== 'agree'))).toEqual([]);
});

test('neither is the contrary of what the page concludes', () => {
  expect(questionsOf(outcomes.filter(({ contrary }) => contrary))).toEqual([]);
});
