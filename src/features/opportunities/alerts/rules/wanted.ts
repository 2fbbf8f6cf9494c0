import { z } from 'zod';
import type { Bidder } from '#src/features/opportunities/matching/bidder.ts';
import {
  type BidderProfile,
  departmentAt,
  type LotProfile,
  profileOfBidder,
} from '#src/features/opportunities/matching/profiles.ts';
import { type Trade, tradeOf } from '#src/features/opportunities/matching/trades/trades.ts';
import type { ByteVector } from '#src/features/opportunities/matching/vectors.ts';
import { neighboursOf } from '#src/reference/neighbours.ts';

const ids = z.array(z.string()).readonly().optional().catch(undefined);

/** What of the opportunities a company wants beside what its file says. Trades by their ids, departments by their codes. */
export const wantedSchema = z.object({
  /** In the place of those of the file. */
  trades: ids,
  alsoTrades: ids,
  withoutTrades: ids,
  departments: ids,
  alsoDepartments: ids,
  withoutDepartments: ids,
  /** The departments that touch those named, too. */
  withNeighbours: z.boolean().optional().catch(undefined),
  /** The most that a lot weighs, in euros, of a year where it lasts longer. */
  most: z.number().positive().optional().catch(undefined),
});
export type Wanted = z.output<typeof wantedSchema>;

/** All that the file says. */
export const ALL_OF_FILE: Wanted = {};

/** What was kept, whatever it holds. */
export const wantedIn = (kept: unknown): Wanted => wantedSchema.safeParse(kept).data ?? ALL_OF_FILE;

/** Trades and departments that words name. */
export interface Named {
  readonly trades: readonly string[];
  readonly departments: readonly string[];
  readonly most?: number | undefined;
}

const without = (all: readonly string[] | undefined, some: readonly string[]): readonly string[] =>
  (all ?? []).filter((one) => !some.includes(one));
const withAll = (all: readonly string[] | undefined, some: readonly string[]): readonly string[] => [
  ...new Set([...(all ?? []), ...some]),
];

/** « Que le nettoyage dans le 13 »: what is named takes the place of what the file says. */
export function onlyThese(wanted: Wanted, { trades, departments, most }: Named): Wanted {
  return {
    ...wanted,
    ...(trades.length > 0 && {
      trades,
      alsoTrades: [],
      withoutTrades: without(wanted.withoutTrades, trades),
    }),
    ...(departments.length > 0 && {
      departments,
      alsoDepartments: [],
      withoutDepartments: without(wanted.withoutDepartments, departments),
      withNeighbours: true,
    }),
    ...(most !== undefined && { most }),
  };
}

/** « Ajoutez le Var »: beside the rest. */
export const alsoThese = (wanted: Wanted, { trades, departments }: Named): Wanted => ({
  ...wanted,
  alsoTrades: withAll(wanted.alsoTrades, trades),
  withoutTrades: without(wanted.withoutTrades, trades),
  alsoDepartments: withAll(wanted.alsoDepartments, departments),
  withoutDepartments: without(wanted.withoutDepartments, departments),
});

/** « Enlevez la voirie » */
export const withoutThese = (wanted: Wanted, { trades, departments, most }: Named): Wanted => ({
  ...wanted,
  alsoTrades: without(wanted.alsoTrades, trades),
  withoutTrades: withAll(wanted.withoutTrades, trades),
  alsoDepartments: without(wanted.alsoDepartments, departments),
  withoutDepartments: withAll(wanted.withoutDepartments, departments),
  ...(most !== undefined && { most }),
});

/** Whether it changes anything of what the file says. */
export const isNarrowed = (wanted: Wanted): boolean =>
  Object.values(wanted).some((one) => (Array.isArray(one) ? one.length > 0 : one !== undefined));

/** A company as its alerts are matched: what its file says, as it wants it. @param vector of what it does */
export function profileFor(bidder: Bidder, wanted: Wanted, vector?: ByteVector): BidderProfile {
  const profile = profileOfBidder({ ...bidder, ...placesFor(bidder, wanted) }, vector);
  const own = tradesFor(profile.own, wanted);
  return {
    ...profile,
    own,
    partners: [],
    // Words that no trade names are of the file alone.
    rare: wanted.trades === undefined ? profile.rare : [],
  };
}

function placesFor(bidder: Bidder, wanted: Wanted): Pick<Bidder, 'departments' | 'everywhere'> {
  const { departments: named, withNeighbours, alsoDepartments = [], withoutDepartments = [] } = wanted;
  const own = named ?? bidder.departments;
  const around = withNeighbours ? (named ?? []).flatMap((code) => neighboursOf(code)) : [];
  const all = withAll(own, [...around, ...alsoDepartments]);
  return {
    departments: without(all, withoutDepartments),
    everywhere: named === undefined && bidder.everywhere,
  };
}

function tradesFor(own: readonly Trade[], { trades, alsoTrades = [], withoutTrades = [] }: Wanted): Trade[] {
  const all = withAll(trades ?? own.map(({ id }) => id), alsoTrades);
  return without(all, withoutTrades).flatMap((id) => tradeOf(id) ?? []);
}

/** Whether a lot that fits the company is left out all the same: too large, only where it does not go, of a trade left out. */
export function isLeftOut(
  { amount, departments, trades }: LotProfile,
  { most, withoutDepartments = [], withoutTrades = [] }: Wanted,
): boolean {
  if (most !== undefined && amount !== undefined && amount > most) return true;
  const places = departments.map(departmentAt);
  if (places.length > 0 && places.every((code) => withoutDepartments.includes(code))) return true;
  return trades.said.length > 0 && trades.said.every(({ id }) => withoutTrades.includes(id));
}
