import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** What features do when two persons become one: given by who wires them. */
export interface Merging {
  /** What they keep by person goes along, in the same transaction. */
  readonly move: (tx: Transaction, from: string, into: string) => Promise<void>;
  /** What the one who stays should know of it, in French. */
  readonly say: (db: Queryable, personId: string, now: number) => Promise<string[]>;
}
