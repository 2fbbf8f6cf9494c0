import type { Form } from '#src/company/form/form.ts';
import type { Activities } from '#src/company/form/readers/activities.ts';
import type { Places } from '#src/company/form/readers/places.ts';
import { DEPARTMENTS } from '#src/reference/french-places.ts';
import { neighboursOf } from '#src/reference/neighbours.ts';
import { sectorOf } from '#src/reference/sectors.ts';
import type { ReservedFor } from '../notice/notice.ts';

/** Families by which a company is committed, as calls that are open to some of them name them. */
export type Family = 'ess' | 'insertion' | 'handicap' | 'qpv' | 'circular' | 'diversity';

/** A company as it may answer calls: what its approved file says of it. */
export interface Bidder {
  readonly id: string;
  /** What it does, in its own words, one trade or several a line. */
  readonly activities: readonly string[];
  /** What else it says of itself; trades in it count for less. */
  readonly description?: string | undefined;
  /** Codes of the vocabulary that it confirmed, those of its sectors. */
  readonly codes: readonly string[];
  readonly families: readonly Family[];
  /** To whom reserved lots it belongs: EA and ESAT are `adapted`, SIAE are `insertion`. */
  readonly reservedFor: readonly ReservedFor[];
  /** Codes of departments where it works, those of its regions included. */
  readonly departments: readonly string[];
  /** Whether it works in the whole of France. */
  readonly everywhere: boolean;
  /** In euros a year; the middle of the bracket that it told. */
  readonly turnover?: number | undefined;
  readonly employees?: number | undefined;
}

/** The departments of regions, by their official names. */
export const departmentsOfRegions = (regions: readonly string[]): string[] =>
  DEPARTMENTS.filter(({ region }) => regions.includes(region)).map(({ code }) => code);

/** A value of a file, as it is stored. */
interface FileField {
  readonly field: string;
  readonly value: unknown;
}

const SIAE = ['ei', 'ai', 'etti', 'aci', 'eiti'];
const ADAPTED = ['ea', 'esat'];
const OF_ESS = ['association', 'cooperative', 'mutual', 'foundation'];
const FAMILIES: readonly Family[] = ['ess', 'insertion', 'handicap', 'qpv', 'circular'];
/** Beyond this many kilometres around its town, a company works in the departments beside its own. */
const BEYOND_ITS_DEPARTMENT_KM = 60;

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === 'string')
    : typeof value === 'string'
      ? [value]
      : [];
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * A company's file as a bidder; undefined where it does not tell yet what it does or where.
 * @param form today's form, which has the brackets of sizes
 */
export function bidderOf(id: string, fields: readonly FileField[], form: Form): Bidder | undefined {
  const values = new Map(fields.map(({ field, value }) => [field, value]));
  const activities = values.get('activities');
  const places = values.get('territories');
  if (!isObject(activities) || !('said' in activities) || !isObject(places)) return undefined;
  const { said, sectors } = activities as Activities;
  const references = values.get('references');
  return {
    id,
    activities: [said],
    description: typeof references === 'string' ? references : undefined,
    codes: sectors.flatMap((sector) => sectorOf(sector)?.cpv ?? []),
    ...familiesIn(values),
    ...territoryOf(places as Places),
    turnover: middleOf(form, 'turnover', values.get('turnover')),
    employees: middleOf(form, 'headcount', values.get('headcount')),
  };
}

function familiesIn(values: ReadonlyMap<string, unknown>): Pick<Bidder, 'families' | 'reservedFor'> {
  const told = listOf(values.get('engagements'));
  const families = FAMILIES.filter((family) => told.includes(family));
  const isSiae = listOf(values.get('insertion-kind')).some((kind) => SIAE.includes(kind));
  const isAdapted = listOf(values.get('handicap-kind')).some((kind) => ADAPTED.includes(kind));
  const isEss =
    told.includes('ess') || listOf(values.get('legal-form')).some((form) => OF_ESS.includes(form));
  const reservedFor: ReservedFor[] = [];
  if (isAdapted) reservedFor.push('adapted');
  if (isSiae) reservedFor.push('insertion');
  if (isEss) reservedFor.push('ess');
  return { families: values.get('founders') === true ? [...families, 'diversity'] : families, reservedFor };
}

function territoryOf({
  departments,
  regions,
  radius,
  everywhere,
}: Places): Pick<Bidder, 'departments' | 'everywhere'> {
  const around =
    radius && radius.km >= BEYOND_ITS_DEPARTMENT_KM ? departments.flatMap((code) => neighboursOf(code)) : [];
  return {
    departments: [...new Set([...departments, ...departmentsOfRegions(regions), ...around])],
    everywhere: everywhere === true,
  };
}

/** The middle of the bracket that was chosen; of the last one, which has no end, twice its beginning. */
function middleOf(form: Form, fieldId: string, value: unknown): number | undefined {
  const choices = form.fields.find(({ id }) => id === fieldId)?.choices ?? [];
  const at = choices.findIndex(({ id }) => id === value);
  const from = choices[at]?.from;
  if (from === undefined) return undefined;
  const until = choices[at + 1]?.from ?? from * 2;
  return Math.round((from + until) / 2);
}
