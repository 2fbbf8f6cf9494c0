import type { Transaction } from '#src/platform/database/database.ts';

/** Something that is told once, and how that is noted. */
export interface DailyNews {
  readonly text: string;
  readonly note: (tx: Transaction) => Promise<void>;
}
