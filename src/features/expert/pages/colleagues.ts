import type { Expert } from '#src/features/expert/case/case.ts';
import { actorsSince } from '#src/features/expert/store/case-events.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { webExpertKey } from '#src/platform/web/sign-in/identity.ts';
import { namedMembers } from '#src/platform/web/sign-in/store/sessions.ts';

/** Who has not been seen for so long is no longer proposed. */
const KNOWN_FOR_MS = 90 * DAY_MS;

/** Those to whom a case can be handed: who signed in at the desk, and who answered from a messaging platform. */
export async function colleagues(db: Queryable, now: number): Promise<Expert[]> {
  const since = now - KNOWN_FOR_MS;
  const [members, actors] = await Promise.all([namedMembers(db, since), actorsSince(db, since)]);
  const known = new Map(actors.map((actor) => [actor.key, actor.name]));
  for (const { id, name } of members) known.set(webExpertKey(id), name);
  return [...known]
    .map(([key, name]) => ({ key, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || a.key.localeCompare(b.key));
}
