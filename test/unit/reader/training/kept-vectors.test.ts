import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeptVectors } from '#src/reader/training/kept-vectors.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const vector =
  (...values: number[]) =>
  async () =>
    Float32Array.from(values);
const never = () => Promise.reject(new Error('it was read again'));

test('what was read in one run is not read again in the next', async () => {
  using folder = tempFolder();
  const first = openKeptVectors(folder.path, 'reader:1', 2);
  await first.of('["avance"]', vector(1, 2));
  await first.of('["pénalités"]', vector(3, 4));
  const second = openKeptVectors(folder.path, 'reader:1', 2);
  expect([...((await second.of('["pénalités"]', never)) ?? [])]).toEqual([3, 4]);
  expect([...((await second.of('["avance"]', never)) ?? [])]).toEqual([1, 2]);
});

test('the vectors of another encoder are not taken for its own', async () => {
  using folder = tempFolder();
  await openKeptVectors(folder.path, 'reader:1', 2).of('["avance"]', vector(1, 2));
  const other = openKeptVectors(folder.path, 'reader:2', 2);
  expect([...((await other.of('["avance"]', vector(5, 6))) ?? [])]).toEqual([5, 6]);
});

test('a file that a run left unfinished is not read', async () => {
  using folder = tempFolder();
  await openKeptVectors(folder.path, 'reader:1', 2).of('["avance"]', vector(1, 2));
  truncateSync(join(folder.path, 'reader-1.f32'), 4);
  const again = openKeptVectors(folder.path, 'reader:1', 2);
  expect([...((await again.of('["avance"]', vector(7, 8))) ?? [])]).toEqual([7, 8]);
  const later = openKeptVectors(folder.path, 'reader:1', 2);
  expect([...((await later.of('["avance"]', never)) ?? [])]).toEqual([7, 8]);
});
