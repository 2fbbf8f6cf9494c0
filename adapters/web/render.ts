import type { Block, RichText, SourceItem } from '#src/channel/blocks.ts';
import type { HistoryItem } from '#src/channel/port.ts';
import { isWebAddress } from '#src/channel/web-address.ts';
import type { BlockView, MessageView } from './view.ts';

/** An address that serves a file for a while. */
export type LinkToFile = (fileId: string) => string;

/** A line of the conversation as the page draws it: only what it needs, and nothing it could not draw. */
export function renderItem(item: HistoryItem, linkToFile: LinkToFile): MessageView {
  const { id, seq, at } = item;
  if (item.author === 'company') return { author: 'company', id, seq, at, text: item.text };
  const view = { author: item.author, id, seq, at, blocks: renderBlocks(item.blocks, linkToFile) };
  return item.rating === 'up' || item.rating === 'down' ? { ...view, rating: item.rating } : view;
}

function renderBlocks(blocks: readonly Block[], linkToFile: LinkToFile): BlockView[] {
  const known = new Set(
    blocks.flatMap((block) => (block.type === 'sources' ? block.items.map((source) => source.n) : [])),
  );
  return blocks.flatMap((block) =>
    block.type === 'file' ? renderFile(block, linkToFile) : renderBlock(block, known),
  );
}

/** A block with what the page can show of it; empty ones go, so that no empty frame is drawn. */
function renderBlock(block: Exclude<Block, { type: 'file' }>, sources: ReadonlySet<number>): BlockView[] {
  switch (block.type) {
    case 'paragraph':
    case 'note': {
      const text = renderText(block.text, sources);
      return text.length > 0 ? [{ ...block, text }] : [];
    }
    case 'list': {
      const items = block.items.map((item) => renderText(item, sources)).filter((item) => item.length > 0);
      return items.length > 0 ? [{ type: 'list', items }] : [];
    }
    case 'sources':
      return block.items.length > 0 ? [{ type: 'sources', items: block.items.map(renderSource) }] : [];
    case 'choices':
      return block.choices.length > 0 ? [block] : [];
    case 'rating':
      return [block];
    // The page has its own field.
    case 'answer-field':
      return [];
  }
}

/** The page takes the file from where it is itself, by whatever name the person reached the hotline. */
function renderFile({ name, fileId }: Extract<Block, { type: 'file' }>, linkToFile: LinkToFile): BlockView[] {
  const { pathname, search } = new URL(linkToFile(fileId));
  return [{ type: 'file', name, url: `${pathname}${search}` }];
}

/** A citation mark is a button that opens a source: one without its source would lead nowhere. */
function renderText(text: RichText, sources: ReadonlySet<number>): RichText {
  return text.flatMap((span) => {
    const cites = span.cites?.filter((n) => sources.has(n)) ?? [];
    if (span.text === '' && cites.length === 0) return [];
    return [
      {
        text: span.text,
        ...(span.strong ? { strong: true } : {}),
        ...(cites.length > 0 ? { cites } : {}),
      },
    ];
  });
}

/** A link leaves only when it is a web address: `javascript:` and the like never reach the page. */
function renderSource(source: SourceItem): SourceItem {
  const { url, ...rest } = source;
  return url && isWebAddress(url) ? { ...rest, url } : rest;
}
