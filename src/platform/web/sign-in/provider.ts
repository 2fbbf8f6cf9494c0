import * as oidc from 'openid-client';
import { isEntra, type OidcSettings } from '#src/config/sign-in.ts';
import { type Claims, claimedName, claimedRoles } from '#src/platform/web/sign-in/rules/roles.ts';

/** What a sign-in under way must find again when the browser comes back. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's secret (RFC 7636): a code that was overheard is worth nothing without it. */
  readonly verifier: string;
}

/** What opens the provider's second answer for a person, later. Worth as much as a password: it stays in memory. */
export interface ProviderTokens {
  readonly sub: string;
  readonly access: string;
  readonly refresh: string | undefined;
}

/** What a provider says of somebody again; `isWhole` when it is all that a sign-in would say. */
export interface Said {
  readonly claims: Claims;
  readonly isWhole: boolean;
}

/** How a sign-in at the provider ended. */
type Outcome =
  | {
      readonly type: 'known';
      readonly claims: Claims & { readonly sub: string };
      readonly tokens: ProviderTokens;
    }
  /** The person, or the provider, said no. */
  | { readonly type: 'refused' }
  /** The code was used before, or is too old. */
  | { readonly type: 'expired' }
  /** The provider is out of reach, or answers what it should not. */
  | { readonly type: 'failed'; readonly error: unknown };

/** The OpenID Connect provider, seen from its client. */
export interface Provider {
  /** Makes sure that the provider is there. @throws when it is not */
  discover(): Promise<void>;
  /** Address at the provider where a person signs in. @throws when it is out of reach */
  startAt(redirectUri: string, checks: Checks): Promise<URL>;
  /** @param returned the address that the provider sent the browser to, as people see it */
  finish(returned: URL, checks: Checks): Promise<Outcome>;
  /** What it says now of who signed in before, without their browser. */
  again(
    tokens: ProviderTokens,
  ): Promise<
    | { readonly type: 'known'; readonly said: Said; readonly tokens: ProviderTokens }
    | { readonly type: 'gone' }
    | { readonly type: 'unknown' }
  >;
}

const TIMEOUT_S = 10;
const SCOPE = 'openid profile email';

export const newChecks = (): Checks => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
});

/** A provider that is looked up at the first sign-in, and again as long as it does not answer. */
export function createProvider(settings: OidcSettings): Provider {
  const { clientId, clientSecret } = settings;
  const issuer = new URL(settings.issuer);
  // Entra ID says roles again to who may ask without the browser, and to nobody else.
  const more = isEntra(settings.issuer) ? ' offline_access' : '';
  let discovered: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    discovered ??= oidc
      .discovery(issuer, clientId, undefined, secretAs(clientSecret), {
        timeout: TIMEOUT_S,
        // Only a provider on this machine may be configured with http.
        execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };

  return {
    discover: async () => void (await configuration()),
    startAt: async (redirectUri, { state, nonce, verifier }) =>
      oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: SCOPE + more,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    finish: async (returned, { state, nonce, verifier }) => {
      try {
        const config = await configuration();
        const tokens = await oidc.authorizationCodeGrant(config, returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const known = tokens.claims();
        if (!known) throw new Error('the provider gave no ID token');
        const kept = { sub: known.sub, access: tokens.access_token, refresh: tokens.refresh_token };
        const more = await secondAnswer(config, known, kept, settings);
        return { type: 'known', claims: joined(known, more), tokens: kept };
      } catch (error) {
        return explain(error);
      }
    },
    again: async (kept) => {
      try {
        const config = await configuration();
        const fresh =
          kept.refresh === undefined ? undefined : await oidc.refreshTokenGrant(config, kept.refresh);
        const tokens: ProviderTokens = {
          sub: kept.sub,
          access: fresh?.access_token ?? kept.access,
          refresh: fresh?.refresh_token ?? kept.refresh,
        };
        const first = fresh?.claims();
        const more = await secondAnswer(config, first, tokens, settings);
        const claims = first ? joined(first, more) : more;
        return { type: 'known', said: { claims, isWhole: first !== undefined }, tokens };
      } catch (error) {
        // A refresh token that is worth nothing any more was taken back, with whoever had it.
        const isOver = error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant';
        return { type: isOver ? 'gone' : 'unknown' };
      }
    },
  };
}

/** Some providers keep names, addresses and roles for their second answer (OpenID Connect Core §5.4). */
const isEnough = (claims: Claims, { rolesClaim }: OidcSettings): boolean =>
  claimedName(claims) !== undefined && claimedRoles(claims, rolesClaim).length > 0;

/** What a provider says beside its first answer: nothing where that is enough, or where it gives no second one. */
async function secondAnswer(
  config: oidc.Configuration,
  first: Claims | undefined,
  { access, sub }: ProviderTokens,
  settings: OidcSettings,
): Promise<Claims> {
  const { userinfo_endpoint: second } = config.serverMetadata();
  if (!second || (first && isEnough(first, settings))) return {};
  return oidc.fetchUserInfo(config, access, sub);
}

/** Both answers in one; an address stays with what its own answer says of it. */
const joined = <T extends Claims>(first: T, more: Claims): T => ({
  ...first,
  ...('email' in more && { email_verified: undefined }),
  ...more,
  sub: first.sub,
});

/** Proves who we are in the request's body where the provider says that it takes that, in its header elsewhere. */
function secretAs(secret: string): oidc.ClientAuth {
  const inBody = oidc.ClientSecretPost(secret);
  const inHeader = oidc.ClientSecretBasic(secret);
  return (server, ...rest) => {
    const takesBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    return (takesBody ? inBody : inHeader)(server, ...rest);
  };
}

function explain(error: unknown): Outcome {
  if (error instanceof oidc.AuthorizationResponseError)
    return /^(?:server_error|temporarily_unavailable)$/.test(error.error)
      ? { type: 'failed', error }
      : { type: 'refused' };
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return { type: 'expired' };
  return { type: 'failed', error };
}
