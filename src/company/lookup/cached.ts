import type { CompanyDirectory, Lookup } from '#src/company/rules/establishment.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';

/** How long what was found holds: a register changes by the day, and a form is filled within the hour. */
const FRESH_MS = HOUR_MS;
/** SIRETs remembered at once; the oldest go first. */
const MOST = 1_000;

/**
 * A directory that is asked once an hour for a SIRET, however often people type it or the team opens a file. Troubles of
 * the service are never remembered.
 * @param ticks milliseconds of a clock that does not jump
 */
export function cachedDirectory(
  directory: CompanyDirectory,
  ticks: () => number = () => performance.now(),
): CompanyDirectory {
  const known = new Map<string, { readonly lookup: Promise<Lookup>; readonly until: number }>();
  return {
    find: async (siret) => {
      const entry = known.get(siret);
      if (entry && entry.until > ticks()) return entry.lookup;
      const lookup = directory.find(siret);
      known.delete(siret);
      known.set(siret, { lookup, until: ticks() + FRESH_MS });
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      let isLasting = false;
      try {
        const found = await lookup;
        isLasting = LASTING.has(found.type);
        return found;
      } finally {
        if (!isLasting && known.get(siret)?.lookup === lookup) known.delete(siret);
      }
    },
  };
}

/** What says something of the company; the others are troubles of the service. */
const LASTING: ReadonlySet<Lookup['type']> = new Set(['found', 'closed', 'unknown', 'ambiguous']);
