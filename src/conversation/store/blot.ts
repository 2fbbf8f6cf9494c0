import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { bind, completeSets } from '#src/platform/database/personal-data/person-sets.ts';

/** What stands in the place of words that were taken out. */
const blotted = '[supprimé]';

/** Something that was said to somebody, where it may show another person's words. */
export interface Told {
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
  id: row.id,
  conversationId: row.conversation_id,
  content: row.content,
});

/** What no words of a person are: how a message is made, and what it leads to. */
const MACHINERY: ReadonlySet<string> = new Set([
  'type',
  'kind',
  'id',
  'fileId',
  'mediaType',
  'about',
  'replaces',
  'key',
  'tone',
  'documentId',
  'n',
]);

/** Words that can be told from others. */
const telling = (words: readonly string[]): string[] =>
  [...new Set(words.map((word) => word.trim()))].filter((word) => word.length >= 2);

/** Takes words out of texts, wherever they are whole words; longer ones first, for they may hold others. */
function blotter(words: readonly string[]): ((text: string) => string) | undefined {
  const patterns = telling(words)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'gu'));
  if (patterns.length === 0) return undefined;
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, blotted), text);
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
export async function takeOut(
  tx: Transaction,
  words: readonly string[],
  told: readonly Told[],
): Promise<number> {
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
export async function blotMails(
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
export async function toldTo(db: Queryable, persons: readonly string[]): Promise<Told[]> {
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

/** A condition has bounds. */
const ABOUT_AT_ONCE = 100;

/** What was said of some things (the ids that messages are about), to anybody, by the thing. */
export async function toldAbout(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, (Told & { personId: string | null })[]>> {
  const found = new Map<string, (Told & { personId: string | null })[]>();
  // The engine reads through all that was ever said: what is about others stays there.
  for (let from = 0; from < ids.length; from += ABOUT_AT_ONCE) {
    const some = ids.slice(from, from + ABOUT_AT_ONCE);
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
