import { canPush } from '#src/channel/can-push.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { casesOf, currentCase, type KeptDeadline } from '#src/features/expert/store/cases.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** A closing date as it was read when it was said, and its place in the conversation. */
type SaidClosing = KeptDeadline & { readonly seq: number };

/** Whether a moment is only when a company means to hand in, before the limit that it said: that one stays. */
export const isWithin = (
  { at, isPlan }: Pick<KeptDeadline, 'at' | 'isPlan'>,
  limit: Pick<KeptDeadline, 'at' | 'isPlan'> | undefined,
): boolean => isPlan === true && limit !== undefined && !limit.isPlan && at <= limit.at;

/** The last closing date that a company said in a conversation, after a place in it: read then, and never again. */
export function closingSaid(state: unknown, afterSeq: number): KeptDeadline | undefined {
  const { saidClosing } = (state ?? {}) as { saidClosing?: SaidClosing };
  if (!saidClosing || saidClosing.seq <= afterSeq) return undefined;
  const { seq: _, ...deadline } = saidClosing;
  return deadline;
}

/** The same of something else that presses, such as an appeal. */
export function pressingSaid(state: unknown, afterSeq: number): KeptDeadline | undefined {
  const { saidPressing } = (state ?? {}) as { saidPressing?: SaidClosing };
  return closingSaid({ saidClosing: saidPressing }, afterSeq);
}

/**
 * The closing, still to come, of the tender that a person speaks of: that of the case which is open, or else the one
 * that they said since the last case ended, or else that of a case which is open on another of their channels. Another
 * conversation of the same page is about another tender.
 */
export async function knownClosing(
  db: Queryable,
  { id, channel, personId, state }: Conversation,
  now: number,
): Promise<KeptDeadline | undefined> {
  const isToCome = (deadline: KeptDeadline | undefined) => deadline !== undefined && deadline.at > now;
  const [last] = await casesOf(db, id);
  const current = last?.state === 'closed' ? undefined : last?.deadline;
  if (isToCome(current)) return current;
  const said = closingSaid(state, last?.closedSeq ?? 0);
  if (isToCome(said)) return said;
  for (const other of personId ? await conversationsOf(db, personId) : []) {
    const isApart = other.id === id || (other.channel === channel && !canPush(channel));
    const theirs = isApart ? undefined : (await currentCase(db, other.id))?.deadline;
    if (isToCome(theirs)) return theirs;
  }
  return undefined;
}
