import { z } from 'zod';

/** What the connector needs to make a post in a channel. */
const askedSchema = z.object({
  isGroup: z.literal(true),
  bot: z.object({ id: z.string().startsWith('28:') }),
  channelData: z.object({ channel: z.object({ id: z.string().regex(/^19:/) }) }),
  activity: z.record(z.string(), z.unknown()),
});

/** The channel and the first activity of a post that is asked for; undefined when it is not well asked. */
export function postAsked(
  body: string,
): { readonly channel: string; readonly activity: Readonly<Record<string, unknown>> } | undefined {
  const asked = askedSchema.safeParse(JSON.parse(body || '{}')).data;
  return asked && { channel: asked.channelData.channel.id, activity: asked.activity };
}
