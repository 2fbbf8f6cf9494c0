import type { Database } from '#src/platform/database/database.ts';
import { jobCounts } from '#src/platform/database/jobs/jobs.ts';
import { whyStoreFailed } from '#src/platform/database/outage.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { Readiness } from '#src/platform/web/app.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { TalkCounts } from './metrics.ts';

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

/** Whoever asks, the store is written to for this no more often. */
const KEPT_MS = 3_000;
/** A store that does not answer by then can't be served from. */
const PATIENCE_MS = 5_000;

/** Why nothing can be kept now; undefined when a message can. */
type WriteCheck = () => Promise<string | undefined>;

/** A proof that messages can be kept, made anew at most every few seconds. A change either way is said in the log. */
export function createWriteCheck({
  proveWrite,
  logger,
}: {
  /** Has a message kept; fails with what the store answers when it can keep none. */
  readonly proveWrite: () => Promise<void>;
  readonly logger: Logger;
}): WriteCheck {
  let last: { readonly at: number; readonly reason: Promise<string | undefined> } | undefined;
  let failed = false;
  const prove = async (): Promise<string | undefined> => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('the store does not answer')), PATIENCE_MS);
    const proof = proveWrite();
    // Too late, its outcome matters to nobody.
    proof.catch(() => undefined);
    try {
      await Promise.race([proof, late]);
      if (failed) logger.info('messages can be kept again');
      failed = false;
      return undefined;
    } catch (error) {
      if (!failed) logger.error({ err: error }, 'no message can be kept: not ready');
      failed = true;
      return whyStoreFailed(error);
    } finally {
      clearTimeout(timer);
    }
  };
  return () => {
    const at = performance.now();
    if (!last || at - last.at >= KEPT_MS) last = { at, reason: prove() };
    return last.reason;
  };
}
