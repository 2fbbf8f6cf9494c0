import { departmentOf } from '#src/reference/french-places.ts';

/** How far a company came, in order. */
export const STEPS = ['referenced', 'alerted', 'bid', 'won'] as const;
export type Step = (typeof STEPS)[number];

/** A company as it is counted: its territory and its families. */
export interface CountedCompany {
  readonly id: string;
  /** « Montreuil (93) » */
  readonly seat: string | undefined;
  /** Ids of the choices of the form; empty where it told none. */
  readonly families: readonly string[];
}

/** The companies that came to each step that is counted; a step that is not counted yet is absent, and is no zero. */
export type Reached = Readonly<Partial<Record<Exclude<Step, 'referenced'>, ReadonlySet<string>>>>;

/** Below this, a count could tell who it is. */
export const FEW = 5;

/**
 * A count as it may be shown: `masked` where it is small, or would give back one that is; undefined where nothing counts
 * it yet.
 */
export type Cell = number | 'masked' | undefined;
export type Cells = Readonly<Record<Step, Cell>>;

/** A group of companies. `group`: the name of a region, the id of a family; undefined for those that tell none. */
export interface FollowUpRow {
  readonly group: string | undefined | typeof SMALL_GROUPS;
  readonly counts: Cells;
}

/** Groups of fewer than five companies, together. */
export const SMALL_GROUPS = Symbol('small groups');

/** What became of the referenced companies. */
export interface FollowUp {
  readonly total: Cells;
  readonly byTerritory: readonly FollowUpRow[];
  readonly byFamily: readonly FollowUpRow[];
}

/** Counts companies by territory and by family, so that nobody can be told from the others. Pure. */
export function followUpOf(companies: readonly CountedCompany[], reached: Reached): FollowUp {
  const all = new Set(companies.map(({ id }) => id));
  const total = masked([countsOf(all, reached)])[0] as Cells;
  return {
    total,
    byTerritory: rowsOf(
      groupedBy(companies, ({ seat }) => [regionOf(seat)]),
      reached,
    ),
    byFamily: rowsOf(
      groupedBy(companies, ({ families }) => (families.length === 0 ? [undefined] : families)),
      reached,
    ),
  };
}

/** The region of a seat, where it tells its department. */
export const regionOf = (seat: string | undefined): string | undefined =>
  departmentOf(/\((\w{2,3})\)$/.exec(seat ?? '')?.[1] ?? '')?.region;

type Group = FollowUpRow['group'];
type Groups = Map<Group, Set<string>>;

function groupedBy(
  companies: readonly CountedCompany[],
  of: (company: CountedCompany) => readonly (string | undefined)[],
): Groups {
  const groups: Groups = new Map();
  for (const company of companies)
    for (const group of of(company)) {
      const own = groups.get(group) ?? new Set();
      groups.set(group, own.add(company.id));
    }
  return groups;
}

/** The largest group first; small ones together, and with the next one where they are too few even so. */
function rowsOf(groups: Groups, reached: Reached): FollowUpRow[] {
  const ordered = [...groups].sort(([, one], [, other]) => other.size - one.size);
  const small = new Set<string>();
  while (ordered.length > 0) {
    const size = ordered.at(-1)?.[1].size ?? 0;
    if (size >= FEW && (small.size === 0 || small.size >= FEW)) break;
    for (const id of ordered.pop()?.[1] ?? []) small.add(id);
  }
  const rows = small.size > 0 ? [...ordered, [SMALL_GROUPS, small] as const] : ordered;
  const counts = masked(rows.map(([, ids]) => countsOf(ids, reached)));
  return rows.map(([group], index) => ({ group, counts: counts[index] as Cells }));
}

type Counts = Readonly<Record<Step, number | undefined>>;

function countsOf(ids: ReadonlySet<string>, reached: Reached): Counts {
  const among = (step: Exclude<Step, 'referenced'>) => {
    const set = reached[step];
    return set && [...ids].filter((id) => set.has(id)).length;
  };
  return { referenced: ids.size, alerted: among('alerted'), bid: among('bid'), won: among('won') };
}

/** The counts of a table, with what is small masked, and enough beside it that the total does not give it back. */
function masked(rows: readonly Counts[]): Cells[] {
  const hidden = new Map(STEPS.map((step) => [step, hiddenIn(rows.map((row) => row[step]))]));
  const cellOf = (row: Counts, index: number, step: Step): Cell =>
    hidden.get(step)?.has(index) ? 'masked' : row[step];
  return rows.map((row, index) => ({
    referenced: cellOf(row, index, 'referenced'),
    alerted: cellOf(row, index, 'alerted'),
    bid: cellOf(row, index, 'bid'),
    won: cellOf(row, index, 'won'),
  }));
}

/** Places of a column that are masked. */
function hiddenIn(counts: readonly (number | undefined)[]): ReadonlySet<number> {
  const told = counts
    .map((count, index) => ({ count: count ?? 0, index }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => one.count - other.count);
  const few = told.filter(({ count }) => count < FEW);
  if (few.length === 0) return new Set();
  let taken = few.length;
  const sum = () => told.slice(0, taken).reduce((all, { count }) => all + count, 0);
  while (taken < told.length && (taken === 1 || sum() < FEW)) taken += 1;
  return new Set(told.slice(0, taken).map(({ index }) => index));
}
