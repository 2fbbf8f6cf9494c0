import { z } from 'zod';
import { DeliveryError } from '#src/channel/port.ts';

const common = {
  /** The conversation, as the core knows it. */
  key: z.string(),
  channel: z.string(),
  /** Who spoke last, and their workspace. */
  user: z.string(),
  team: z.string(),
};

const addressSchema = z.discriminatedUnion('kind', [
  /** A direct message or the thread of a channel. */
  z.object({
    kind: z.literal('chat'),
    ...common,
    /** The thread to answer in; absent for a direct message that is not in one. */
    thread: z.string().optional(),
    /** In the channel where the experts work. Without a thread, the message begins one. */
    desk: z.literal(true).optional(),
  }),
  /** The exchange of one person with the slash command, seen by nobody else, in whatever channel they typed it. */
  z.object({
    kind: z.literal('command'),
    ...common,
    responseUrl: z.string(),
    /** Until when the address of the response serves, in epoch milliseconds. */
    until: z.number(),
  }),
]);

/** Where an answer goes: what the core keeps for the adapter. */
export type SlackAddress = z.infer<typeof addressSchema>;
export type ChatAddress = Extract<SlackAddress, { kind: 'chat' }>;
export type CommandAddress = Extract<SlackAddress, { kind: 'command' }>;

/**
 * Reads an address back.
 * @throws DeliveryError `rejected` when it is not one of ours: no retry would help
 */
export function readAddress(value: unknown): SlackAddress {
  const parsed = addressSchema.safeParse(value);
  if (!parsed.success) throw new DeliveryError('rejected', 'not an address of Slack');
  return parsed.data;
}
