import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#support/repository/source-files.ts';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** What `npm start` asks of Node about memory: a server under test or measure runs with the same. */
export const START_FLAGS: readonly string[] = scripts.start?.match(/--max-\S+/g) ?? [];

const unit = readFileSync(join(ROOT, '.deploy/hotline.service'), 'utf8');

/** What an installed server asks of the system's memory, in its environment. */
export const START_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  [...unit.matchAll(/\b(MALLOC_\w+)=(\d+)/g)].map(([, name = '', value = '']) => [name, value]),
);
