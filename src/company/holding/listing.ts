import type { Choice } from '#src/channel/blocks.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** PORT. The public directory, as a company's file speaks of it and acts on it. */
export interface Listing {
  /** Whether the team opened it. */
  readonly isOn: boolean;
  /** The button by which a company asks to be in it. */
  readonly offer: Choice;
  /** Where a company's page is; undefined where there is nothing to show. */
  pageOf(db: Queryable, companyId: string): Promise<string | undefined>;
  /** The company that a message is about, by what the directory wrote beside its words. */
  companyOf(db: Queryable, about: string): Promise<string | undefined>;
  /** Ends the wishes that wait for a company which is in it no more: each buyer hears it. @returns how many */
  endWishes(
    tx: Transaction,
    companyId: string,
    parts: { readonly mailIsOn: boolean; readonly now: number },
  ): Promise<number>;
}
