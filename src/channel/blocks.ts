/** A piece of text, plain or strong, that may carry the number of the source that proves it. */
export interface Span {
  readonly text: string;
  readonly strong?: boolean;
  /** Numbers of the sources cited here, as in the message's `sources` block. */
  readonly cites?: readonly number[];
}
export type RichText = readonly Span[];

/** A source as a person sees it. */
export interface SourceItem {
  readonly n: number;
  readonly documentId: string;
  readonly title: string;
  readonly section: string;
  /** Canonical references: « R2122-8 », « C. trav. D8222-5 ». */
  readonly articles: readonly string[];
  /** « En vigueur depuis le 1er avril 2026 ». */
  readonly validity?: string | undefined;
  readonly page?: number | undefined;
  /** Slide of a presentation, from 1. */
  readonly slide?: number | undefined;
  readonly url?: string | undefined;
  /** The passage itself, shown when the source is opened. */
  readonly excerpt?: string | undefined;
}

/** A button. `ask` sends `value` as the person's words; `action` sends it as a command. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly kind: 'ask' | 'action';
  readonly value: string;
}

/** Neutral content of a message; each channel renders it in its own way. */
export type Block =
  | { readonly type: 'paragraph'; readonly text: RichText }
  | { readonly type: 'list'; readonly items: readonly RichText[] }
  | { readonly type: 'note'; readonly tone: 'info' | 'warning'; readonly text: RichText }
  | { readonly type: 'sources'; readonly items: readonly SourceItem[] }
  | { readonly type: 'file'; readonly fileId: string; readonly name: string; readonly mediaType: string }
  | { readonly type: 'choices'; readonly choices: readonly Choice[] }
  /** A field to type in and its button, where a platform loses plain answers; `value` is sent with what was typed. */
  | { readonly type: 'answer-field'; readonly value: string; readonly label: string; readonly hint: string }
  /** `asked`: the message has put the question itself; a channel that puts one of its own leaves it out. */
  | { readonly type: 'rating'; readonly asked?: true };

/** A paragraph of plain text. */
export const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });

/** The sources that blocks cite. */
export const sourcesIn = (blocks: readonly Block[]): readonly SourceItem[] =>
  blocks.flatMap((block) => (block.type === 'sources' ? block.items : []));

/** A block, or what a channel made of one that is no words. */
type Wordy = Exclude<Block, { type: 'file' }> | { readonly type: 'file' };

/** The words of blocks, without files, sources, buttons and rating: for logs, the command line and plain channels. */
export function plainText(blocks: readonly Wordy[]): string {
  const words = (text: RichText) => text.map((span) => span.text).join('');
  return blocks
    .flatMap((block) => {
      if (block.type === 'paragraph' || block.type === 'note') return [words(block.text)];
      if (block.type === 'list') return [block.items.map((item) => `- ${words(item)}`).join('\n')];
      return [];
    })
    .join('\n\n');
}
