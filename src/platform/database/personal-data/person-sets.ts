import type { Queryable, SqlValue } from '#src/platform/database/database.ts';
import type { Condition } from './table-rule.ts';

/** Whose rows are meant, as ids; the names are those of the conditions. */
export interface PersonSets {
  readonly person: string;
  /** What takes the person's place in what is kept as a proof. */
  readonly reference: string;
  readonly conversations: readonly string[];
  readonly threads: readonly string[];
  readonly cases: readonly string[];
  readonly files: readonly string[];
  readonly jobs: readonly string[];
  readonly companies: readonly string[];
  readonly shared: readonly string[];
  readonly memberOf: readonly string[];
  /** Conversations that stay for what is still to be said in them, and the cards there that are changed in place. */
  readonly kept: readonly string[];
  readonly cards: readonly string[];
}

/** Nobody's rows. */
export const NO_SETS: PersonSets = {
  person: '',
  reference: '',
  conversations: [],
  threads: [],
  cases: [],
  files: [],
  jobs: [],
  companies: [],
  shared: [],
  memberOf: [],
  kept: [],
  cards: [],
};

/** As many values as the next power of two, the last one repeated: few texts of a statement serve lists of all lengths. */
const padded = (values: readonly string[]): string[] => {
  const length = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  return Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)] ?? '');
};

/** A list of ids for `IN`, whose places are numbered from `first` on, and what it binds. */
export function placesFor(ids: readonly string[], first: number): { list: string; values: string[] } {
  const values = padded(ids);
  return { list: `(${values.map((_, index) => `$${first + index}`).join(', ')})`, values };
}

/** Puts the ids of some sets into a condition. @returns SQL and what it binds */
export function bind(condition: Condition, sets: PersonSets): { sql: string; params: SqlValue[] } {
  const params: SqlValue[] = [];
  const place = (value: string) => `$${params.push(value)}`;
  const sql = condition.replace(/\{(\w+)\}/g, (whole, name: keyof PersonSets) => {
    const value = sets[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return place(value);
    // No id is empty: nothing is in such a list, and everything is out of it.
    return `(${value.length === 0 ? "''" : padded(value).map(place).join(', ')})`;
  });
  return { sql, params };
}

const ids = async (db: Queryable, condition: string, sets: PersonSets): Promise<string[]> => {
  const { sql, params } = bind(condition, sets);
  return (await db.query<{ id: string }>(sql, params)).map(({ id }) => id);
};

/** Completes what follows from some conversations and cases: their cases, the experts' threads, files, waiting work. */
export async function completeSets(
  db: Queryable,
  given: Partial<PersonSets>,
  words: readonly string[] = [],
): Promise<PersonSets> {
  const start = { ...NO_SETS, ...given };
  const found = await ids(
    db,
    'SELECT id FROM expert_case WHERE conversation_id IN {conversations} OR id IN {cases} ORDER BY id',
    start,
  );
  const withCases = { ...start, cases: found };
  const threads = await ids(
    db,
    `SELECT conversation_id AS id FROM case_thread WHERE case_id IN {cases}
     UNION SELECT conversation.id FROM conversation JOIN case_thread
       ON case_thread.surface = conversation.channel AND case_thread.thread_key = conversation.channel_key
       WHERE case_thread.case_id IN {cases} AND conversation.kind = 'desk'
     UNION SELECT id FROM conversation WHERE id IN {threads}`,
    withCases,
  );
  const all = { ...withCases, threads };
  return {
    ...all,
    files: await filesOf(db, all),
    jobs: await jobsAbout(db, [...start.conversations, ...words]),
  };
}

/** All that is a person's. */
export async function setsOfPerson(db: Queryable, person: string, reference = ''): Promise<PersonSets> {
  const start = { ...NO_SETS, person, reference };
  const conversations = await ids(
    db,
    'SELECT id FROM conversation WHERE person_id = {person} ORDER BY id',
    start,
  );
  const memberOf = await ids(
    db,
    "SELECT company_id AS id FROM company_member WHERE person_id = {person} AND status = 'member'",
    start,
  );
  const shared = await ids(
    db,
    `SELECT DISTINCT company_id AS id FROM company_member
     WHERE company_id IN {memberOf} AND person_id <> {person} AND status = 'member'`,
    { ...start, memberOf },
  );
  const companies = memberOf.filter((id) => !shared.includes(id));
  const addresses = await ids(
    db,
    `SELECT value AS id FROM contact WHERE person_id = {person}
     UNION SELECT value FROM contact_code WHERE person_id = {person}`,
    start,
  );
  return completeSets(db, { ...start, conversations, memberOf, shared, companies }, [person, ...addresses]);
}

/** Files that messages of some conversations give. */
async function filesOf(db: Queryable, sets: PersonSets): Promise<string[]> {
  const { sql, params } = bind(
    `SELECT content FROM message WHERE (conversation_id IN {conversations} OR conversation_id IN {threads})
     AND content LIKE '%"fileId"%'`,
    sets,
  );
  return filesGiven(await db.query<{ content: string }>(sql, params));
}

/** Files that some messages give. */
export const filesGiven = (messages: readonly { readonly content: string }[]): string[] => [
  ...new Set(
    messages.flatMap(({ content }) => [...content.matchAll(/"fileId":"([^"]+)"/g)].map(([, id = '']) => id)),
  ),
];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Work whose payload, or whose failure, names one of some words: a conversation, a person, an address. */
async function jobsAbout(db: Queryable, words: readonly string[]): Promise<string[]> {
  const known = new Set(words);
  const others = words
    .filter((word) => !new RegExp(`^${UUID.source}$`).test(word))
    .map((word) => word.toLowerCase());
  const rows = await db.query<{ id: string; payload: string; last_error: string | null }>(
    "SELECT id, payload, last_error FROM job WHERE payload <> 'null' OR last_error IS NOT NULL",
  );
  return rows.flatMap(({ id, payload, last_error }) => {
    const text = `${payload} ${last_error ?? ''}`;
    const named = text.match(UUID)?.some((one) => known.has(one)) ?? false;
    return named || others.some((word) => text.toLowerCase().includes(word)) ? [id] : [];
  });
}
