import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./process.ts', import.meta.url));

/**
 * Reads every page of a store's file in a process beside the server, whatever time it takes.
 * @param onDamaged hears which tables cannot be read whole
 * @param onSound hears that the file is sound
 * @returns what ends it
 */
export function checkAside(
  path: string,
  onDamaged: (tables: readonly string[]) => void,
  onSound: () => void = () => undefined,
): () => void {
  const child = execFile(process.execPath, [CHILD, path], (error, stdout) => {
    process.off('exit', kill);
    if (error) return;
    const { sound, tables } = JSON.parse(stdout) as { sound: boolean; tables: string[] };
    if (sound) onSound();
    else onDamaged(tables);
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return kill;
}
