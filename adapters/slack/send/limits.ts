/** Limits of Slack's messages that we keep to, in characters unless said otherwise. */
export const LIMITS = {
  blocks: 50,
  /** Text of one block. */
  blockText: 3_000,
  /**
   * All the blocks of a message as JSON. Slack refuses some rich text below 12,000 characters of words, without saying
   * how it counts; what counts the frames too is always within.
   */
  messageJson: 12_000,
  /** The text of a message without blocks; longer may be refused, or cut at 40,000. */
  plainText: 3_900,
  /** What notifications and screen readers get beside the blocks. */
  fallbackText: 2_900,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  contextText: 1_900,
  linkUrl: 3_000,
} as const;

/** Cuts at a length with « … », never inside a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Splits a long text where it reads best: after a line, a sentence, a word; never inside a surrogate pair. */
export function splitText(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const head = rest.slice(0, max);
    const at = [/^[\s\S]*\n/, /^[\s\S]*[.!?…;]\s/, /^[\s\S]*\s/]
      .map((pattern) => pattern.exec(head)?.[0].length ?? 0)
      .find((length) => length > max / 2);
    const end = at ?? head.replace(/[\uD800-\uDBFF]$/, '').length;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' ? parts : [...parts, rest];
}

/** For the places where Slack reads markup: `<!channel>` and the like are then only words. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
