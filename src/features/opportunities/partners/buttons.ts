import type { Choice } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { WHY_NOT, type WhyNot } from './rules/ask.ts';
import { buttonTexts as texts } from './texts-buttons.ts';

const START = 'pt:';

/** What a button about partners does: of a notice for the first, of what was proposed or asked for the others. */
const DOES = ['find', 'pick', 'own', 'send', 'drop', 'cancel', 'yes', 'no', 'mute', 'why'] as const;
export type PartnerDoes = (typeof DOES)[number];

/** A button that was pressed; `id` is that of a notice for « find ». */
export interface PartnerPressed {
  readonly does: PartnerDoes;
  readonly id: string;
  readonly why: WhyNot | undefined;
}

const value = (does: PartnerDoes, id: string, more?: string): string =>
  `${START}${does}:${id}${more === undefined ? '' : `:${more}`}`;

/** The button that a value is of; undefined for those of others. */
export function partnerPressed(said: string | undefined): PartnerPressed | undefined {
  if (!said?.startsWith(START)) return undefined;
  const [does, id, more] = said.slice(START.length).split(':');
  const known = DOES.find((one) => one === does);
  return known && id ? { does: known, id, why: WHY_NOT.find((one) => one === more) } : undefined;
}

/** « Trouver un partenaire », under a notice. */
export const partnerButton = (noticeId: string): Choice => button(value('find', noticeId), texts.find);
/** Chooses one of those that were proposed, by its place. */
export const pickButton = (askId: string, place: number, of: number): Choice =>
  button(value('pick', askId), of === 1 ? texts.pickOnly : texts.pick(place));
export const draftButtons = (askId: string): Choice[] => [
  button(value('send', askId), texts.send),
  button(value('own', askId), texts.own),
  button(value('drop', askId), texts.drop),
];
export const cancelButton = (askId: string): Choice => button(value('cancel', askId), texts.cancel);
/** What the company that is asked answers. */
export const answerButtons = (askId: string): Choice[] => [
  button(value('yes', askId), texts.yes),
  button(value('no', askId), texts.no),
  button(value('mute', askId), texts.mute),
];
export const whyButtons = (askId: string): Choice[] =>
  WHY_NOT.map((why) => button(value('why', askId, why), texts.why[why]));
