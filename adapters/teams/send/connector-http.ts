import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import { TeamsFailure } from '../failure.ts';

type ClientOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ClientOptions['httpClient']>;

/** Longest wait for Teams to take a message. */
const TIMEOUT_MS = 10_000;

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/**
 * Carries the SDK's requests. Its own client tries again by itself, for as long as `Retry-After` says, and follows
 * redirects with the bot's token: here each request is bounded, goes where it was sent, and its failure is said at once
 * to the outbox, which is what tries again.
 */
export function createConnectorHttp(): HttpClient {
  return {
    sendRequest: async (request) => {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJson({ preserveCase: true }),
        body: request.body === undefined ? null : withStreamEntity(String(request.body)),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error) => {
        throw new TeamsFailure(0, undefined, undefined, error);
      });
      const bodyAsText = await response.text().catch(() => '');
      if (!response.ok)
        throw new TeamsFailure(response.status, codeOf(bodyAsText), retryAfterMs(response.headers));
      // The SDK reads nothing of the headers but their plain form.
      const headers = { toJson: () => Object.fromEntries(response.headers) } as typeof request.headers;
      return { request, status: response.status, headers, bodyAsText };
    },
  };
}

const streamSchema = z.object({ channelData: z.object({ streamType: z.string() }).loose() });

/**
 * Says again as an entity what an activity says of its stream in `channelData`: Teams documents the entity, of which the
 * SDK would keep the name only.
 */
function withStreamEntity(body: string): string {
  if (!body.includes('"streamType"')) return body;
  const activity = JSON.parse(body);
  const { data } = streamSchema.safeParse(activity);
  if (!data) return body;
  const entities = [...(activity.entities ?? []), { type: 'streaminfo', ...data.channelData }];
  return JSON.stringify({ ...activity, entities });
}

function codeOf(body: string): string | undefined {
  try {
    return errorSchema.safeParse(JSON.parse(body)).data?.error.code.slice(0, 100);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds or as a date. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
