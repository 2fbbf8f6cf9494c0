import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = (
  name: string,
  include: string[],
  testTimeout: number,
  env: Readonly<Record<string, string>> = {},
) => ({
  root,
  test: { name, include, testTimeout, hookTimeout: Math.max(testTimeout, 60_000), env },
});

/**
 * `unit` and `contract` need nothing; `integration` starts real processes and sockets; `system` needs Chromium
 * and PostgreSQL, and runs kills, faults and the contract of the stores on a real server. Each has its own npm script.
 */
// The continuous integration adds up the counts of several runs: each leaves a JSON file in this folder.
const resultsDir = process.env.VITEST_JSON_DIR;

export default defineConfig({
  test: {
    reporters: resultsDir
      ? ['default', ['json', { outputFile: `${resultsDir}/${process.pid}.json` }]]
      : ['default'],
    projects: [
      project('unit', ['test/unit/**/*.test.ts', 'test/boundaries.test.ts'], 10_000),
      project('contract', ['test/contract/**/*.test.ts'], 30_000),
      project('integration', ['test/integration/**/*.test.ts'], 120_000),
      project(
        'system',
        ['test/browser/**/*.test.ts', 'test/system/**/*.test.ts', 'test/contract/storage*.test.ts'],
        300_000,
        { TEST_ENGINE: 'postgres' },
      ),
    ],
  },
});
