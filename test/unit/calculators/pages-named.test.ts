import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { ROOT } from '#support/repository/source-files.ts';

const KNOWLEDGE = join(ROOT, 'knowledge');

it('names only sections that there are: a section that is renamed is counted, or left, as before', () => {
  const documents = globSync('{guides,programme,clauses}/**/*.md', { cwd: KNOWLEDGE }).flatMap(
    (path) => parsePage(path, readFileSync(join(KNOWLEDGE, path), 'utf8')).document ?? [],
  );
  const keys = new Set(passagesOf(documents).map(({ key }) => key));
  const named = COMPUTATIONS.flatMap(({ onPages, neverOnPages }) => [
    ...(onPages?.keys ?? []),
    ...(neverOnPages ?? []),
  ]);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
});
