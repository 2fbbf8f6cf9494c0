import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { fileText, readTable, type TableLine } from './sources/files/read-table.ts';
import {
  isWrittenTable,
  readWritten,
  type WrittenFields,
  type WrittenMistake,
  writtenFieldsOf,
} from './sources/files/written.ts';
import { refusalTexts, tableTexts } from './sources/texts.ts';
import type { StaffMember } from './store/publishing.ts';
import { isUnchanged, keepLine, knownWritten, pastClosing } from './written.ts';

/** A line of a table of opportunities, and what it would do. */
export interface WrittenLine {
  /** As an editor counts them. */
  readonly line: number;
  readonly title: string;
  readonly fields: WrittenFields;
  /**
   * `ended`: the one of this reference was ended, and stays so; `again`: a line below has the same reference, and holds;
   * `wrong`: something is to be corrected.
   */
  readonly verdict: 'new' | 'corrects' | 'same' | 'ended' | 'again' | 'wrong';
  readonly mistakes: readonly WrittenMistake[];
}

type TableRead =
  | { readonly ok: true; readonly lines: readonly WrittenLine[] }
  | { readonly ok: false; readonly why: string };

/** Lines that one takes in at once: staff write them one by one. */
const MOST_LINES = 2_000;

/**
 * Reads a table of opportunities and says what each line would do; nothing is written.
 * @param now epoch milliseconds
 */
export async function readWrittenTable(db: Queryable, bytes: Uint8Array, now: number): Promise<TableRead> {
  const text = fileText(bytes);
  if (text === undefined) return { ok: false, why: refusalTexts.unreadableText };
  const table = readTable(text);
  if (!table.ok) return table;
  if (!isWrittenTable(table.columns)) return { ok: false, why: tableTexts.otherColumns };
  if (table.lines.length > MOST_LINES) return { ok: false, why: refusalTexts.tooManyLines(MOST_LINES) };
  const lines: WrittenLine[] = [];
  const below = new Set<string>();
  // From the last one: a line that has the same reference as one below changes nothing.
  for (const line of table.lines.toReversed()) lines.unshift(await lineOf(db, line, { below, now }));
  return { ok: true, lines };
}

async function lineOf(
  db: Queryable,
  { line, cells }: TableLine,
  { below, now }: { readonly below: Set<string>; readonly now: number },
): Promise<WrittenLine> {
  const fields = writtenFieldsOf(cells);
  const read = readWritten(fields);
  const of = { line, title: fields.title ?? '', fields, mistakes: [] };
  if (!read.ok) return { ...of, verdict: 'wrong', mistakes: read.mistakes };
  const { reference } = read.publication;
  if (below.has(reference)) return { ...of, verdict: 'again' };
  below.add(reference);
  const known = await knownWritten(db, reference);
  if (known?.kept.notice.cancelled) return { ...of, verdict: 'ended' };
  const mistakes = pastClosing(read.publication, known?.publication, now);
  if (mistakes.length > 0) return { ...of, verdict: 'wrong', mistakes };
  if (!known) return { ...of, verdict: 'new' };
  return { ...of, verdict: isUnchanged(read.publication, known.publication) ? 'same' : 'corrects' };
}

/** What bringing a table in came to. */
export interface BroughtIn {
  readonly made: number;
  readonly corrected: number;
}

/** Lines that are kept in one transaction: others use the store between. */
const AT_ONCE = 10;

/** Keeps the lines of a table that say something new; dropped again, it changes nothing more. */
export async function bringIn(
  db: Database,
  lines: readonly WrittenLine[],
  { by, now, traced }: { by: StaffMember; now: number; traced: (tx: Transaction) => Promise<void> },
): Promise<BroughtIn> {
  const kept = lines.filter(({ verdict }) => verdict === 'new' || verdict === 'corrects');
  const did: string[] = [];
  for (let at = 0; at < kept.length; at += AT_ONCE) {
    const some = kept.slice(at, at + AT_ONCE);
    const done = await db.tx(async (tx) => {
      if (at === 0) await traced(tx);
      return keepSome(tx, some, { by, now });
    });
    did.push(...done);
  }
  const count = (what: string) => did.filter((one) => one === what).length;
  return { made: count('new'), corrected: count('updated') };
}

async function keepSome(
  tx: Transaction,
  lines: readonly WrittenLine[],
  by: { readonly by: StaffMember; readonly now: number },
): Promise<string[]> {
  const did: string[] = [];
  for (const { fields } of lines) {
    const kept = await keepLine(tx, fields, by);
    if (kept.ok) did.push(kept.did);
  }
  return did;
}
