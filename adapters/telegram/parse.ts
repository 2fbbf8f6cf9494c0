import { z } from 'zod';
import type { InboundContent, InboundMessage, Speaker } from '#src/channel/port.ts';
import { commandOf, HELP } from './commands.ts';
import { callsColleague, DESK_HELP, deskContent } from './desk-words.ts';
import type { Keyboard } from './render.ts';
import { telegramKinds } from './texts.ts';

export const CHANNEL = 'telegram';

/** Who the bot is, to know when a group speaks to it. */
export interface BotIdentity {
  readonly id: number;
  readonly username: string;
  /** The forum group where the experts work. */
  readonly deskChat?: number | undefined;
}

/** Where to write back: the address that the core keeps. */
export const placeSchema = z.object({
  chatId: z.number().int(),
  threadId: z.number().int().optional(),
  private: z.boolean(),
  /** In the experts' group. */
  desk: z.literal(true).optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** A button pressed. `keyboard` is the one it stands in, when Telegram still has the message. */
export interface Press {
  readonly queryId: string;
  readonly data: string;
  readonly label: string | undefined;
  readonly messageId: number | undefined;
  readonly keyboard: Keyboard | undefined;
  readonly place: Place;
  readonly speaker: Speaker | undefined;
}

/** What an update says. `ignored` is not for the hotline; `unreadable` has a shape that nobody foresaw. */
type Parsed =
  | { readonly type: 'messages'; readonly updateId: number; readonly messages: readonly InboundMessage[] }
  | { readonly type: 'press'; readonly updateId: number; readonly press: Press }
  | { readonly type: 'ignored'; readonly updateId: number }
  | { readonly type: 'unreadable'; readonly updateId: number }
  | { readonly type: 'refused' };

const userSchema = z.object({
  id: z.number().int(),
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
const entitySchema = z.object({
  type: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  user: userSchema.optional(),
});
const chatSchema = z.object({ id: z.number().int(), type: z.string() });
const messageSchema = z.looseObject({
  message_id: z.number().int(),
  from: userSchema.optional(),
  chat: chatSchema,
  sender_chat: chatSchema.optional(),
  author_signature: z.string().optional(),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entitySchema).optional(),
  caption_entities: z.array(entitySchema).optional(),
  document: z.object({ file_name: z.string().optional(), mime_type: z.string().optional() }).optional(),
  reply_to_message: z.looseObject({ message_id: z.number().int(), from: userSchema.optional() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

const keyboardSchema = z.array(z.array(z.object({ text: z.string(), callback_data: z.string() })));
const pressSchema = z.object({
  id: z.string(),
  from: userSchema,
  data: z.string(),
  message: z.looseObject({
    message_id: z.number().int(),
    chat: chatSchema,
    message_thread_id: z.number().int().optional(),
    is_topic_message: z.boolean().optional(),
    reply_markup: z.looseObject({ inline_keyboard: z.unknown().optional() }).optional(),
  }),
});
const updateSchema = z.object({
  update_id: z.number().int().nonnegative(),
  message: z.unknown().optional(),
  edited_message: z.unknown().optional(),
  callback_query: z.unknown().optional(),
});

/** An update of the Bot API as the core understands it. */
export function parseUpdate(body: unknown, bot: BotIdentity): Parsed {
  const update = updateSchema.safeParse(body);
  if (!update.success) return { type: 'refused' };
  const { update_id: updateId, message, edited_message, callback_query } = update.data;
  if (callback_query !== undefined) return parsePress(updateId, callback_query, bot);
  const edited = edited_message !== undefined;
  const given = edited ? edited_message : message;
  if (given === undefined) return { type: 'ignored', updateId };
  const parsed = messageSchema.safeParse(given);
  if (!parsed.success) return { type: 'unreadable', updateId };
  const contents = edited ? readEdit(parsed.data, bot) : readMessage(parsed.data, bot);
  if (contents.length === 0) return { type: 'ignored', updateId };
  const place = placeOf(parsed.data, bot);
  const messages = contents.map((content, index) => ({
    channel: CHANNEL,
    deliveryId: index === 0 ? String(updateId) : `${updateId}:${index}`,
    conversationKey: keyOf(place),
    address: place,
    content,
    // A file and its caption are two messages here; what may be edited is the caption.
    messageRef: index === contents.length - 1 ? String(parsed.data.message_id) : undefined,
    speaker: speakerOf(parsed.data, place),
    ...(place.desk && { desk: true as const }),
  }));
  return { type: 'messages', updateId, messages };
}

/** A topic of a group is a conversation of its own. */
export const keyOf = ({ chatId, threadId }: Place): string =>
  threadId === undefined ? String(chatId) : `${chatId}:${threadId}`;

type Placed = Pick<Message, 'chat' | 'is_topic_message' | 'message_thread_id'>;
const placeOf = ({ chat, is_topic_message, message_thread_id }: Placed, bot: BotIdentity): Place => ({
  chatId: chat.id,
  private: chat.type === 'private',
  ...(chat.id === bot.deskChat ? { desk: true } : {}),
  // Outside of topics the number only names a thread of replies, where nobody may write by it.
  ...(is_topic_message && message_thread_id !== undefined ? { threadId: message_thread_id } : {}),
});

/**
 * A person is known in their private chat only: in a group, what is theirs must not be shown to the others. Experts are
 * known in theirs; one who writes there in the name of the group is known by their title, if they have one.
 */
function speakerOf(
  { from, sender_chat, author_signature }: Pick<Message, 'from' | 'sender_chat' | 'author_signature'>,
  place: Place,
): Speaker | undefined {
  if (!from || !(place.private || place.desk)) return undefined;
  if (sender_chat) return { key: `${from.id}:${author_signature ?? ''}`, name: author_signature };
  const name = [from.first_name, from.last_name]
    .filter(Boolean)
    .join(' ')
    .replaceAll('\u0000', '')
    .toWellFormed();
  return { key: String(from.id), name: name || undefined };
}

function readMessage(message: Message, bot: BotIdentity): InboundContent[] {
  if (!isFromPerson(message)) return [];
  const text = message.text ?? message.caption;
  const isPrivate = message.chat.type === 'private';
  const heard = text === undefined ? undefined : hear(text, message, bot);
  if (message.chat.id === bot.deskChat) return readDesk(message, heard, bot);
  const command = heard && commandOf(heard.text, { bot, isPrivate });
  if (command === 'not-ours') return [];
  if (!isPrivate && !command && !heard?.mentioned && !isReplyToBot(message, bot)) return [];
  const file = fileOf(message);
  // Nothing to read and nothing sent: somebody joined, a title changed.
  if (!heard) return file ? [file] : [];
  // The bot's name alone asks what it is there for.
  const words: InboundContent = heard.text ? { type: 'text', text: heard.text } : HELP;
  const said = command ?? words;
  return file ? [file, said] : [said];
}

/** In a topic of the experts' group everything is for the hotline; outside of one, people talk to one another. */
function readDesk(
  message: Message,
  heard: { text: string; mentioned: boolean } | undefined,
  bot: BotIdentity,
): InboundContent[] {
  const inTopic = message.is_topic_message === true && message.message_thread_id !== undefined;
  if (!inTopic && !heard?.mentioned) return [];
  const file = fileOf(message);
  const files = file ? [file] : [];
  if (!heard) return files;
  const said = heard.text ? deskContent(heard.text, bot) : DESK_HELP;
  if (!said) return files;
  return [...files, callsColleague(message, bot) ? { type: 'text', text: `// ${said.text}` } : said];
}

function readEdit(message: Message, bot: BotIdentity): InboundContent[] {
  const text = message.text ?? message.caption;
  if (text === undefined || !isFromPerson(message)) return [];
  const heard = hear(text, message, bot);
  const said = message.chat.id === bot.deskChat ? deskContent(heard.text, bot)?.text : undefined;
  return [{ type: 'edit', of: String(message.message_id), text: said ?? heard.text }];
}

/** Other bots are never answered: two bots that answer each other never stop. An anonymous administrator is a person. */
const isFromPerson = ({ from, sender_chat, chat }: Message): boolean =>
  from !== undefined && (!from.is_bot || sender_chat?.id === chat.id);

/** Every message of a topic seems to reply to the one that opened it. */
function isReplyToBot({ reply_to_message: reply, message_thread_id }: Message, bot: BotIdentity): boolean {
  return reply?.from?.id === bot.id && reply.message_id !== message_thread_id;
}

/** The words without the bot's own name, which only calls it. */
function hear(text: string, message: Message, bot: BotIdentity): { text: string; mentioned: boolean } {
  const entities = message.entities ?? message.caption_entities ?? [];
  const calls = entities.filter(({ type, offset, length, user }) => {
    if (type === 'text_mention') return user?.id === bot.id;
    const name = text.slice(offset, offset + length).toLowerCase();
    return type === 'mention' && name === `@${bot.username.toLowerCase()}`;
  });
  let words = text;
  for (const { offset, length } of calls.toReversed())
    words = `${words.slice(0, offset)}${words.slice(offset + length)}`;
  const clean = words.replaceAll('\u0000', '').toWellFormed();
  const tidy = calls.length > 0 ? clean.replace(/[ \t]{2,}/g, ' ').replace(/^[\s,:;]+/, '') : clean;
  return { text: tidy.trim(), mentioned: calls.length > 0 };
}

/** Something sent that is not words, under its French name. */
function fileOf(message: Message): InboundContent | undefined {
  if (message.document) {
    const { file_name, mime_type } = message.document;
    const name = file_name?.replaceAll('\u0000', '').toWellFormed();
    return { type: 'file', name: name || (telegramKinds.document as string), mediaType: mime_type };
  }
  const kind = Object.keys(telegramKinds).find((name) => message[name] !== undefined);
  return kind ? { type: 'file', name: telegramKinds[kind] as string } : undefined;
}

function parsePress(updateId: number, query: unknown, bot: BotIdentity): Parsed {
  const parsed = pressSchema.safeParse(query);
  // Old messages, inline messages, games: there is no button of ours there.
  if (!parsed.success) return { type: 'unreadable', updateId };
  const { id, from, data, message } = parsed.data;
  const keyboard = keyboardSchema.safeParse(message.reply_markup?.inline_keyboard).data;
  const label = keyboard?.flat().find((button) => button.callback_data === data)?.text;
  const place = placeOf(message, bot);
  const press: Press = {
    queryId: id,
    data,
    label,
    keyboard,
    place,
    messageId: message.message_id,
    speaker: speakerOf({ from }, place),
  };
  return { type: 'press', updateId, press };
}
