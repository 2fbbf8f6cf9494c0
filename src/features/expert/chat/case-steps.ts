import { z } from 'zod';
import { type Block, paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { actOnCase, openCase, setDeadline } from '#src/features/expert/act-on-case.ts';
import type { OpenReason } from '#src/features/expert/case/case.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import { type Urgency, urgencyOf } from '#src/features/expert/case/urgency.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { closingSaid, pressingSaid } from '#src/features/expert/known-closing.ts';
import {
  type CaseRow,
  casesOf,
  currentCase,
  type KeptDeadline,
  saveTold,
} from '#src/features/expert/store/cases.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addWorkingMs, nextOpening } from '#src/platform/calendar/working-time.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { sideIn } from '#src/reader/speaker/who-speaks.ts';
import { momentIn } from '#src/reader/standing/moment.ts';
import type { CallBack } from './call-back.ts';
import { firstCallAfter } from './call-moment.ts';
import { type CallBefore, type CaseWords, callBackWords } from './call-words.ts';
import type { CaseRequest } from './case-request.ts';
import { transcriptFile } from './transcript.ts';

/** Opens a case, or finds the one that is open, and says at once what happens and when. */
export async function startCase(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  wish: {
    reason: OpenReason;
    request?: string | undefined;
    deadline?: KeptDeadline | undefined;
    previousId?: string;
    at?: number | undefined;
    /** They would rather be called, with what was said of the number and the moment. */
    callBack?: CallBack | undefined;
    call?: CallBefore | undefined;
  },
): Promise<CaseWords & { fresh: boolean }> {
  const deadline = wish.deadline ?? (await saidBefore(tx, context, conversation, wish.previousId));
  const { row, fresh } = await openCase(tx, context, conversation, { ...wish, deadline });
  if (!fresh && wish.deadline) await setDeadline(tx, context, row, wish.deadline);
  const kept = fresh ? deadline : (wish.deadline ?? row.deadline);
  const when = wish.callBack?.when;
  const words = openingWords(context, row, {
    fresh,
    deadline: kept,
    isNewDeadline: wish.deadline !== undefined,
    byPhone: wish.callBack !== undefined,
    tellsCall: wish.callBack?.phone !== undefined || when !== undefined,
    // A moment at which nobody calls counts for nothing.
    when:
      when !== undefined && firstCallAfter(when, context.hours, context.now) === undefined ? when : undefined,
    about: subjectOf(fold(wish.request ?? ''), conversation.state),
  });
  if (kept) await noteTooLate(tx, context, row, kept);
  if (!wish.callBack) return { ...words, fresh };
  const before = wish.call ?? { call: undefined, seq: conversation.lastSeq };
  const call = await callBackWords(tx, context, row, { ...wish.callBack, before });
  const buttons = words.blocks.slice(-1);
  return {
    ...call,
    blocks: [...words.blocks.slice(0, -1), ...call.blocks, ...buttons],
    asking: call.asking ?? words.asking,
    fresh,
  };
}

/** What is asked for is against a decision, or before a judge: its time is not the closing of a tender. */
const OF_APPEAL =
  /\b(?:recours|referes?|contest\w{1,6}|attaquer|tribunal|juge|rejet\w{0,3}|litige|reclamation)\b/;

/**
 * What a case is about, which tells the date that presses: a tender that closes, an appeal, what a buyer prepares, or a
 * contract that is held already.
 */
type Subject = 'tender' | 'appeal' | 'buying' | 'performing';
function subjectOf(request: string, state: unknown): Subject {
  if (OF_APPEAL.test(request)) return 'appeal';
  if (sideIn(request) === 'buyer') return 'buying';
  const { moment } = spokenOf.safeParse(state).data?.thread.told ?? {};
  return (momentIn(request) ?? moment) === 'performance' ? 'performing' : 'tender';
}
/** What the conversation speaks of, where it was told at which moment of a contract the company stands. */
const spokenOf = z.object({ thread: z.object({ told: z.object({ moment: z.string().optional() }) }) });

const ASK_DEADLINE: Readonly<Record<Subject, string>> = {
  tender: caseTexts.askDeadline,
  appeal: caseTexts.askDeadlineOfAppeal,
  buying: caseTexts.askDeadlineOfBuyer,
  performing: caseTexts.askDeadlineOfContract,
};

/** Keeps the number and the moment at which a company would be called, for the experts of its case. */
export async function keepCallBack(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  callBack: CallBack & { readonly before: CallBefore },
): Promise<CaseWords> {
  const row = await currentCase(tx, conversation.id);
  return row ? callBackWords(tx, context, row, callBack) : { blocks: [paragraph(caseTexts.noCase)] };
}

/** The closing date that the company gave before it asked for a person: nobody asks for it twice. */
async function saidBefore(
  tx: Transaction,
  { now }: DeskContext,
  { id, state }: Conversation,
  previousId: string | undefined,
): Promise<KeptDeadline | undefined> {
  const [last] = await casesOf(tx, id);
  const since = last?.closedSeq ?? 0;
  const found = closingSaid(state, since) ?? pressingSaid(state, since);
  const deadline = found ?? (last?.id === previousId ? last?.deadline : undefined);
  return deadline && deadline.at > now ? deadline : undefined;
}

/** What a company hears when its case opens, or asks for a person again. */
function openingWords(
  context: DeskContext,
  row: CaseRow,
  {
    fresh,
    deadline,
    isNewDeadline,
    byPhone,
    tellsCall,
    when,
    about,
  }: {
    fresh: boolean;
    deadline: KeptDeadline | undefined;
    /** It is said now. */
    isNewDeadline: boolean;
    byPhone: boolean;
    /** A number or a moment is said. */
    tellsCall: boolean;
    /** When they would be called, as they said it. */
    when: string | undefined;
    about: Subject;
  },
): CaseWords {
  const { hours, now } = context;
  const urgency = urgencyFor(context, row, deadline);
  const promise = promiseOf(context, row, urgency.answerBy, fresh);
  const answerBy = promise === undefined ? undefined : momentInFrench(promise, now);
  const opens = nextOpening(now, hours);
  const closedUntil = opens === undefined || opens === now ? undefined : momentInFrench(opens, now);
  const opened = fresh
    ? caseTexts.opened({ number: row.number, reason: row.openReason, answerBy, closedUntil, byPhone, when })
    : caseTexts.already(row.number, answerBy, byPhone);
  const said = byPhone ? [...opened, caseTexts.byPhone] : opened;
  const asks = deadline === undefined;
  // What is known of a case is not said again to who only says how to be called.
  const saysDeadline = fresh || isNewDeadline || !tellsCall;
  return {
    blocks: [
      ...said.map(paragraph),
      ...(deadline && saysDeadline ? deadlineWords(context, deadline, urgency) : []),
      // Who asks again for a person was asked once; the answer is still waited for.
      ...(asks && fresh && !byPhone ? [paragraph(ASK_DEADLINE[about])] : []),
      choices(...(asks ? [CASE_BUTTONS.noDeadline] : []), CASE_BUTTONS.cancel),
    ],
    asking: asks ? 'deadline' : undefined,
  };
}

/**
 * When a person should have answered, as it may still be said: a moment that is past is no promise. Where the company
 * was told that it waits longer, the moment told then; for a wish that was kept long before its case, from now on.
 */
export function promiseOf(
  { hours, now }: DeskContext,
  row: CaseRow,
  answerBy: number | undefined,
  fresh = false,
): number | undefined {
  if (answerBy === undefined || answerBy > now) return answerBy;
  const again = addWorkingMs(fresh ? now : (row.told.slow ?? 0), hours.targetMinutes * MINUTE_MS, hours);
  return again !== undefined && again > now ? again : undefined;
}

/** Keeps the closing date that a company says in passing to the expert who holds its case; the bot says nothing. */
export async function noteDeadline(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  deadline: KeptDeadline | undefined,
): Promise<void> {
  const row = deadline && (await currentCase(tx, conversation.id));
  if (row && deadline.at !== row.deadline?.at) await setDeadline(tx, context, row, deadline);
}

/** Keeps the closing date that a company gave, and says what it changes. */
export async function keepDeadline(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  deadline: KeptDeadline | 'none',
): Promise<Block[]> {
  const row = await currentCase(tx, conversation.id);
  if (!row) return [paragraph(caseTexts.noCase)];
  if (deadline === 'none') {
    await setDeadline(tx, context, row, undefined);
    return [paragraph(caseTexts.noDeadline)];
  }
  await setDeadline(tx, context, row, deadline);
  await noteTooLate(tx, context, row, deadline);
  return deadlineWords(context, deadline, urgencyFor(context, row, deadline));
}

/** That a date comes too soon for a person is said with it: who watches over the wait does not say it again, of that date. */
async function noteTooLate(
  tx: Transaction,
  context: DeskContext,
  row: CaseRow,
  deadline: KeptDeadline,
): Promise<void> {
  const { too_late: said, ...others } = row.told;
  if (urgencyFor(context, row, deadline).level === 'too_late')
    await saveTold(tx, row.id, { ...others, too_late: context.now });
  else if (said !== undefined) await saveTold(tx, row.id, others);
}

/** What a company asks of its exchange with the experts, by a button or in words. */
export async function answerCaseRequest(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  request: CaseRequest,
): Promise<CaseWords> {
  switch (request) {
    case 'end': {
      const row = await currentCase(tx, conversation.id);
      if (!row) return { blocks: [paragraph(caseTexts.noCase)] };
      // The transition itself says how it ended.
      await actOnCase(tx, context, row.id, { type: 'company_ended' });
      return { blocks: [] };
    }
    case 'no-deadline':
      return { blocks: await keepDeadline(tx, context, conversation, 'none') };
    case 'reopen': {
      const [last] = await casesOf(tx, conversation.id);
      return startCase(tx, context, conversation, {
        reason: last ? 'reopened' : 'asked',
        ...(last && last.state === 'closed' && { previousId: last.id }),
      });
    }
    case 'transcript': {
      const file = await transcriptFile(tx, conversation.id, context.now);
      if (!file) return { blocks: [paragraph(caseTexts.noTranscript)] };
      return { blocks: [paragraph(caseTexts.transcript(file.number)), file.block] };
    }
    default:
      return request satisfies never;
  }
}

function deadlineWords(context: DeskContext, deadline: KeptDeadline, urgency: Urgency): Block[] {
  const { hours, now } = context;
  const moment = momentInFrench(deadline.at, now);
  if (deadline.at <= now) return [paragraph(caseTexts.deadlinePast(moment))];
  const kept = paragraph(
    deadline.certain ? caseTexts.deadlineKept(moment) : caseTexts.deadlineUnsure(deadline.said),
  );
  if (urgency.level !== 'too_late') return [kept];
  const opens = nextOpening(now, hours);
  const back = opens === undefined || opens === now ? undefined : momentInFrench(opens, now);
  return [kept, ...caseTexts.tooLate(moment, back).map(paragraph)];
}

export const urgencyFor = (
  { hours, now }: DeskContext,
  row: { openedAt: number; waitingSince: number | undefined },
  deadline: KeptDeadline | undefined,
): Urgency =>
  urgencyOf(
    { deadlineAt: deadline?.at, openedAt: row.openedAt, waitingSince: row.waitingSince },
    now,
    hours,
    hours.targetMinutes * MINUTE_MS,
  );
