import { canPush } from '#src/channel/can-push.ts';

/** Somebody who asked in vain, and what is known of where they asked. */
export interface Asker {
  readonly channel: string;
  /** Who they are; nobody is known where others read too. */
  readonly personId: string | undefined;
  readonly isHeld: boolean;
  /** They left, or blocked the hotline; or how to write to them was forgotten. */
  readonly isUnreachable: boolean;
  readonly wantsNoNews: boolean;
  /** They were told of the same question already. */
  readonly wasTold: boolean;
  /** They asked again since, and were answered from the same section. */
  readonly knowsIt: boolean;
}

/** Why somebody is not told, from the reason that lasts longest; `held` is for now. */
export const REASONS = ['group', 'page', 'gone', 'stop', 'told', 'knows', 'held'] as const;
export type WhyNotTold = (typeof REASONS)[number];

/**
 * Why somebody who asked in vain is not told that it is answered now; undefined when they may be: once, where it reaches
 * them by itself, never among others, never beside an expert, and never who wants no news.
 */
export function whyNotTold(asker: Asker): WhyNotTold | undefined {
  if (asker.personId === undefined) return 'group';
  if (!canPush(asker.channel)) return 'page';
  if (asker.isUnreachable) return 'gone';
  if (asker.wantsNoNews) return 'stop';
  if (asker.wasTold) return 'told';
  if (asker.knowsIt) return 'knows';
  return asker.isHeld ? 'held' : undefined;
}
