import { expect, it } from 'vitest';
import { failedInARow } from '#src/features/opportunities/source-states.ts';
import type { RunState } from '#src/features/opportunities/store/sources.ts';

const runs = (...states: RunState[]) => states.map((state) => ({ state }));

it.each([
  ['nothing was read yet', runs(), 0],
  ['the last one went well', runs('done', 'down', 'down', 'down'), 0],
  ['the last ones failed', runs('down', 'busy', 'malformed', 'more', 'down'), 3],
  ['a stop and a reading under way say nothing of it', runs('running', 'down', 'stopped', 'down'), 2],
  ['none ever went well', runs('down', 'down'), 2],
])('counts how often a source failed in a row: %s', (_what, some, count) => {
  expect(failedInARow(some)).toBe(count);
});
