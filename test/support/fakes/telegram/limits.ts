/** What the Bot API refuses in a payload, said as it says it. */

type Payload = Readonly<Record<string, unknown>>;

const ENTITY_TYPES =
  /^(?:bold|italic|underline|strikethrough|spoiler|blockquote|expandable_blockquote|code|pre|text_link|text_mention|custom_emoji)$/;
const HTML_TAGS = /^(?:b|strong|i|em|u|s|code|pre|a|blockquote|tg-spoiler)$/;

/** The description of the error that Telegram would answer; undefined when it takes the payload. */
export function refusalOf(method: string, payload: Payload): string | undefined {
  switch (method) {
    case 'sendMessage':
      return textFault(payload.text, 4_096, payload, 'entities') ?? keyboardFault(payload.reply_markup);
    case 'sendDocument': {
      const { caption } = payload;
      const fault =
        caption === undefined ? undefined : textFault(caption, 1_024, payload, 'caption_entities');
      return fault ?? keyboardFault(payload.reply_markup);
    }
    case 'sendMessageDraft':
      if (typeof payload.draft_id !== 'number' || payload.draft_id === 0) return 'DRAFT_ID_INVALID';
      return String(payload.text ?? '').length > 4_096 ? 'message is too long' : undefined;
    case 'editMessageReplyMarkup':
      return keyboardFault(payload.reply_markup);
    case 'answerCallbackQuery':
      return String(payload.text ?? '').length > 200 ? 'MESSAGE_TOO_LONG' : undefined;
    case 'sendChatAction':
      return payload.action === 'typing' ? undefined : 'wrong parameter action in request';
    case 'setMyCommands':
      return commandsFault(payload.commands);
    default:
      return undefined;
  }
}

function textFault(text: unknown, limit: number, payload: Payload, entities: string): string | undefined {
  if (typeof text !== 'string' || text.trim() === '')
    return limit === 1_024 ? undefined : 'message text is empty';
  if (payload.parse_mode === 'HTML') {
    const fault = htmlFault(text);
    if (fault) return fault;
  }
  const shown = payload.parse_mode === 'HTML' ? text.replace(/<[^>]*>/g, '') : text;
  if (shown.length > limit) return limit === 1_024 ? 'message caption is too long' : 'message is too long';
  if (!shown.isWellFormed()) return 'strings must be encoded in UTF-8';
  return entitiesFault(shown, payload[entities]);
}

function entitiesFault(text: string, entities: unknown): string | undefined {
  if (entities === undefined) return undefined;
  if (!Array.isArray(entities)) return "can't parse entities: expected an Array";
  // The real one drops what is too much in silence; a program that counts on it has a defect.
  if (entities.length > 100) return "can't parse entities: too many entities";
  const isHalf = (at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at));
  for (const { type, offset, length, url } of entities as Record<string, unknown>[]) {
    if (typeof type !== 'string' || !ENTITY_TYPES.test(type))
      return "can't parse entities: unsupported entity type";
    if (typeof offset !== 'number' || typeof length !== 'number' || length <= 0 || offset < 0)
      return "can't parse entities: receive entity with incorrect length or offset";
    if (offset + length > text.length) return 'ENTITY_BOUNDS_INVALID';
    if (isHalf(offset) || isHalf(offset + length)) return 'ENTITY_BOUNDS_INVALID';
    if (type === 'text_link' && !/^https?:\/\/\S+$/.test(String(url))) return 'ENTITY_TEXTURL_INVALID';
  }
  return undefined;
}

function htmlFault(text: string): string | undefined {
  const open: string[] = [];
  for (const [tag, slash, name] of text.matchAll(/<(\/?)([^\s>]*)[^>]*>?/g)) {
    if (!tag.endsWith('>') || !HTML_TAGS.test(name ?? ''))
      return `can't parse entities: Unsupported start tag "${name}"`;
    if (slash !== '/') open.push(name ?? '');
    else if (open.pop() !== name) return `can't parse entities: Unmatched end tag "${name}"`;
  }
  return open.length > 0 ? `can't parse entities: Can't find end tag "${open.pop()}"` : undefined;
}

function keyboardFault(markup: unknown): string | undefined {
  if (markup === undefined) return undefined;
  const rows = (markup as { inline_keyboard?: unknown }).inline_keyboard;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) return "can't parse inline keyboard";
  const buttons = rows.flat() as Record<string, unknown>[];
  if (buttons.length > 100) return 'REPLY_MARKUP_TOO_LONG';
  for (const { text, callback_data: data } of buttons) {
    if (typeof text !== 'string' || text.trim() === '') return 'text buttons are unallowed to be empty';
    const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
    if (bytes < 1 || bytes > 64) return 'BUTTON_DATA_INVALID';
  }
  return undefined;
}

function commandsFault(commands: unknown): string | undefined {
  if (!Array.isArray(commands) || commands.length > 100) return 'BOT_COMMANDS_TOO_MUCH';
  const isFine = ({ command, description }: Record<string, unknown>) =>
    /^[a-z0-9_]{1,32}$/.test(String(command)) &&
    String(description).length >= 1 &&
    String(description).length <= 256;
  return commands.every(isFine) ? undefined : 'BOT_COMMAND_INVALID';
}

/** Telegram's pace: about one message a second in a chat with short bursts, twenty a minute in a group, thirty a second. */
export class FakeRates {
  /** How many times faster than Telegram's own; a bench raises it. */
  factor = 1;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { level: number; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns seconds to wait when the message comes too soon */
  take(chatId: number): number | undefined {
    const isGroup = chatId < 0;
    const limits = [
      { key: 'all', burst: 30, perSecond: 30 },
      { key: String(chatId), burst: 3, perSecond: 1 },
      ...(isGroup ? [{ key: `group ${chatId}`, burst: 20, perSecond: 20 / 60 }] : []),
    ];
    const now = this.#now();
    const waits = limits.map(({ key, burst, perSecond }) => {
      const bucket = this.#buckets.get(key) ?? { level: 0, at: now };
      const leak = ((now - bucket.at) / 1_000) * perSecond * this.factor;
      const level = Math.max(0, bucket.level - leak);
      this.#buckets.set(key, { level, at: now });
      const over = level + 1 - burst * this.factor;
      return over > 0 ? over / (perSecond * this.factor) : 0;
    });
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait);
    for (const { key } of limits) {
      const bucket = this.#buckets.get(key);
      if (bucket) bucket.level += 1;
    }
    return undefined;
  }
}
