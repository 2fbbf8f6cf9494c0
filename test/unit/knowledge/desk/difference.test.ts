import { expect, it } from 'vitest';
import { differenceOf } from '#src/knowledge/desk/difference.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => `ligne ${from + place}\n`).join('');

it('says nothing of what is the same', () => {
  expect(differenceOf('a\n', 'a\n')).toEqual([]);
});

it('shows what changes among what stays, without the middle of it', () => {
  const before = lines(1, 20);
  expect(differenceOf(before, before.replace('ligne 10\n', 'ligne dix\n'))).toEqual([
    { kind: 'same', lines: [], skipped: 7 },
    { kind: 'same', lines: ['ligne 8', 'ligne 9'] },
    { kind: 'removed', lines: ['ligne 10'] },
    { kind: 'added', lines: ['ligne dix'] },
    { kind: 'same', lines: ['ligne 11', 'ligne 12'] },
    { kind: 'same', lines: [], skipped: 8 },
  ]);
});

it('shows a text that is new, or gone, whole', () => {
  expect(differenceOf('', 'a\nb\n')).toEqual([{ kind: 'added', lines: ['a', 'b'] }]);
  expect(differenceOf('a\n', '')).toEqual([{ kind: 'removed', lines: ['a'] }]);
});
