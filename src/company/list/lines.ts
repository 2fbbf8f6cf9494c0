import { completeness } from '#src/company/form/answers.ts';
import type { Form } from '#src/company/form/form.ts';
import type { Activities } from '#src/company/form/readers/activities.ts';
import type { Places } from '#src/company/form/readers/places.ts';
import { toAnswers } from '#src/company/form/stored-answers.ts';
import type { ListedCompany } from '#src/company/store/list.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { departmentOf } from '#src/reference/french-places.ts';

/**
 * Who holds a file: people of the company, nobody yet (the team prepared it), or somebody who asks to; and whether the
 * team found that those who hold it speak for the company.
 */
export const FILE_STATES = [
  'held',
  'prepared',
  'asked',
  'to-check',
  'checked',
  'refused',
  'suspended',
] as const;
export const COMPLETENESS = ['low', 'middle', 'high'] as const;
export const SORTS = ['updated', 'name', 'complete', 'created'] as const;
type FileState = (typeof FILE_STATES)[number];

/** What a list is narrowed to; an empty text, or undefined, narrows nothing. */
export interface ListFilter {
  readonly text: string;
  /** The code of a department, or the name of a region. */
  readonly territory: string;
  readonly family: string;
  readonly sector: string;
  readonly complete: (typeof COMPLETENESS)[number] | undefined;
  readonly state: FileState | undefined;
  /** Whether its people had a case with an expert. */
  readonly cases: 'with' | 'without' | undefined;
}

/** A company with what a list needs of its file. */
export interface CompanyLine {
  readonly company: ListedCompany;
  readonly name: string;
  readonly percent: number;
  readonly states: readonly FileState[];
  /** What its fields show, by field. */
  readonly shown: Readonly<Record<string, string>>;
}

const HOLDINGS: Readonly<Record<ListedCompany['holding'], FileState>> = {
  pending: 'to-check',
  approved: 'checked',
  refused: 'refused',
  disputed: 'suspended',
};

/**
 * A company as a line of a list.
 * @param isChecked whether the team checks who speaks for companies, as it does where there is a directory
 */
export function lineOf(company: ListedCompany, form: Form, isChecked = false): CompanyLine {
  const isHeld = company.members > 0;
  const shown = Object.fromEntries(company.fields.map((one) => [one.field, one.shown]));
  return {
    company,
    shown,
    name: shown.name ?? '',
    percent: completeness(form, toAnswers(company.fields)).percent,
    states: [
      isHeld ? 'held' : 'prepared',
      ...(company.pending > 0 ? ['asked' as const] : []),
      ...(isHeld && isChecked ? [HOLDINGS[company.holding]] : []),
    ],
  };
}

/** The lines that a filter keeps. */
export function filtered(lines: readonly CompanyLine[], filter: ListFilter): CompanyLine[] {
  const words = plain(filter.text).split(' ').filter(Boolean);
  const digits = filter.text.replace(/[\s.]/g, '');
  return lines.filter((line) => {
    const value = (field: string) => line.company.fields.find((one) => one.field === field)?.value;
    const activities = value('activities') as Activities | undefined;
    const engagements = value('engagements');
    return (
      (words.length === 0 || says(line, words) || isNumberOf(line, digits)) &&
      (filter.territory === '' || serves(value('territories') as Places | undefined, filter.territory)) &&
      (filter.family === '' || (Array.isArray(engagements) && engagements.includes(filter.family))) &&
      (filter.sector === '' || activities?.sectors.includes(filter.sector) === true) &&
      (filter.complete === undefined || bandOf(line.percent) === filter.complete) &&
      (filter.state === undefined || line.states.includes(filter.state)) &&
      (filter.cases === undefined || (filter.cases === 'with') === line.company.cases > 0)
    );
  });
}

/** Under half, under nine tenths, and above. */
const bandOf = (percent: number): (typeof COMPLETENESS)[number] =>
  percent < 50 ? 'low' : percent < 90 ? 'middle' : 'high';

function says({ company, shown }: CompanyLine, words: readonly string[]): boolean {
  const activities = company.fields.find(({ field }) => field === 'activities')?.value as
    | Activities
    | undefined;
  const text = plain(`${Object.values(shown).join(' ')} ${activities?.said ?? ''}`);
  return words.every((word) => text.includes(` ${word}`));
}

/** Words without accents, each after a space: the beginning of one finds it. */
const plain = (text: string): string => ` ${fold(text).replace(/[^\p{L}\p{N}@.]+/gu, ' ')}`;

/** Part of its SIREN, SIRET or phone, however it is spaced. */
const isNumberOf = ({ company }: CompanyLine, digits: string): boolean =>
  /^\+?\d{4,}$/.test(digits) &&
  [company.siren ?? '', ...company.fields.map(({ value }) => (typeof value === 'string' ? value : ''))].some(
    (one) => one.includes(digits.replace(/^0(?=\d{9}$)/, '+33')),
  );

/** Whether a company works somewhere: it says so, or names what contains it or is in it. */
function serves(places: Places | undefined, territory: string): boolean {
  if (!places) return false;
  if (places.everywhere) return true;
  const { departments, regions, radius } = places;
  const named = [...departments, ...(radius?.department ? [radius.department] : [])];
  const department = departmentOf(territory);
  if (department) return named.includes(department.code) || regions.includes(department.region);
  return regions.includes(territory) || named.some((code) => departmentOf(code)?.region === territory);
}

const COLLATOR = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

/** Lines in an order: what changed last, what is most complete and what came last first; names from A. */
export function sorted(
  lines: readonly CompanyLine[],
  by: (typeof SORTS)[number],
  reverse: boolean,
): CompanyLine[] {
  const compare: Record<typeof by, (a: CompanyLine, b: CompanyLine) => number> = {
    updated: (a, b) => b.company.updatedAt - a.company.updatedAt,
    created: (a, b) => b.company.createdAt - a.company.createdAt,
    complete: (a, b) => b.percent - a.percent,
    name: (a, b) => COLLATOR.compare(a.name, b.name),
  };
  const ordered = lines.toSorted(
    (a, b) => compare[by](a, b) || COLLATOR.compare(a.name, b.name) || (a.company.id < b.company.id ? -1 : 1),
  );
  return reverse ? ordered.reverse() : ordered;
}
