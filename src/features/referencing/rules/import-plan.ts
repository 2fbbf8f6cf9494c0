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
export interface PlannedCompany {
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
export interface BadLine {
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
  const has = (id: string) => columns.some((one) => one.to === 'field' && one.field.id === id);
  if (!has('siret') && !columns.some(({ to }) => to === 'siren')) return { error: texts.noSiretColumn };
  if (!has('name')) return { error: texts.noNameColumn };
  const companies: PlannedCompany[] = [];
  const bad: BadLine[] = [];
  const lineOfSiren = new Map<string, number>();
  for (const [index, tableLine] of table.lines.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await pause();
    const { line } = tableLine;
    const read = readLine(tableLine, columns, form, today);
    const before = read.siren === undefined ? undefined : lineOfSiren.get(read.siren);
    if (before !== undefined) read.reasons.push(texts.twiceInList(before));
    const name = typeof read.values.get('name') === 'string' ? String(read.values.get('name')) : '';
    const there = read.siren === undefined ? undefined : known.get(read.siren);
    if (name === '' && !there && read.siren !== undefined && read.reasons.length === 0)
      read.reasons.push(texts.noName);
    if (read.siren !== undefined) lineOfSiren.set(read.siren, before ?? line);
    if (read.reasons.length > 0 || read.siren === undefined) bad.push({ line, name, reasons: read.reasons });
    else companies.push(planned(form, there, { line, siren: read.siren, name, values: read.values }));
  }
  return {
    columns: table.head.cells.map((head, index) => ({ head, column: at(columns, index) })),
    companies,
    bad,
  };
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
  const said = new Map<string, string>();
  columns.forEach((column, index) => {
    if (column.to === 'field') said.set(column.field.id, written(cells[index] ?? ''));
  });
  const person = [cellOf('first-name'), cellOf('last-name')].filter(Boolean).join(' ');
  if (person !== '' && !said.get('contact-name')) said.set('contact-name', person);
  const postcode = cellOf('postcode').padStart(5, '0');
  const town = said.get('seat');
  // A spreadsheet takes the first zero of « 06000 » away.
  if (town && /^\d{5}$/.test(postcode) && cellOf('postcode') !== '' && !/\d{5}/.test(town))
    said.set('seat', `${postcode} ${town}`);
  for (const field of form.fields) {
    const text = said.get(field.id) ?? '';
    if (text === '') continue;
    if (field.type === 'siret' && /^[\d.,]+E\+\d+$/i.test(text)) {
      reasons.push(texts.scientific(field.label));
      continue;
    }
    const read = readField(field, text, today);
    if (read.ok) values.set(field.id, read.value);
    else reasons.push(texts.reason(field.label, read.error));
  }
  const siret = values.get('siret');
  const ofSiret = typeof siret === 'string' ? sirenOf(siret) : undefined;
  const given = cellOf('siren').replace(/[\s.\u00a0\u202f]/g, '');
  if (given !== '' && !isSiren(given)) reasons.push(texts.badSiren);
  else if (given !== '' && ofSiret !== undefined && given !== ofSiret) reasons.push(texts.sirenDiffers);
  const siren = ofSiret ?? (isSiren(given) ? given : undefined);
  if (siren === undefined && reasons.length === 0) reasons.push(texts.noSiren);
  return { siren, values, reasons };
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
    if (own && (isSame(own.value, value) || display(field, own.value) === display(field, value))) continue;
    // What the company, a proof or a directory says stays: a list may be old.
    if (own && own.origin !== 'team') kept.push(field.label);
    else answers[field.id] = { value, origin: 'team' };
  }
  const fitting = pruned(form, answers);
  for (const { id, label } of form.fields) if (answers[id] && !fitting[id] && !before[id]) kept.push(label);
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

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
