import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SignInConfig } from '#src/config/sign-in.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { rolesOf } from '#src/platform/web/sign-in/rules/roles.ts';
import * as store from '#src/platform/web/sign-in/store/sessions.ts';
import type { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { CookieJar } from './cookies.ts';
import { csrfToken } from './csrf.ts';
import { type Signed, webExpertKey } from './identity.ts';
import type { ProviderTokens } from './provider.ts';
import type { RoleRefresh } from './role-refresh.ts';
import { signInTexts } from './texts.ts';

/** Somebody at the moment they sign in. */
export interface Arrival {
  readonly member: store.StaffMember;
  /** Roles that the provider gave. */
  readonly roles: readonly string[];
  /** Their account at the provider: its subject. */
  readonly subject?: string | undefined;
  /** What lets the provider be asked again. */
  readonly tokens?: ProviderTokens | undefined;
}

/** The sessions of experts and staff: in the database, with a token that only the browser holds. */
export interface SessionKeeper {
  /**
   * Opens a session under a new token, and ends the one that the browser had.
   * @returns whether the member has a name to show
   */
  open(request: IncomingMessage, response: ServerResponse, arrival: Arrival): Promise<{ isNamed: boolean }>;
  /** Who sends a request, when its session holds. */
  find(request: IncomingMessage): Promise<Signed | undefined>;
  /** Whether the session of an earlier request still holds; asking is no use of it, and does not put off its end. */
  holds(request: IncomingMessage): Promise<boolean>;
  /** Ends the session of a request. */
  end(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const COOKIE = 'hotline-equipe';
/** 256 random bits in base64url: nobody may guess one. */
const TOKEN = /^[\w-]{43}$/;
/** Without a request for so long, a session ends: an open page on a desk left behind. */
const IDLE_MS = 2 * HOUR_MS;
/** A session that is used is noted so at most every minute: a page asks for many things at once. */
const NOTED_EVERY_MS = 60_000;
/** So often, while a session is used, the provider is asked again for the roles. */
const REREAD_MS = 15 * MINUTE_MS;
/** Roles that the provider could not be asked about for so long are worth nothing: one signs in again. */
const ROLES_HOLD_MS = 2 * HOUR_MS;
/** A provider that does not answer is left alone for a while. */
const ASKED_EVERY_MS = 60_000;

/** What a session's token leaves in the database: nobody who reads it there can use it. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The member that the one-time link of this machine opens for. */
export const LOCAL_MEMBER = 'local';

/** Keeps sessions in the database; a session opened in another way than the one in force does not hold. */
export function createSessionKeeper(parts: {
  db: Database;
  config: SignInConfig;
  jar: CookieJar;
  traces: OfficeTraces;
  /** Absent where there is no provider. */
  refresh?: RoleRefresh | undefined;
  /** Hears that a session ended by what the provider says now. */
  onEnd?: (() => void) | undefined;
  now: () => number;
}): SessionKeeper {
  const { db, config, jar, traces, refresh, onEnd, now } = parts;
  const { oidc } = config;
  const method = oidc ? `oidc:${oidc.issuer}` : 'local';
  const tokenOf = (request: IncomingMessage): string | undefined => {
    const token = jar.read(request, COOKIE);
    return token !== undefined && TOKEN.test(token) ? token : undefined;
  };
  /** The name under which somebody is shown. */
  const nameOf = (member: store.StaffMember): string =>
    member.name ?? member.email ?? (oidc ? signInTexts.unnamed : signInTexts.localName);
  const expiryOf = (endsAt: number, at: number) => Math.min(endsAt, at + IDLE_MS);

  /** Sessions about which the provider is being asked, or was a short while ago. */
  const asked = new Map<string, { at: number; answer: Promise<boolean> }>();
  /** @returns whether the session still holds by what the provider says */
  const askAgain = async ({ digest, member, roles }: store.StaffSession, at: number): Promise<boolean> => {
    const said = await refresh?.reread(digest, { email: member.email, roles });
    if (said === undefined || said.type === 'unknown') return true;
    if (
      said.type === 'known' &&
      oidc &&
      rolesOf({ email: said.email, claimed: said.roles }, oidc).length > 0
    ) {
      const { email, roles: fresh } = said;
      await db.tx((tx) => store.saveRoles(tx, { digest, memberId: member.id, email, roles: fresh, now: at }));
      return true;
    }
    refresh?.forget(digest);
    await store.endSession(db, digest);
    onEnd?.();
    return false;
  };
  /** A session whose roles are young is let through at once, and they are read again behind it. */
  const haveFreshRoles = async (session: store.StaffSession, at: number): Promise<boolean> => {
    const age = at - session.rolesAt;
    if (age < REREAD_MS) return true;
    const before = asked.get(session.digest);
    let answer = before && Math.abs(at - before.at) < ASKED_EVERY_MS ? before.answer : undefined;
    if (!answer) {
      // A store that fails meanwhile says nothing of the roles.
      answer = askAgain(session, at).catch(() => true);
      asked.set(session.digest, { at, answer });
      for (const [digest, one] of asked) if (at - one.at > ROLES_HOLD_MS) asked.delete(digest);
    }
    if (age < ROLES_HOLD_MS) return true;
    if (!(await answer)) return false;
    const read = await store.findSession(db, session.digest, at);
    return read !== undefined && at - read.rolesAt < ROLES_HOLD_MS;
  };

  return {
    open: async (request, response, { member, roles, subject, tokens }) => {
      const at = now();
      const token = newToken();
      const earlier = tokenOf(request);
      const endsAt = at + config.sessionHours * HOUR_MS;
      const name = await db.tx(async (tx) => {
        const known = await store.openSession(tx, {
          member,
          roles,
          method,
          endsAt,
          now: at,
          expiresAt: expiryOf(endsAt, at),
          digest: digestOf(token),
          replaces: earlier && digestOf(earlier),
        });
        const by = { key: webExpertKey(member.id), name: nameOf({ ...member, name: known }) };
        const account = subject === undefined ? undefined : ({ kind: 'account', id: subject } as const);
        await traces.note(by, 'sign_in', account, tx);
        return known;
      });
      if (tokens) refresh?.remember(digestOf(token), tokens);
      jar.write(response, COOKIE, token, endsAt - at);
      return { isNamed: name !== undefined };
    },
    find: async (request) => {
      const token = tokenOf(request);
      const at = now();
      const session = token && (await store.findSession(db, digestOf(token), at));
      if (!token || !session || session.method !== method) return undefined;
      if (refresh && !(await haveFreshRoles(session, at))) return undefined;
      const { member, digest, endsAt } = session;
      if (at - session.seenAt >= NOTED_EVERY_MS)
        await store.touchSession(db, { digest, expiresAt: expiryOf(endsAt, at), now: at });
      return {
        identity: {
          id: member.id,
          name: nameOf(member),
          ...(member.email !== undefined && { email: member.email }),
          roles: oidc
            ? rolesOf({ email: member.email, claimed: session.roles }, oidc)
            : (['expert', 'staff', 'audit'] as const),
        },
        csrf: csrfToken(token),
        isLocal: !oidc,
      };
    },
    holds: async (request) => {
      const token = tokenOf(request);
      const session = token && (await store.findSession(db, digestOf(token), now()));
      return session !== undefined && session !== '' && session.method === method;
    },
    end: async (request, response) => {
      const token = tokenOf(request);
      if (token) {
        const digest = digestOf(token);
        refresh?.forget(digest);
        await db.tx(async (tx) => {
          const session = await store.findSession(tx, digest, now());
          await store.endSession(tx, digest);
          if (!session) return;
          const { member } = session;
          const by = { key: webExpertKey(member.id), name: nameOf(member) };
          await traces.note(by, 'sign_out', undefined, tx);
        });
      }
      jar.clear(response, COOKIE);
    },
  };
}
