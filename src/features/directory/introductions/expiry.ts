import { z } from 'zod';
import type { Database } from '#src/platform/database/database.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { actOnIntroduction, EXPIRY_KIND } from './send.ts';

const payloadSchema = z.object({ id: z.string() });

/**
 * The end of a wish that a company did not answer in time: planned with the wish, so that it comes whatever stops in
 * between. What an answer ended before stays as it is.
 */
export const introductionExpiry = ({
  db,
  mailIsOn,
  wake,
  now,
}: {
  readonly db: Database;
  readonly mailIsOn: boolean;
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind => ({
  kind: EXPIRY_KIND,
  run: async (job) => {
    const { id } = payloadSchema.parse(job.payload);
    await db.tx((tx) => actOnIntroduction(tx, id, { type: 'expire' }, { mailIsOn, now: now() }));
    wake();
    return undefined;
  },
});
