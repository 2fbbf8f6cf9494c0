import type { Database } from '#src/platform/database/database.ts';
import { jobCounts } from '#src/platform/database/jobs/jobs.ts';
import type { Readiness } from '#src/platform/web/app.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { TalkCounts } from './metrics.ts';
import type { WriteCheck } from './write-check.ts';

/**
 * What says whether the hotline can serve: an index is in service, the store is reached, and a message can be kept.
 * Anybody may ask, as often as they like: only for who may see the details is anything counted, or read anew.
 */
export const createReadiness =
  ({
    db,
    talks,
    base,
    vectors,
    channels,
    whyNotKept,
    notices,
  }: {
    readonly db: Database;
    readonly talks: Pick<TalkCounts, 'unsent'>;
    /** The index in service. */
    readonly base: () => ServedContent | undefined;
    /** Which vectors find its passages. */
    readonly vectors: () => string;
    readonly channels: () => Readonly<Record<string, string>>;
    readonly whyNotKept: WriteCheck;
    /** What staff must look at, by the part that says it: the knowledge, the model. */
    readonly notices: () => Promise<Readonly<Record<string, string | undefined>>>;
  }) =>
  async (detailed: boolean): Promise<Readiness> => {
    if (!detailed) return { ready: base() !== undefined && (await whyNotKept()) === undefined, details: {} };
    const [counts, reason, noticed] = await Promise.all([
      Promise.all([talks.unsent(), jobCounts(db)]).catch(() => undefined),
      whyNotKept(),
      notices().catch(() => ({})),
    ]);
    const reachable = counts !== undefined;
    return {
      ready: base() !== undefined && reachable && reason === undefined,
      details: {
        passages: base()?.passages.length ?? 0,
        vectors: vectors(),
        channels: channels(),
        store: { engine: db.dialect, reachable, writable: reason === undefined, reason },
        ...(counts && { outbox: counts[0], jobs: counts[1] }),
        ...noticed,
      },
    };
  };
