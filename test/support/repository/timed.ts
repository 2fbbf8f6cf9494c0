/**
 * Runs scripts of package.json one after the other, up to the first that fails, then says how long all took:
 * `node test/support/repository/timed.ts check:steps test:integration`.
 */
import { spawnSync } from 'node:child_process';

/** « 1 min 05 s » */
const told = (ms: number): string => {
  const seconds = Math.round(ms / 1_000);
  const rest = String(seconds % 60);
  return seconds < 60 ? `${rest} s` : `${Math.floor(seconds / 60)} min ${rest.padStart(2, '0')} s`;
};

const { npm_lifecycle_event: name = 'timed', npm_execpath: npm } = process.env;
const run = (script: string) => {
  const args = ['run', '--silent', script];
  return npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit' });
};

const before = performance.now();
const failed = process.argv.slice(2).find((script) => run(script).status !== 0);
const took = told(performance.now() - before);
process.stdout.write(
  failed ? `npm run ${name} : « ${failed} » échoue, après ${took}\n` : `npm run ${name} : ${took}\n`,
);
process.exitCode = failed ? 1 : 0;
