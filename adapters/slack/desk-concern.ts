import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { slackFaults } from './texts.ts';

const channelSchema = z.object({
  is_private: z.boolean().optional(),
  is_im: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
});

/** What Slack answers to an application that lacks a permission. */
const missingScope = z.object({ data: z.object({ error: z.literal('missing_scope'), needed: z.string() }) });

/**
 * Why the experts' channel is open to people who should not read what companies write: it is public in the workspace, or
 * shared with another organisation.
 * @returns a French sentence; undefined when it is fine, or when Slack says nothing of it
 * @see https://docs.slack.dev/reference/methods/conversations.info
 */
export async function deskConcern(client: webApi.WebClient, channel: string): Promise<string | undefined> {
  try {
    const { channel: told } = await client.conversations.info({ channel });
    const { is_private, is_im, is_ext_shared, is_pending_ext_shared } = channelSchema.parse(told);
    if (is_ext_shared || is_pending_ext_shared) return slackFaults.sharedDesk(channel);
    return is_private === false && is_im !== true ? slackFaults.publicDesk(channel) : undefined;
  } catch (error) {
    // Of a private channel Slack tells nothing without another permission, which is not asked for.
    const needed = missingScope.safeParse(error).data?.data.needed ?? '';
    return needed.includes('channels:read') ? slackFaults.unseenDesk(channel) : undefined;
  }
}
