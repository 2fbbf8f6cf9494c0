import { type Answer, display, pruned, type Value } from '#src/company/form/answers.ts';
import type { Form } from '#src/company/form/form.ts';
import { readField } from '#src/company/form/read-field.ts';
import { isSiren, sirenOf } from '#src/company/form/readers/siret.ts';
import { toAnswers, toFields } from '#src/company/form/stored-answers.ts';
import type { CompanyField } from '#src/company/store/companies.ts';
import type { ListedCompany } from '#src/company/store/list.ts';
import type { Table, TableLine } from '#src/features/referencing/import/read-table.ts';
import { importTexts as texts } from '#src/features/referencing/import/texts.ts';
import { type Column, columnsOf } from './import-columns.ts';

/** A company that a list brings, or to whose file it adds. */
interface PlannedCompany {
  readonly line: number;
  readonly siren: string;
  readonly name: string;
  readonly companyId: string | undefined;
  /** When the file that is there last changed. */
  readonly updatedAt: number | undefined;
  /** What is written; nothing when all of it is known. */
  readonly fields: readonly CompanyField[];
  /** Names of what is not taken: the company, a proof or a directory says it, or it does not go with the rest. */
  readonly kept: readonly string[];
}

/** A line that can't be brought in, and why. */
interface BadLine {
  readonly line: number;
  readonly name: string;
  readonly reasons: readonly string[];
}

/** What a list would do. */
export interface ImportPlan {
  readonly columns: readonly { readonly head: string; readonly column: Column }[];
  readonly companies: readonly PlannedCompany[];
  readonly bad: readonly BadLine[];
}

/** Lines read in a row, before others have their turn: some ten milliseconds. */
const AT_ONCE = 20;

/**
 * What a list would bring, line by line; nothing is written here.
 * @param known companies that have a file, by SIREN
 * @param today « YYYY-MM-DD »
 * @param pause lets the rest of the hotline work, now and then
 */
export async function planImport(
  table: Extract<Table, { ok: true }>,
  form: Form,
  known: ReadonlyMap<string, ListedCompany>,
  { today, pause }: { readonly today: string; readonly pause: () => Promise<unknown> },
): Promise<ImportPlan | { readonly error: string }> {
  const columns = columnsOf(table.head.cells, form);
  const error = missingColumn(columns);
  if (error !== undefined) return { error };
  const companies: PlannedCompany[] = [];
  const bad: BadLine[] = [];
  const lineOfSiren = new Map<string, number>();
  for (const [index, tableLine] of table.lines.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await pause();
    const { line } = tableLine;
    const read = readLine(tableLine, columns, form, today);
    const { siren, values } = read;
    const name = textOf(values.get('name'));
    if (siren === undefined) {
      bad.push({ line, name, reasons: read.reasons });
      continue;
    }
    const before = lineOfSiren.get(siren);
    lineOfSiren.set(siren, before ?? line);
    const there = known.get(siren);
    const reasons = before === undefined ? read.reasons : [...read.reasons, texts.twiceInList(before)];
    if (reasons.length === 0 && !there && name === '') reasons.push(texts.noName);
    if (reasons.length > 0) bad.push({ line, name, reasons });
    else companies.push(planned(form, there, { line, siren, name, values }));
  }
  return {
    columns: table.head.cells.map((head, index) => ({ head, column: at(columns, index) })),
    companies,
    bad,
  };
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/** Says that no column tells one company from another, or names it. */
function missingColumn(columns: readonly Column[]): string | undefined {
  const has = (id: string) => columns.some((one) => one.to === 'field' && one.field.id === id);
  if (!has('siret') && !columns.some(({ to }) => to === 'siren')) return texts.noSiretColumn;
  return has('name') ? undefined : texts.noNameColumn;
}

const at = (columns: readonly Column[], index: number): Column =>
  columns[index] ?? { to: 'nothing', why: 'unknown' };

function readLine(
  { cells }: TableLine,
  columns: readonly Column[],
  form: Form,
  today: string,
): { siren: string | undefined; values: Map<string, Value>; reasons: string[] } {
  const reasons: string[] = [];
  const values = new Map<string, Value>();
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    reasons.push(texts.tooManyCells(columns.length, cells.length));
  const cellOf = (to: string): string => written(cells[columns.findIndex((one) => one.to === to)] ?? '');
  const said = fieldTexts(cells, columns, cellOf);
  for (const field of form.fields) {
    const text = said.get(field.id) ?? '';
    if (text === '') continue;
    const read = readCell(field, text, today);
    if (read.ok) values.set(field.id, read.value);
    else reasons.push(read.reason);
  }
  const siret = textOf(values.get('siret'));
  const ofSiret = siret === '' ? undefined : sirenOf(siret);
  const given = cellOf('siren').replace(/[\s.\u00a0\u202f]/g, '');
  const wrong = given === '' ? undefined : wrongSiren(given, ofSiret);
  if (wrong !== undefined) reasons.push(wrong);
  const siren = ofSiret ?? (isSiren(given) ? given : undefined);
  if (siren === undefined && reasons.length === 0) reasons.push(texts.noSiren);
  return { siren, values, reasons };
}

/** What the line says of each field; of some, several columns say a part. */
function fieldTexts(
  cells: TableLine['cells'],
  columns: readonly Column[],
  cellOf: (to: string) => string,
): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  columns.forEach((column, index) => {
    if (column.to === 'field') said.set(column.field.id, written(cells[index] ?? ''));
  });
  const person = [cellOf('first-name'), cellOf('last-name')].filter(Boolean).join(' ');
  if (person !== '' && !said.get('contact-name')) said.set('contact-name', person);
  const town = said.get('seat');
  if (town) said.set('seat', withPostcode(town, cellOf('postcode')));
  return said;
}

/** A spreadsheet takes the first zero of « 06000 » away. */
function withPostcode(town: string, said: string): string {
  const postcode = said.padStart(5, '0');
  const isMissing = said !== '' && /^\d{5}$/.test(postcode) && !/\d{5}/.test(town);
  return isMissing ? `${postcode} ${town}` : town;
}

function readCell(
  field: Form['fields'][number],
  text: string,
  today: string,
): { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string } {
  if (field.type === 'siret' && /^[\d.,]+E\+\d+$/i.test(text))
    return { ok: false, reason: texts.scientific(field.label) };
  const read = readField(field, text, today);
  return read.ok ? read : { ok: false, reason: texts.reason(field.label, read.error) };
}

function wrongSiren(given: string, ofSiret: string | undefined): string | undefined {
  if (!isSiren(given)) return texts.badSiren;
  return ofSiret !== undefined && given !== ofSiret ? texts.sirenDiffers : undefined;
}

/** A cell as it was meant: « '+33… » is how a formula was made harmless. */
const written = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '').trim();

/** What is new of a line, beside what a file holds. */
function planned(
  form: Form,
  there: ListedCompany | undefined,
  given: { line: number; siren: string; name: string; values: ReadonlyMap<string, Value> },
): PlannedCompany {
  const { line, siren, values } = given;
  const before = toAnswers(there?.fields ?? []);
  const kept: string[] = [];
  const answers: Record<string, Answer> = { ...before };
  for (const field of form.fields) {
    const value = values.get(field.id);
    if (value === undefined) continue;
    const own = before[field.id];
    if (own && saysSame(field, own.value, value)) continue;
    // What the company, a proof or a directory says stays: a list may be old.
    if (own && own.origin !== 'team') kept.push(field.label);
    else answers[field.id] = { value, origin: 'team' };
  }
  const fitting = pruned(form, answers);
  const left = form.fields.filter(({ id }) => answers[id] && !fitting[id] && !before[id]);
  kept.push(...left.map(({ label }) => label));
  const after = toFields(form, fitting);
  const fields = after.filter(({ field }) => answers[field] !== before[field]);
  const shown = there?.fields.find(({ field }) => field === 'name')?.shown;
  return {
    line,
    siren,
    name: shown ?? given.name,
    companyId: there?.id,
    updatedAt: there?.updatedAt,
    fields,
    kept,
  };
}

const saysSame = (field: Form['fields'][number], own: Value, given: Value): boolean =>
  isSame(own, given) || display(field, own) === display(field, given);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
