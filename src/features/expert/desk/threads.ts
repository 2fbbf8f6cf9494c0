import type { Block } from '#src/channel/blocks.ts';
import { NEW_DESK_THREAD } from '#src/channel/port.ts';
import { channelNames } from '#src/channel/texts.ts';
import { companyBrief } from '#src/company/brief.ts';
import { personOf } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, messagesAfter } from '#src/conversation/store/messages.ts';
import type { Brief } from '#src/features/expert/case/brief.ts';
import { lineOf } from '#src/features/expert/case/message-lines.ts';
import { urgencyOf } from '#src/features/expert/case/urgency.ts';
import {
  addCaseThread,
  type CaseThread,
  caseThreads,
  saveThreadCard,
} from '#src/features/expert/store/case-threads.ts';
import { type CaseRow, findCase } from '#src/features/expert/store/cases.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import type { DeskHours } from '#src/platform/calendar/check-hours.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { caseCard, caseContext } from './card.ts';

/** When and where the desk works; what its use-cases are given beside a transaction. */
export interface DeskContext {
  /** Places of messaging platforms where experts work: « slack », « teams », « telegram ». */
  readonly surfaces: readonly string[];
  readonly hours: DeskHours;
  readonly now: number;
}

/** Lines of the conversation that the opening card shows. */
const TURNS = 8;
/** Lines of a very long exchange. */
const LONGEST = 2_000;

/** Makes the case's thread on each surface: its card, then what an expert must know. */
export async function openThreads(tx: Transaction, context: DeskContext, row: CaseRow): Promise<void> {
  for (const surface of context.surfaces) {
    const thread = await addCaseThread(tx, {
      caseId: row.id,
      surface,
      address: NEW_DESK_THREAD,
      now: context.now,
    });
    await introduce(tx, context, row, thread);
  }
}

/** Writes a thread's first messages: also to one that is made again. */
export async function introduce(
  tx: Transaction,
  context: DeskContext,
  row: CaseRow,
  thread: CaseThread,
): Promise<void> {
  await saveThreadCard(tx, thread, await say(tx, context, thread, await cardOf(tx, context, row)));
  // A thread that is made again goes on where the exchange is now.
  const said = await messagesAfter(tx, row.conversationId, Math.max(0, row.openedSeq - TURNS), LONGEST);
  const blocks = caseContext(row.brief as Brief, said.slice(-TURNS).flatMap(lineOf));
  if (blocks.length > 0) await say(tx, context, thread, blocks);
}

/** Says something in the case's threads, but not where it comes from. */
export async function tellThreads(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  blocks: readonly Block[],
  except?: string,
): Promise<void> {
  for (const thread of await caseThreads(tx, caseId))
    if (thread.surface !== except) await say(tx, context, thread, blocks);
}

/** Changes the card of each thread to where the case stands now. */
export async function refreshCards(tx: Transaction, context: DeskContext, row: CaseRow): Promise<void> {
  const card = await cardOf(tx, context, row);
  for (const thread of await caseThreads(tx, row.id)) {
    const content = { blocks: card, kind: 'case', replaces: thread.cardId };
    await addOutboundMessage(tx, { conversationId: thread.conversationId, content, now: context.now });
  }
}

async function say(
  tx: Transaction,
  { now }: DeskContext,
  thread: CaseThread,
  blocks: readonly Block[],
): Promise<string> {
  const content = { blocks, kind: 'case' };
  return (await addOutboundMessage(tx, { conversationId: thread.conversationId, content, now })).id;
}

async function cardOf(tx: Transaction, { hours, now }: DeskContext, row: CaseRow): Promise<Block[]> {
  const { deadline } = row;
  const { answerBy } = urgencyOf(
    { deadlineAt: deadline?.at, openedAt: row.openedAt, waitingSince: row.waitingSince },
    now,
    hours,
    hours.targetMinutes * MINUTE_MS,
  );
  const personId = await personOf(tx, row.conversationId);
  const company = personId ? await companyBrief(tx, personId) : undefined;
  const previous = row.previousId ? await findCase(tx, row.previousId) : undefined;
  return caseCard(row, {
    channel: channelNames[row.channel] ?? row.channel,
    deadline: deadline && {
      moment: momentInFrench(deadline.at, now),
      left: deadline.at <= now ? deskTexts.late : deskTexts.left(...timeLeft(deadline.at - now)),
    },
    answerBy: answerBy === undefined ? undefined : momentInFrench(answerBy, now),
    previous: previous?.number,
    company: company && [deskTexts.facts.company(company.name, company.siren), ...company.lines],
  });
}

/** Days, hours and minutes of a duration in milliseconds, each rounded down. */
function timeLeft(ms: number): [days: number, hours: number, minutes: number] {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  return [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
}
