import { DeliveryError } from '#src/channel/port.ts';
import type { ChatAddress } from './address.ts';
import { slackErrorOf, toDeliveryError } from './failure.ts';
import { slackFaults } from './texts.ts';

/** The channel where the experts work, in the workspace of the application. */
export interface SlackDesk {
  readonly teamId: string;
  readonly channel: string;
}

/** The conversation of a thread, the same whether the hotline began it or somebody wrote there. */
export const threadKey = (teamId: string, channel: string, thread: string): string =>
  [teamId, channel, thread].join('/');

/** Where a case is written: in its thread, or in the channel, to begin one. */
export const deskAddress = ({ teamId, channel }: SlackDesk, thread?: string): ChatAddress => ({
  kind: 'chat',
  key: threadKey(teamId, channel, thread ?? 'new'),
  channel,
  thread,
  user: '',
  team: teamId,
  desk: true,
});

/** Slack answers that only this thread can't be written in any more: another one may take its place. */
const THREAD_GONE: ReadonlySet<string | undefined> = new Set([
  'thread_not_found',
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
]);

/** Slack answers that an earlier message can't be changed, while a new one may pass. */
const UNCHANGEABLE: ReadonlySet<string | undefined> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'update_failed',
]);
export const isUnchangeable = (error: unknown): boolean => UNCHANGEABLE.has(slackErrorOf(error));

/**
 * What a failed call in the experts' channel means. A channel that can't be written in is put right by the team: what
 * waits leaves then, and making threads anew would help nobody.
 */
export function toDeskError(error: unknown, channel: string): DeliveryError {
  const failure = toDeliveryError(error);
  const said = slackErrorOf(error);
  if (failure.kind !== 'unreachable' || said === undefined || THREAD_GONE.has(said)) return failure;
  return new DeliveryError('retry', slackFaults.desk(said, channel), { cause: error });
}
