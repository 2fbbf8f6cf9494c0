import type { OidcSettings } from '#src/config/sign-in.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Reread, RoleRefresh } from './role-refresh.ts';
import { rolesOf } from './rules/roles.ts';
import * as store from './store/sessions.ts';

/** So often, while a session is used, the provider is asked again for the roles. */
const REREAD_MS = 15 * MINUTE_MS;
/** Roles that the provider could not be asked about for so long are worth nothing: one signs in again. */
const ROLES_HOLD_MS = 2 * HOUR_MS;
/** A provider that does not answer is left alone for a while. */
const ASKED_EVERY_MS = MINUTE_MS;

/** Whether a session still holds by what the provider says; roles that are no longer young are read again for that. */
type HaveFreshRoles = (session: store.StaffSession, at: number) => Promise<boolean>;

/** A session whose roles are young is let through at once, and they are read again behind it. */
export function createFreshRoles(parts: {
  db: Database;
  oidc: OidcSettings;
  refresh: RoleRefresh;
  /** Hears that a session ended by what the provider says now. */
  onEnd?: (() => void) | undefined;
}): HaveFreshRoles {
  const { db, oidc, refresh, onEnd } = parts;
  /** Sessions about which the provider is being asked, or was a short while ago. */
  const asked = new Map<string, { at: number; answer: Promise<boolean> }>();
  /** @returns whether the session still holds by what the provider says */
  const askAgain = async ({ digest, member, roles }: store.StaffSession, at: number): Promise<boolean> => {
    const said = await refresh.reread(digest, { email: member.email, roles });
    if (said.type === 'unknown') return true;
    if (isStillOfUs(said, oidc)) {
      const { email, roles: fresh } = said;
      await db.tx((tx) => store.saveRoles(tx, { digest, memberId: member.id, email, roles: fresh, now: at }));
      return true;
    }
    refresh.forget(digest);
    await store.endSession(db, digest);
    onEnd?.();
    return false;
  };
  /** The answer of a short while ago, or a new one. */
  const answerFor = (session: store.StaffSession, at: number): Promise<boolean> => {
    const before = asked.get(session.digest);
    if (before && Math.abs(at - before.at) < ASKED_EVERY_MS) return before.answer;
    // A store that fails meanwhile says nothing of the roles.
    const answer = askAgain(session, at).catch(() => true);
    asked.set(session.digest, { at, answer });
    for (const [digest, one] of asked) if (at - one.at > ROLES_HOLD_MS) asked.delete(digest);
    return answer;
  };
  return async (session, at) => {
    const age = at - session.rolesAt;
    if (age < REREAD_MS) return true;
    const answer = answerFor(session, at);
    if (age < ROLES_HOLD_MS) return true;
    if (!(await answer)) return false;
    const read = await store.findSession(db, session.digest, at);
    return read !== undefined && at - read.rolesAt < ROLES_HOLD_MS;
  };
}

/** Whether somebody whom the provider knows has a role left, by it or by our lists. */
const isStillOfUs = (said: Reread, oidc: OidcSettings): said is Extract<Reread, { type: 'known' }> =>
  said.type === 'known' && rolesOf({ email: said.email, claimed: said.roles }, oidc).length > 0;
