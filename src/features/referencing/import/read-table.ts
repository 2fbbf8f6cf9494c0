import { CsvError, parse } from 'csv-parse/sync';
import { importTexts as texts } from './texts.ts';

/** A line of a table, with the number that an editor shows beside it. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table as read, or why it is none, in French. */
export type Table =
  | { readonly ok: true; readonly head: TableLine; readonly lines: readonly TableLine[] }
  | { readonly ok: false; readonly error: string };

/** Lists are of some hundred companies; writing more at once would keep the others waiting. */
const MOST_LINES = 2_000;
const MOST_IN_LINE = 100_000;

/**
 * Reads a table as spreadsheets save it: semicolons, commas or tabs; UTF-8 with its mark or without, UTF-16 with its
 * mark, or Windows-1252.
 */
export function readTable(bytes: Uint8Array): Table {
  const bad = (error: string): Table => ({ ok: false, error });
  // A workbook (.xlsx, .ods) is a zip, an old one (.xls) a compound file.
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return bad(texts.workbook);
  const text = decoded(bytes);
  if (text.includes('\0')) return bad(texts.binary);
  if (text.trim() === '') return bad(texts.empty);
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      max_record_size: MOST_IN_LINE,
      skip_empty_lines: true,
      to: MOST_LINES + 2,
    }) as unknown as { record: string[]; info: { lines: number; empty_lines: number } }[];
    const [head, ...lines] = numbered(records);
    const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
    if (!head || filled.length === 0) return bad(texts.empty);
    return filled.length > MOST_LINES ? bad(texts.tooMany(MOST_LINES)) : { ok: true, head, lines: filled };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as unknown as { lines?: number };
    return bad(texts.unreadable(typeof lines === 'number' ? lines : undefined));
  }
}

/** The parser tells the line where a record ends: it begins after the one before, and the empty lines between. */
function numbered(
  records: readonly { record: string[]; info: { lines: number; empty_lines: number } }[],
): TableLine[] {
  let end = 0;
  let empty = 0;
  return records.map(({ record, info }) => {
    const line = end + 1 + info.empty_lines - empty;
    [end, empty] = [info.lines, info.empty_lines];
    return { line, cells: record };
  });
}

function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const startsWith = (bytes: Uint8Array, signs: readonly number[]): boolean =>
  signs.every((sign, index) => bytes[index] === sign);

/** The sign that cuts the first line most often, outside quotes. */
function delimiterOf(text: string): string {
  const first =
    text
      .trimStart()
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/, 1)[0] ?? '';
  const counted = [';', '\t', ','].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}
