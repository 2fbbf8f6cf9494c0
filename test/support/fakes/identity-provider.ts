import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody whom the provider knows, with what it says of them. */
export interface Account {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

export const CLIENT = { id: 'hotline', secret: 'secret~a/encoder:%+' } as const;

const CLAIMS = ['name', 'roles', 'realm_access', 'https://exemple.fr/roles', 'preferred_username'];

/** A real OpenID Connect provider on a socket of this machine, that signs in whoever the test says without asking. */
export class IdentityProvider implements AsyncDisposable {
  /** Who sits before the browser; undefined says no. */
  account: Account | undefined;
  /** Sign-ins asked for so far, as their parameters. */
  readonly asked: URLSearchParams[] = [];
  readonly #redirectUri: string;
  #port = 0;
  #server: Server | undefined;

  private constructor(redirectUri: string) {
    this.#redirectUri = redirectUri;
  }

  /** @param redirectUri where the one client that it knows is sent back to */
  static async start(redirectUri: string): Promise<IdentityProvider> {
    const provider = new IdentityProvider(redirectUri);
    await provider.open();
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Opens it, at the same address as before. */
  async open(): Promise<void> {
    const server = createServer().listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    const provider = this.#createProvider();
    const answer = provider.callback();
    server.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
      if (pathname === '/auth') this.asked.push(searchParams);
      if (!pathname.startsWith('/interaction/')) return answer(request, response);
      this.#decide(provider, request, response).catch((error) => response.destroy(error));
    });
    this.#server = server;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #createProvider(): Provider {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [this.#redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
      cookies: { keys: ['a key of the test'] },
      // What comes with `code` is in the second answer only, as the standard has it.
      claims: { openid: ['sub'], profile: CLAIMS, email: ['email', 'email_verified'] },
      ttl: {
        AccessToken: 600,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 600,
        Interaction: 600,
        Session: 600,
      },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, sub) => {
        const { account } = this;
        return account?.sub === sub ? { accountId: sub, claims: () => ({ ...account }) } : undefined;
      },
    });
  }

  async #decide(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const { account } = this;
    if (!account) {
      const result = { error: 'access_denied', error_description: 'the person said no' };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: account.sub } });
    const grant = new provider.Grant({
      accountId: session?.accountId ?? account.sub,
      clientId: String(params.client_id),
    });
    grant.addOIDCScope('openid profile email');
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }
}
