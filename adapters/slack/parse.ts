import { z } from 'zod';
import type { InboundContent, InboundMessage } from '#src/channel/port.ts';
import type { ChatAddress } from './address.ts';
import { threadKey } from './desk.ts';
import { callsSomebodyElse, mentions, withoutMention, wordsOf } from './receive/parse-text.ts';
import { slackTexts } from './texts.ts';

export const CHANNEL = 'slack';

/** Who the application is in its workspace. */
export interface SlackIdentity {
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string | undefined;
  /** The channel where the experts work. */
  readonly deskChannel?: string | undefined;
}

/** What an event of Slack is to the hotline. */
type ParsedEvent =
  | { readonly type: 'ignored'; readonly why: string }
  | {
      readonly type: 'messages';
      readonly messages: readonly [InboundMessage, ...InboundMessage[]];
      /** Said without calling the bot: only for it where it already takes part. */
      readonly ifKnown: boolean;
    };

const fileSchema = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
});
const saidSchema = z.object({
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  subtype: z.string().optional(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
  files: z.array(fileSchema).nullish(),
  edited: z.object({ ts: z.string() }).optional(),
});
type Said = z.infer<typeof saidSchema>;

const eventSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
});
const changedSchema = z.object({ message: saidSchema, previous_message: saidSchema.partial().optional() });
const deletedSchema = z.object({ deleted_ts: z.string(), previous_message: saidSchema.partial().optional() });

/** Messages that people write; every other subtype is Slack's own talk (joined, renamed, pinned…). */
const SPOKEN: ReadonlySet<string | undefined> = new Set([undefined, 'file_share', 'thread_broadcast']);
const ignored = (why: string): ParsedEvent => ({ type: 'ignored', why });

/** Reads an event: a message for the bot, a change of one, or something that is not its business. */
export function parseEvent(event: unknown, identity: SlackIdentity): ParsedEvent {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return ignored('not a message');
  const { channel, subtype } = parsed.data;
  const isDesk = channel === identity.deskChannel;
  const place: Place = { channel, isDirect: isDirect(channel, parsed.data.channel_type), isDesk, identity };
  if (subtype === 'message_changed') return parseChange(event, place);
  if (subtype === 'message_deleted') return parseDeletion(event, place);
  if (!SPOKEN.has(subtype)) return ignored(`subtype ${subtype}`);
  const said = saidSchema.safeParse(event);
  if (!said.success) return ignored('malformed message');
  return parseSaid(said.data, parsed.data.type === 'app_mention', place);
}

/** An expert who only calls the bot wonders what it can do there. */
const DESK_HELP: InboundContent = { type: 'text', text: '!aide' };

/** Where something was said, and by which application it is read. */
interface Place {
  readonly channel: string;
  readonly isDirect: boolean;
  readonly isDesk: boolean;
  readonly identity: SlackIdentity;
}

const isDirect = (channel: string, type: string | undefined): boolean =>
  type === undefined ? channel.startsWith('D') : type === 'im';

function parseSaid(said: Said, called: boolean, place: Place): ParsedEvent {
  const { botUserId } = place.identity;
  if (!isPerson(said, place.identity)) return ignored('said by a bot');
  const text = said.text ?? '';
  const calls = called || mentions(text, botUserId);
  const isReply = said.thread_ts !== undefined && said.thread_ts !== said.ts;
  if (!place.isDirect && !calls) {
    if (!isReply) return ignored('not called');
    if (!place.isDesk && callsSomebodyElse(text, botUserId)) return ignored('for somebody else');
  }
  const contents = contentsOf(said, text, place);
  const [first, ...rest] = contents.map((content, index) => ({
    ...frame(said, place, `${place.channel}:${said.ts}${index > 0 ? ':file' : ''}`),
    content,
    messageRef: said.ts,
  }));
  if (!first) return ignored('empty');
  const ifKnown = !place.isDirect && !place.isDesk && !calls;
  return { type: 'messages', messages: [first, ...rest], ifKnown };
}

/** A message with words and a file is two: the words are answered, and the file is said not to be read. */
function contentsOf(said: Said, text: string, { identity, isDesk }: Place): InboundContent[] {
  const words = wordsOf(withoutMention(text, identity.botUserId));
  // Experts who call a colleague talk among themselves: that is a note, and no word for the company.
  const isAside = isDesk && callsSomebodyElse(text, identity.botUserId);
  const contents: InboundContent[] = words ? [{ type: 'text', text: isAside ? `// ${words}` : words }] : [];
  const [file] = said.files ?? [];
  if (file)
    contents.push({
      type: 'file',
      name: file.name || file.title || slackTexts.unnamedFile,
      mediaType: file.mimetype ?? undefined,
    });
  // Only the bot's name: somebody who wonders what it can do.
  if (contents.length === 0 && text.trim() !== '')
    contents.push(isDesk ? DESK_HELP : { type: 'action', value: 'aide', label: slackTexts.help });
  return contents;
}

function parseChange(event: unknown, place: Place): ParsedEvent {
  const changed = changedSchema.safeParse(event);
  if (!changed.success) return ignored('malformed change');
  const { message, previous_message: before } = changed.data;
  if (!isPerson({ ...before, ...message }, place.identity)) return ignored('changed by a bot');
  // The first message of a thread that was deleted stays as a tombstone.
  if (message.subtype === 'tombstone')
    return change(message, place, { type: 'delete', of: message.ts }, 'delete');
  if (!SPOKEN.has(message.subtype)) return ignored(`changed ${message.subtype}`);
  // Slack also says « changed » when it adds the preview of a link.
  if (!message.edited || before?.text === message.text) return ignored('same words');
  const text = wordsOf(withoutMention(message.text ?? '', place.identity.botUserId));
  return change(message, place, { type: 'edit', of: message.ts, text }, `edit:${message.edited.ts}`);
}

function parseDeletion(event: unknown, place: Place): ParsedEvent {
  const deleted = deletedSchema.safeParse(event);
  if (!deleted.success) return ignored('malformed deletion');
  const { deleted_ts: ts, previous_message: before } = deleted.data;
  if (!isPerson({ ...before, ts }, place.identity)) return ignored('deleted by a bot');
  return change({ ...before, ts }, place, { type: 'delete', of: ts }, 'delete');
}

function change(said: Said, place: Place, content: InboundContent, what: string): ParsedEvent {
  const message = { ...frame(said, place, `${place.channel}:${said.ts}:${what}`), content };
  return { type: 'messages', messages: [message], ifKnown: true };
}

/** Not the bot itself, nor another one, nor Slack: answering those would never end. */
const isPerson = (said: Partial<Said>, identity: SlackIdentity): boolean =>
  !said.bot_id && said.user !== undefined && said.user !== identity.botUserId && said.user !== 'USLACKBOT';

/** All of a message but its content. */
function frame(said: Said, place: Place, deliveryId: string): Omit<InboundMessage, 'content'> {
  const { identity, channel } = place;
  const inThread = said.thread_ts !== undefined && said.thread_ts !== said.ts;
  // In a channel each thread is a conversation; a direct message is one, answered in its threads where it is asked there.
  const thread = place.isDirect ? (inThread ? said.thread_ts : undefined) : (said.thread_ts ?? said.ts);
  const user = said.user ?? '';
  const team = said.user_team ?? said.team ?? identity.teamId;
  return chatFrame(
    { channel, isDirect: place.isDirect, isDesk: place.isDesk, thread, user, team, teamId: identity.teamId },
    deliveryId,
  );
}

/** The conversation, its address and its speaker, for what was said in a chat. */
export function chatFrame(
  said: {
    channel: string;
    isDirect: boolean;
    isDesk: boolean;
    thread: string | undefined;
    user: string;
    /** The speaker's own workspace; `teamId` is the application's. */
    team: string;
    teamId: string;
  },
  deliveryId: string,
): Omit<InboundMessage, 'content'> & { address: ChatAddress } {
  const { channel, thread, user, team } = said;
  const key = said.isDirect
    ? [said.teamId, channel].join('/')
    : threadKey(said.teamId, channel, thread ?? '');
  return {
    channel: CHANNEL,
    deliveryId,
    conversationKey: key,
    address: { kind: 'chat', key, channel, thread, user, team, ...(said.isDesk && { desk: true }) },
    // In a channel others read the answers: what is a person's own stays out of it.
    speaker: said.isDirect || said.isDesk ? { key: `${team}:${user}` } : undefined,
    ...(said.isDesk && { desk: true }),
  };
}
