import type { Choice } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { buttonTexts as texts } from './texts-buttons.ts';

/** How the values of the buttons on answers begin. Telegram keeps 64 bytes of them: an id takes 36. */
export const BID_BUTTON = 'bid:';

/** What a button does: of a notice for the first three, of an answer that was opened for the others. */
const DOES = [
  'go',
  'answer',
  'lot',
  'calm',
  'done',
  'later',
  'stuck',
  'sent',
  'unsent',
  'won',
  'lost',
  'wait',
  'today',
  'nolesson',
] as const;
export type BidDoes = (typeof DOES)[number];

/** A button that was pressed: what it does, of which notice or answer, and which lot or step. */
export interface BidPressed {
  readonly does: BidDoes;
  readonly id: string;
  readonly more: string | undefined;
}

const pressedBy = (does: BidDoes, id: string, more?: string): string =>
  `${BID_BUTTON}${does}:${id}${more === undefined ? '' : `:${more}`}`;

/** The button that a value is of; undefined for those of others. */
export function bidPressed(value: string | undefined): BidPressed | undefined {
  if (!value?.startsWith(BID_BUTTON)) return undefined;
  const [does, id, more] = value.slice(BID_BUTTON.length).split(':');
  const known = DOES.find((one) => one === does);
  return known && id ? { does: known, id, more } : undefined;
}

/** « Puis-je y aller ? », under a notice. @param label of the notice, where several are offered side by side */
export const goButton = (noticeId: string, label: string = texts.go): Choice =>
  button(pressedBy('go', noticeId), label);
/** « Répondre », under a notice. */
export const answerButton = (noticeId: string, label: string = texts.answer): Choice =>
  button(pressedBy('answer', noticeId), label);
/** Answers one lot of a notice, by its place; all of those that suit for « * ». */
export const lotButton = (noticeId: string, at: number | '*', label: string): Choice =>
  button(pressedBy('lot', noticeId, String(at)), label);

/** What an answer that was opened needs next. */
export const calmButton = (bidId: string, label: string = texts.calm): Choice =>
  button(pressedBy('calm', bidId), label);
/** Ticks a step, leaves it for later, or says that it does not work. */
export const stepButtons = (bidId: string, step: string): Choice[] => [
  button(pressedBy('done', bidId, step), texts.done),
  button(pressedBy('later', bidId, step), texts.later),
  button(pressedBy('stuck', bidId, step), texts.stuck),
];
/** What became of an answer, as a button says it. */
export const outcomeButton = (
  bidId: string,
  outcome: 'sent' | 'unsent' | 'won' | 'lost' | 'wait' | 'today' | 'nolesson',
  label: string = texts.outcomes[outcome],
): Choice => button(pressedBy(outcome, bidId), label);

/** Of a call that is neither answered nor followed, and was named; of one that is open still, and they were asked about that. */
const NAMED = 'named';
const SURE = 'sure';
/** What became of a call that was named in words: whoever presses it chose it among those that the words may mean. */
export const namedCallButton = (noticeId: string, outcome: 'won' | 'lost', label: string): Choice =>
  button(pressedBy(outcome, noticeId, NAMED), label);
/** What became of a call that is open still, by what we know: whoever presses it is sure. */
export const sureCallButton = (noticeId: string, outcome: 'won' | 'lost'): Choice =>
  button(pressedBy(outcome, noticeId, SURE), texts.surely[outcome]);
export const isOfNamedCall = ({ more }: BidPressed): boolean => more === NAMED || more === SURE;
export const isSureOfCall = ({ more }: BidPressed): boolean => more === SURE;
