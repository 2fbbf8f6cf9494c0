import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import type { BotToken } from '../send/token.ts';
import type { Authentication } from './gateway.ts';

type Options = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;
export type Identity = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
type Checked = Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>[0];

/** Who signs what Teams sends. */
const ISSUER = 'https://api.botframework.com';
/** Microsoft's keys are read again once a day; a request does not wait for them longer. */
const KEYS_MS = 5_000;

/** The SDK's settings. Where the keys are can only be told together with all the rest, which is the public cloud's. */
export const authOptions = (appId: string, openIdUrl: string | undefined): NonNullable<Options[0]> => ({
  MicrosoftAppId: appId,
  ...(openIdUrl
    ? {
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: ISSUER,
        ToBotFromChannelTokenIssuer: ISSUER,
        OAuthUrl: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
        CallerId: 'urn:botframework:azure',
      }
    : {}),
});

/** The bot's identity for the SDK: whose tokens it takes, and what signs its own requests. */
export const credentialsOf = (
  settings: { readonly auth: 'on' | 'off'; readonly appId: string },
  token: BotToken,
): NonNullable<Options[1]> => ({
  isValidAppId: async (appId) => appId === settings.appId,
  isAuthenticationDisabled: async () => settings.auth === 'off',
  createCredentials: async () => ({
    signRequest: async (request) => {
      if (settings.auth === 'on') request.headers.set('Authorization', `Bearer ${await token.get()}`);
      return request;
    },
  }),
});

const claimsSchema = z.object({ iss: z.literal(ISSUER) });

/** Whether the token says that it comes from Teams; the SDK would also take those of its emulator and of other bots. */
function isIssuedToUs(header: string): boolean {
  const [scheme, token = '', ...rest] = header.split(' ');
  if (scheme !== 'Bearer' || rest.length > 0) return false;
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return claimsSchema.safeParse(claims).success;
  } catch {
    return false;
  }
}

/**
 * Checks the token of a request. The SDK throws one thing for a wrong token, another for a forged one, and a third when
 * it has no keys: only the last is not the caller's fault.
 */
export async function authenticate(
  authentication: ConfigurationBotFrameworkAuthentication,
  request: { readonly auth: 'on' | 'off'; readonly activity: unknown; readonly header: string },
  onError: (error: unknown) => void,
): Promise<Authentication<Identity>> {
  if (request.auth === 'on' && !isIssuedToUs(request.header)) return { refused: 'unauthorized' };
  const late = sleep(KEYS_MS, 'late' as const, { ref: false });
  try {
    const checked = authentication.authenticateRequest(request.activity as Checked, request.header);
    const identity = await Promise.race([checked, late]);
    return identity === 'late' ? { refused: 'unavailable' } : { identity };
  } catch (error) {
    const { statusCode, name } = error as { statusCode?: unknown; name?: unknown };
    if (statusCode !== 500 && name !== 'FetchError') return { refused: 'unauthorized' };
    onError(error);
    return { refused: 'unavailable' };
  }
}
