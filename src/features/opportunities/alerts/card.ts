import type { Block, Choice } from '#src/channel/blocks.ts';
import { choices, listOf } from '#src/channel/make-blocks.ts';
import { explain } from '#src/features/opportunities/matching/explain.ts';
import { type NoticeButton, noticeButtons } from './buttons.ts';
import type { Pick } from './rules/select.ts';
import { noticeLines, noticeTitle } from './texts-notice.ts';

/** A notice as a company is shown it: what it is, why it fits, until when, and what can be done about it. */
export function cardOf(
  { kept, lot, match, others }: Pick,
  {
    place,
    now,
    more,
  }: { readonly place: number | undefined; readonly now: number; readonly more: readonly NoticeButton[] },
): Block[] {
  const title = noticeTitle(kept.notice, place);
  // What fits best, in one line.
  const why = explain(match).fitted.slice(0, 2).join(' ');
  return [
    { type: 'paragraph', text: [{ text: title, strong: true }] },
    listOf(noticeLines({ notice: kept.notice, lot, others, why, now })),
    choices(...buttonsOf(kept.id, place, more)),
  ];
}

/** The same for each of some notices, numbered where there are several. */
export const cardsOf = (
  picks: readonly Pick[],
  { now, more }: { readonly now: number; readonly more: readonly NoticeButton[] },
): Block[] =>
  picks.flatMap((pick, index) =>
    cardOf(pick, { place: picks.length > 1 ? index + 1 : undefined, now, more }),
  );

function buttonsOf(noticeId: string, place: number | undefined, more: readonly NoticeButton[]): Choice[] {
  const own = [noticeButtons.why, ...more, noticeButtons.refuse, noticeButtons.follow];
  return own.map((make) => numbered(make(noticeId), place));
}

/** Buttons of several notices are told apart by the number of theirs. */
const numbered = (choice: Choice, place: number | undefined): Choice =>
  place === undefined ? choice : { ...choice, label: `${place} · ${choice.label}` };
