import { blotIntroductions } from './blot-out.ts';
import type { Queryable, Transaction } from './database.ts';
import { eraseRows, type Removed, SHELL } from './erase-person.ts';
import { IS_ONE_OFF } from './one-off-talks.ts';
import { completeSets, NO_SETS } from './person-sets.ts';
import type { PeriodId } from './table-rule.ts';
import { forgetTraces } from './traces.ts';

/** Moments before which something is too old, in epoch milliseconds. */
export type Limits = Readonly<Record<PeriodId, number>>;

/** Conversations, cases, companies or persons in one go: what is left goes in the next one. */
const AT_ONCE = 500;

/** Does what others wait for from a company before its file goes. */
export type BeforeCompany = (tx: Transaction, companyId: string, now: number) => Promise<void>;

type Sweep = (tx: Transaction, limits: Limits, now: number, beforeCompany: BeforeCompany) => Promise<Removed>;

/** Rows by a condition on `$1`, the limit. */
const rows =
  (
    ...tables: readonly [table: string, condition: string][]
  ): ((tx: Transaction, before: number) => Promise<Removed>) =>
  async (tx, before) => {
    const removed = new Map<string, number>();
    for (const [table, condition] of tables) {
      const gone = await tx.query(`DELETE FROM ${table} WHERE ${condition} RETURNING 1 AS gone`, [before]);
      if (gone.length > 0) removed.set(table, gone.length);
    }
    return removed;
  };

const idsOf = async (db: Queryable, sql: string, limits: readonly number[]): Promise<string[]> =>
  (await db.query<{ id: string }>(`${sql} LIMIT ${AT_ONCE}`, limits)).map(({ id }) => id);

/** What each period takes away. */
const SWEEPS: Readonly<Record<PeriodId, Sweep>> = {
  visits: async (tx, { visits }, now) => {
    const talks = await idsOf(
      tx,
      `SELECT id FROM conversation WHERE kind = 'company' AND updated_at < $1 AND channel_key NOT LIKE '${SHELL}%'
         AND ${IS_ONE_OFF} ORDER BY updated_at`,
      [visits],
    );
    return eraseRows(tx, await completeSets(tx, { conversations: talks }), now);
  },
  conversations: async (tx, { conversations, cases }, now) => {
    // Places of the experts that no case leads to any more go in the same way.
    const talks = await idsOf(
      tx,
      `SELECT id FROM conversation WHERE kind = 'company' AND updated_at < $1 AND channel_key NOT LIKE '${SHELL}%'
         AND NOT EXISTS (SELECT 1 FROM expert_case WHERE expert_case.conversation_id = conversation.id
           AND (expert_case.state <> 'closed' OR expert_case.closed_at >= $2))
         AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.conversation_id = conversation.id)
         AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.conversation_id = conversation.id)
         AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.state = 'erased'
           AND erasure.last_words LIKE '%' || conversation.id || '%')
       ORDER BY updated_at`,
      [conversations, cases],
    );
    const desks = await idsOf(
      tx,
      `SELECT id FROM conversation WHERE kind = 'desk' AND updated_at < $1
         AND NOT EXISTS (SELECT 1 FROM case_thread WHERE case_thread.conversation_id = conversation.id
           OR (case_thread.surface = conversation.channel AND case_thread.thread_key = conversation.channel_key))
         AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.state = 'erased'
           AND erasure.last_words LIKE '%' || conversation.id || '%')
       ORDER BY updated_at`,
      [conversations],
    );
    const sets = await completeSets(tx, { conversations: talks, threads: desks });
    const wishes = await forgetIntroductions(tx, conversations);
    return sum(await eraseRows(tx, sets, now), await forgetPersons(tx, conversations, now), wishes);
  },
  cases: async (tx, { cases }, now) => {
    const old = await idsOf(
      tx,
      `SELECT id FROM expert_case WHERE state = 'closed' AND closed_at < $1
         AND (last_said <> '' OR EXISTS (SELECT 1 FROM case_thread WHERE case_thread.case_id = expert_case.id)
           OR EXISTS (SELECT 1 FROM case_event WHERE case_event.case_id = expert_case.id
             AND case_event.type IN ('note', 'said', 'deadline')))
       ORDER BY closed_at`,
      [cases],
    );
    return eraseRows(tx, await completeSets(tx, { cases: old }), now);
  },
  forms: (tx, { forms }) =>
    rows(['referencing_draft', 'updated_at < $1'], ['diagnosis_draft', 'updated_at < $1'])(tx, forms),
  companies: async (tx, { companies }, now, beforeCompany) => {
    const old = await idsOf(
      tx,
      `SELECT id FROM company WHERE updated_at < $1 AND NOT EXISTS (
         SELECT 1 FROM company_member JOIN conversation ON conversation.person_id = company_member.person_id
         WHERE company_member.company_id = company.id AND conversation.updated_at >= $1)
       ORDER BY updated_at`,
      [companies],
    );
    for (const id of old) await beforeCompany(tx, id, now);
    return eraseRows(tx, { ...NO_SETS, companies: old }, now);
  },
  proofs: (tx, { proofs }) =>
    rows(
      // What is agreed to by somebody who is still here holds, however old.
      [
        'consent',
        `at < $1 AND (given = 0 OR NOT EXISTS (SELECT 1 FROM person WHERE person.id = consent.person_id)
           OR EXISTS (SELECT 1 FROM consent AS later WHERE later.person_id = consent.person_id
             AND later.purpose = consent.purpose AND later.at > consent.at))`,
      ],
      ['erasure', "asked_at < $1 AND state IN ('cancelled', 'ended')"],
    )(tx, proofs),
  files: (tx, { files }) => rows(['file', 'created_at < $1'])(tx, files),
  deliveries: (tx, { deliveries }) =>
    rows(
      ['outbox', "status NOT IN ('open', 'dead') AND created_at < $1"],
      ['inbound_event', 'received_at < $1'],
    )(tx, deliveries),
  failures: (tx, { failures }) =>
    rows(
      // What is still open then is of a channel, or of a mail server, that is no more.
      ['outbox', "status IN ('open', 'dead') AND created_at < $1"],
      [
        'job',
        "(status = 'dead' AND finished_at < $1) OR (status = 'open' AND series IS NULL AND run_at < $1)",
      ],
    )(tx, failures),
  codes: (tx, { codes }) =>
    rows(
      ['link_code', 'expires_at < $1'],
      ['link_request', 'expires_at < $1'],
      ['contact_code', 'created_at < $1'],
      ['company_invitation', 'expires_at < $1'],
      ['company_team_invitation', 'expires_at < $1'],
      ['entry_link', 'expires_at < $1'],
      ['staff_session', 'expires_at < $1'],
      ['lease', 'until < $1'],
    )(tx, codes),
  work: (tx, { work }) => rows(['job', "status = 'done' AND finished_at < $1"])(tx, work),
  staff: (tx, { staff }) =>
    rows(
      ['company_import', 'at < $1'],
      [
        'staff_member',
        'signed_in_at < $1 AND NOT EXISTS (SELECT 1 FROM staff_session WHERE staff_session.member_id = staff_member.id)',
      ],
      [
        'working_hours',
        `saved_at < $1 AND EXISTS (SELECT 1 FROM working_hours AS later WHERE later.saved_at > working_hours.saved_at)`,
      ],
    )(tx, staff),
  drafts: (tx, { drafts }) =>
    rows(['knowledge_draft', "state IN ('dropped', 'done') AND COALESCE(changed_at, created_at) < $1"])(
      tx,
      drafts,
    ),
  traces: async (tx, { traces }) => {
    const gone = await forgetTraces(tx, traces);
    return gone > 0 ? new Map([['trace', gone]]) : new Map();
  },
};

/** Wishes to be put in touch that ended before a moment, with all that happened to them and what either side was told. */
async function forgetIntroductions(tx: Transaction, before: number): Promise<Removed> {
  const old = 'COALESCE(ended_at, expires_at) < $1';
  const gone = await tx.query<{ id: string }>(`SELECT id FROM introduction WHERE ${old}`, [before]);
  const blotted = await blotIntroductions(
    tx,
    gone.map(({ id }) => id),
  );
  const removed = await rows(
    ['introduction_event', `introduction_id IN (SELECT id FROM introduction WHERE ${old})`],
    ['introduction', old],
  )(tx, before);
  return blotted > 0 ? sum(removed, new Map([['message', blotted]])) : removed;
}

/** Persons of whom nothing is left but an id and a name: they were told of nothing and have nothing here. */
async function forgetPersons(tx: Transaction, before: number, now: number): Promise<Removed> {
  const gone = await idsOf(
    tx,
    `SELECT id FROM person WHERE created_at < $1
       AND NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = person.id AND erasure.state = 'scheduled')
     ORDER BY created_at`,
    [before],
  );
  let removed: Removed = new Map();
  for (const person of gone)
    removed = sum(
      removed,
      await eraseRows(tx, { ...NO_SETS, person, reference: `P-${person.slice(-12)}` }, now),
    );
  return removed;
}

/** Takes away what one period lets go. @returns rows by table */
export const sweep = (
  tx: Transaction,
  period: PeriodId,
  { limits, now, beforeCompany }: { limits: Limits; now: number; beforeCompany: BeforeCompany },
): Promise<Removed> => SWEEPS[period](tx, limits, now, beforeCompany);

function sum(...all: readonly Removed[]): Removed {
  const total = new Map<string, number>();
  for (const one of all) for (const [table, count] of one) total.set(table, (total.get(table) ?? 0) + count);
  return total;
}
