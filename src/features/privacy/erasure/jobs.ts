import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { canPush } from '#src/channel/can-push.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import {
  type Erasure,
  endErasure,
  erasuresToEnd,
  findErasure,
  isErased,
  lastPlaces,
} from '#src/features/privacy/store/erasures.ts';
import { DAY_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { inParts } from '#src/platform/database/in-parts.ts';
import { addJob, isUnderWay } from '#src/platform/database/jobs/jobs.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind, Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { completeSets } from '#src/platform/database/personal-data/person-sets.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';
import { scrub } from '#src/platform/database/scrub/scrub.ts';
import { forgetMail, mailIsLeaving } from '#src/platform/mail/store/jobs.ts';
import { eraseFirstWords, erasePerson, receiptMailId } from './erase-person.ts';

const KIND = 'erasure';
const END_KIND = 'erasure-end';
const SOON_MS = 15_000;
const payloadSchema = z.object({ erasureId: z.string() });

export interface ErasureParts {
  readonly db: Database;
  readonly surfaces: readonly string[];
  readonly mailIsOn: boolean;
  readonly others: OthersDo;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  readonly now: () => number;
}

type Planned = Pick<Erasure, 'id' | 'dueAt'>;

const keyOf = ({ id, dueAt }: Planned): string => `${KIND}:${id}:${dueAt}`;

/** Plans an erasure, in the transaction that schedules it. One that was called off meanwhile does nothing. */
export async function planErasure(tx: Transaction, erasure: Planned, now: number): Promise<void> {
  const { id, dueAt } = erasure;
  await addJob(tx, { kind: KIND, key: keyOf(erasure), payload: { erasureId: id }, runAt: dueAt, now });
}

/** How often it is looked whether a server beside this process is done. */
const LOOKS_MS = 100;

/**
 * Does an erasure that was planned and is due, unless a server beside this process took it first: then waits for it,
 * and does it where that server crashed.
 * @returns when it was done; nothing when it could not be done now and waits for another try
 */
export async function eraseNow(
  erasure: Planned & Pick<Erasure, 'reference'>,
  { db, scheduler, now }: Pick<ErasureParts, 'db' | 'now'> & { readonly scheduler: Scheduler },
): Promise<number | undefined> {
  const isElsewhere = () => isUnderWay(db, keyOf(erasure), now());
  for (;;) {
    const wasElsewhere = await isElsewhere();
    await scheduler.runDue();
    // Before the outcome is looked at: what ends between the two is seen to have ended.
    const waits = wasElsewhere || (await isElsewhere());
    const { erasedAt } = (await findErasure(db, erasure.reference)) ?? {};
    if (erasedAt !== undefined || !waits) return erasedAt;
    await setTimeout(LOOKS_MS);
  }
}

/**
 * The work of erasing a person when it is due. What they said over years goes first, in parts that hold nobody up; all that
 * is left goes in one transaction, with the last words. A crash leaves the rest to do.
 */
export const erasureJob = ({ db, surfaces, mailIsOn, others, wake, now }: ErasureParts): JobKind => ({
  kind: KIND,
  run: async (job, signal) => {
    const { erasureId } = payloadSchema.parse(job.payload);
    await inParts(db, (tx, size) => eraseFirstWords(tx, erasureId, { size, now: now() }), { signal });
    const done = await db.tx(async (tx) => {
      const context = { surfaces, mailIsOn, others, hours: await loadWorkingHours(tx), now: now() };
      if (!(await erasePerson(tx, context, erasureId))) return false;
      // Most last words leave within seconds: what they needed need not wait for the next round.
      const key = `${END_KIND}:${erasureId}`;
      await addJob(tx, { kind: END_KIND, key, runAt: context.now + SOON_MS, now: context.now });
      return true;
    });
    if (done) wake();
    // Also when an earlier try was cut short between the two.
    if (done || (await isErased(db, erasureId))) await scrub(db, { signal });
    return undefined;
  },
});

/** What a platform has not taken by then will not be taken; nor will a page that nobody opens show it. */
const LEAVES_MS = DAY_MS;
const SEEN_MS = 7 * DAY_MS;
const MAIL_MS = 2 * DAY_MS;

/**
 * Takes away, every few minutes, what was left of erased persons for the last words to reach them: how to write there,
 * these words, and the address of the receipt's mail.
 */
export const erasureEnd = ({ db, others, now }: Pick<ErasureParts, 'db' | 'others' | 'now'>): JobKind => ({
  kind: END_KIND,
  next: every(5 * MINUTE_MS),
  run: async (_job, signal) => {
    const ready: string[] = [];
    for (const erasure of await erasuresToEnd(db))
      if (await db.tx((tx) => takeAway(tx, erasure, now(), others.register))) ready.push(erasure.id);
    if (ready.length === 0) return undefined;
    await scrub(db, { signal });
    return async (tx) => {
      for (const id of ready) await endErasure(tx, id, now());
    };
  },
});

/** @returns whether nothing is left of it */
async function takeAway(
  tx: Transaction,
  erasure: Erasure,
  now: number,
  register: Register,
): Promise<boolean> {
  const age = now - (erasure.erasedAt ?? now);
  const places = await lastPlaces(tx, erasure.lastWords);
  const waits = places.some(({ channel, kind, leaving, seen, taken }) => {
    if (taken) return false;
    if (leaving) return age < LEAVES_MS;
    return kind === 'company' && !canPush(channel) && !seen && age < SEEN_MS;
  });
  const mail = receiptMailId(erasure.reference);
  if (waits || (age < MAIL_MS && (await mailIsLeaving(tx, mail)))) return false;
  await forgetMail(tx, mail);
  // Who wrote there since is somebody new to us, and keeps their conversation.
  const left = places.filter(({ taken }) => !taken);
  const named = (which: 'company' | 'desk') => left.filter(({ kind }) => kind === which).map(({ id }) => id);
  const sets = await completeSets(tx, { conversations: named('company'), threads: named('desk') });
  await eraseRows(tx, sets, now, register);
  return true;
}
