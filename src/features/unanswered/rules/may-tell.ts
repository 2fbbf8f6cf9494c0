import { mayBeTold, type Reachable } from '#src/person/unasked/rules/may-be-told.ts';

/** Somebody who asked in vain, and what is known of where they asked. */
export interface Asker extends Reachable {
  /** They were told of the same question already. */
  readonly wasTold: boolean;
  /** They asked again since, and were answered from the same section. */
  readonly knowsIt: boolean;
}

/** Why somebody is not told, from the reason that lasts longest; `held` is for now. */
export const REASONS = ['group', 'channel', 'unreachable', 'stopped', 'told', 'knows', 'held'] as const;
export type WhyNotTold = (typeof REASONS)[number];

/**
 * Why somebody who asked in vain is not told that it is answered now; undefined when they may be: what is told unasked
 * has one rule, and this is told once.
 */
export function whyNotTold(asker: Asker): WhyNotTold | undefined {
  const may = mayBeTold(asker);
  if (may !== 'now' && may !== 'held') return may;
  if (asker.wasTold) return 'told';
  if (asker.knowsIt) return 'knows';
  return may === 'held' ? 'held' : undefined;
}
