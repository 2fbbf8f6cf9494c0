import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { Database } from '#src/storage/database.ts';
import { jobCounts } from '#src/storage/jobs.ts';
import { outboxCounts } from '#src/storage/outbox.ts';
import type { Readiness } from './app.ts';

/** What says whether the hotline can serve: an index is in service, and the store is reached. */
export const createReadiness =
  ({
    db,
    base,
    vectors,
    channels,
  }: {
    readonly db: Database;
    /** The index in service. */
    readonly base: () => ServedContent | undefined;
    /** Which vectors find its passages. */
    readonly vectors: () => string;
    readonly channels: () => Readonly<Record<string, string>>;
  }) =>
  async (): Promise<Readiness> => {
    const counts = await Promise.all([outboxCounts(db), jobCounts(db)]).catch(() => undefined);
    return {
      ready: base() !== undefined && counts !== undefined,
      details: {
        passages: base()?.passages.length ?? 0,
        vectors: vectors(),
        channels: channels(),
        store: { engine: db.dialect, reachable: counts !== undefined },
        ...(counts && { outbox: counts[0], jobs: counts[1] }),
      },
    };
  };
