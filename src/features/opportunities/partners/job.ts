import { type Block, paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { contactOfCompany } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { isListed } from '#src/company/store/listed-companies.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { sourceOf } from '#src/features/opportunities/alerts/texts-notice.ts';
import { goButton } from '#src/features/opportunities/bid/actions.ts';
import { whereToTell, withStop } from '#src/features/opportunities/bid/job.ts';
import { closingSaid } from '#src/features/opportunities/bid/texts-go.ts';
import { safeInstant } from '#src/features/opportunities/notice/notice.ts';
import { findNotice, type KeptNotice } from '#src/features/opportunities/store/notices.ts';
import {
  changeAsk,
  countAsks,
  lockAsk,
  type PartnerAsk,
  waitingAsks,
} from '#src/features/opportunities/store/partners.ts';
import { queueNewsMail } from '#src/person/mail/news-mail.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { UNASKED } from '#src/person/unasked/said.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { MOST, speakersOf, WEEK_MS } from './bounds.ts';
import { answerButtons } from './buttons.ts';
import type { Silence } from './ports.ts';
import { isForSeveral } from './prepare.ts';
import { type AskEvent, answerUntil } from './rules/ask.ts';
import { contactSaid, endAsk } from './tell.ts';
import { askedTexts } from './texts.ts';

const EVERY_MS = 5 * MINUTE_MS;

/** What the work on partners is done with. */
export interface PartnerJobParts {
  readonly db: Database;
  readonly mailIsOn: boolean;
  readonly silence: Silence;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  readonly now: () => number;
}

/**
 * Asks companies, at civil hours, whether they would answer a call with another one, and ends what waits no more. Each in a
 * transaction that looks again: once, whatever the replicas.
 */
export const partnerJob = (parts: PartnerJobParts): JobKind => ({
  kind: 'partners',
  next: every(EVERY_MS),
  run: async (_job, signal) => {
    const { db, wake } = parts;
    const now = parts.now();
    if (!isCivilHour(now)) return undefined;
    for (const { id, toCompany, toldAt } of await waitingAsks(db)) {
      signal.throwIfAborted();
      await db.tx(async (tx) => {
        // The conversations first: what handles a message locks them first too.
        const places = toldAt === undefined ? await placesOf(tx, toCompany, parts.mailIsOn) : [];
        const ask = await lockAsk(tx, id);
        if (ask?.state !== 'asked') return;
        await goOn(tx, ask, { places, now, parts });
      });
    }
    wake();
    return undefined;
  },
});

type Place = Extract<Awaited<ReturnType<typeof whereToTell>>, object>;

/**
 * Where the people of a company can be written to now, where it reaches one of them; an expert who holds is waited for. On a
 * page nothing arrives: it reaches who confirmed a mail address.
 */
async function placesOf(tx: Transaction, companyId: string, mailIsOn: boolean): Promise<Place[]> {
  let reached = 0;
  const places: Place[] = [];
  for (const personId of await speakersOf(tx, companyId)) {
    const where = await whereToTell(tx, personId);
    if (typeof where !== 'object') continue;
    places.push(where);
    if (where.arrives || (mailIsOn && (await confirmedEmail(tx, personId)) !== undefined)) reached += 1;
  }
  return reached > 0 ? places : [];
}

interface Going {
  readonly places: readonly Place[];
  readonly now: number;
  readonly parts: PartnerJobParts;
}

async function goOn(tx: Transaction, ask: PartnerAsk, { places, now, parts }: Going): Promise<void> {
  const kept = await findNotice(tx, ask.noticeId);
  const end = await endOf(tx, ask, kept, { now, silence: parts.silence });
  if (end) {
    await endAsk(tx, ask, end, parts, { now });
    return;
  }
  if (ask.toldAt !== undefined || places.length === 0 || !kept) return;
  const { toCompany, fromCompany } = ask;
  // A week is full: it waits for the next one, as long as it is awaited.
  const { told } = await countAsks(tx, { toCompany, fromCompany, since: now - WEEK_MS });
  if (told >= MOST.asked) return;
  const expiresAt = answerUntil(now, safeInstant(kept.notice.closing));
  await changeAsk(tx, ask.id, { toldAt: now, expiresAt });
  const blocks = await askBlocks(tx, { ...ask, expiresAt }, kept, now);
  for (const { conversation } of places) {
    const content = { kind: UNASKED.partner, about: ask.id, blocks: withStop(blocks) };
    const message = await addOutboundMessage(tx, { conversationId: conversation.id, content, now });
    await queueNewsMail(tx, { conversation, messageId: message.id, subject: ask.title }, now);
  }
}

/** Why one waits no more, where it does not. */
async function endOf(
  tx: Transaction,
  { toCompany, fromCompany, expiresAt = 0, toldAt }: PartnerAsk,
  kept: KeptNotice | undefined,
  { now, silence }: { readonly now: number; readonly silence: Silence },
): Promise<Exclude<AskEvent, 'ask'> | undefined> {
  if (!kept || !isForSeveral(kept.notice, now)) return 'close';
  if (!(await isListed(tx, toCompany, DIRECTORY_CONSENT.purpose))) return 'leave';
  // Who wants no requests any more, before they were written to, is left in peace.
  if (toldAt === undefined && (await silence.isSilent(tx, toCompany))) return 'leave';
  if ((await holdingOf(tx, fromCompany))?.state !== 'approved') return 'bar';
  return now >= expiresAt ? 'expire' : undefined;
}

/** What the company that is asked reads: who looks, without a name, for what, its words, and what a yes gives. */
async function askBlocks(
  tx: Transaction,
  { id, noticeId, title, toCompany, fromDescribed, message, expiresAt = 0 }: PartnerAsk,
  kept: KeptNotice,
  now: number,
): Promise<Block[]> {
  const { closing } = kept.notice;
  const contact = contactSaid(await contactOfCompany(tx, toCompany));
  const items = sourceOf(kept, 1);
  return [
    {
      type: 'paragraph',
      text: [
        {
          text: askedTexts.asks(fromDescribed, title, closing && closingSaid(closing, now)),
          ...(items.length > 0 && { cites: [1] }),
        },
      ],
    },
    paragraph(askedTexts.message(message)),
    paragraph(askedTexts.given(contact)),
    paragraph(askedTexts.until(frenchDate(parisDay(expiresAt)))),
    ...(items.length > 0 ? [{ type: 'sources', items } as const] : []),
    choices(...answerButtons(id), goButton(noticeId)),
  ];
}
