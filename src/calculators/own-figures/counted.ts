import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';

/** A number that was found, in whatever unit it is said. */
export interface Found {
  readonly value: number;
  readonly unit: '€' | '%' | 'other';
  /** More may be owed than that: less is wrong, and of more nobody can tell. */
  readonly isLeast?: true | undefined;
}

/** What was counted with somebody's own numbers, in French. */
export interface Counted {
  /** What was found, in a sentence; it may follow « Oui, » or « Non, ». */
  readonly said: string;
  readonly found: readonly Found[];
  readonly steps: readonly string[];
  readonly caveats: readonly string[];
  /** Whether what was found is enough for what is wanted, where that is told. */
  readonly isEnough?: boolean | undefined;
  /** A page that explains the rule. */
  readonly page: string;
}

/** The only number of its role; undefined where none or several are told. */
export const only = (numbers: readonly SaidNumber[]): SaidNumber | undefined =>
  new Set(numbers.map(({ value }) => value)).size === 1 ? numbers[0] : undefined;

/** Whether a number is of money: it says so, or is written with cents. */
export const isMoney = ({ unit, decimals }: SaidNumber): boolean =>
  /^€|hour-rate/.test(unit) || (unit === '' && decimals === 2);

/** The tax that a number is said with. */
export const taxOf = ({ unit }: SaidNumber): 'HT' | 'TTC' | undefined => {
  if (unit === '€ HT') return 'HT';
  return unit === '€ TTC' ? 'TTC' : undefined;
};
