import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const NAME = 'server.json';
const doorSchema = z.object({ url: z.string(), token: z.string(), pid: z.number() });

/** How a command of this machine reaches the server of a data folder. */
export type LocalDoor = z.output<typeof doorSchema>;

/** A token of this process, which only who may read the data folder can know. */
export const newDoorToken = (): string => randomBytes(32).toString('base64url');

/**
 * Leaves in the data folder where this server answers, and what opens its details.
 * @returns takes it away again, unless another server has put its own there
 */
export function openLocalDoor(dataDir: string, door: Omit<LocalDoor, 'pid'>): () => void {
  const path = join(dataDir, NAME);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Made anew: a file that was there keeps its rights when it is written over.
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify({ ...door, pid: process.pid })}\n`, { mode: 0o600 });
  return () => {
    if (findLocalDoor(dataDir)?.token === door.token) rmSync(path, { force: true });
  };
}

/** What the server of a data folder left there; it may have died since. */
export function findLocalDoor(dataDir: string): LocalDoor | undefined {
  try {
    return doorSchema.parse(JSON.parse(readFileSync(join(dataDir, NAME), 'utf8')));
  } catch {
    return undefined;
  }
}
