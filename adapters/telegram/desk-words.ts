import type { InboundContent } from '#src/channel/port.ts';

type Text = Extract<InboundContent, { type: 'text' }>;

/** An expert who only calls the bot wonders what it can do there. */
export const DESK_HELP: Text = { type: 'text', text: '!aide' };

/** Commands of Telegram's own menu that ask for help. */
const HELP_COMMANDS = /^\/(?:help|start)$/i;

/**
 * What an expert wrote in a topic: words as they are, « /clore@this_bot répondu » without the bot's name.
 * @returns undefined for a command to another bot
 */
export function deskContent(text: string, bot: { readonly username: string }): Text | undefined {
  const [whole, command = '', to] = /^(\/[\p{L}\d_]{1,32})@(\w+)/u.exec(text) ?? [];
  if (to !== undefined && to.toLowerCase() !== bot.username.toLowerCase()) return undefined;
  const said = whole === undefined ? text : `${command}${text.slice(whole.length)}`;
  return HELP_COMMANDS.test(said) ? DESK_HELP : { type: 'text', text: said };
}

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly user?: { readonly id: number } | undefined;
}

/** Experts who call a colleague first talk among themselves: that is a note, and no word for the company. */
export function callsColleague(
  message: {
    readonly text?: string | undefined;
    readonly caption?: string | undefined;
    readonly entities?: readonly Entity[] | undefined;
    readonly caption_entities?: readonly Entity[] | undefined;
  },
  bot: { readonly id: number; readonly username: string },
): boolean {
  const entities = message.entities ?? message.caption_entities ?? [];
  const first = entities.find(({ type, offset }) => offset === 0 && /^(?:text_)?mention$/.test(type));
  if (!first) return false;
  const name = (message.text ?? message.caption ?? '').slice(0, first.length).toLowerCase();
  return first.user ? first.user.id !== bot.id : name !== `@${bot.username.toLowerCase()}`;
}
