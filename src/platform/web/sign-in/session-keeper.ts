import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OidcSettings, SignInConfig } from '#src/config/sign-in.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { rolesOf } from '#src/platform/web/sign-in/rules/roles.ts';
import * as store from '#src/platform/web/sign-in/store/sessions.ts';
import type { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { CookieJar } from './cookies.ts';
import { csrfToken } from './csrf.ts';
import { createFreshRoles } from './fresh-roles.ts';
import { type Identity, type Signed, webExpertKey } from './identity.ts';
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
const NOTED_EVERY_MS = MINUTE_MS;
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
  /** The session of a request, opened in the way that is in force, with the token that only the browser holds. */
  const sessionOf = async (request: IncomingMessage, at: number) => {
    const token = tokenIn(jar, request);
    const session = token && (await store.findSession(db, digestOf(token), at));
    return token && session && session.method === method ? { token, session } : undefined;
  };
  const actorOf = (member: store.StaffMember) => ({
    key: webExpertKey(member.id),
    name: shownName(member, oidc),
  });
  const expiryOf = (endsAt: number, at: number) => Math.min(endsAt, at + IDLE_MS);

  const haveFreshRoles = oidc && refresh && createFreshRoles({ db, oidc, refresh, onEnd });

  return {
    open: async (request, response, { member, roles, subject, tokens }) => {
      const at = now();
      const token = newToken();
      const earlier = tokenIn(jar, request);
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
        const account = subject === undefined ? undefined : ({ kind: 'account', id: subject } as const);
        await traces.note(actorOf({ ...member, name: known }), 'sign_in', account, tx);
        return known;
      });
      if (tokens) refresh?.remember(digestOf(token), tokens);
      jar.write(response, COOKIE, token, endsAt - at);
      return { isNamed: name !== undefined };
    },
    find: async (request) => {
      const at = now();
      const found = await sessionOf(request, at);
      if (!found) return undefined;
      const { token, session } = found;
      if (haveFreshRoles && !(await haveFreshRoles(session, at))) return undefined;
      const { digest, endsAt } = session;
      if (at - session.seenAt >= NOTED_EVERY_MS)
        await store.touchSession(db, { digest, expiresAt: expiryOf(endsAt, at), now: at });
      return {
        identity: identityOf(session, oidc),
        csrf: csrfToken(token),
        isLocal: !oidc,
      };
    },
    holds: async (request) => (await sessionOf(request, now())) !== undefined,
    end: async (request, response) => {
      const token = tokenIn(jar, request);
      if (token) {
        const digest = digestOf(token);
        refresh?.forget(digest);
        await db.tx(async (tx) => {
          const session = await store.findSession(tx, digest, now());
          await store.endSession(tx, digest);
          if (session) await traces.note(actorOf(session.member), 'sign_out', undefined, tx);
        });
      }
      jar.clear(response, COOKIE);
    },
  };
}

/** The token that a request brings, when it is one of ours by its shape. */
function tokenIn(jar: CookieJar, request: IncomingMessage): string | undefined {
  const token = jar.read(request, COOKIE);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

/** The name under which somebody is shown. */
const shownName = ({ name, email }: store.StaffMember, oidc: OidcSettings | undefined): string =>
  name ?? email ?? (oidc ? signInTexts.unnamed : signInTexts.localName);

/** Who a session is of; the link of this machine opens everything. */
function identityOf({ member, roles }: store.StaffSession, oidc: OidcSettings | undefined): Identity {
  const { id, email } = member;
  return {
    id,
    name: shownName(member, oidc),
    ...(email !== undefined && { email }),
    roles: oidc ? rolesOf({ email, claimed: roles }, oidc) : ['expert', 'staff', 'audit'],
  };
}
