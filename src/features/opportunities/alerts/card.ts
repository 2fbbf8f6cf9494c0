import type { Block, Choice } from '#src/channel/blocks.ts';
import { choices, listOf } from '#src/channel/make-blocks.ts';
import { explain } from '#src/features/opportunities/matching/explain.ts';
import { type NoticeButton, noticeButtons } from './buttons.ts';
import type { Pick } from './rules/select.ts';
import { noticeLines, noticeTitle, sourceOf } from './texts-notice.ts';

interface Shown {
  readonly now: number;
  readonly more: readonly NoticeButton[];
}

/** A notice as a company is shown it: what it is, why it fits, until when, and what can be done about it. */
function cardOf(
  { kept, lot, match, others }: Pick,
  place: number,
  { now, more, isNumbered }: Shown & { readonly isNumbered: boolean },
): Block[] {
  const number = isNumbered ? place : undefined;
  // What fits best, in one line.
  const why = explain(match).fitted.slice(0, 2).join(' ');
  return [
    {
      type: 'paragraph',
      text: [{ text: noticeTitle(kept.notice, number), strong: true, cites: [place] }],
    },
    listOf(noticeLines({ notice: kept.notice, lot, others, why, now })),
    choices(...buttonsOf(kept.id, number, more)),
  ];
}

/** Notices as a company is shown them, numbered where there are several, and where each is read. */
export function cardsOf(picks: readonly Pick[], shown: Shown): Block[] {
  const isNumbered = picks.length > 1;
  const items = picks.flatMap(({ kept }, index) => sourceOf(kept, index + 1));
  return [
    ...picks.flatMap((pick, index) => cardOf(pick, index + 1, { ...shown, isNumbered })),
    ...(items.length > 0 ? [{ type: 'sources', items } as const] : []),
  ];
}

function buttonsOf(noticeId: string, place: number | undefined, more: readonly NoticeButton[]): Choice[] {
  const own = [noticeButtons.why, ...more, noticeButtons.refuse, noticeButtons.follow];
  return own.map((make) => numbered(make(noticeId), place));
}

/** Buttons of several notices are told apart by the number of theirs. */
const numbered = (choice: Choice, place: number | undefined): Choice =>
  place === undefined ? choice : { ...choice, label: `${place} · ${choice.label}` };
