import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { recordExpressions, takeRecorded } from './record-expressions.ts';

// In each file of tests: what the sources build while they are tested is written down, and checked once all have run.
recordExpressions();
afterAll(() => {
  const found = takeRecorded();
  const folder = inject('recordedExpressions');
  if (folder && found.length > 0) writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(found));
});
