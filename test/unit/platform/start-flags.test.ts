import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#support/repository/source-files.ts';
import { START_ENV, START_FLAGS } from '#support/world/processes/start-flags.ts';

test.each(['.deploy/Dockerfile', '.deploy/hotline.service'])(
  '%s starts the server within the memory that npm start gives it',
  (path) => {
    expect(START_FLAGS).not.toEqual([]);
    const text = readFileSync(join(ROOT, path), 'utf8');
    for (const flag of START_FLAGS) expect(text).toContain(flag);
  },
);

test('what is installed asks the same of the system’s memory', () => {
  const image = readFileSync(join(ROOT, '.deploy/Dockerfile'), 'utf8');
  expect(Object.keys(START_ENV)).not.toEqual([]);
  for (const [name, value] of Object.entries(START_ENV)) expect(image).toContain(`${name}=${value}`);
});
