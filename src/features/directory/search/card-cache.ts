import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { listingVersion } from '#src/company/store/listed-companies.ts';
import type { PublicCard } from '#src/features/directory/rules/public-card.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { readCards } from './read-cards.ts';

/** Longest that cards are kept, also where nothing seems to have changed. */
const FRESH_MS = 30_000;

/**
 * The companies of the directory for its public pages, read again only once something of them changed: who leaves is
 * gone at the next request. One list is kept, as long as the directory.
 * @param ticks milliseconds of a clock that does not jump
 */
export function createCardCache(
  db: Queryable,
  ticks: () => number = () => performance.now(),
): () => Promise<readonly PublicCard[]> {
  let kept: { version: string; until: number; cards: readonly PublicCard[] } | undefined;
  return async () => {
    // Before the cards: what changes in between makes the next request read again.
    const version = await listingVersion(db, DIRECTORY_CONSENT.purpose);
    if (kept?.version === version && ticks() < kept.until) return kept.cards;
    const cards = await readCards(db);
    kept = { version, until: ticks() + FRESH_MS, cards };
    return cards;
  };
}
