import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { TurnState } from '#src/conversation/turn/make-reply.ts';
import type { Reply } from '#src/conversation/turn/reply.ts';
import type { ClosingSaid } from '#src/conversation/workers/prepared.ts';
import type { OpenReason } from '#src/features/expert/case/case.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { casesOf, currentCase, type KeptDeadline } from '#src/features/expert/store/cases.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { urgencyFor } from './case-steps.ts';

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

/**
 * Whether a message opens a case; `seq` is its place in the conversation: a person is asked for, or needed whatever the rule, or the tender closes so soon that
 * an expert must be told at once. A closing date that is past opens nothing: the company tells a story.
 */
export async function openingOf(
  tx: Transaction,
  context: DeskContext,
  turn: {
    conversation: Conversation;
    decided: Route;
    reply: Reply | undefined;
    closing: ClosingSaid;
    seq: number;
  },
): Promise<Opening | undefined> {
  const { conversation, decided, reply, closing } = turn;
  const isWords = decided.to === 'question' || decided.to === 'intent';
  const isAsked = (conversation.state as TurnState).asking === 'deadline';
  const current = await currentCase(tx, conversation.id);
  // A document took the bare date of the message for the closing: so does the case.
  const isWritten = current !== undefined && reply?.pending?.takesClosing === true;
  const given = isAsked || isWritten ? closing.given : undefined;
  const passing = isWords ? closing.passing : undefined;
  const deadline = passing ?? (given === 'none' ? undefined : given);
  const asks = decided.to === 'intent' && decided.intent === 'handoff';
  if (current && !asks)
    return deadline && deadline.at !== current.deadline?.at ? { type: 'deadline', deadline } : undefined;
  const [last] = await casesOf(tx, conversation.id);
  if (asks) {
    if (!current && turn.seq < (last?.closedSeq ?? 0)) return { type: 'ended' };
    const refused = (conversation.state as TurnState).lastKind === 'refusal';
    return {
      type: 'open',
      wish: { reason: refused ? 'refused' : 'asked', request: isWords ? decided.text : '', deadline },
    };
  }
  if (reply?.answer?.kind === 'handoff') return { type: 'open', wish: { reason: 'needed', deadline } };
  if (!deadline || deadline.at <= context.now) return undefined;
  // A case about this very closing has ended: who wants another one asks for it.
  if (last?.deadline?.at === deadline.at) return undefined;
  const { level } = urgencyFor(context, { openedAt: context.now, waitingSince: context.now }, deadline);
  const presses = level === 'critical' || level === 'too_late';
  return presses ? { type: 'open', wish: { reason: 'deadline', deadline } } : undefined;
}
