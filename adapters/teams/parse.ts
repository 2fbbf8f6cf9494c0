import { z } from 'zod';
import type { Departure, InboundContent, InboundMessage } from '#src/channel/port.ts';
import type { TeamsAddress } from './address.ts';
import { type CardData, readCardData } from './cards/data.ts';
import { isInDesk, isUnderPost } from './desk.ts';
import { isBotMentioned, type TeamsActivity, tenantOf, wordsOf } from './receive/activity.ts';
import { teamsTexts } from './texts.ts';

export const CHANNEL = 'teams';

type Press = Exclude<CardData, { hotline: 'rating' }>;
export type Rating = Extract<CardData, { hotline: 'rating' }>;

/** What must be done with an activity. */
export type Parsed =
  | { readonly to: 'receive'; readonly messages: readonly InboundMessage[] }
  /** A press or an installation: Teams may tell of it twice, under two ids. `key` says what it is, once. */
  | {
      readonly to: 'receive-once';
      readonly key: string;
      readonly at: number | undefined;
      readonly message: InboundMessage;
      /** The button that was pressed, when the press waits for its card. */
      readonly pressed?: Press | undefined;
    }
  | { readonly to: 'rate'; readonly data: Rating; readonly invoke: boolean }
  | { readonly to: 'ignore' }
  /** An invoke that is ours and cannot be read, or one of something that the hotline does not do. */
  | { readonly to: 'refuse-invoke'; readonly known: boolean };

const IGNORED: Parsed = { to: 'ignore' };

/**
 * Understands an activity of Teams that is authentic and allowed. Every field of it is what somebody sent.
 * @param deskChannel the channel where the experts work
 */
export function parseActivity(given: TeamsActivity, deskChannel?: string): Parsed {
  const activity: Heard = { ...given, isDesk: isInDesk(given.conversation.id, deskChannel) };
  switch (activity.type) {
    case 'message':
      return parseMessage(activity);
    case 'messageUpdate':
    case 'messageDelete':
      return parseChange(activity);
    case 'invoke':
      return parseInvoke(activity);
    case 'installationUpdate':
    case 'conversationUpdate':
      return parseInstallation(activity);
    default:
      return IGNORED;
  }
}

/** An activity, and whether it comes from the experts' channel. */
type Heard = TeamsActivity & { readonly isDesk: boolean };

function parseMessage(activity: Heard): Parsed {
  const { from, recipient, id = '' } = activity;
  if (from?.id === recipient.id || from?.role === 'bot' || from?.id.startsWith('28:')) return IGNORED;
  const pressed = pressIn(activity);
  if (pressed) return pressed;
  if (!isHeard(activity)) return IGNORED;
  const words = wordsOf(activity);
  const files = filesOf(activity);
  const contents: InboundContent[] = [
    ...(words ? [{ type: 'text' as const, text: isAside(activity) ? `// ${words}` : words }] : []),
    ...files.map((file) => ({ type: 'file' as const, ...file })),
  ];
  if (contents.length === 0) contents.push(activity.isDesk ? DESK_HELP : HELP);
  const messages = contents.map((content, index) =>
    inbound(activity, index === 0 ? id : `${id}#${index}`, content, index === 0 ? id : undefined),
  );
  return { to: 'receive', messages };
}

/** A press that came as a message. Undefined for words, and for a card of somebody else or that was tampered with. */
function pressIn(activity: Heard): Parsed | undefined {
  if (activity.value === undefined || activity.value === null) return undefined;
  const data = readCardData(activity.value);
  if (data?.hotline === 'rating') return { to: 'rate', data, invoke: false };
  return data && (data.hotline !== 'reply' || activity.isDesk) ? press(activity, data, false) : undefined;
}

/**
 * In a group and in a channel, people talk to one another: the hotline hears what is said to it, and in the experts'
 * channel what is said under a post, where Teams delivers that.
 */
const isHeard = (activity: Heard): boolean =>
  !isGroup(activity) || isBotMentioned(activity) || (activity.isDesk && isUnderPost(activity));

/** Experts who call a colleague, and not the hotline, talk among themselves: a note, and no word for the company. */
const isAside = (activity: Heard): boolean =>
  activity.isDesk && !isBotMentioned(activity) && /^\s*<at\b/i.test(activity.text ?? '');

const HELP: InboundContent = { type: 'action', value: 'aide', label: teamsTexts.helpLabel };
/** An expert who only calls the bot wonders what it can do there. */
const DESK_HELP: InboundContent = { type: 'text', text: '!aide' };

function press(activity: Heard, data: Press, invoke: boolean): Parsed {
  const { content, what } = pressed(data);
  return {
    to: 'receive-once',
    key: JSON.stringify(['press', activity.conversation.id, data.card, ...what, activity.from?.id]),
    at: timeOf(activity),
    message: inbound(activity, activity.id ?? '', content),
    ...(invoke ? { pressed: data } : {}),
  };
}

/** What a press says, and what tells it from another press of the card. */
function pressed(data: Press): { content: InboundContent; what: unknown[] } {
  if (data.hotline === 'reply') {
    const { value, answer: text, state } = data;
    const content: InboundContent = { type: 'action', value, label: teamsTexts.replyLabel, text };
    return { content, what: ['reply', state?.sent ?? 0, text] };
  }
  const { value, label, kind, id } = data.choice;
  return {
    content: kind === 'ask' ? { type: 'text', text: value } : { type: 'action', value, label },
    what: [id],
  };
}

function parseChange(activity: Heard): Parsed {
  const { id, type, timestamp = '', channelData } = activity;
  if (!id) return IGNORED;
  if (type === 'messageDelete') {
    if (channelData?.eventType !== undefined && channelData.eventType !== 'softDeleteMessage') return IGNORED;
    const messages = [inbound(activity, `delete:${id}:${timestamp}`, { type: 'delete', of: id })];
    return { to: 'receive', messages };
  }
  // Without a mention it is not for us, and what was said with one is known already.
  if (isGroup(activity) && !isBotMentioned(activity) && !activity.isDesk) return IGNORED;
  const content: InboundContent = { type: 'edit', of: id, text: wordsOf(activity) };
  return { to: 'receive', messages: [inbound(activity, `edit:${id}:${timestamp}`, content)] };
}

const invokeSchema = z.object({
  action: z.object({ type: z.literal('Action.Execute'), data: z.unknown().optional() }),
});

function parseInvoke(activity: Heard): Parsed {
  if (activity.name !== 'adaptiveCard/action') return { to: 'refuse-invoke', known: false };
  const data = readCardData(invokeSchema.safeParse(activity.value).data?.action.data);
  if (data?.hotline === 'rating') return { to: 'rate', data, invoke: true };
  // Nobody can be answered whose name is not told.
  // An answer to a company is written where the experts work, and nowhere else.
  const isAllowed = data && activity.from && (data.hotline !== 'reply' || activity.isDesk);
  return isAllowed ? press(activity, data, true) : { to: 'refuse-invoke', known: true };
}

function parseInstallation(activity: Heard): Parsed {
  const { recipient, membersAdded = [], membersRemoved = [], action } = activity;
  const names = (members: typeof membersAdded) => members.some(({ id }) => id === recipient.id);
  const isInstallation = activity.type === 'installationUpdate';
  const at = timeOf(activity);
  const key = (what: string) => JSON.stringify([what, activity.conversation.id]);
  if (isInstallation ? action === 'add' : names(membersAdded)) {
    const content: InboundContent = { type: 'action', value: 'aide', label: teamsTexts.installedLabel };
    return { to: 'receive-once', key: key('added'), at, message: inbound(activity, '', content) };
  }
  if (isInstallation ? action === 'remove' : names(membersRemoved))
    return { to: 'receive-once', key: key('removed'), at, message: inbound(activity, '', { type: 'left' }) };
  return IGNORED;
}

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';

/** Files and pictures. Teams also joins the text itself, as HTML, and the message that is quoted: these are not files. */
function filesOf({ attachments = [], text }: TeamsActivity): { name: string; mediaType?: string }[] {
  const files = attachments.flatMap(({ contentType, name }) => {
    if (contentType === DOWNLOAD) return [{ name: name ?? teamsTexts.unnamedFile }];
    if (/^(?:image|audio|video)\//.test(contentType))
      return [{ name: name ?? teamsTexts.unnamedPicture, mediaType: contentType }];
    return [];
  });
  // A sticker or an animation has no text, and a picture inside its HTML.
  const hasPicture = ({ contentType, content }: (typeof attachments)[number]) =>
    contentType === 'text/html' && typeof content === 'string' && /<(?:img|video|audio)\b/i.test(content);
  if (files.length === 0 && !text?.trim() && attachments.some(hasPicture))
    return [{ name: teamsTexts.unnamedPicture }];
  return files;
}

function inbound(
  activity: Heard,
  deliveryId: string,
  content: InboundContent | Departure,
  messageRef?: string,
): InboundMessage {
  const { from } = activity;
  const tenant = tenantOf(activity) ?? '';
  return {
    channel: CHANNEL,
    deliveryId,
    content,
    messageRef,
    conversationKey: activity.conversation.id,
    address: addressOf(activity),
    // In a group or a channel others read the answers: what is a person's own stays out of it. Experts are known.
    speaker:
      from &&
      from.id !== activity.recipient.id &&
      (activity.isDesk || activity.conversation.conversationType === 'personal')
        ? { key: `${tenant}:${from.aadObjectId ?? from.id}`, name: from.name }
        : undefined,
    ...(activity.isDesk && { desk: true as const }),
  };
}

/** What is kept to answer: ids only, no names of people. */
function addressOf(activity: TeamsActivity): TeamsAddress {
  const { serviceUrl, conversation, recipient, from, id } = activity;
  return {
    serviceUrl,
    conversation: {
      id: conversation.id,
      conversationType: conversation.conversationType ?? (conversation.isGroup ? 'groupChat' : 'personal'),
      tenantId: tenantOf(activity),
    },
    bot: { id: recipient.id, name: recipient.name },
    user: from && { id: from.id, aadObjectId: from.aadObjectId },
    activityId: id,
  };
}

const isGroup = ({ conversation }: TeamsActivity): boolean =>
  conversation.isGroup === true || (conversation.conversationType ?? 'personal') !== 'personal';

/** When it was said, in ms, as Teams tells it. */
function timeOf({ timestamp }: TeamsActivity): number | undefined {
  const at = Date.parse(timestamp ?? '');
  return Number.isNaN(at) ? undefined : at;
}
