import { z } from 'zod';
import { CODE_MINUTES } from '#src/person/codes/short-code.ts';
import { drawDigits, hashDigits } from '#src/person/codes/six-digits.ts';
import { askedEmail, ownerOfAddress, setSpaceCode } from '#src/person/store/space-codes.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { addJob } from '#src/platform/database/jobs/jobs.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { sendMail } from '#src/platform/mail/job.ts';
import type { Mailer } from '#src/platform/mail/mailer.ts';
import { spaceCodeMail } from './texts.ts';

const KIND = 'space-code';
const payloadSchema = z.object({ codeId: z.string() });

/** Has a code mailed, in the transaction that notes that it was asked for: to whom is looked up later, and may be nobody. */
export async function queueSpaceCode(tx: Transaction, codeId: string, now: number): Promise<void> {
  await addJob(tx, { kind: KIND, key: `${KIND}:${codeId}`, payload: { codeId }, runAt: now, now });
}

/**
 * The work of mailing a code to whom an address is, if it is somebody's. The code is drawn here and mailed at once: nothing
 * but what it hashes to is ever stored. A try that failed draws another one.
 */
export const spaceCodeJob = (db: Database, mailer: Mailer, now: () => number): JobKind => ({
  kind: KIND,
  run: async (job, signal) => {
    const { codeId } = payloadSchema.parse(job.payload);
    const email = await askedEmail(db, codeId, now());
    const owner = email === undefined ? undefined : await ownerOfAddress(db, email);
    if (!owner) return undefined;
    const code = drawDigits();
    const hash = await hashDigits(code);
    await db.tx((tx) => setSpaceCode(tx, { ...hash, id: codeId, personId: owner.personId }));
    const text = spaceCodeMail.text(code, CODE_MINUTES);
    const id = `space-${codeId}-${job.attempts}`;
    await sendMail(mailer, { id, to: owner.address, subject: spaceCodeMail.subject, text }, signal);
    return undefined;
  },
});
