import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#src/platform/database/database.ts';
import { appliedMigrations } from '#src/platform/database/migrate.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { type HeldLease, holdLease } from './hold.ts';
import { leaseHolder, releaseLease } from './leases.ts';
import type { ServerLock } from './server-lock.ts';

const NAME = 'server';
/** Longer than the time between two renewals of a server that lives. */
const WATCHED_MS = 6_000;
const LOOK_MS = 200;

/**
 * Makes this process the one server of an embedded store. Who holds the lock of the folder knows that those before are
 * dead, whatever their lease says. Without it, somebody lives: only one who lets the lease run out, and is not seen to
 * renew it, is taken over from (a machine that was put to sleep); it stops by itself when it wakes.
 * @param onAlone does what must wait until nobody else runs, before the lease is taken
 * @param onLost hears, once, that another process took over
 * @throws HotlineError `storage` when another server runs
 */
export async function becomeServer(
  db: Database,
  {
    dataDir,
    lock,
    onAlone,
    onLost,
  }: { dataDir: string; lock: ServerLock; onAlone?: () => Promise<void>; onLost?: () => void },
): Promise<HeldLease> {
  await mustBeAlone(db, dataDir, lock);
  await onAlone?.();
  const taken = startTexts.alreadyRunning(dataDir);
  return holdLease(db, {
    name: NAME,
    taken,
    onRenewed: () => void lock.isHeld(),
    ...(onLost && { onLost }),
  });
}

async function mustBeAlone(db: Database, dataDir: string, lock: ServerLock): Promise<void> {
  const running = () => new HotlineError('storage', startTexts.alreadyRunning(dataDir));
  const end = performance.now() + WATCHED_MS;
  let first: number | undefined;
  for (;;) {
    // A store that is new has no leases yet.
    const isMade = (await appliedMigrations(db)).length > 0;
    const holder = isMade ? await leaseHolder(db, NAME) : undefined;
    if (lock.isHeld()) {
      if (holder) await releaseLease(db, NAME, holder.owner);
      return;
    }
    first ??= holder?.until;
    const isOver = performance.now() > end;
    // One that starts or stops holds the lock without a lease.
    const lives = holder ? holder.until >= Date.now() || holder.until !== first : isOver;
    if (lives) throw running();
    if (isOver) return;
    await sleep(LOOK_MS);
  }
}
