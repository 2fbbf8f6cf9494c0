import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { HotlineError } from '#src/errors.ts';
import type { Database } from './database.ts';
import { releaseLease, takeLease } from './leases.ts';

const DURATION_MS = 15_000;
const RENEW_MS = 4_000;

/** What this process holds: a process number alone may be that of a dead one, used again. */
const held = new Set<string>();

/**
 * Takes a lease and renews it until disposed. A holder of this machine whose process is gone does not block: after a
 * `kill -9` the next start takes over at once.
 * @throws HotlineError `storage`, with the given sentence, when somebody else holds it
 */
export async function holdLease(
  db: Database,
  lease: { name: string; taken: string },
): Promise<AsyncDisposable> {
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  const { name } = lease;
  if (!(await takeLease(db, { name, owner, now: Date.now(), durationMs: DURATION_MS }))) {
    const holder = await db.query<{ owner: string }>('SELECT owner FROM lease WHERE name = $1', [name]);
    const dead = holder[0] && isGone(holder[0].owner);
    if (dead) await releaseLease(db, name, holder[0]?.owner ?? '');
    if (!dead || !(await takeLease(db, { name, owner, now: Date.now(), durationMs: DURATION_MS }))) {
      throw new HotlineError('storage', lease.taken);
    }
  }
  held.add(owner);
  const timer = setInterval(() => {
    takeLease(db, { name, owner, now: Date.now(), durationMs: DURATION_MS }).catch(() => undefined);
  }, RENEW_MS);
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      held.delete(owner);
      await releaseLease(db, name, owner);
    },
  };
}

/** Whether an owner is a process of this machine that no longer runs. */
function isGone(owner: string): boolean {
  const [host, pid] = owner.split(':');
  if (host !== hostname() || !pid) return false;
  try {
    process.kill(Number(pid), 0);
    return Number(pid) === process.pid && !held.has(owner);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
