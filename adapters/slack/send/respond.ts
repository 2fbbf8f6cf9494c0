import { DeliveryError } from '#src/channel/port.ts';

const TIMEOUT_MS = 10_000;

/** Slack takes five answers to a command or a button, at an address that it gives. */
export const RESPONSES = 5;

/** Whether an address given by a request is Slack's, or that of the API we were told to use. */
export function isResponseAddress(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host } = new URL(address);
  if (apiUrl !== undefined && host === new URL(apiUrl).host) return true;
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname);
}

/**
 * Answers a command or a button at the address that came with it.
 * @returns false when the address no longer serves (half an hour, five answers)
 * @throws DeliveryError `retry` when Slack is away
 */
export async function respond(address: string, body: Readonly<Record<string, unknown>>): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.text();
  } catch (cause) {
    throw new DeliveryError('retry', 'slack: the response address does not answer', { cause });
  }
  if (response.ok) return true;
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get('retry-after'));
    const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
    throw new DeliveryError('retry', `slack: the response address answers ${response.status}`, {
      retryAfterMs,
    });
  }
  return false;
}
