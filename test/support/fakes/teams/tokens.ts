import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** A pair of keys, as Microsoft publishes the public half. */
interface SigningKey {
  readonly kid: string;
  readonly private: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

const HOUR_S = 3_600;

/** How a token differs from the one that Teams would sign. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Another key than the published one signs. */
  readonly forged?: boolean;
  /** The key that is published for another service. */
  readonly unendorsed?: boolean;
}

/** Microsoft's two offices: it signs what Teams sends, and gives the bot tokens against its secret. */
export class FakeTokens {
  readonly appId = '11111111-2222-4333-8444-555555555555';
  readonly appPassword = 'secret~of.the-bot_0123456789';
  readonly tenantId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
  /** The secret is refused, as when it has expired. */
  refusesSecret = false;
  /** Tokens given so far. */
  readonly given: string[] = [];
  /** What was asked: the tenant of each request. */
  readonly askedTenants: string[] = [];
  readonly #keys = new Map<string, SigningKey>();
  readonly #valid = new Set<string>();
  readonly #bearers = new Map<string, string>();

  constructor() {
    for (const [kid, endorsements] of [
      ['key-of-teams', ['msteams']],
      ['key-of-others', ['webchat']],
    ] as const)
      this.#keys.set(kid, makeKey(kid, endorsements));
  }

  /** What stands at `jwks_uri`. */
  get jwks(): { keys: readonly unknown[] } {
    return { keys: [...this.#keys.values()].map(({ jwk }) => jwk) };
  }

  /** What Teams puts in `Authorization`: it signs one for a service, and shows it for a while. */
  bearer(serviceUrl: string, changes?: TokenChanges): string {
    if (changes) return this.#sign(serviceUrl, changes);
    const known = this.#bearers.get(serviceUrl) ?? this.#sign(serviceUrl, {});
    this.#bearers.set(serviceUrl, known);
    return known;
  }

  #sign(serviceUrl: string, changes: TokenChanges): string {
    const key = this.#keys.get(changes.unendorsed ? 'key-of-others' : 'key-of-teams') as SigningKey;
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: 'https://api.botframework.com',
      aud: this.appId,
      serviceurl: serviceUrl,
      nbf: now - 60,
      exp: now + HOUR_S,
      ...changes.claims,
    };
    const header = { alg: 'RS256', typ: 'JWT', kid: key.kid, ...changes.header };
    const body = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signer = changes.forged ? makeKey('forger', []) : key;
    const signature =
      header.alg === 'none' ? '' : sign('sha256', Buffer.from(body), signer.private).toString('base64url');
    return `Bearer ${body}.${signature}`;
  }

  /** Answers the bot's request for a token. */
  give(tenant: string, form: URLSearchParams): { readonly status: number; readonly body: unknown } {
    this.askedTenants.push(tenant);
    const isRight =
      tenant === this.tenantId &&
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === this.appId &&
      form.get('client_secret') === this.appPassword &&
      form.get('scope') === 'https://api.botframework.com/.default';
    if (!isRight || this.refusesSecret) {
      const description = `AADSTS7000215: Invalid client secret provided for ${form.get('client_secret')}.`;
      return { status: 401, body: { error: 'invalid_client', error_description: description } };
    }
    const token = `token-of-the-bot-${randomUUID()}`;
    this.given.push(token);
    this.#valid.add(token);
    return { status: 200, body: { token_type: 'Bearer', expires_in: HOUR_S, access_token: token } };
  }

  isValid(authorization: string | undefined): boolean {
    return this.#valid.has(authorization?.replace(/^Bearer /, '') ?? '');
  }

  /** The tokens given so far are worth nothing any more. */
  revoke(): void {
    this.#valid.clear();
  }
}

function makeKey(kid: string, endorsements: readonly string[]): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const { n, e } = publicKey.export({ format: 'jwk' });
  return { kid, private: privateKey, jwk: { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, endorsements } };
}
