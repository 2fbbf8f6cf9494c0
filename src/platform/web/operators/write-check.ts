import { whyStoreFailed } from '#src/platform/database/outage.ts';
import type { Logger } from '#src/platform/logger.ts';

/** Whoever asks, the store is written to for this no more often. */
const KEPT_MS = 3_000;
/** A store that does not answer by then can't be served from. */
const PATIENCE_MS = 5_000;

/** Why nothing can be kept now; undefined when a message can. */
export type WriteCheck = () => Promise<string | undefined>;

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
