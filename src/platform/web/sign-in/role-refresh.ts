import type { OidcSettings } from '#src/config/sign-in.ts';
import { claimedRoles, hasClaim, vouchedEmail } from '#src/platform/web/sign-in/rules/roles.ts';
import type { Provider, ProviderTokens, Said } from './provider.ts';

/** What a session knew of its member. */
interface KnownOf {
  readonly email: string | undefined;
  readonly roles: readonly string[];
}

/** What the provider says now of who signed in a while ago. */
export type Reread =
  | { readonly type: 'known'; readonly email: string | undefined; readonly roles: readonly string[] }
  /** It does not know them any more. */
  | { readonly type: 'gone' }
  /** It does not answer, or does not say. */
  | { readonly type: 'unknown' };

/** Asks the provider again for the roles of who signed in, without their browser. */
export interface RoleRefresh {
  /** Keeps what opens the provider for a session: in this process's memory, and nowhere else. */
  remember(digest: string, tokens: ProviderTokens): void;
  forget(digest: string): void;
  reread(digest: string, known: KnownOf): Promise<Reread>;
}

/** Tokens of sessions that nobody ended: their oldest ones go. */
const MOST_KEPT = 1_000;

export function createRoleRefresh(provider: Pick<Provider, 'again'>, oidc: OidcSettings): RoleRefresh {
  const kept = new Map<string, ProviderTokens>();
  const remember = (digest: string, tokens: ProviderTokens) => {
    kept.delete(digest);
    kept.set(digest, tokens);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  };
  return {
    remember,
    forget: (digest) => void kept.delete(digest),
    reread: async (digest, known) => {
      const tokens = kept.get(digest);
      // Another server, or this one before it was started anew, has them.
      if (!tokens) return { type: 'unknown' };
      const outcome = await provider.again(tokens);
      if (outcome.type !== 'known') return outcome;
      remember(digest, outcome.tokens);
      return readAgain(outcome.said, known, oidc);
    },
  };
}

/**
 * What a second answer means. A new ID token is as good as a sign-in; the other answer may lack what only ID tokens hold,
 * and what it does not speak of was not taken away.
 */
function readAgain({ claims, isWhole }: Said, known: KnownOf, oidc: OidcSettings): Reread {
  const tellsRoles = isWhole || known.roles.length === 0 || hasClaim(claims, oidc.rolesClaim);
  const tellsAddress = isWhole || known.email === undefined || hasClaim(claims, oidc.emailClaim);
  if (!tellsRoles || !tellsAddress) return { type: 'unknown' };
  return {
    type: 'known',
    email: vouchedEmail(claims, oidc.emailClaim),
    roles: claimedRoles(claims, oidc.rolesClaim),
  };
}
