import type { Queryable } from '#src/storage/database.ts';
import { addEntryLink } from '#src/storage/entry-links.ts';
import { digestOf, newToken } from './session-keeper.ts';

const LIFE_MS = 15 * 60_000;

/**
 * Makes a link that opens the desk once, within 15 minutes, on the machine itself.
 * @param address where the server answers on this machine
 */
export async function makeEntryLink(db: Queryable, address: string, now: number): Promise<string> {
  const code = newToken();
  await addEntryLink(db, { digest: digestOf(code), expiresAt: now + LIFE_MS });
  return `${address}/desk/entrer?code=${code}`;
}
