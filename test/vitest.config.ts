import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = (
  name: string,
  include: string[],
  testTimeout: number,
  more: {
    readonly env?: Record<string, string>;
    readonly retry?: number;
    readonly setupFiles?: string[];
    readonly globalSetup?: string[];
  } = {},
) => ({
  root,
  test: {
    name,
    include,
    testTimeout,
    hookTimeout: Math.max(testTimeout, 60_000),
    // What another process does is waited for, not timed: a second is little on a loaded machine.
    expect: { poll: { timeout: Math.min(testTimeout, 15_000) } },
    ...more,
  },
});

/**
 * `unit` and `contract` need nothing; `integration` starts real processes and sockets; `browser` needs Chromium;
 * `system` needs PostgreSQL too, and runs kills, faults and the contract of the stores on a real server.
 */
// The continuous integration adds up the counts of several runs: each leaves a JSON file in this folder.
const resultsDir = process.env.VITEST_JSON_DIR;
// There, on a machine whose load is not ours, what waits for another process has a second try, and the summary
// names who needed it. Kills and replicas have none: one loss there is a loss.
const secondTry = resultsDir ? 1 : 0;

/** The regular expressions that the sources build while they are tested are pumped once all have run. */
const RECORDED = {
  setupFiles: ['test/support/expressions/record-in-suites.ts'],
  globalSetup: ['test/support/expressions/check-recorded.ts'],
};

export default defineConfig({
  test: {
    reporters: resultsDir
      ? ['default', ['json', { outputFile: `${resultsDir}/${process.pid}.json` }]]
      : ['default'],
    projects: [
      project('unit', ['test/unit/**/*.test.ts', 'test/boundaries.test.ts'], 30_000, RECORDED),
      project('contract', ['test/contract/**/*.test.ts'], 30_000),
      project('integration', ['test/integration/**/*.test.ts'], 120_000, { retry: secondTry }),
      project('browser', ['test/browser/**/*.test.ts'], 300_000, { retry: secondTry }),
      project('system', ['test/system/**/*.test.ts', 'test/contract/store/**/*.test.ts'], 300_000, {
        env: { TEST_ENGINE: 'postgres' },
      }),
    ],
  },
});
