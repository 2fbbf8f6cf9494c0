import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const run = promisify(execFile);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What a settings file gives to what is started by a script of the package, beside an environment. */
async function settingsOf(script: string, cwd: string): Promise<unknown> {
  const preloaded = [...script.matchAll(/--import (\S+)/g)].flatMap(([, path = '']) => [
    '--import',
    join(ROOT, path),
  ]);
  const show = 'console.log(JSON.stringify([process.env.HOST, process.env.MAIL_FROM]))';
  const env = { PATH: process.env.PATH, HOST: '127.0.0.1' };
  const { stdout, stderr } = await run('node', [...preloaded, '-e', show], { cwd, env });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test.each(['start', 'hotline'])('npm run %s reads the .env file, under the environment', async (name) => {
  using folder = tempFolder({ '.env': '# Courrier\nHOST=0.0.0.0\nMAIL_FROM=La Hotline <a@exemple.fr>\n' });
  expect(await settingsOf(scripts[name] ?? '', folder.path)).toEqual([
    '127.0.0.1',
    'La Hotline <a@exemple.fr>',
  ]);
  using empty = tempFolder();
  expect(await settingsOf(scripts[name] ?? '', empty.path)).toEqual(['127.0.0.1', null]);
});
