import { CsvError, parse } from 'csv-parse/sync';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import { decodeText } from '#src/knowledge/loaders/text/encoding.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** A line of a table, by the plain names of its columns: « Date limite » is « date limite ». */
export interface TableLine {
  /** As an editor counts them, where no cell holds a line break. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

type ReadTable =
  | { readonly ok: true; readonly columns: readonly string[]; readonly lines: readonly TableLine[] }
  | { readonly ok: false; readonly why: string };

const MOST_LINES = 200_000;
const MOST_IN_LINE = 200_000;

/** « Montant_estimé du marché » → « montant estime du marche » */
export const plainName = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The text of a file, in any encoding that tables are saved in. */
export const fileText = (bytes: Uint8Array): string | undefined => decodeText(bytes);

/** Reads a table with a line of names: semicolons, commas or tabs. */
export function readTable(text: string): ReadTable {
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      bom: true,
      max_record_size: MOST_IN_LINE,
      skip_empty_lines: true,
      to: MOST_LINES + 2,
    });
    const [head, ...rest] = records;
    if (!head || rest.length === 0) return { ok: false, why: refusalTexts.noTable };
    if (rest.length > MOST_LINES) return { ok: false, why: refusalTexts.tooManyLines(MOST_LINES) };
    const columns = head.map(plainName);
    const lines = rest.flatMap((record, at): TableLine[] =>
      record.every((cell) => cell === '')
        ? []
        : [
            {
              line: at + 2,
              cells: Object.fromEntries(columns.map((name, column) => [name, record[column] ?? ''])),
            },
          ],
    );
    return { ok: true, columns, lines };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, why: refusalTexts.noTable };
    throw error;
  }
}

/** The sign that cuts the first line most often, outside quotes. */
function delimiterOf(text: string): string {
  const first =
    text
      .trimStart()
      .slice(0, MOST_IN_LINE)
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/, 1)[0] ?? '';
  const counted = [';', '\t', ','].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}
