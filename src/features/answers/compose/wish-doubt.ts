import { type Choice, paragraph } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { refusal, wishLabels } from '#src/features/answers/texts.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { FORM_ANSWERS } from '#src/reader/wish/learnt.ts';
import { asClassified, type WishScore } from '#src/reader/wish/meaning.ts';

/** The most wishes that are read at a glance. */
const CHOICES = 3;
/**
 * How likely the offered wishes must be, taken together: of the wishes of a writer held apart, whose words are hard, that
 * are not heard, four in ten are then offered.
 */
const TOGETHER = 0.5;
/** How many times as likely as no wish at all: a question, or what is no business of ours. */
const OVER_NONE = 2;
/** What is no business of ours; nothing is offered to what may be it. */
const NOT_OURS: ReadonlySet<string> = new Set(['out-of-scope', 'harmful', 'injection']);
const MAY_BE = 0.08;
/** The least likely wish that is worth a button. */
const LEAST = 0.08;
/** What is no wish. */
const NO_WISH: ReadonlySet<string> = new Set([
  'question',
  'unanswerable',
  'out-of-scope',
  'harmful',
  'injection',
  ...FORM_ANSWERS,
]);

/**
 * « Vous voulez… ? »: what a message may wish, where no page answers it and nothing that was learnt is sure. Each choice
 * sends words that are heard for what they are.
 * @param scores likeliest first
 * @returns undefined where it is likelier that nothing is wished
 */
export function doubtfulWish(understanding: Understanding, scores: readonly WishScore[]): Answer | undefined {
  const none = scores.filter(({ wish }) => NO_WISH.has(wish)).reduce(sum, 0);
  const wishes = scores.filter(({ wish }) => !NO_WISH.has(wish)).slice(0, CHOICES);
  const together = wishes.reduce(sum, 0);
  if (asClassified(scores).some(({ wish, probability }) => NOT_OURS.has(wish) && probability >= MAY_BE))
    return undefined;
  if (together < TOGETHER || together < OVER_NONE * none) return undefined;
  const labels = wishes
    .filter(({ probability }) => probability >= LEAST)
    .flatMap(({ wish }) => wishLabels.get(wish) ?? []);
  if (labels.length === 0) return undefined;
  return {
    kind: 'answer',
    blocks: [paragraph(refusal.wishDoubt)],
    citations: [],
    composer: 'extractive',
    verdict: null,
    offered: [],
    followUps: [...new Set(labels)].map(wishChoice),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}

const sum = (total: number, { probability }: WishScore): number => total + probability;

/** A button that says a wish in words that are surely heard. */
const wishChoice = (label: string): Choice => ({ id: slugify(label), label, kind: 'ask', value: label });
