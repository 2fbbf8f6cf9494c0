import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#support/repository/source-files.ts';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** What `npm start` asks of Node about memory: a server under test or measure runs with the same. */
export const START_FLAGS: readonly string[] = scripts.start?.match(/--max-\S+/g) ?? [];
