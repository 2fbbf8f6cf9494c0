/** Adds up vitest's JSON results of a folder and prints « N passed, N failed »; fails when nothing ran or one failed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '';
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const result = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  passed += result.numPassedTests;
  failed += result.numFailedTests;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
