import { z } from 'zod';
import { canPush } from '#src/channel/can-push.ts';
import type { Errand, Memory } from '#src/conversation/feature.ts';
import { memoryOf } from '#src/conversation/memory.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { ThreadContext } from '#src/reader/understand.ts';

const thread = z.custom<ThreadContext>(
  (kept) => typeof (kept as ThreadContext | undefined)?.question === 'string',
);
const schema = z.object({
  thread: thread.optional().catch(undefined),
  threadAt: z.number().optional().catch(undefined),
});

/** What another feature says that the conversation speaks of; nothing where that is not understood. */
export const threadIn = (data: unknown): ThreadContext | undefined => thread.safeParse(data).data;

/** What another feature's reply asks of this one: what comes next is about it. */
export const speakOf = (about: ThreadContext): Errand => ({
  feature: 'answers',
  act: 'speak-of',
  data: about,
});

/** What the conversation speaks of, and since when. */
export type AnswersState = z.output<typeof schema>;

export const answersMemory: Memory<AnswersState> = { schema, left: (state) => state, isSubject: true };

const endSchema = z.object({ endedAt: z.number().optional().catch(undefined) });
/** When the last exchange with an expert ended. */
const endOf = (state: unknown): number => endSchema.safeParse(state ?? {}).data?.endedAt ?? 0;

/**
 * What a conversation speaks of: the last thread of the person, on whichever of their channels it was. On one channel,
 * a conversation that has its own thread goes on with it: people reply under what they see; and on a page, where one
 * begins another conversation to speak of something else, it never goes on with that of the one before. What is older than
 * the end of an exchange with an expert is settled, wherever it was said.
 */
export async function threadOf(
  db: Queryable,
  conversation: Conversation,
  now: number,
): Promise<ThreadContext | undefined> {
  const own = memoryOf(answersMemory, conversation.state);
  const all = conversation.personId ? await conversationsOf(db, conversation.personId) : [];
  const isSeparate = own.thread !== undefined || !canPush(conversation.channel);
  const others = all.filter(({ channel }) => !isSeparate || channel !== conversation.channel);
  const states = [own, ...others.map(({ state }) => memoryOf(answersMemory, state))];
  const endedAt = Math.max(endOf(conversation.state), ...all.map(({ state }) => endOf(state)));
  const fresh = states.filter(({ thread, threadAt = 0 }) => thread && threadAt > endedAt);
  const last = fresh.toSorted((a, b) => (b.threadAt ?? 0) - (a.threadAt ?? 0))[0];
  if (!last?.thread || now - (last.threadAt ?? 0) <= GOES_ON_MS) return last?.thread;
  const { lastAnswered: _, ...older } = last.thread;
  return older;
}

/** A message later than this opens another exchange: it is read by itself, unless its words lean on what was said. */
const GOES_ON_MS = 6 * 3_600_000;
