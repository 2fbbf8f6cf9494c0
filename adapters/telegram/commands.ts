import type { InboundContent } from '#src/channel/port.ts';
import { telegramTexts } from './texts.ts';

const START_PAYLOADS = new Set(['aide', 'expert', 'inscription', 'alertes', 'donnees', 'suivi']);

/** Asks what the hotline can do. */
export const HELP: InboundContent = { type: 'action', value: 'aide', label: telegramTexts.helpLabel };

/** Commands that a bare « /name » in a group may mean for this bot, and not for another one that is there too. */
const KNOWN = new Set([...START_PAYLOADS, 'start', 'help', 'stop', 'lier']);

/**
 * A Telegram command, « /expert », « /aide@this_bot », « /start payload », as content that the core understands.
 * @returns undefined for ordinary words, `not-ours` for a command to another bot
 */
export function commandOf(
  text: string,
  { bot, isPrivate }: { bot: { readonly username: string }; isPrivate: boolean },
): InboundContent | 'not-ours' | undefined {
  const found = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/i.exec(text);
  if (!found?.[1]) return undefined;
  const [, name, to, rest = ''] = found;
  const command = name.toLowerCase();
  if (to !== undefined && to.toLowerCase() !== bot.username.toLowerCase()) return 'not-ours';
  if (to === undefined && !isPrivate && !KNOWN.has(command)) return 'not-ours';
  const words = rest.trim();
  switch (command) {
    case 'start':
      return startOf(words);
    case 'help':
      return HELP;
    case 'expert':
      return action('expert', words || telegramTexts.expertLabel);
    case 'stop':
      return { type: 'text', text: telegramTexts.stopLabel };
    default:
      return { type: 'text', text: `/${command}${words ? ` ${words}` : ''}` };
  }
}

/** « /start » with the payload of a link t.me/bot?start=…: a command, or the code that links two channels. */
function startOf(payload: string): InboundContent {
  // Telegram carries letters, digits, dashes and underscores here: the core reads the code itself.
  const code = /^lier[_-]?([0-9a-z]{5}[_-]?[0-9a-z]{5})$/i.exec(payload)?.[1];
  if (code) return { type: 'text', text: `lier ${code}` };
  const command = payload.toLowerCase();
  if (command === 'expert') return action('expert', telegramTexts.expertLabel);
  return START_PAYLOADS.has(command) ? { type: 'text', text: `/${command}` } : HELP;
}

const action = (value: string, label: string): InboundContent => ({ type: 'action', value, label });
