import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { claimOutbox, markFailed } from '#src/conversation/store/outbox/outbox.ts';
import type { Database } from '#src/platform/database/database.ts';
import { addJob, claimJob, failJob } from '#src/platform/database/jobs/jobs.ts';
import { conversationOf } from './stored-messages.ts';

/** A message of the web chat that was given up. @returns the id of its place in the outbox */
export async function addDeadLetter(
  db: Database,
  letter: { channelKey: string; text: string; error: string; now: number },
): Promise<string> {
  const { text, error, now } = letter;
  const conversationId = await conversationOf(db, letter.channelKey);
  return db.tx(async (tx) => {
    // What waits before it would be claimed first.
    for (let item = await claimOutbox(tx, now, 1); item; item = await claimOutbox(tx, now, 1))
      await tx.query("UPDATE outbox SET status = 'sent', lease_until = NULL WHERE id = $1", [item.id]);
    const content = { blocks: [{ type: 'paragraph' as const, text: [{ text }] }], kind: 'case' };
    await addOutboundMessage(tx, { conversationId, content, now });
    const item = await claimOutbox(tx, now, 1);
    if (!item) throw new Error('nothing to give up');
    await markFailed(tx, item.id, { error, retryAt: undefined });
    return item.id;
  });
}

/** A job that was given up. @returns its id */
export async function addDeadJob(
  db: Database,
  { kind, error, now }: { kind: string; error: string; now: number },
): Promise<string> {
  return db.tx(async (tx) => {
    await addJob(tx, { kind, runAt: 0, now });
    const job = await claimJob(tx, { kinds: [kind], owner: 'test', now: 1, leaseMs: 1 });
    if (!job) throw new Error('nothing to give up');
    await failJob(tx, { job, owner: 'test' }, { error, retryAt: undefined, now });
    return job.id;
  });
}
