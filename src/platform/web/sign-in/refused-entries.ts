import type { Logger } from '#src/platform/logger.ts';
import type { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';
import { signInTexts } from './texts.ts';

/**
 * Why a sign-in was refused: an account without a role, a provider that said no, a way back that is too old or was never
 * begun here, a link that is used or unknown, somebody who is not on this machine.
 */
export type RefusedEntry = 'no_role' | 'provider' | 'expired' | 'link' | 'far_away';

/** Anybody may try: so many refusals at once are noted, then one a minute, so that nobody fills the disk with them. */
const AT_ONCE = 60;
const EACH_MS = 60_000;

/** Notes sign-ins that were refused; `by` where the provider said who it was. */
export function createRefusedEntries({
  traces,
  logger,
}: {
  readonly traces: OfficeTraces;
  readonly logger: Logger;
}): (why: RefusedEntry, by?: Actor) => Promise<void> {
  let left = AT_ONCE;
  let filledAt = performance.now();
  let isSaid = false;
  const mayNote = (): boolean => {
    const at = performance.now();
    const earned = Math.floor((at - filledAt) / EACH_MS);
    left = Math.min(AT_ONCE, left + earned);
    filledAt += earned * EACH_MS;
    if (left === 0) return false;
    left -= 1;
    return true;
  };
  return async (why, by) => {
    if (!mayNote()) {
      if (!isSaid) logger.warn(signInTexts.tooManyRefusals);
      isSaid = true;
      return;
    }
    isSaid = false;
    const unknown = { key: 'unknown', name: signInTexts.unknownVisitor };
    await traces.note(by ?? unknown, 'sign_in_refused', { kind: 'refusal', id: why });
  };
}
