/** No database keeps NUL or half a surrogate pair in a text; all else is kept as sent. */
const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/**
 * The words that a person typed, from Slack's markup: links and mentions become what people read, and `&lt;` what they
 * typed.
 */
export function wordsOf(markup: string): string {
  const words = markup.replace(/<([^<>]+)>/g, (_, inside: string) => readReference(inside));
  return clean(words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).trim();
}

/** « @U1 », « #C2|général », « !here », « https://…|label ». */
function readReference(inside: string): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return `@${label || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!date')) return label;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`;
  const address = target.replace(/^mailto:/, '');
  return label && label !== address && !address.endsWith(label) ? `${label} (${address})` : address;
}

/** Whether a text names somebody. */
export const mentions = (markup: string, userId: string): boolean =>
  markup.includes(`<@${userId}>`) || markup.includes(`<@${userId}|`);

/** The text without the bot's own name, wherever it stands, and without the spaces or comma that it leaves. */
export function withoutMention(markup: string, userId: string): string {
  return markup
    .replace(new RegExp(`<@${userId}(?:\\|[^<>]*)?>[ \\u00A0]*[,:]?[ \\u00A0]*`, 'g'), ' ')
    .replace(/[ \u00A0]{2,}/g, ' ')
    .trim();
}

/** Whether a message begins by calling somebody else: people of a thread also talk to one another. */
export const callsSomebodyElse = (markup: string, userId: string): boolean =>
  /^\s*<@[A-Z0-9]+(?:\|[^>]*)?>/.test(markup) && !mentions(markup, userId);
