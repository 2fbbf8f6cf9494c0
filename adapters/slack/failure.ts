import { DeliveryError } from '#src/channel/port.ts';
import { withoutSecrets } from './bolt-logger.ts';

/** Slack answers that nobody will read a message there, until somebody writes again. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'thread_not_found',
  'restricted_action',
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'no_permission',
  // The workspace took the application away, or its token: no channel of it can be reached.
  'token_revoked',
  'token_expired',
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'team_disabled',
  'team_access_not_granted',
  'org_login_required',
  'ekm_access_denied',
  'access_denied',
  'missing_scope',
]);
/** Slack answers that a message is not well made: its words alone may pass. */
const REFUSED: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_arguments',
  'invalid_attachments',
  'too_many_attachments',
  'block_mismatch',
  'markdown_text_conflict',
  'no_text',
]);
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'message_limit_exceeded',
  'accesslimited',
]);
const DEFAULT_WAIT_S = 30;

/** The word by which Slack refused a call (« channel_not_found »); undefined when it is another kind of failure. */
export function slackErrorOf(error: unknown): string | undefined {
  const { data } = error as { data?: { error?: unknown } };
  return typeof data?.error === 'string' ? data.error : undefined;
}

/** Whether the message itself is what Slack does not want. */
export const isRefused = (error: unknown): boolean => REFUSED.has(slackErrorOf(error) ?? '');

/** What a failed call means for the message: the outbox decides when to try again. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const said = slackErrorOf(error);
  // Kept with the message, for staff: what Slack repeats must not bring a token there.
  const message = withoutSecrets(
    `slack: ${said ?? (error instanceof Error ? error.message : String(error))}`,
  );
  if (said && UNREACHABLE.has(said)) return new DeliveryError('unreachable', message, { cause: error });
  if (said && !PASSING.has(said)) return new DeliveryError('rejected', message, { cause: error });
  return new DeliveryError('retry', message, { retryAfterMs: waitOf(error, said), cause: error });
}

/** What a 429 asks to wait, in ms; undefined for failures that ask nothing. */
function waitOf(error: unknown, said: string | undefined): number | undefined {
  const { retryAfter } = error as { retryAfter?: unknown };
  if (typeof retryAfter === 'number') return retryAfter * 1_000;
  const limited = said?.includes('limited') || /retry-after/i.test(String(error));
  return limited ? DEFAULT_WAIT_S * 1_000 : undefined;
}
