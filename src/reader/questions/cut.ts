/** Characters of the longest remark in brackets, or of the longest quotation: what opens and never closes is none. */
const LONGEST = 300;
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '«': '»' };

/**
 * A text cut where an expression finds something, never inside brackets or a quotation: « (EI, 22 salariés, on n’a que nos
 * CDDI et 5 permanents) » is one remark, and its end is the tail of nothing.
 * @param at of any flags; what it finds is left out
 */
export function cutOutside(text: string, at: RegExp): string[] {
  const inside = spansInside(text);
  const pieces: string[] = [];
  let from = 0;
  let span = 0;
  for (const { index, 0: found } of text.matchAll(new RegExp(at.source, `${at.flags.replace('g', '')}g`))) {
    while ((inside[span]?.end ?? text.length) < index) span += 1;
    const { start = text.length, end = text.length } = inside[span] ?? {};
    if ((index > start && index <= end) || index < from) continue;
    pieces.push(text.slice(from, index));
    from = index + found.length;
  }
  return [...pieces, text.slice(from)];
}

/** Where brackets and quotations stand, from what opens each to what closes it. */
function spansInside(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const { index, 0: opens } of text.matchAll(/[([«]/g)) {
    if (index < (spans.at(-1)?.end ?? 0)) continue;
    const end = text.indexOf(CLOSES[opens] ?? ')', index);
    if (end > index && end - index <= LONGEST) spans.push({ start: index, end });
  }
  return spans;
}

/** Words without a bracket that nothing opened, or that nothing closes. */
export function withoutDangling(words: string): string {
  const inside = spansInside(words);
  const isOf = (at: number) => inside.some(({ start, end }) => at >= start && at <= end);
  return words
    .split('')
    .filter((letter, at) => !/[()[\]«»]/.test(letter) || isOf(at))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
