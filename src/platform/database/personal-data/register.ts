import type { PeriodId } from '#src/config/privacy.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import type { PersonSets } from './person-sets.ts';
import type { Removed } from './removed.ts';
import type { Sweep } from './sweep.ts';
import type { TableRule } from './table-rule.ts';

/** PORT. What the owner of some tables says and does of the personal data in them. */
export interface PersonalData {
  /** Its tables, in the order in which rows may go: those that refer to others first. */
  readonly rules: readonly TableRule[];
  /** What goes once a period is over, in this order. */
  readonly sweeps?: Readonly<Partial<Record<PeriodId, readonly Sweep[]>>>;
  /** What must be done before the rows that some sets name go: figures that stay, words that others read. */
  readonly beforeErasing?: (tx: Transaction, sets: PersonSets, now: number) => Promise<Removed>;
}

/**
 * All that is known of personal data, owner by owner, in the order in which rows may go. It is put together where
 * everything is wired, and given to what erases, exports, keeps and restores.
 */
export type Register = readonly PersonalData[];

/** The rules of all tables, in the order in which rows may go. */
export const rulesOf = (register: Register): TableRule[] => register.flatMap(({ rules }) => rules);
