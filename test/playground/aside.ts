import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#support/repository/source-files.ts';

/**
 * Installs a tool that is for trying only, in a folder of its own that is not the project's, when it is not there yet.
 * @param tool a package and its exact version
 * @param why said to whoever waits
 * @returns the folder, which may be written in
 */
export async function installAside(folder: string, tool: string, why: string): Promise<string> {
  const home = join(ROOT, 'test/.output', folder);
  mkdirSync(home, { recursive: true });
  const name = tool.slice(0, tool.lastIndexOf('@'));
  if (existsSync(join(home, 'node_modules', name))) return home;
  process.stdout.write(`Installation de ${tool} dans test/.output (${why})…\n`);
  const npm = spawn('npm', ['install', '--no-save', '--prefix', home, tool], { stdio: 'inherit' });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error(`npm could not install ${tool}`);
  return home;
}
