import { z } from 'zod';
import { HotlineError } from '#src/platform/errors.ts';
import { TeamsFailure } from '../failure.ts';
import { teamsFaults } from '../texts.ts';

const LOGIN_URL = 'https://login.microsoftonline.com';
const SCOPE = 'https://api.botframework.com/.default';
const TIMEOUT_MS = 5_000;
/** A token is renewed before its end. */
const MARGIN_MS = 300_000;

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

interface BotTokenSettings {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly loginUrl: string | undefined;
}

/**
 * The bot's own token, asked of its tenant: new bots belong to one tenant only. One request serves all who wait for it;
 * the SDK's own credentials ask again for each of them, without a limit of time.
 */
export class BotToken {
  readonly #settings: BotTokenSettings;
  #kept: { readonly token: string; readonly until: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(settings: BotTokenSettings) {
    this.#settings = settings;
  }

  /** @throws TeamsFailure 401 with Microsoft's word (« invalid_client AADSTS7000215 ») when it is refused */
  async get(): Promise<string> {
    if (this.#kept && performance.now() < this.#kept.until) return this.#kept.token;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Teams refuses it: the next message asks for another. */
  forget(): void {
    this.#kept = undefined;
  }

  async #ask(): Promise<string> {
    const { appId, appPassword, tenantId, loginUrl } = this.#settings;
    const base = (loginUrl ?? LOGIN_URL).replace(/(?<!\/)\/+$/, '');
    const response = await fetch(`${base}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword,
        scope: SCOPE,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error) => {
      throw new TeamsFailure(0, 'token', undefined, error);
    });
    const body: unknown = await response.json().catch(() => undefined);
    const parsed = tokenSchema.safeParse(body);
    if (!response.ok || !parsed.success)
      throw new TeamsFailure(response.ok ? 502 : response.status, refusalOf(body));
    const { access_token: token, expires_in: seconds } = parsed.data;
    this.#kept = { token, until: performance.now() + Math.max(seconds * 1_000 - MARGIN_MS, seconds * 500) };
    return token;
  }
}

/** The names of the error, never its whole text: that is made by who holds the secret. */
function refusalOf(body: unknown): string {
  const { error = 'token', error_description = '' } = refusalSchema.safeParse(body).data ?? {};
  return [error.slice(0, 60), /AADSTS\d+/.exec(error_description)?.[0]].filter(Boolean).join(' ');
}

/** Makes sure that Microsoft knows the bot. @throws HotlineError `config` when it does not, `unavailable` when it can't say */
export async function checkIdentity(token: BotToken): Promise<void> {
  try {
    await token.get();
  } catch (error) {
    const refused = error instanceof TeamsFailure && error.status >= 400 && error.status < 500;
    const reason = refused ? teamsFaults.identity(error.code ?? String(error.status)) : teamsFaults.login;
    throw new HotlineError(refused ? 'config' : 'unavailable', reason, { cause: error });
  }
}
