import type { Acting, ClosingRead } from '#src/conversation/feature.ts';
import type { OpenReason } from '#src/features/expert/case/case.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { isWithin } from '#src/features/expert/known-closing.ts';
import { type CaseRow, casesOf, currentCase, type KeptDeadline } from '#src/features/expert/store/cases.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import type { CallBack } from './call-back.ts';
import { urgencyFor } from './case-steps.ts';
import type { ExpertState } from './memory.ts';

/** What a message does about a case beside being answered. */
type Opening =
  | {
      readonly type: 'open';
      readonly wish: {
        readonly reason: OpenReason;
        readonly request?: string | undefined;
        readonly deadline?: KeptDeadline | undefined;
      };
    }
  /** A closing date said in passing, for the case that is open. */
  | { readonly type: 'deadline'; readonly deadline: KeptDeadline }
  /** A person was asked for before the end of the exchange, and read only after: the end has answered it. */
  | { readonly type: 'ended' };

/** What was said in a turn, as far as it may open a case. */
export interface Spoken {
  /** A person is asked for, in these words. */
  readonly asks?: string | undefined;
  /** By telephone, with what is said of the number and the moment. */
  readonly callBack?: CallBack | undefined;
  /** A person is needed, whatever the rule. */
  readonly needsPerson?: boolean | undefined;
  /** A document took the bare date of the message for the closing. */
  readonly takesClosing?: boolean | undefined;
}

/**
 * Whether a message opens a case: a person is asked for, or needed whatever the rule, or the tender closes so soon that
 * an expert must be told at once. A closing date that is past opens nothing: the company tells a story.
 */
export async function openingOf(
  tx: Transaction,
  context: DeskContext,
  { conversation, memory, message, closing }: Acting<ExpertState>,
  spoken: Spoken,
): Promise<Opening | undefined> {
  const { asks, takesClosing } = spoken;
  const current = await currentCase(tx, conversation.id);
  const mayPress = current !== undefined || asks !== undefined;
  const deadline = limitSaid(mayPress ? closing : { ...closing, pressing: undefined }, {
    memory,
    current,
    takesClosing,
  });
  if (current && asks === undefined)
    return deadline && deadline.at !== current.deadline?.at ? { type: 'deadline', deadline } : undefined;
  const [last] = await casesOf(tx, conversation.id);
  if (!current && asks !== undefined && message.seq < (last?.closedSeq ?? 0)) return { type: 'ended' };
  // A case about this very closing has ended: who wants another one asks for it.
  const isNew = deadline !== undefined && last?.deadline?.at !== deadline.at;
  const reason = reasonToOpen(spoken, memory, isNew && presses(context, deadline));
  return reason && { type: 'open', wish: { reason, request: asks, deadline } };
}

/** Why a case is opened, if it is: what the person asks for goes before what we find ourselves. */
function reasonToOpen(
  { asks, needsPerson }: Spoken,
  { lastKind }: ExpertState,
  isPressing: boolean,
): OpenReason | undefined {
  if (asks !== undefined) return lastKind === 'refusal' ? 'refused' : 'asked';
  if (needsPerson) return 'needed';
  return isPressing ? 'deadline' : undefined;
}

/** The closing date that a message says, or that of an appeal; a bare date is one only where it `answers` the question on the closing. */
function closingSaid({ passing, given, pressing }: ClosingRead, answers: boolean): KeptDeadline | undefined {
  const said = passing ?? pressing;
  if (said || !answers || given === 'none') return said;
  return given;
}

/** The same, unless it is only when they mean to hand in, before the limit that is known. */
function limitSaid(
  closing: ClosingRead,
  {
    memory: { asking, saidClosing },
    current,
    takesClosing,
  }: {
    readonly memory: ExpertState;
    readonly current: CaseRow | undefined;
    readonly takesClosing: boolean | undefined;
  },
): KeptDeadline | undefined {
  // A document took the bare date of the message for the closing: so does the case.
  const isWritten = current !== undefined && takesClosing === true;
  const said = closingSaid(closing, asking === 'deadline' || isWritten);
  return said && isWithin(said, current?.deadline ?? saidClosing) ? undefined : said;
}

/** Whether an expert must be told at once of a tender that closes then; a closing that is past presses nobody. */
function presses(context: DeskContext, deadline: KeptDeadline): boolean {
  if (deadline.at <= context.now) return false;
  const { level } = urgencyFor(context, { openedAt: context.now, waitingSince: context.now }, deadline);
  return level === 'critical' || level === 'too_late';
}
