import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { completeSets } from '#src/platform/database/personal-data/person-sets.ts';
import { NOTHING, sumOf } from '#src/platform/database/personal-data/removed.ts';
import {
  GOING,
  nextOf,
  type Place,
  START,
  type Sweep,
  type SweepContext,
  type SweptPart,
} from '#src/platform/database/personal-data/sweep.ts';
import { eraseOldest } from './erase-oldest.ts';
import { SHELL } from './shell.ts';

/**
 * Condition of a conversation that somebody had once, within a day, without saying who they are: no name given by a
 * messenger, no other conversation of theirs but of the same day and place, no confirmed address, no file of a company nor one being filled in, no case,
 * nothing that the team must take up. Nobody comes back to it for long.
 */
const IS_ONE_OFF = `conversation.updated_at - conversation.created_at < ${DAY_MS}
  AND NOT EXISTS (SELECT 1 FROM expert_case WHERE expert_case.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM request WHERE request.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM conversation AS other
    WHERE other.person_id = conversation.person_id AND other.id <> conversation.id
      AND (other.channel <> conversation.channel OR other.updated_at - conversation.created_at >= ${DAY_MS}
        OR conversation.updated_at - other.created_at >= ${DAY_MS}))
  AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = conversation.person_id AND person.name IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.person_id = conversation.person_id)
  AND NOT EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = conversation.person_id)
  AND NOT EXISTS (SELECT 1 FROM introduction WHERE introduction.person_id = conversation.person_id)
  AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = conversation.person_id)`;

const NOT_LAST_WORDS = `NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.state = 'erased'
  AND erasure.last_words LIKE '%' || conversation.id || '%')`;

/** Condition of a conversation in which alerts that were asked for arrive: who reads them need not write. */
const TELLS_ALERTS = `EXISTS (SELECT 1 FROM alert WHERE alert.conversation_id = conversation.id
  AND alert.is_on = 1 AND alert.unreachable_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM news_stop
    WHERE news_stop.person_id = alert.person_id AND news_stop.at >= alert.asked_at)
  AND NOT EXISTS (SELECT 1 FROM consent WHERE consent.person_id = alert.person_id
    AND consent.purpose = 'consent-alerts' AND consent.given = 0 AND consent.at >= alert.asked_at))`;

/** Conversations that nobody came back to, whose cases are over and old too, and in which no alerts are told. A very long one goes in several parts. */
export const talks: Sweep = async (tx, context, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'conversation',
      where: `kind = 'company' AND channel_key NOT LIKE '${SHELL}%'`,
      age: 'updated_at',
      goes: `NOT EXISTS (SELECT 1 FROM expert_case WHERE expert_case.conversation_id = conversation.id
           AND (expert_case.state <> 'closed' OR expert_case.closed_at >= $1))
         AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.conversation_id = conversation.id)
         AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.conversation_id = conversation.id)
         AND NOT ${TELLS_ALERTS}
         AND ${NOT_LAST_WORDS}`,
      params: [context.limits.cases],
    },
    context.limits.conversations,
    { size, after },
  );
  return takeTalks(tx, { talks: ids, threads: [] }, { size, next, after, eraseRows: context.eraseRows });
};

/** Conversations of one visit, of somebody who is nobody to us and comes back no more: they go earlier. */
export const visits: Sweep = async (tx, context, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'conversation',
      where: `kind = 'company' AND channel_key NOT LIKE '${SHELL}%'`,
      age: 'updated_at',
      goes: IS_ONE_OFF,
    },
    context.limits.visits,
    { size, after },
  );
  return takeTalks(tx, { talks: ids, threads: [] }, { size, next, after, eraseRows: context.eraseRows });
};

/** Places of the experts that no case leads to any more go in the same way. */
export const threads: Sweep = async (tx, context, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'conversation',
      where: "kind = 'desk'",
      age: 'updated_at',
      goes: `NOT EXISTS (SELECT 1 FROM case_thread WHERE case_thread.conversation_id = conversation.id)
         AND NOT EXISTS (SELECT 1 FROM case_thread
           WHERE case_thread.surface = conversation.channel AND case_thread.thread_key = conversation.channel_key)
         AND ${NOT_LAST_WORDS}`,
    },
    context.limits.conversations,
    { size, after },
  );
  return takeTalks(tx, { talks: [], threads: ids }, { size, next, after, eraseRows: context.eraseRows });
};

/** Messages that one part may take: a conversation of thousands goes little by little. */
const MESSAGES_EACH = 10;

/** @returns the part; it stays at its place while a long conversation has messages left */
async function takeTalks(
  tx: Transaction,
  going: { readonly talks: readonly string[]; readonly threads: readonly string[] },
  part: { size: number; next: Place | undefined; after: Place | undefined } & Pick<SweepContext, 'eraseRows'>,
): Promise<SweptPart> {
  const all = [...going.talks, ...going.threads];
  if (all.length === 0) return { removed: NOTHING, next: part.next };
  const atOnce = Math.max(MESSAGES_EACH, Math.min(part.size, GOING)) * MESSAGES_EACH;
  const { removed, left } = await eraseOldest(tx, all, atOnce);
  if (left) return { removed, next: part.after ?? START };
  const sets = await completeSets(tx, { conversations: going.talks, threads: going.threads });
  return { removed: sumOf(removed, await part.eraseRows(tx, sets)), next: part.next };
}
