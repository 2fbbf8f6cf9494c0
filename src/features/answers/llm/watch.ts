import type { CircuitStore } from '#src/platform/circuit-store.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import type { Logger } from '#src/platform/logger.ts';
import { modelWatchTexts } from './texts.ts';

/** What is known of the configured model, for whoever watches the hotline. */
export interface ModelWatch {
  /** What is said of it while it does not answer. */
  readonly trouble: () => string | undefined;
  readonly stop: () => void;
}

const LOOK_MS = 1_000;

/**
 * Says in the log, once, that the model does not answer any more, and once that it answers again. Its calls run in other
 * threads: all that is read here is the circuit that they share.
 */
export function watchModel(circuit: CircuitStore, logger: Logger, now: () => number): ModelWatch {
  let since: number | undefined;
  const look = () => {
    // While one call probes it, nothing new is known.
    const { state } = circuit.read();
    if (state === 'open' && since === undefined) {
      since = now();
      logger.warn(modelWatchTexts.down);
    } else if (state === 'closed' && since !== undefined) {
      since = undefined;
      logger.info(modelWatchTexts.up);
    }
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return {
    trouble: () => {
      look();
      return since === undefined ? undefined : modelWatchTexts.downSince(momentInFrench(since, now()));
    },
    stop: () => clearInterval(timer),
  };
}
