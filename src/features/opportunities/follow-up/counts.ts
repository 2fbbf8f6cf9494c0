import { countedCompanies } from '#src/features/opportunities/store/bidders.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { type FollowUp, followUpOf, type Reached } from './follow-up.ts';

/**
 * PORT. Who counts the companies that came to each step, by their ids: those that an alert was sent to, those that said
 * that they bid, those that said that they won. A step that nobody counts yet is absent: it is said so, and is no zero.
 */
export interface FollowUpCounts {
  readonly alerted?: (db: Queryable) => Promise<ReadonlySet<string>>;
  readonly bid?: (db: Queryable) => Promise<ReadonlySet<string>>;
  readonly won?: (db: Queryable) => Promise<ReadonlySet<string>>;
}

/** What became of the referenced companies, as far as it is counted. */
export async function readFollowUp(db: Queryable, counts: FollowUpCounts): Promise<FollowUp> {
  const companies = await countedCompanies(db);
  const reached: Reached = {
    ...(counts.alerted && { alerted: await counts.alerted(db) }),
    ...(counts.bid && { bid: await counts.bid(db) }),
    ...(counts.won && { won: await counts.won(db) }),
  };
  return followUpOf(companies, reached);
}
