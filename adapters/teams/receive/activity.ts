import { z } from 'zod';

/** No database keeps NUL or half a surrogate pair in a text. */
const text = z.string().transform((value) => value.replaceAll('\u0000', '').toWellFormed());
const account = z.object({
  id: z.string().min(1),
  name: text.optional().catch(undefined),
  aadObjectId: z.string().optional().catch(undefined),
  role: z.string().optional().catch(undefined),
});
const accounts = z.array(account).optional().catch(undefined);

/** What every activity must have; the rest is read with indulgence, for Microsoft adds to it. */
const activitySchema = z.object({
  type: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  channelId: z.literal('msteams'),
  conversation: z.object({
    id: z.string().min(1).max(1_000),
    conversationType: z.string().optional().catch(undefined),
    isGroup: z.boolean().optional().catch(undefined),
    tenantId: z.string().optional().catch(undefined),
  }),
  recipient: account,
  id: z.string().min(1).max(500).optional().catch(undefined),
  timestamp: z.string().optional().catch(undefined),
  from: account.optional().catch(undefined),
  text: text.optional().catch(undefined),
  textFormat: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  action: z.string().optional().catch(undefined),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).optional().catch(undefined),
  attachments: z
    .array(
      z.object({
        contentType: z.string(),
        name: text.optional().catch(undefined),
        content: z.unknown().optional(),
      }),
    )
    .optional()
    .catch(undefined),
  membersAdded: accounts,
  membersRemoved: accounts,
  channelData: z
    .object({
      eventType: z.string().optional().catch(undefined),
      tenant: z.object({ id: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** An activity of Teams, as far as the hotline reads it. */
export type TeamsActivity = z.infer<typeof activitySchema>;

/** Reads the envelope of a request; undefined when it is not an activity of Teams. */
export function readActivity(body: unknown): TeamsActivity | undefined {
  const activity = activitySchema.safeParse(body).data;
  // Messages that can't be told apart, or have no author, can be neither kept once nor answered.
  const isWhole = activity?.type !== 'message' || (activity.id !== undefined && activity.from !== undefined);
  return isWhole ? activity : undefined;
}

/** The tenant that the activity comes from. */
export const tenantOf = (activity: TeamsActivity): string | undefined =>
  activity.conversation.tenantId ?? activity.channelData?.tenant?.id;

const mentionSchema = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string().min(1),
});

/** How the text names the bot: « <at>Hotline</at> ». */
function botMentions({ entities = [], recipient }: TeamsActivity): string[] {
  return entities.flatMap((entity) => {
    const { data } = mentionSchema.safeParse(entity);
    return data?.mentioned.id === recipient.id ? [data.text] : [];
  });
}

export const isBotMentioned = (activity: TeamsActivity): boolean => botMentions(activity).length > 0;

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
};

/** The words of a message: without the mention of the bot, with the names of the others, spaces as people typed them. */
export function wordsOf(activity: TeamsActivity): string {
  let words = activity.text ?? '';
  for (const mention of botMentions(activity)) words = words.replaceAll(mention, ' ');
  words = words.replace(/<at\b[^<>]*>([^<]*)<\/at>/gi, '$1');
  if (activity.textFormat === 'xml')
    words = words.replace(/<br\s*\/?>|<\/p>/gi, '\n').replace(/<[^<>]*>/g, '');
  return words
    .replace(/&(?:nbsp|lt|gt|quot|#39|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
