import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
interface More {
  readonly env?: Record<string, string>;
  readonly retry?: number;
  readonly isolate?: boolean;
  readonly exclude?: string[];
  readonly setupFiles?: string[];
  readonly globalSetup?: string[];
}

const project = (name: string, include: string[], testTimeout: number, more: More = {}) => ({
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
/** What starts hotlines does not make everything anew for each. */
const PREPARED = { globalSetup: ['test/support/world/prepared/around-run.ts'] };
/** Files share the processes that run them: most of their time was reading the same sources, again for each. */
const TOGETHER = { isolate: false };
/** Where a test that fails once has failed. */
const UNFORGIVING = 'test/system/{fuzz,kill,replicas}/**/*.test.ts';

/**
 * `unit` and `contract` need nothing, the stores being SQLite's there; `integration` starts real processes and sockets;
 * `browser` needs Chromium; `long` is what takes long: faults, outages, attacks, expressions that are pumped; `system`
 * needs PostgreSQL, and runs kills, replicas, fuzzing, and the contract of the stores on a real server.
 */
export default defineConfig({
  test: {
    reporters: resultsDir
      ? ['default', ['json', { outputFile: `${resultsDir}/${process.pid}.json` }]]
      : ['default'],
    projects: [
      project('unit', ['test/unit/**/*.test.ts', 'test/boundaries.test.ts'], 30_000, {
        ...RECORDED,
        ...TOGETHER,
      }),
      project('contract', ['test/contract/**/*.test.ts'], 30_000, TOGETHER),
      project('integration', ['test/integration/**/*.test.ts'], 120_000, {
        ...PREPARED,
        ...TOGETHER,
        retry: secondTry,
      }),
      project('browser', ['test/browser/**/*.test.ts'], 300_000, { ...PREPARED, retry: secondTry }),
      project('long', ['test/system/**/*.test.ts'], 300_000, {
        exclude: [UNFORGIVING],
        setupFiles: RECORDED.setupFiles,
        globalSetup: [...PREPARED.globalSetup, ...RECORDED.globalSetup],
        ...TOGETHER,
        retry: secondTry,
      }),
      // Twenty kills take four minutes at rest, and nothing here has a second try.
      project('system', [UNFORGIVING, 'test/contract/store/**/*.test.ts'], 900_000, {
        ...PREPARED,
        env: { TEST_ENGINE: 'postgres' },
      }),
    ],
  },
});
