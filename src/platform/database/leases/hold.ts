import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { leaseHolder, releaseLease, renewLease, takeLease } from './leases.ts';

const DURATION_MS = 15_000;

/** What this process holds: a process number alone may be that of a dead one, used again. */
const held = new Set<string>();

/** A lease that is renewed until it is disposed of. */
export interface HeldLease extends AsyncDisposable {
  /**
   * Makes sure, inside a transaction that only the holder may write, that the lease was not lost meanwhile.
   * @throws HotlineError `busy` when it was
   */
  confirm(tx: Transaction): Promise<void>;
}

/**
 * Takes a lease and renews it until disposed. On the embedded store, a holder of this machine whose process is gone
 * does not block: after a `kill -9` the next start takes over at once. Elsewhere the lease of a dead one runs out:
 * replicas in containers may share a name and process numbers.
 * @param lease `durationMs` is 15 s when absent; `onRenewed` hears each renewal; `onLost` hears, once, that somebody else
 *   has the lease
 * @throws HotlineError `storage`, with the given sentence, when somebody else holds it
 */
export async function holdLease(
  db: Database,
  lease: {
    readonly name: string;
    readonly taken: string;
    readonly durationMs?: number;
    readonly onRenewed?: () => void;
    readonly onLost?: () => void;
  },
): Promise<HeldLease> {
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  const { name, durationMs = DURATION_MS } = lease;
  const take = () => takeLease(db, { name, owner, now: Date.now(), durationMs });
  if (!(await take()) && !((await removeDead(db, name)) && (await take())))
    throw new HotlineError('storage', lease.taken);
  held.add(owner);
  const renew = async () => {
    if (await renewLease(db, { name, owner, until: Date.now() + durationMs })) return lease.onRenewed?.();
    // A lease that was lost is not taken again: somebody else may have worked meanwhile.
    if (!held.delete(owner)) return;
    clearInterval(timer);
    lease.onLost?.();
  };
  // A store that does not answer may do so the next time.
  const timer = setInterval(() => void renew().catch(() => undefined), durationMs / 4);
  return {
    confirm: async (tx) => {
      const kept = await renewLease(tx, { name, owner, until: Date.now() + durationMs });
      if (!kept) throw new HotlineError('busy', lease.taken);
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      held.delete(owner);
      // A store that is gone can't be told: the lease runs out by itself.
      await releaseLease(db, name, owner).catch(() => undefined);
    },
  };
}

/** @returns whether the lease was that of a dead process, and is free now */
async function removeDead(db: Database, name: string): Promise<boolean> {
  if (db.dialect !== 'sqlite') return false;
  const holder = await leaseHolder(db, name);
  if (!holder || !isGone(holder.owner)) return false;
  await releaseLease(db, name, holder.owner);
  return true;
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
