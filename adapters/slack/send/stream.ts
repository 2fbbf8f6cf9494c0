import type { webApi } from '@slack/bolt';
import type { ChatAddress } from '../address.ts';
import { slackErrorOf } from '../failure.ts';
import type { SlackMessage } from '../render.ts';

/**
 * Shows the parts of a long answer as one message that grows. Slack needs a thread for that and, outside direct
 * messages, the person whom it is for.
 * @param onShown told of each part once it shows: it is not to be sent again
 * @param turn waits for the channel's next moment
 * @returns the message's ts, or undefined when it did not begin
 *
 * Slack may end the stream first (its time is over, the person pressed « stop »): nothing is then appended, and what
 * was not shown is left to the caller, to go by ordinary messages.
 */
export async function streamParts(
  client: webApi.WebClient,
  address: ChatAddress & { readonly thread: string },
  parts: readonly SlackMessage[],
  hooks: { onShown: () => void; turn: () => Promise<void> },
): Promise<string | undefined> {
  const { channel, thread, user, team } = address;
  const recipient = channel.startsWith('D') ? {} : { recipient_user_id: user, recipient_team_id: team };
  const [first, ...rest] = parts;
  const last = rest.pop();
  if (!first || !last) return undefined;
  let ts: string | undefined;
  await hooks.turn();
  try {
    const started = await client.chat.startStream({
      channel,
      thread_ts: thread,
      ...recipient,
      chunks: [{ type: 'blocks', blocks: first.blocks }],
    });
    ts = started.ts;
    if (ts === undefined) return undefined;
    hooks.onShown();
    for (const part of rest) {
      await hooks.turn();
      await client.chat.appendStream({ channel, ts, chunks: [{ type: 'blocks', blocks: part.blocks }] });
      hooks.onShown();
    }
    await hooks.turn();
    await client.chat.stopStream({ channel, ts, blocks: last.blocks });
    hooks.onShown();
    return ts;
  } catch (error) {
    const said = slackErrorOf(error);
    if (ts === undefined) {
      // A refusal is an answer: this workspace has no streams. Anything else may pass, and is tried again.
      if (said !== undefined) return undefined;
      throw error;
    }
    if (said === undefined) {
      // Slack is away: the stream is left as it is, finished, and the rest will follow by itself.
      await client.chat.stopStream({ channel, ts }).catch(() => undefined);
      throw error;
    }
    return ts;
  }
}
