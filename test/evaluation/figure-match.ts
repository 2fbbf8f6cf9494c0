/** Spaces alike, apostrophes alike, thousands joined (« 36 000 » → « 36000 »), no space before « % » and « € ». */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g, (number) => number.replaceAll(' ', ''))
    .replace(/ (?=[%€])/g, '');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Whether a text says a figure or a name, as a whole: « 6 000 » is not in « 36 000 », « 5 » is neither in « 15 », nor
 * in « 1,5 », nor in « R2122-5 ». What comes before a number glued by a hyphen or a letter makes another one of it.
 */
export function saysFigure(text: string, figure: string): boolean {
  const wanted = plain(figure.trim());
  const before = /^\d/.test(wanted)
    ? String.raw`(?<![\p{L}\d])(?<!\d[.,-])(?<!\p{L}\d{1,4}-)`
    : String.raw`(?<![\p{L}\d])`;
  const after = /\d$/.test(wanted)
    ? String.raw`(?!\d)(?![.,-]\d)`
    : /[\p{L}]$/u.test(wanted)
      ? String.raw`(?![\p{L}\d])`
      : '';
  return new RegExp(before + escaped(wanted) + after, 'u').test(plain(text));
}
