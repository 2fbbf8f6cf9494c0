import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';

/** What is kept to write in a conversation again, as JSON: never a turn of the SDK, which dies with its request. */
export interface TeamsAddress {
  readonly serviceUrl: string;
  readonly conversation: {
    readonly id: string;
    readonly conversationType?: string | undefined;
    readonly tenantId?: string | undefined;
  };
  /** The bot, as Teams names it. */
  readonly bot: { readonly id: string; readonly name?: string | undefined };
  readonly user?: { readonly id: string; readonly aadObjectId?: string | undefined } | undefined;
  /** The message that is answered. */
  readonly activityId?: string | undefined;
}

const addressSchema: z.ZodType<TeamsAddress> = z.object({
  serviceUrl: z.string(),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  bot: z.object({ id: z.string(), name: z.string().optional() }),
  user: z.object({ id: z.string(), aadObjectId: z.string().optional() }).optional(),
  activityId: z.string().optional(),
});

/** The address that the core gives back; undefined when it is not one. */
export function readAddress(address: unknown): TeamsAddress | undefined {
  return addressSchema.safeParse(address).data;
}

/** A conversation between one person and the bot. */
export const isPersonal = ({ conversation }: TeamsAddress): boolean =>
  conversation.conversationType === undefined || conversation.conversationType === 'personal';

/** What the SDK needs to open a turn of its own in a conversation. */
export function referenceTo({ serviceUrl, conversation, bot, user, activityId }: TeamsAddress) {
  const isGroup = conversation.conversationType !== undefined && conversation.conversationType !== 'personal';
  const reference = {
    channelId: 'msteams',
    serviceUrl,
    bot,
    user,
    activityId,
    locale: 'fr-FR',
    conversation: { ...conversation, isGroup },
  };
  return reference as Partial<ConversationReference>;
}
