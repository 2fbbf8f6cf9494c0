import type { Conversation } from '#src/conversation/store/conversations.ts';
import { requestsOf } from '#src/conversation/store/requests.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { KeptRequest } from './reply.ts';

/** What a feature knows of where somebody's wishes stand. */
interface OwnStatus {
  readonly lines: readonly string[];
  /** The kind of the wishes kept for the team that are settled by it: nothing is still to come. */
  readonly settles?: string | undefined;
}

/** Reads where somebody's wishes stand with a feature. */
export type StatusReader = (db: Queryable, conversation: Conversation, now: number) => Promise<OwnStatus>;

/** Where somebody's wishes stand: what each feature says of them, and what is kept for the team. */
export async function statusOf(
  db: Queryable,
  conversation: Conversation,
  { readers, now }: { readonly readers: readonly StatusReader[]; readonly now: number },
): Promise<{ readonly requests: readonly KeptRequest[]; readonly lines: readonly string[] }> {
  const own: OwnStatus[] = [];
  for (const read of readers) own.push(await read(db, conversation, now));
  const kept = (await requestsOf(db, conversation)).filter(
    ({ kind }) => !own.some(({ settles }) => settles === kind),
  );
  return {
    requests: kept.map(({ kind, at }) => ({ kind, on: frenchDate(parisDay(at)) })),
    lines: own.flatMap(({ lines }) => lines),
  };
}
