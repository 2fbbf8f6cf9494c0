import type { PeriodId } from '#src/config/privacy.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { completeSets, NO_SETS, placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import { forgetTraces } from '#src/platform/web/traces/store/traces.ts';
import { blotIntroductions } from './blot-out.ts';
import { eraseOldest, eraseRows, type Removed, SHELL, sumOf } from './erase-person.ts';
import { IS_ONE_OFF } from './one-off-talks.ts';

/** Moments before which something is too old, in epoch milliseconds. */
export type Limits = Readonly<Record<PeriodId, number>>;

/** Does what others wait for from a company before its file goes. */
export type BeforeCompany = (tx: Transaction, companyId: string, now: number) => Promise<void>;

/** What a part is told. */
export interface SweepContext {
  readonly limits: Limits;
  readonly now: number;
  readonly beforeCompany: BeforeCompany;
}

/** How far a sweep is: the age and the id of the last thing that was looked at. */
interface Place {
  readonly age: number;
  readonly id: string;
}

/** One part of a sweep: what went, and where to go on; no place when nothing is left to look at. */
export interface SweptPart {
  readonly removed: Removed;
  readonly next: Place | undefined;
}

/**
 * Takes away some of one kind of thing that a period lets go, from a place on. It looks at no more than `size` of them,
 * and takes no more than {@link GOING} of those that lead to others, so that how long it takes depends neither on how many
 * are kept nor on how many were passed over before.
 */
export type Sweep = (
  tx: Transaction,
  context: SweepContext,
  part: { readonly size: number; readonly after: Place | undefined },
) => Promise<SweptPart>;

/** Things that go in one part, with all that hangs on them, however many are looked at. */
export const GOING = 50;

const NOTHING: Removed = new Map();
const START: Place = { age: Number.MIN_SAFE_INTEGER, id: '' };

/** Rows of a table, by a condition on `$1`, the limit; `key` names a row, `age` is what the condition compares. */
const rows =
  (period: PeriodId, table: string, key: string, age: string, more = ''): Sweep =>
  async (tx, { limits }, { size }) => {
    const gone = await tx.query(
      `DELETE FROM ${table} WHERE (${key}) IN (
         SELECT ${key} FROM ${table} WHERE ${age} < $1 ${more && `AND (${more})`} ORDER BY ${age} LIMIT $2)
       RETURNING 1 AS gone`,
      [limits[period], size],
    );
    return {
      removed: gone.length > 0 ? new Map([[table, gone.length]]) : NOTHING,
      next: gone.length < size ? undefined : START,
    };
  };

/** What is looked at, oldest first, and which of it goes. */
interface Candidates {
  readonly from: string;
  readonly where: string;
  /** What says how old it is; an index has it, followed by the id. */
  readonly age: string;
  /** What must hold beside for it to go; `$1` on are `params`. */
  readonly goes: string;
  readonly params?: readonly SqlValue[];
}

/**
 * The next ones of some things, by their age. Those that stay are passed over: only the ones before a place are looked
 * at, whether they go or not. Parts grow while all that they look at stays: only some of it goes at once.
 */
async function nextOf(
  db: Queryable,
  { from, where, age, goes, params = [] }: Candidates,
  limit: number,
  { size, after = START }: { size: number; after: Place | undefined },
): Promise<{ ids: string[]; next: Place | undefined }> {
  const looked = await db.query<{ id: string; age: number }>(
    `SELECT id, ${age} AS age FROM ${from} WHERE ${where} AND ${age} < $1
       AND (${age}, id) > ($2, $3)
     ORDER BY ${age}, id LIMIT $4 {LOCK}`,
    [limit, after.age, after.id, size],
  );
  const last = looked.at(-1);
  if (!last) return { ids: [], next: undefined };
  const found = looked.map(({ id }) => id);
  const { list, values } = placesFor(found, params.length + 1);
  const going = await db.query<{ id: string; age: number }>(
    `SELECT id, ${age} AS age FROM ${from} WHERE id IN ${list} AND ${goes} ORDER BY ${age}, id LIMIT ${GOING}`,
    [...params, ...values],
  );
  const whole = looked.length < size ? undefined : last;
  const end = going.length === GOING ? going.at(-1) : whole;
  return { ids: going.map(({ id }) => id), next: end && { age: Number(end.age), id: end.id } };
}

const NOT_LAST_WORDS = `NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.state = 'erased'
  AND erasure.last_words LIKE '%' || conversation.id || '%')`;

/** Conversations that nobody came back to, whose cases are over and old too. A very long one goes in several parts. */
const talks: Sweep = async (tx, { limits, now }, { size, after }) => {
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
         AND ${NOT_LAST_WORDS}`,
      params: [limits.cases],
    },
    limits.conversations,
    { size, after },
  );
  return takeTalks(tx, { talks: ids, threads: [] }, { size, now, next, after });
};

/** Conversations of one visit, of somebody who is nobody to us and comes back no more: they go earlier. */
const visits: Sweep = async (tx, { limits, now }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'conversation',
      where: `kind = 'company' AND channel_key NOT LIKE '${SHELL}%'`,
      age: 'updated_at',
      goes: IS_ONE_OFF,
    },
    limits.visits,
    { size, after },
  );
  return takeTalks(tx, { talks: ids, threads: [] }, { size, now, next, after });
};

/** Places of the experts that no case leads to any more go in the same way. */
const threads: Sweep = async (tx, { limits, now }, { size, after }) => {
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
    limits.conversations,
    { size, after },
  );
  return takeTalks(tx, { talks: [], threads: ids }, { size, now, next, after });
};

/** Messages that one part may take: a conversation of thousands goes little by little. */
const MESSAGES_EACH = 10;

/** @returns the part; it stays at its place while a long conversation has messages left */
async function takeTalks(
  tx: Transaction,
  going: { readonly talks: readonly string[]; readonly threads: readonly string[] },
  part: { size: number; now: number; next: Place | undefined; after: Place | undefined },
): Promise<SweptPart> {
  const all = [...going.talks, ...going.threads];
  if (all.length === 0) return { removed: NOTHING, next: part.next };
  const atOnce = Math.max(MESSAGES_EACH, Math.min(part.size, GOING)) * MESSAGES_EACH;
  const { removed, left } = await eraseOldest(tx, all, atOnce);
  if (left) return { removed, next: part.after ?? START };
  const sets = await completeSets(tx, { conversations: going.talks, threads: going.threads });
  return { removed: sumOf(removed, await eraseRows(tx, sets, part.now)), next: part.next };
}

/** Wishes to be put in touch that ended, with all that happened to them and what either side was told. */
const wishes: Sweep = async (tx, { limits }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    { from: 'introduction', where: '1 = 1', age: 'COALESCE(ended_at, expires_at)', goes: '1 = 1' },
    limits.conversations,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  const removed = new Map<string, number>();
  const blotted = await blotIntroductions(tx, ids);
  if (blotted > 0) removed.set('message', blotted);
  const { list, values } = placesFor(ids, 1);
  for (const [table, of] of [
    ['introduction_event', 'introduction_id'],
    ['introduction', 'id'],
  ] as const) {
    const gone = await tx.query(`DELETE FROM ${table} WHERE ${of} IN ${list} RETURNING 1 AS gone`, values);
    if (gone.length > 0) removed.set(table, gone.length);
  }
  return { removed, next };
};

/** Persons of whom nothing is left but an id and a name: they were told of nothing and have nothing here. */
const persons: Sweep = async (tx, { limits, now }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'person',
      where: '1 = 1',
      age: 'created_at',
      goes: `NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = person.id AND erasure.state = 'scheduled')`,
    },
    limits.conversations,
    { size, after },
  );
  let removed = NOTHING;
  for (const person of ids)
    removed = sumOf(
      removed,
      await eraseRows(tx, { ...NO_SETS, person, reference: `P-${person.slice(-12)}` }, now),
    );
  return { removed, next };
};

/** Closed cases whose words are too old: their figures stay. */
const cases: Sweep = async (tx, { limits, now }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'expert_case',
      where: "state = 'closed'",
      age: 'closed_at',
      goes: `(last_said <> '' OR EXISTS (SELECT 1 FROM case_thread WHERE case_thread.case_id = expert_case.id)
         OR EXISTS (SELECT 1 FROM case_event WHERE case_event.case_id = expert_case.id
           AND case_event.type IN ('note', 'said', 'deadline')))`,
    },
    limits.cases,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  return { removed: await eraseRows(tx, await completeSets(tx, { cases: ids }), now), next };
};

/** Companies whose file nobody touched, and of whose people nobody wrote. */
const companies: Sweep = async (tx, { limits, now, beforeCompany }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'company',
      where: '1 = 1',
      age: 'updated_at',
      goes: `NOT EXISTS (
         SELECT 1 FROM company_member JOIN conversation ON conversation.person_id = company_member.person_id
         WHERE company_member.company_id = company.id AND conversation.updated_at >= $1)`,
      params: [limits.companies],
    },
    limits.companies,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  for (const id of ids) await beforeCompany(tx, id, now);
  return { removed: await eraseRows(tx, { ...NO_SETS, companies: ids }, now), next };
};

/** Agreements that are over: what is agreed to by somebody who is still here holds, however old. */
const agreements: Sweep = async (tx, { limits }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'consent',
      where: '1 = 1',
      age: 'at',
      goes: `(given = 0 OR NOT EXISTS (SELECT 1 FROM person WHERE person.id = consent.person_id)
         OR EXISTS (SELECT 1 FROM consent AS later WHERE later.person_id = consent.person_id
           AND later.purpose = consent.purpose AND later.at > consent.at))`,
    },
    limits.proofs,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  const { list, values } = placesFor(ids, 1);
  await tx.query(`DELETE FROM consent WHERE id IN ${list}`, values);
  return { removed: new Map([['consent', ids.length]]), next };
};

/** What experts and staff did, whose own triggers guard it. */
const traces: Sweep = async (tx, { limits }, { size }) => {
  const gone = await forgetTraces(tx, limits.traces, size);
  return { removed: gone > 0 ? new Map([['trace', gone]]) : NOTHING, next: gone < size ? undefined : START };
};

/** What each period takes away, in this order. */
export const SWEEPS: Readonly<Record<PeriodId, readonly Sweep[]>> = {
  visits: [visits],
  conversations: [talks, threads, wishes, persons],
  cases: [cases],
  forms: [
    rows('forms', 'referencing_draft', 'person_id', 'updated_at'),
    rows('forms', 'diagnosis_draft', 'person_id', 'updated_at'),
  ],
  companies: [companies],
  proofs: [agreements, rows('proofs', 'erasure', 'id', 'asked_at', "state IN ('cancelled', 'ended')")],
  files: [rows('files', 'file', 'id', 'created_at')],
  deliveries: [
    rows('deliveries', 'outbox', 'id', 'created_at', "status NOT IN ('open', 'dead', 'held')"),
    rows('deliveries', 'inbound_event', 'channel, event_id', 'received_at'),
  ],
  failures: [
    // What is still open then is of a channel, or of a mail server, that is no more.
    rows('failures', 'outbox', 'id', 'created_at', "status IN ('open', 'dead')"),
    // What a restore keeps back waits for staff from then on, however old it was. It was made before: an index has that.
    rows('failures', 'outbox', 'id', 'run_at', "status = 'held' AND created_at < $1"),
    rows('failures', 'job', 'id', 'finished_at', "status IN ('dead', 'held')"),
    rows('failures', 'job', 'id', 'run_at', "status = 'open' AND series IS NULL"),
  ],
  codes: [
    rows('codes', 'link_code', 'digest', 'expires_at'),
    rows('codes', 'link_request', 'id', 'expires_at'),
    rows('codes', 'contact_code', 'id', 'created_at'),
    rows('codes', 'company_invitation', 'digest', 'expires_at'),
    rows('codes', 'company_team_invitation', 'digest', 'expires_at'),
    rows('codes', 'entry_link', 'digest', 'expires_at'),
    rows('codes', 'staff_session', 'digest', 'expires_at'),
    rows('codes', 'lease', 'name', 'until'),
  ],
  traces: [traces],
  work: [rows('work', 'job', 'id', 'finished_at', "status = 'done'")],
  staff: [
    rows('staff', 'company_import', 'id', 'at'),
    rows(
      'staff',
      'staff_member',
      'id',
      'signed_in_at',
      'NOT EXISTS (SELECT 1 FROM staff_session WHERE staff_session.member_id = staff_member.id)',
    ),
    rows(
      'staff',
      'working_hours',
      'id',
      'saved_at',
      'EXISTS (SELECT 1 FROM working_hours AS later WHERE later.saved_at > working_hours.saved_at)',
    ),
  ],
  drafts: [
    rows(
      'drafts',
      'knowledge_draft',
      'id',
      'COALESCE(changed_at, created_at)',
      "state IN ('dropped', 'done')",
    ),
  ],
};
