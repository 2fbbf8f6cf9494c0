import { type NumberRole, type RoleOfNumber, rolesOfNumbers } from './number-roles.ts';
import type { SaidNumber } from './numbers-said.ts';

/** What is counted with the numbers of a message. */
export type SumKind =
  | 'share'
  | 'discount'
  | 'tax'
  | 'margin'
  | 'gain'
  | 'unit'
  | 'product'
  | 'penalty'
  | 'grade'
  | 'crew'
  | 'trip'
  | 'wear'
  | 'change';

/** The numbers that each sum can't be counted without, and those that may come beside them. */
const SUMS: Readonly<
  Record<SumKind, { readonly must: readonly NumberRole[]; readonly may: readonly NumberRole[] }>
> = {
  share: { must: ['whole'], may: ['part', 'target'] },
  discount: { must: ['base'], may: ['cut', 'raise'] },
  tax: { must: ['base', 'vat'], may: [] },
  margin: { must: ['margin'], may: ['cost', 'spent', 'pieces'] },
  gain: { must: ['sold', 'cost'], may: [] },
  unit: { must: ['spent', 'pieces'], may: [] },
  product: { must: ['count', 'price'], may: ['vat'] },
  penalty: { must: ['delay'], may: ['penalty', 'permille', 'order', 'step'] },
  grade: { must: ['grade', 'weight'], may: [] },
  crew: { must: ['wage', 'hours'], may: ['people'] },
  trip: { must: ['km', 'scale'], may: ['trips'] },
  wear: { must: ['bought', 'years'], may: ['use'] },
  change: { must: ['from', 'to'], may: [] },
};

/** A sum that a message wants counted, with its numbers by what they are, each in its order. */
export interface SumSaid {
  readonly kind: SumKind;
  of(role: NumberRole): readonly SaidNumber[];
}

/** How sure each number of a sum must be, and all of them together. */
const [SURE, SURE_TOGETHER] = [0.4, 0.6];

/**
 * The sum that the numbers of a folded text tell, by what each is likely to be: the one by which all of them are likeliest.
 * @returns undefined where none is likely enough, or where they are of no sum
 */
export function sumSaid(text: string): SumSaid | undefined {
  const numbers = rolesOfNumbers(text);
  if (numbers.length === 0) return undefined;
  const readings = (Object.keys(SUMS) as SumKind[])
    .map((kind) => readAs(kind, numbers))
    .filter(({ kind, roles }) => SUMS[kind].must.every((must) => roles.some(({ role }) => role === must)))
    .sort((a, b) => b.likelihood - a.likelihood);
  const [best] = readings;
  if (!best || best.likelihood < SURE_TOGETHER) return undefined;
  const counted = best.roles.filter(({ role }) => role !== 'none' && role !== 'claim');
  if (counted.length < 2 || best.roles.some(({ likelihood }) => likelihood < SURE)) return undefined;
  return {
    kind: best.kind,
    of: (wanted) => best.roles.filter(({ role }) => role === wanted).map(({ number }) => number),
  };
}

interface Reading {
  readonly kind: SumKind;
  /** The geometric mean of the likelihoods of its numbers. */
  readonly likelihood: number;
  readonly roles: readonly {
    readonly number: SaidNumber;
    readonly role: NumberRole;
    readonly likelihood: number;
  }[];
}

function readAs(kind: SumKind, numbers: readonly RoleOfNumber[]): Reading {
  const { must, may } = SUMS[kind];
  const able: readonly NumberRole[] = [...must, ...may, 'claim', 'none'];
  const roles = numbers.map(({ number, likelihood }) => {
    const role = able.reduce((best, one) => (likelihood(one) > likelihood(best) ? one : best), 'none');
    return { number, role, likelihood: likelihood(role) };
  });
  const logs = roles.reduce((sum, one) => sum + Math.log(one.likelihood + 1e-9), 0);
  return { kind, roles, likelihood: Math.exp(logs / roles.length) };
}

/** The numbers of a folded text that are said to be what was found: « ça fait 9,70, c'est ça ? ». */
export const claimsSaid = (text: string): readonly SaidNumber[] =>
  rolesOfNumbers(text)
    .filter(({ likelihood }) => likelihood('claim') >= CLAIMED)
    .map(({ number }) => number);
const CLAIMED = 0.5;
