import type { Activity, CloudAdapter, ConversationParameters } from 'botbuilder';
import { referenceTo, type TeamsAddress } from '../address.ts';
import { TeamsFailure } from '../failure.ts';
import type { Post } from './working-sign.ts';

/** What the bot's token must be for. */
const SCOPE = 'https://api.botframework.com';

/** What is said outside of any turn of the SDK. Each throws TeamsFailure for what Teams answered. */
export interface Outside {
  readonly post: Post;
  /** Changes an earlier message. */
  readonly change: (address: TeamsAddress, id: string, activity: Partial<Activity>) => Promise<unknown>;
  /** Makes a post in a channel. @returns its conversation, and its own id */
  readonly open: (
    channel: TeamsAddress,
    activity: Partial<Activity>,
  ) => Promise<{ readonly id: string; readonly ref: string }>;
}

/** @param onUnauthorized told when Teams does not take the token */
export function createOutside(adapter: CloudAdapter, appId: string, onUnauthorized: () => void): Outside {
  const minded = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof TeamsFailure && error.status === 401) onUnauthorized();
      throw error;
    }
  };
  return {
    post: async (address, activity) => {
      let id: string | undefined;
      await minded(
        adapter.continueConversationAsync(appId, referenceTo(address), async (context) => {
          id = (await context.sendActivity(activity))?.id || undefined;
        }),
      );
      return id;
    },
    change: (address, id, activity) =>
      minded(
        adapter.continueConversationAsync(appId, referenceTo(address), async (context) => {
          await context.updateActivity({ ...activity, id });
        }),
      ),
    open: async (channel, activity) => {
      let id = '';
      const { serviceUrl } = channel;
      await minded(
        adapter.createConversationAsync(
          appId,
          'msteams',
          serviceUrl,
          SCOPE,
          postIn(channel, activity),
          async ({ activity: { conversation } }) => {
            id = conversation.id;
          },
        ),
      );
      // The conversation of a post is named after it: « 19:…@thread.tacv2;messageid=1700000000000 ».
      const ref = /;messageid=([^;]+)$/.exec(id)?.[1];
      if (ref === undefined) throw new TeamsFailure(0, 'createConversation');
      return { id, ref };
    },
  };
}

/** A new post, as the connector is asked for it. */
function postIn({ conversation, bot }: TeamsAddress, activity: Partial<Activity>): ConversationParameters {
  const { id, tenantId } = conversation;
  const tenant = tenantId ? { tenant: { id: tenantId } } : {};
  const parameters = {
    isGroup: true,
    bot,
    activity,
    channelData: { channel: { id }, ...tenant },
    ...(tenantId ? { tenantId } : {}),
  };
  return parameters as ConversationParameters;
}
