import type { RichText, Span } from '#src/channel/blocks.ts';

/** Page text (`**strong**` is its only mark) as spans, citing sources at the end. Links keep their words only. */
export function toRichText(text: string, cites: readonly number[] = []): RichText {
  const plain = text.replace(/\[([^[\]]+)\]\([^)[]*\)/g, '$1');
  const spans: Span[] = plain
    .split(/(\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith('**') && part.endsWith('**')
        ? { text: part.slice(2, -2), strong: true }
        : { text: part },
    );
  const last = spans.at(-1);
  if (last && cites.length > 0) spans[spans.length - 1] = { ...last, cites };
  return spans;
}
