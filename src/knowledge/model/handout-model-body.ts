import { handoutModelTexts as texts } from './texts-handout-models.ts';

/** When a line, or all that follows a heading, is in the document. */
export interface Condition {
  readonly fact: string;
  /** « sauf »: when the fact is not so. */
  readonly unless: boolean;
}

/** A line of a model: what it is, its text with its marks, and when it holds. */
export interface ModelBlock {
  readonly type: 'heading' | 'sub-heading' | 'paragraph' | 'item' | 'check';
  readonly text: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly condition?: Condition | undefined;
}

const CONDITION = /^\{(si|sauf) ([a-z][a-z0-9-]*)\}\s+/;
const STARTS: readonly { readonly type: ModelBlock['type']; readonly pattern: RegExp }[] = [
  { type: 'sub-heading', pattern: /^###\s+/ },
  { type: 'heading', pattern: /^##\s+/ },
  { type: 'check', pattern: /^- \[ \]\s+/ },
  { type: 'item', pattern: /^-\s+/ },
];

/**
 * Reads the body of a model: « ## » and « ### » headings, « - [ ] » boxes to tick, « - » items and paragraphs. A block
 * may begin with « {si fait} » or « {sauf fait} »; lines that go on are one with what they follow.
 */
export function parseModelBody(
  body: string,
  firstLine: number,
): { blocks: ModelBlock[]; mistakes: { line: number; message: string }[] } {
  const blocks: ModelBlock[] = [];
  const mistakes: { line: number; message: string }[] = [];
  let open = false;
  body.split(/\r?\n/).forEach((raw, index) => {
    const text = raw.trim();
    const line = firstLine + index;
    const last = blocks.at(-1);
    const start = STARTS.find(({ pattern }) => pattern.test(text));
    if (text === '') open = false;
    else if (/^(?:#(?!#)|####|\||>|```|\d+\. |\* )/.test(text))
      mistakes.push({ line, message: texts.badLine });
    else if (!start && open && last) blocks[blocks.length - 1] = { ...last, text: `${last.text} ${text}` };
    else {
      const { type = 'paragraph' as const, pattern = /^/ } = start ?? {};
      blocks.push({ type, line, ...conditioned(text.replace(pattern, '')) });
      open = type !== 'heading' && type !== 'sub-heading';
    }
  });
  if (blocks.length === 0) mistakes.push({ line: firstLine, message: texts.empty });
  return { blocks, mistakes };
}

function conditioned(text: string): Pick<ModelBlock, 'text' | 'condition'> {
  const match = CONDITION.exec(text);
  if (!match) return { text };
  const [whole, word, fact = ''] = match;
  return { text: text.slice(whole.length), condition: { fact, unless: word === 'sauf' } };
}
