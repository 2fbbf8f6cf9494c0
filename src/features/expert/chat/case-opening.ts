import type { Acting } from '#src/conversation/feature.ts';
import type { OpenReason } from '#src/features/expert/case/case.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { casesOf, currentCase, type KeptDeadline } from '#src/features/expert/store/cases.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { urgencyFor } from './case-steps.ts';
import type { ExpertState } from './memory.ts';

/** What a message does about a case beside being answered. */
export type Opening =
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
  { asks, needsPerson, takesClosing }: Spoken,
): Promise<Opening | undefined> {
  const current = await currentCase(tx, conversation.id);
  const isAsked = memory.asking === 'deadline';
  // A document took the bare date of the message for the closing: so does the case.
  const isWritten = current !== undefined && takesClosing === true;
  const given = isAsked || isWritten ? closing.given : undefined;
  const deadline = closing.passing ?? (given === 'none' ? undefined : given);
  if (current && asks === undefined)
    return deadline && deadline.at !== current.deadline?.at ? { type: 'deadline', deadline } : undefined;
  const [last] = await casesOf(tx, conversation.id);
  if (asks !== undefined) {
    if (!current && message.seq < (last?.closedSeq ?? 0)) return { type: 'ended' };
    const reason = memory.lastKind === 'refusal' ? 'refused' : 'asked';
    return { type: 'open', wish: { reason, request: asks, deadline } };
  }
  if (needsPerson) return { type: 'open', wish: { reason: 'needed', deadline } };
  if (!deadline || deadline.at <= context.now) return undefined;
  // A case about this very closing has ended: who wants another one asks for it.
  if (last?.deadline?.at === deadline.at) return undefined;
  const { level } = urgencyFor(context, { openedAt: context.now, waitingSince: context.now }, deadline);
  const presses = level === 'critical' || level === 'too_late';
  return presses ? { type: 'open', wish: { reason: 'deadline', deadline } } : undefined;
}
