import { z } from 'zod';

const blockSchema = z.union([
  z.object({ type: z.literal('paragraph'), text: z.string() }),
  z.object({ type: z.literal('list'), items: z.array(z.string()) }),
]);
const partSchema = z.object({
  /** Headings above it, from the widest. */
  headings: z.array(z.string()),
  /** Page of a PDF, from 1. */
  page: z.number().int().optional(),
  /** Slide of a presentation, from 1. */
  slide: z.number().int().optional(),
  /** Its words were recognised on a picture. */
  recognised: z.boolean().optional(),
  blocks: z.array(blockSchema),
});

/** What the confined reader gives of a document: its parts in reading order. Checked, for it read a stranger's file. */
export const outlineSchema = z.object({
  title: z.string().optional(),
  parts: z.array(partSchema),
  /** What staff must know of the reading, in French. */
  notes: z.array(z.string()),
  /** Pages of a PDF that are a picture and hold no text: what text recognition may read. */
  pictures: z.array(z.number().int()).optional(),
});
export type Outline = z.output<typeof outlineSchema>;
export type OutlinePart = Outline['parts'][number];
export type OutlineBlock = OutlinePart['blocks'][number];

/** Deepest headings that are told apart; a title is of level 1. */
const DEEPEST = 9;
/** A longer heading is a paragraph that was made to look like one. */
const LONGEST_HEADING = 200;

/** Puts a document together from what is met while it is read. */
export class OutlineBuilder {
  readonly parts: OutlinePart[] = [];
  readonly notes: string[] = [];
  readonly #headings: { level: number; text: string }[] = [];
  readonly #widest: string[] = [];
  #title: string | undefined;

  /** The document's title, where it has a heading that is one: said to be, or the only one of the widest level. */
  get title(): string | undefined {
    return this.#title ?? (this.#widest.length === 1 ? this.#widest[0] : undefined);
  }

  /** The first heading of the widest level, whatever comes after. */
  get opening(): string | undefined {
    return this.#widest[0];
  }

  /** @param isTitle it is the title of the whole document */
  heading(level: number, said: string, isTitle = false): void {
    const text = oneLine(said);
    if (text === '') return;
    if (text.length > LONGEST_HEADING) {
      this.paragraph(text);
      return;
    }
    if (level === 1) this.#widest.push(text);
    if (isTitle) this.#title ??= text;
    while ((this.#headings.at(-1)?.level ?? 0) >= level) this.#headings.pop();
    this.#headings.push({ level: Math.min(level, DEEPEST), text });
    this.parts.push({ headings: this.#headings.map((one) => one.text), blocks: [] });
  }

  paragraph(said: string): void {
    const text = oneLine(said);
    if (hasWords(text)) this.#add({ type: 'paragraph', text });
  }

  /** Items of a list, or rows of a table. */
  list(said: readonly string[]): void {
    const items = said.map(oneLine).filter(hasWords);
    if (items.length > 0) this.#add({ type: 'list', items });
  }

  #add(block: OutlineBlock): void {
    if (this.parts.length === 0) this.parts.push({ headings: [], blocks: [] });
    this.parts.at(-1)?.blocks.push(block);
  }
}

/** A text on one line, one space between its words. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
