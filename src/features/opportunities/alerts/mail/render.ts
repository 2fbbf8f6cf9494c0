import type { Block, RichText, SourceItem } from '#src/channel/blocks.ts';
import { sourcesIn } from '#src/channel/blocks.ts';
import { alertMailTexts as texts } from './texts.ts';

const plain = (text: RichText): string => text.map((span) => span.text).join('');

/**
 * What was told, as the body of a mail: its words, and under each notice where it is read. Buttons, and how to write to the
 * conversation, stay there. Pure.
 */
export function mailBody(blocks: readonly Block[]): string {
  const sources = sourcesIn(blocks);
  const parts: string[] = [];
  const given = new Set<number>();
  let cited: readonly number[] = [];
  const giveSources = (which: readonly SourceItem[]) => {
    for (const { n, url } of which) {
      if (url === undefined || given.has(n)) continue;
      given.add(n);
      parts.push(texts.source(url));
    }
  };
  const giveCited = () => {
    giveSources(sources.filter(({ n }) => cited.includes(n)));
    cited = [];
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      giveCited();
      parts.push(plain(block.text));
      cited = block.text.flatMap(({ cites = [] }) => cites);
    } else if (block.type === 'list') parts.push(block.items.map((item) => `- ${plain(item)}`).join('\n'));
  }
  giveCited();
  giveSources(sources);
  return parts.join('\n\n');
}

/** How many notices are shown, each by its title. */
export const noticesIn = (blocks: readonly Block[]): number =>
  blocks.filter((block) => block.type === 'paragraph' && block.text.some(({ strong }) => strong)).length;
