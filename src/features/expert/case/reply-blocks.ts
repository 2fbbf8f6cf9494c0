import { type Block, paragraph, type RichText } from '#src/channel/blocks.ts';

/** « - le lien ; », « • le lien ; », « * le lien ; »: one of a list, as people type it. */
const ITEM = /^\s*[-–•*]\s+(?=\S)/;

/** An expert's words as every channel shows them: blank lines part paragraphs, lines that begin with a dash are a list. */
export function expertBlocks(text: string): Block[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .flatMap(partBlocks);
}

function partBlocks(part: string): Block[] {
  const blocks: Block[] = [];
  let items: RichText[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length > 0) blocks.push(paragraph(lines.join('\n')));
    if (items.length > 0) blocks.push({ type: 'list', items });
    [lines, items] = [[], []];
  };
  for (const line of part.split('\n').filter((one) => one.trim() !== '')) {
    const isItem = ITEM.test(line);
    if (isItem ? lines.length > 0 : items.length > 0) close();
    if (isItem) items = [...items, [{ text: line.replace(ITEM, '').trim() }]];
    else lines = [...lines, line.trim()];
  }
  close();
  return blocks;
}
