import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { LEASE_MS } from './conversation-leases.ts';

/** A claim or a retry that ends later than this was planned by a clock that was ahead: theirs are of a minute. */
const SOON_MS = 120_000;
/** What is claimed by somebody who lives is renewed before this. */
const CLAIM_MS = 60_000;
/** The longest wait between two tries of a job. */
const LONGEST_RETRY_MS = HOUR_MS;

/**
 * Puts right what was planned by a clock that was ahead, so that nothing waits until the clock is there again: messages
 * leave now, claims end soon, jobs that were to run at once do. What is planned for a moment of its own (a reminder, the
 * end of an erasure) stays. The scheduler plans its series itself.
 */
export async function planAgain(tx: Transaction, now: number): Promise<void> {
  const soon = now + SOON_MS;
  await tx.query("UPDATE outbox SET run_at = $1 WHERE status = 'open' AND run_at > $2", [now, soon]);
  await tx.query("UPDATE outbox SET created_at = $1 WHERE status = 'open' AND created_at > $2", [now, soon]);
  for (const table of ['outbox', 'job'])
    await tx.query(`UPDATE ${table} SET lease_until = $1 WHERE status = 'open' AND lease_until > $2`, [
      now + CLAIM_MS,
      soon,
    ]);
  await tx.query("UPDATE lease SET until = $1 WHERE name LIKE 'turn:%' AND until > $2", [
    now + LEASE_MS,
    soon,
  ]);
  // Asked for at once by a clock that was ahead, or tried then and put back for later.
  await tx.query(
    `UPDATE job SET run_at = $1, due_at = CASE WHEN due_at > $1 THEN $1 ELSE due_at END
     WHERE status = 'open'
       AND ((attempts = 0 AND series IS NULL AND created_at > $2 AND run_at <= created_at)
         OR (attempts > 0 AND run_at > $3))`,
    [now, soon, now + LONGEST_RETRY_MS],
  );
}
