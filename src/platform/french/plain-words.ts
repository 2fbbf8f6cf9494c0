/** Signs that show nothing, or that turn the text around them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;

/** The text on one line, without signs that nobody sees. */
export const tidy = (text: string): string =>
  text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a text holds tags, which no answer needs. */
export const hasMarkup = (text: string): boolean => /<\/?[a-z!][^>]*>?/i.test(text);
