import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { tempFolder } from '#support/repository/temp-folder.ts';

const SCRIPT = fileURLToPath(new URL('./write-as-nobody.ts', import.meta.url));

it('a folder where nobody may write is told before anything is noted or written, and stays as it was', async () => {
  using folder = tempFolder({ 'guides/page.md': 'page' });
  const guides = join(folder.path, 'guides');
  for (const path of [guides, folder.path]) await chmod(path, 0o555);
  const child = fork(SCRIPT, [folder.path], { execArgv: [] });
  const [said] = await once(child, 'message');
  expect(said).toEqual({
    able: false,
    page: false,
    wrote: 'not writable',
    ended: ['not writable', 'not writable'],
    versions: 0,
  });
  expect(await readdir(guides)).toEqual(['page.md']);
  expect(await readFile(join(guides, 'page.md'), 'utf8')).toBe('page');
  for (const path of [folder.path, guides]) await chmod(path, 0o755);
});
