import type { Database } from '#src/platform/database/database.ts';
import { lastRevocation } from '#src/platform/web/sign-in/store/sessions.ts';

const EVERY_MS = 1_000;

/**
 * Hears within a second that somebody's sessions were ended by another process: their next request is refused anyway, and
 * the pages that they have open must end too.
 * @returns stops listening
 */
export function watchRevocations(db: Database, onRevoked: () => void): () => void {
  let known: string | undefined;
  let asking = false;
  const look = async () => {
    if (asking) return;
    asking = true;
    // A store that does not answer is asked again; streams look at their sessions now and then besides.
    const last = await lastRevocation(db).catch(() => known);
    asking = false;
    if (known !== undefined && last !== known) onRevoked();
    known = last;
  };
  void look();
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
