import { aboutContact, REACH_FIELDS } from '#src/company/store/personal-data.ts';
import { privacyTexts } from '#src/features/privacy/texts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { bind, completeSets } from '#src/platform/database/personal-data/person-sets.ts';

/** Something that was said to somebody, where it may show another person's words. */
interface Told {
  readonly id: string;
  readonly conversationId: string;
  readonly content: string;
}

interface ToldRow {
  id: string;
  conversation_id: string;
  content: string;
  person_id: string | null;
}
const TOLD = `SELECT message.id, message.conversation_id, message.content, conversation.person_id FROM message
  JOIN conversation ON conversation.id = message.conversation_id`;
const toTold = (row: ToldRow): Told => ({
  ...{ id: row.id, conversationId: row.conversation_id, content: row.content },
});

/** What no words of a person are: how a message is made, and what it leads to. */
const MACHINERY: ReadonlySet<string> = new Set(
  ['type', 'kind', 'id', 'fileId', 'mediaType', 'about', 'replaces', 'key', 'tone'].concat([
    'documentId',
    'n',
  ]),
);

/** Words that can be told from others. */
const telling = (words: readonly string[]): string[] =>
  [...new Set(words.map((word) => word.trim()))].filter((word) => word.length >= 2);

/** Takes words out of texts, wherever they are whole words; longer ones first, for they may hold others. */
function blotter(words: readonly string[]): ((text: string) => string) | undefined {
  const patterns = telling(words)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'gu'));
  if (patterns.length === 0) return undefined;
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, privacyTexts.blotted), text);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A JSON text with the texts in it changed, and its machinery left alone. */
const inJson = (json: string, change: (text: string) => string): string =>
  JSON.stringify(
    JSON.parse(json, (name, value: unknown) =>
      typeof value === 'string' && !MACHINERY.has(name) ? change(value) : value,
    ),
  );

/** Takes words out of what was told, and takes away the files given beside it that hold them. @returns how many messages changed */
async function takeOut(tx: Transaction, words: readonly string[], told: readonly Told[]): Promise<number> {
  const blot = blotter(words);
  if (!blot) return 0;
  let changed = 0;
  // Most of what was said holds none of them, and need not be read closely.
  const inContent = telling(words).map((word) => JSON.stringify(word).slice(1, -1));
  for (const { id, content } of told) {
    if (!inContent.some((word) => content.includes(word))) continue;
    const next = inJson(content, blot);
    if (next === JSON.stringify(JSON.parse(content))) continue;
    await tx.query('UPDATE message SET content = $2 WHERE id = $1', [id, next]);
    changed += 1;
  }
  await dropFiles(tx, words, [...new Set(told.map(({ conversationId }) => conversationId))]);
  return changed;
}

/** A file that somebody took away of their conversation says what was told there; it can be asked for again. */
async function dropFiles(tx: Transaction, words: readonly string[], conversations: readonly string[]) {
  const sets = await completeSets(tx, { conversations });
  for (const id of sets.files) {
    const [file] = await tx.query<{ bytes: Uint8Array }>('SELECT bytes FROM file WHERE id = $1', [id]);
    const text = file ? new TextDecoder().decode(file.bytes) : '';
    if (words.some((word) => word.trim().length >= 2 && text.includes(word.trim())))
      await tx.query('DELETE FROM file WHERE id = $1', [id]);
  }
}

/** Takes words out of mails that have not left. @param isMeant tells the mails by their id and their address */
async function blotMails(
  tx: Transaction,
  words: readonly string[],
  isMeant: (mail: { id: string; to: string }) => boolean,
): Promise<void> {
  const blot = blotter(words);
  if (!blot) return;
  const rows = await tx.query<{ id: string; payload: string }>(
    "SELECT id, payload FROM job WHERE kind = 'mail' AND payload <> 'null'",
  );
  for (const { id, payload } of rows) {
    const mail = JSON.parse(payload) as { id: string; to: string; subject: string; text: string };
    if (!isMeant(mail)) continue;
    const next = { ...mail, subject: blot(mail.subject), text: blot(mail.text) };
    await tx.query('UPDATE job SET payload = $2 WHERE id = $1', [id, JSON.stringify(next)]);
  }
}

/** All that was said to some persons, and that the experts who help them read. */
async function toldTo(db: Queryable, persons: readonly string[]): Promise<Told[]> {
  if (persons.length === 0) return [];
  const places = persons.map((_, index) => `$${index + 1}`).join(', ');
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM conversation WHERE person_id IN (${places})`,
    persons,
  );
  const sets = await completeSets(db, { conversations: rows.map(({ id }) => id) });
  const { sql, params } = bind(
    `${TOLD} WHERE (message.conversation_id IN {conversations} AND message.author <> 'company')
       OR message.conversation_id IN {threads}`,
    sets,
  );
  return (await db.query<ToldRow>(sql, params)).map(toTold);
}

const idsOf = async (db: Queryable, sql: string, params: readonly string[]): Promise<string[]> =>
  (await db.query<{ id: string }>(sql, params)).map(({ id }) => id);

const addressesOf = (db: Queryable, persons: readonly string[]): Promise<string[]> =>
  persons.length === 0
    ? Promise.resolve([])
    : idsOf(
        db,
        `SELECT value AS id FROM contact WHERE person_id IN (${persons.map((_, index) => `$${index + 1}`).join(', ')})`,
        persons,
      );

/**
 * Takes a person's name and contact details out of what their colleagues were told, and buyers who got the contact of
 * their companies. What colleagues wrote is theirs.
 * @returns how many messages changed
 */
export async function blotOut(tx: Transaction, person: string): Promise<number> {
  const words = await personalWords(tx, person);
  const colleagues = await idsOf(
    tx,
    `SELECT DISTINCT other.person_id AS id FROM company_member AS own
     JOIN company_member AS other ON other.company_id = own.company_id AND other.person_id <> own.person_id
     WHERE own.person_id = $1`,
    [person],
  );
  const wishes = await idsOf(
    tx,
    `SELECT introduction.id FROM introduction
     JOIN company_member ON company_member.company_id = introduction.company_id WHERE company_member.person_id = $1`,
    [person],
  );
  const about = [...(await toldAbout(tx, wishes)).values()].flat();
  const told = new Map([...(await toldTo(tx, colleagues)), ...about].map((one) => [one.id, one]));
  const addresses = await addressesOf(tx, colleagues);
  const isMeant = (mail: { id: string; to: string }) =>
    addresses.includes(mail.to) || wishes.some((id) => mail.id.includes(id));
  await blotMails(tx, words, isMeant);
  return takeOut(tx, words, [...told.values()]);
}

/** Who leaves a company keeps nothing of how to reach those who stay, or who asked to join. */
export async function blotColleagues(
  tx: Transaction,
  { personId, companyId }: { personId: string; companyId: string },
): Promise<void> {
  const own = await personalWords(tx, personId);
  const rows = await tx.query<{ word: string | null }>(
    `SELECT name AS word FROM person JOIN company_member ON company_member.person_id = person.id
       WHERE company_member.company_id = $1 AND person.id <> $2
     UNION SELECT shown FROM company_field
       WHERE company_id = $1 AND (person_id IS NULL OR person_id <> $2) AND field IN (${REACH_FIELDS})`,
    [companyId, personId],
  );
  const words = rows.flatMap(({ word }) => (word === null || own.includes(word) ? [] : [word]));
  await takeOut(tx, words, await toldTo(tx, [personId]));
}

const OWN_COMPANIES = "(SELECT company_id FROM company_member WHERE person_id = $1 AND status = 'member')";

/** A person's name and what the files of their companies say of how to reach them. */
async function personalWords(db: Queryable, person: string): Promise<string[]> {
  const rows = await db.query<{ word: string | null }>(
    `SELECT name AS word FROM person WHERE id = $1
     UNION SELECT value FROM contact WHERE person_id = $1
     UNION SELECT shown FROM company_field WHERE field IN (${REACH_FIELDS})
       AND (person_id = $1 OR (${aboutContact('$1', OWN_COMPANIES)}))`,
    [person],
  );
  return rows.flatMap(({ word }) => (word === null ? [] : [word]));
}

/** A condition has bounds. */
const WISHES_AT_ONCE = 100;

/** What was said of some wishes to be put in touch, to either side, by the wish. */
async function toldAbout(
  db: Queryable,
  wishes: readonly string[],
): Promise<Map<string, (Told & { personId: string | null })[]>> {
  const found = new Map<string, (Told & { personId: string | null })[]>();
  // The engine reads through all that was ever said: what is about others stays there.
  for (let from = 0; from < wishes.length; from += WISHES_AT_ONCE) {
    const some = wishes.slice(from, from + WISHES_AT_ONCE);
    const isAbout = some.map((_, index) => `message.content LIKE $${index + 1}`).join(' OR ');
    const rows = await db.query<ToldRow>(
      `${TOLD} WHERE message.content LIKE '%"about":"%' AND (${isAbout})`,
      some.map((id) => `%"about":"${id}"%`),
    );
    for (const row of rows) {
      const { about } = JSON.parse(row.content) as { about?: string };
      if (about === undefined || !some.includes(about)) continue;
      found.set(about, [...(found.get(about) ?? []), { ...toTold(row), personId: row.person_id }]);
    }
  }
  return found;
}

/**
 * What a wish to be put in touch had each side read of the other goes with the wish: who the buyer is and what they
 * need, and how the company is reached.
 * @returns how many messages changed
 */
export async function blotIntroductions(tx: Transaction, wishes: readonly string[]): Promise<number> {
  const told = await toldAbout(tx, wishes);
  let changed = 0;
  for (const id of wishes) {
    const [wish] = await tx.query<{ person_id: string; company_id: string; buyer: string }>(
      'SELECT person_id, company_id, buyer FROM introduction WHERE id = $1',
      [id],
    );
    if (!wish) continue;
    const ofBuyer = Object.values(JSON.parse(wish.buyer) as object).filter(
      (value): value is string => typeof value === 'string',
    );
    const ofCompany = await idsOf(
      tx,
      `SELECT DISTINCT shown AS id FROM company_field WHERE company_id = $1 AND field IN (${REACH_FIELDS})`,
      [wish.company_id],
    );
    const all = told.get(id) ?? [];
    const isBuyers = ({ personId }: { personId: string | null }) => personId === wish.person_id;
    changed += await takeOut(tx, ofCompany, all.filter(isBuyers));
    changed += await takeOut(
      tx,
      ofBuyer,
      all.filter((one) => !isBuyers(one)),
    );
    await blotMails(tx, [...ofBuyer, ...ofCompany], (mail) => mail.id.includes(id));
  }
  return changed;
}
