import type { Block, Span } from '#src/channel/blocks.ts';
import type { Draft } from '#src/features/answers/compose/extractive.ts';
import { numberSources } from '#src/features/answers/compose/extractive.ts';
import { forRulesOf } from '#src/features/answers/texts.ts';
import { citesOf, openingOf } from '#src/features/answers/verify/verify.ts';
import type { AskedDate } from '#src/reader/detect-date.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Notebook } from './notebook.ts';

/** A model's text as blocks: paragraphs and lists, `[1]` marks as citations. Markdown marks are dropped: it is data. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n{2,}|\n(?=[^\S\n]*[-•*] )/)) {
    const line = part.replace(/\s+/g, ' ').trim();
    const item = /^[-•*] (.+)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item && last?.type === 'list')
      blocks[blocks.length - 1] = { type: 'list', items: [...last.items, toSpans(item)] };
    else if (item) blocks.push({ type: 'list', items: [toSpans(item)] });
    else if (line) blocks.push({ type: 'paragraph', text: toSpans(line) });
  }
  return blocks;
}

/** « Oui, dès 600 € [1]. » → one span citing 1. */
function toSpans(text: string): Span[] {
  const plain = text.replace(/\*\*|__|`|^#+ /g, '');
  const spans: Span[] = [];
  for (const match of plain.matchAll(/([^[]*)((?:\[\d+(?:\s*,\s*\d+)*\]\s?)*)/g)) {
    const [whole, words = '', marks = ''] = match;
    if (!whole) continue;
    const cites = [...marks.matchAll(/\d+/g)].map((mark) => Number(mark[0]));
    if (!words && cites.length === 0) continue;
    spans.push(cites.length > 0 ? { text: words.trimEnd(), cites } : { text: words });
  }
  return spans;
}

/**
 * A draft around a model's blocks: the consultation's date before them, the sources that they cite with their numbers,
 * and after them what would change the computations they cite, which a model may forget.
 */
export function toDraft(blocks: readonly Block[], understanding: Understanding, notebook: Notebook): Draft {
  const { askedDate } = understanding;
  const numbers = citesOf(blocks);
  const used = numbers.flatMap((n) => {
    const evidence = notebook.evidences[n - 1];
    return evidence ? [{ n, evidence }] : [];
  });
  const caveats = notebook.caveatsOf(numbers).map(({ n, text }): Span[] => [{ text, cites: [n] }]);
  return {
    blocks: [
      ...(askedDate ? [dateNote(askedDate)] : []),
      ...blocks,
      ...(caveats.length > 0 ? [{ type: 'list' as const, items: caveats }] : []),
    ],
    sources: numberSources(used.map(({ evidence }) => evidence)).map((source, index) => ({
      ...source,
      n: used[index]?.n ?? source.n,
    })),
    verdict: openingOf(blocks) ?? null,
  };
}

const dateNote = (asked: AskedDate): Block => ({
  type: 'note',
  tone: 'info',
  text: [{ text: forRulesOf(asked) }],
});
