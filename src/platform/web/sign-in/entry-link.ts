import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { addEntryLink } from '#src/platform/web/sign-in/store/entry-links.ts';
import { type Actor, addTrace } from '#src/platform/web/traces/store/traces.ts';
import { digestOf, newToken } from './session-keeper.ts';

const LIFE_MS = 15 * MINUTE_MS;

/**
 * Makes a link that opens the desk once, within 15 minutes, on the machine itself.
 * @param link.address where the server answers on this machine
 */
export async function makeEntryLink(
  db: Database,
  { address, by, now }: { readonly address: string; readonly by: Actor; readonly now: number },
): Promise<string> {
  const code = newToken();
  await db.tx(async (tx) => {
    await addEntryLink(tx, { digest: digestOf(code), expiresAt: now + LIFE_MS });
    await addTrace(tx, { by, act: 'link_made', now });
  });
  return `${address}/desk/entrer?code=${code}`;
}
