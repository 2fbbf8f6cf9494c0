import { type Block, paragraph } from '#src/channel/blocks.ts';
import { tellMissingContact } from '#src/company/members/news.ts';
import { conversationsOf, isUnreachable } from '#src/conversation/store/conversations.ts';
import { eraseOldest } from '#src/conversation/store/erase-oldest.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import type { ExpertPlaces, OthersDo } from '#src/features/privacy/others.ts';
import { PRIVACY_KIND } from '#src/features/privacy/rules/request.ts';
import {
  blankMessage,
  liveCaseIds,
  lockPerson,
  threadsToTell,
} from '#src/features/privacy/store/around-erasing.ts';
import { blotOut } from '#src/features/privacy/store/blot-out.ts';
import { type Erasure, lockErasure, markErased } from '#src/features/privacy/store/erasures.ts';
import { erasureMails, privacyTexts as texts } from '#src/features/privacy/texts.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { noteErasure } from '#src/platform/database/ledger/ledger.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { setsOfPerson } from '#src/platform/database/personal-data/person-sets.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { queueMail } from '#src/platform/mail/job.ts';

/** What erasing needs beside a transaction. */
export interface EraseContext extends ExpertPlaces {
  readonly mailIsOn: boolean;
  readonly others: OthersDo;
}

/** The id under which the mail of a receipt is queued; its row goes with the last words. */
export const receiptMailId = (reference: string): string => `erasure-${reference}`;

/** What one part takes at least: fewer messages than that go with everything else. */
const MESSAGES_AT_ONCE = 200;

/**
 * Takes away the oldest messages of somebody whose erasure is due, when there are more of them than can go at once with
 * everything else.
 * @returns whether there are more
 */
export async function eraseFirstWords(
  tx: Transaction,
  erasureId: string,
  { size, now }: { readonly size: number; readonly now: number },
): Promise<boolean> {
  const erasure = await lockErasure(tx, erasureId);
  if (erasure?.state !== 'scheduled' || !erasure.personId || erasure.dueAt > now) return false;
  const talks = await conversationsOf(tx, erasure.personId);
  if (talks.length === 0) return false;
  const { left } = await eraseOldest(
    tx,
    talks.map(({ id }) => id),
    Math.max(MESSAGES_AT_ONCE, size),
  );
  return left;
}

/**
 * Erases a person, all or nothing: closes their cases, ends what they asked of companies, takes away or empties all
 * that is theirs and what others were told of them, and writes the last words: a receipt where they write and to their
 * address, a notice where experts followed their cases. Run twice, it does nothing the second time.
 * @returns whether it did
 */
export async function erasePerson(
  tx: Transaction,
  context: EraseContext,
  erasureId: string,
): Promise<boolean> {
  const erasure = await lockErasure(tx, erasureId);
  const { now, mailIsOn, others } = context;
  const { personId } = erasure ?? {};
  if (erasure?.state !== 'scheduled' || !personId || erasure.dueAt > now) return false;
  const { reference } = erasure;
  // Before their conversations are locked, as who answers a wish does.
  await others.personGoes(tx, personId, { mailIsOn, now });
  const before = await setsOfPerson(tx, personId, reference);
  await lockPerson(tx, before);
  await noteErasure(tx, personId, now);
  for (const id of await liveCaseIds(tx, before)) await others.caseErased(tx, context, id);
  for (const id of before.companies) await others.companyEnds(tx, id, { mailIsOn, now });

  const sets = await setsOfPerson(tx, personId, reference);
  // What left by a platform, or by mail, is out of reach: the receipt says so.
  const wereTold = await others.wasTold(tx, sets);
  const more = wereTold.asked + wereTold.given > 0 ? [texts.receiptIntroductions] : [];
  const home = await homeOf(tx, erasure, personId);
  const threads = await threadsToTell(tx, sets);
  const email = mailIsOn ? await confirmedEmail(tx, personId) : undefined;
  const blotted = await blotOut(tx, personId);
  const kept = [...(home ? [home] : []), ...threads.map(({ conversationId }) => conversationId)];
  const cards = threads.flatMap(({ cardId }) => cardId ?? []);
  const removed = new Map(await eraseRows(tx, { ...sets, kept, cards }, now, others.register));
  for (const id of sets.shared) await tellMissingContact(tx, id, now);
  if (blotted > 0) removed.set('message', (removed.get('message') ?? 0) + blotted);

  await sayLastWords(tx, { reference, home, email, threads, more, now });
  await markErased(tx, { id: erasureId, personId, lastWords: kept, removed, now });
  return true;
}

/** A notice in each of the experts' threads, then a receipt where the person writes and to their address. */
async function sayLastWords(
  tx: Transaction,
  {
    reference,
    home,
    email,
    threads,
    more,
    now,
  }: {
    reference: string;
    home: string | undefined;
    email: string | undefined;
    threads: Awaited<ReturnType<typeof threadsToTell>>;
    /** What the receipt says of what is out of reach. */
    more: readonly string[];
    now: number;
  },
): Promise<void> {
  const moment = fullMoment(now);
  const say = (conversationId: string, blocks: readonly Block[], replaces?: string) =>
    addOutboundMessage(tx, { conversationId, content: { blocks, kind: PRIVACY_KIND, replaces }, now });
  for (const { conversationId, number, cardId } of threads) {
    const blocks = [paragraph(texts.caseNotice(number))];
    if (cardId) {
      await blankMessage(tx, cardId, { blocks, kind: 'case' });
      await say(conversationId, blocks, cardId);
    }
    await say(conversationId, blocks);
  }
  if (home) await say(home, [...texts.receipt(reference, moment), ...more].map(paragraph));
  if (email) {
    const mail = {
      to: email,
      subject: erasureMails.doneSubject,
      text: erasureMails.done(reference, moment, more),
    };
    await queueMail(tx, { id: receiptMailId(reference), ...mail }, now);
  }
}

/** Where the receipt goes: where it was asked, or where the person last wrote and can be reached. */
async function homeOf(db: Queryable, erasure: Erasure, personId: string): Promise<string | undefined> {
  const all = await conversationsOf(db, personId);
  const asked = all.filter(({ id }) => id === erasure.conversationId);
  for (const { id } of [...asked, ...all]) if (!(await isUnreachable(db, id))) return id;
  return undefined;
}

/** Tells the experts of a person's open cases when these will be emptied; without a moment, that they will not be. */
export async function warnExperts(
  tx: Transaction,
  context: ExpertPlaces & Pick<EraseContext, 'others'>,
  { personId, moment }: { personId: string; moment?: string },
): Promise<void> {
  for (const caseId of await liveCaseIds(tx, await setsOfPerson(tx, personId))) {
    const line = moment === undefined ? texts.caseKept : texts.caseWarned(moment);
    await context.others.caseWarned(tx, context, caseId, { moment, blocks: [paragraph(line)] });
  }
}
