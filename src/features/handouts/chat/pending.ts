import type { Reply } from '#src/conversation/reply.ts';
import type { MadeFile } from '#src/features/handouts/files/make-files.ts';
import type { Fields } from '#src/features/handouts/rules/told.ts';
import type { ValueKind } from '#src/knowledge/model/handout-model.ts';
import type { Deadline } from '#src/reader/deadline/deadline.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import type { ClauseAnswer } from './compose-clause.ts';

/** A reply that gives a document, or asks what it needs. */
export interface HandoutReply extends Reply {
  /** What the thread must remember: what comes next may be about it. */
  readonly thread?: ThreadContext | undefined;
  /** What it answers, for the command line. */
  readonly answer?: ClauseAnswer | undefined;
  /** Files to give with it. */
  readonly files?: readonly MadeFile[] | undefined;
  /** A document that what comes next may complete. */
  readonly pending?: PendingHandout | undefined;
  /** The closing that was said for it. */
  readonly closing?: Deadline | undefined;
  /** Documents that it gives, where they are several. */
  readonly gives?: readonly GivenHandout[] | undefined;
  /** No document is waited for any more. */
  readonly endsPending?: boolean | undefined;
}

/** A document asked for, and all that was said of it: what comes next may complete it. */
export interface PendingHandout {
  /** Absent while it is asked which one. */
  readonly model?: string | undefined;
  /** What was offered then, in order: the words that ask for each. */
  readonly offered?: readonly string[] | undefined;
  readonly said: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Something was asked that it needs: an answer to another question does not end it. */
  readonly open: boolean;
  /** Fields as they were put right. */
  readonly fields?: Fields | undefined;
  /** The field whose value was asked. */
  readonly awaits?: ValueKind | undefined;
  /** The closing of the tender is written in it: a date said next is for it. */
  readonly takesClosing?: boolean | undefined;
}

/** The last document that was given, and all that was said of it: it may be wanted again for another case. */
export type GivenHandout = Pick<PendingHandout, 'said' | 'at' | 'fields'> & { readonly model: string };

/** What may still be completed after a reply. */
export function pendingAfter(
  reply: Omit<HandoutReply, 'answer'> | undefined,
  before: PendingHandout | undefined,
): PendingHandout | undefined {
  if (reply?.endsPending) return undefined;
  if (reply?.pending) return reply.pending;
  return before?.open && !reply?.thread?.open ? before : undefined;
}
