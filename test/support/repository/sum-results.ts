/**
 * Adds up vitest's JSON results of a folder: names what failed, and what passed only at its second try, then prints
 * « N passed, N failed ». Fails when nothing ran or one failed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Result = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
};

const folder = process.argv[2] ?? '';
const lines: string[] = [];
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const result = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result;
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  for (const file of result.testResults) {
    // A file that could not be loaded has a message and no test.
    if (file.message) lines.push(`FAILED ${file.name}\n${file.message}`);
    for (const test of file.assertionResults) {
      const why = test.failureMessages?.join('\n') ?? '';
      if (test.status === 'failed') lines.push(`FAILED ${file.name} > ${test.fullName}\n${why}`);
      else if (why) lines.push(`PASSED AT THE SECOND TRY ${file.name} > ${test.fullName}\n${why}`);
    }
  }
}
if (lines.length > 0) process.stdout.write(`${lines.join('\n\n')}\n\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
