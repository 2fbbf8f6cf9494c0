import {
  type Block,
  type Choice,
  paragraph,
  plainText,
  type RichText,
  type SourceItem,
} from '#src/channel/blocks.ts';
import { choicesOf } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { bareWords, stemsOf } from '#src/platform/french/text-analysis.ts';
import { tellingWords, type UnsureQuestion } from '#src/reader/parts.ts';
import { notKnown, perhapsMeant } from './texts.ts';

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

/** Blocks with the other questions of the message as their first buttons. */
export function offering(questions: readonly string[], blocks: readonly Block[]): readonly Block[] {
  if (questions.length === 0) return blocks;
  const offered = questions.map(
    (value, index): Choice => ({ id: `more-${index + 1}`, label: value, kind: 'ask', value }),
  );
  const isChoices = ({ type }: Block) => type === 'choices';
  if (!blocks.some(isChoices)) return [...blocks, { type: 'choices', choices: offered }];
  // What is offered already is not offered twice.
  const isOther = ({ value }: Choice) => !questions.includes(value);
  return blocks.map((block) =>
    block.type === 'choices' ? { ...block, choices: [...offered, ...block.choices.filter(isOther)] } : block,
  );
}

/** Characters of the longest question that is said back. */
const LONGEST_SAID_BACK = 160;
export const isShort = (question: string): boolean => question.length <= LONGEST_SAID_BACK;

/** Whether words stand one after the other in what was said, whatever their capitals and marks. */
export const isSaidIn = (message: string, words: string): boolean =>
  ` ${bareWords(message)} `.includes(` ${bareWords(words)} `);

/** The questions of a message beside those that are answered. */
export interface LeftQuestions {
  readonly more?: readonly string[] | undefined;
  readonly unsure?: readonly UnsureQuestion[] | undefined;
  readonly unheard?: readonly string[] | undefined;
}

/**
 * Blocks with what becomes of the other questions of the message, none of which is left without a word: what each may be,
 * with its buttons, and what nothing is known of.
 */
export function withLeft(
  { more = [], unsure = [], unheard = [] }: LeftQuestions,
  blocks: readonly Block[],
): readonly Block[] {
  const perhaps = unsure.filter(({ asked }) => isShort(asked) && !treats(blocks, asked, 1));
  const unknown = unheard.filter((asked) => isShort(asked) && !treats(blocks, asked));
  const said = [
    ...perhaps.map(({ asked, offered }) => paragraph(perhapsMeant(asked, offered))),
    ...unknown.map((asked) => paragraph(notKnown(asked))),
  ];
  const buttons = [...new Set([...perhaps.flatMap(({ offered }) => offered), ...more])];
  const all = offering(buttons, blocks);
  const at = all.findIndex(({ type }) => type === 'choices' || type === 'rating');
  return at < 0 ? [...all, ...said] : [...all.slice(0, at), ...said, ...all.slice(at)];
}

/** Blocks without the way to a person, which stands under the answer after them. */
export const withoutExpert = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => {
    if (block.type !== 'choices') return [block];
    return choicesOf(block.choices.filter(({ value }) => value !== EXPERT_BUTTON.value));
  });

/** Part of what a question names that an answer speaks of, to have treated it. */
const TREATED = 0.5;

/** Whether what is said speaks of what a question names: it answers that too, and nobody was left unheard. */
export function treats(blocks: readonly Block[], question: string, part = TREATED): boolean {
  const named = stemsOf(tellingWords(question).join(' '));
  const said = stemsOf(plainText(blocks));
  return named.size > 0 && named.intersection(said).size >= part * named.size;
}

/** Words of the shortest text that is not said twice: « Oui. » may open two answers. */
const FEWEST_WORDS = 5;

/** Blocks without the sentences, and the sections, that an answer before them gave in the same message. */
export function withoutSaid(
  blocks: readonly Block[],
  before: readonly { readonly blocks: readonly Block[] }[],
): readonly Block[] {
  if (before.length === 0) return blocks;
  const said = before.map((one) => plainText(one.blocks)).join('\n');
  const isNew = (text: RichText): boolean => {
    const own = wordsOf(text);
    return own.split(/\s+/).length < FEWEST_WORDS || !said.includes(own);
  };
  const left = blocks.flatMap((block): Block[] => {
    if (block.type === 'paragraph' || block.type === 'note') return isNew(block.text) ? [block] : [];
    if (block.type !== 'list') return [block];
    const items = block.items.filter(isNew);
    return items.length > 0 ? [{ ...block, items }] : [];
  });
  if (plainText(left) === '') return blocks;
  const [were, are] = [citedIn(blocks), citedIn(left)];
  const isOfWhatIsLeft = ({ n }: SourceItem) => are.has(n) || !were.has(n);
  return left.map((block) =>
    block.type === 'sources' ? { ...block, items: block.items.filter(isOfWhatIsLeft) } : block,
  );
}

/** The numbers of the sources that blocks cite. */
const citedIn = (blocks: readonly Block[]): ReadonlySet<number> =>
  new Set(
    blocks
      .flatMap((block) => {
        if (block.type === 'paragraph' || block.type === 'note') return block.text;
        return block.type === 'list' ? block.items.flat() : [];
      })
      .flatMap(({ cites = [] }) => cites),
  );

const wordsOf = (text: RichText): string =>
  text
    .map((span) => span.text)
    .join('')
    .trim();

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
