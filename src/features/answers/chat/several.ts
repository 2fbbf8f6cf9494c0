import type { Block, RichText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';

/** Blocks under the question that they answer, as it was understood. */
export const under = (asked: string | undefined, blocks: readonly Block[]): readonly Block[] =>
  asked === undefined ? blocks : [{ type: 'paragraph', text: [{ text: asked, strong: true }] }, ...blocks];

/** Buttons that complete a question, so that they say it whole: another question was answered after it. */
export const asWhole = (asked: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) =>
    block.type !== 'choices'
      ? block
      : {
          ...block,
          choices: block.choices.map((choice) =>
            choice.kind === 'ask' ? { ...choice, value: `${asked} ${choice.value}` } : choice,
          ),
        },
  );

/** What a part of a message was answered, where it was a question. */
export interface PartReply {
  readonly kind: string;
  readonly blocks: readonly Block[];
  readonly answer?: Answer | undefined;
}

/**
 * The answers to the parts of a message as one: each under its question, the sources of all numbered on. The yes or no
 * is that of the one that has one.
 */
export function together<T extends PartReply>(
  parts: readonly (T & { readonly asked?: string | undefined })[],
): PartReply {
  let cited = 0;
  const each = parts.map(({ asked, kind, blocks, answer }) => {
    const from = cited;
    cited += answer?.citations.length ?? 0;
    return {
      kind,
      blocks: under(asked, blocks).map((block) => citedFrom(block, from)),
      answer: answer && {
        ...answer,
        citations: answer.citations.map((source) => ({ ...source, n: source.n + from })),
      },
    };
  });
  const answers = each.flatMap(({ answer }) => answer ?? []);
  const [first] = answers;
  const verdicts = new Set(answers.flatMap(({ verdict }) => verdict ?? []));
  const [verdict = null] = verdicts.size === 1 ? verdicts : [];
  const kinds = each.map(({ kind }) => kind);
  return {
    kind: kinds.find((kind) => kind === 'answer') ?? kinds[0] ?? 'answer',
    blocks: each.flatMap(({ blocks }) => blocks),
    answer: first && {
      ...first,
      verdict,
      citations: answers.flatMap(({ citations }) => citations),
      followUps: answers.flatMap(({ followUps }) => followUps),
    },
  };
}

function citedFrom(block: Block, from: number): Block {
  const moved = (text: RichText): RichText =>
    text.map((span) => (span.cites ? { ...span, cites: span.cites.map((n) => n + from) } : span));
  switch (block.type) {
    case 'paragraph':
    case 'note':
      return { ...block, text: moved(block.text) };
    case 'list':
      return { ...block, items: block.items.map(moved) };
    case 'sources':
      return { ...block, items: block.items.map((source) => ({ ...source, n: source.n + from })) };
    default:
      return block;
  }
}
