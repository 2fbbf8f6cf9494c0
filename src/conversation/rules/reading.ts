import type { InboundContent } from '#src/channel/port.ts';
import type { Reading, Shown } from '#src/conversation/feature.ts';
import type { ShownButtons } from '#src/conversation/store/last-said.ts';
import { bareWords, fold } from '#src/platform/french/text-analysis.ts';
import { withoutTalk } from '#src/reader/around-question.ts';
import { believed } from '#src/reader/courtesies.ts';
import { actOfWords, wishOfButton, wishOfWords } from '#src/reader/exact-words.ts';
import { partsIn, type SaidPart } from '#src/reader/parts.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import { boundedText } from './bounded-text.ts';
import { closingRead } from './closing-read.ts';
import { namedButton } from './named-button.ts';

const LONGEST_LABEL = 200;

/**
 * What a message says, read once.
 * @param shown what the conversation was last told; words typed as a button of it are that button, unless a person holds
 * the conversation: they are for that person then
 */
export function readingOf(
  written: InboundContent,
  {
    shown,
    isHeld,
    now,
    learnt = () => [],
    parts = partsIn,
  }: {
    shown: ShownButtons;
    isHeld: boolean;
    now: number;
    /** What the words of a part mean by what was learnt from examples. */
    learnt?: ((part: string) => readonly Meaning[]) | undefined;
    /** What it says at once. */
    parts?: ((text: string) => readonly SaidPart[]) | undefined;
  },
): Reading {
  const content = asButton(bounded(written), isHeld ? [] : shown.buttons);
  const text = content.type === 'text' ? content.text : content.type === 'action' ? content.label : '';
  const isWords = content.type === 'text';
  const button = content.type === 'action' ? content.value : undefined;
  const { kind, choices, asksClosing } = shown;
  return {
    content,
    text,
    folded: fold(text).replace(/\s+/g, ' ').trim(),
    button,
    typed: content.type === 'action' && written.type === 'text' ? text : undefined,
    closing: closingRead(text, now, isWords && asksClosing),
    parts: isWords
      ? parts(text).map((part) => ({
          ...part,
          meant: meantBy(
            wishOfWords(withoutTalk(part.text)),
            believed(learnt(part.text), part.text),
            actOfWords(withoutTalk(part.text)),
          ),
        }))
      : [{ text, meant: meantBy(button === undefined ? undefined : wishOfButton(button), []) }],
    shown: { kind, choices, asksClosing } satisfies Shown,
  };
}

/** What is exactly wanted is known from examples, also where the wish is plain; or by the very words. */
function meantBy(
  wish: string | undefined,
  learnt: readonly Meaning[],
  act?: string | undefined,
): readonly Meaning[] {
  if (wish === undefined) return learnt;
  return [{ wish, probability: 1, act: act ?? learnt.find((one) => one.wish === wish)?.act }];
}

/** One of several parts of a message, as a message that says only that. */
export const partAlone = (message: Reading, index: number): Reading => {
  const part = message.parts[index];
  if (!part) return message;
  return { ...withText(message, part.text), parts: [part], toQuestion: undefined };
};

/** A message that says these words only, with its parts. */
export const withText = (message: Reading, text: string): Reading => ({
  ...message,
  content: { type: 'text', text },
  text,
  folded: fold(text).replace(/\s+/g, ' ').trim(),
});

/** What exactly a message wants, where that was learnt from examples. */
export const actOf = ({ parts }: Reading): string | undefined => parts[0]?.meant[0]?.act;

/** How sure its wish is, 0 to 1. */
export const sureOf = ({ parts }: Reading): number => parts[0]?.meant[0]?.probability ?? 0;

/** The wish that a message says by itself, as far as one is known. */
export const wishOf = ({ parts }: Reading): string | undefined => parts[0]?.meant[0]?.wish;

/** Whether what was last said has a button: a bare « oui » answers for that button only then. */
export const isOffered = ({ shown }: Pick<Reading, 'shown'>, value: string): boolean =>
  shown.choices.some((choice) => choice.value === value);

/** What is read of a message: repetitions left aside, and no more than a person would read. */
export const bounded = (content: InboundContent): InboundContent =>
  content.type === 'text' ? { ...content, text: boundedText(content.text) } : content;

/** What was typed as it is written on one of the last buttons, or names one of them by its place. */
export function asButton(content: InboundContent, buttons: ShownButtons['buttons']): InboundContent {
  if (content.type !== 'text' || content.text.length > LONGEST_LABEL) return content;
  // A button is typed with or without its point.
  const words = bareWords(content.text);
  const found =
    words === ''
      ? undefined
      : (buttons.find(({ label }) => bareWords(label) === words) ?? namedButton(content.text, buttons));
  if (!found) return content;
  return found.kind === 'ask'
    ? { type: 'text', text: found.value }
    : { type: 'action', value: found.value, label: content.text };
}
