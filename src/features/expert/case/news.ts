import { type Block, paragraph } from '#src/channel/blocks.ts';
import { button, choices } from '#src/channel/make-blocks.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import type { CompanyNews, EndReason } from './case.ts';

/** Buttons that a company presses about its case; the router knows their values. */
export const CASE_BUTTONS = {
  cancel: button('case-end', caseTexts.buttons.cancel),
  end: button('case-end', caseTexts.buttons.end),
  noDeadline: button('case-no-deadline', caseTexts.buttons.noDeadline),
  reopen: button('case-reopen', caseTexts.buttons.reopen),
  transcript: button('case-transcript', caseTexts.buttons.transcript),
} as const;

/** What the company hears of a transition. */
export function newsBlocks(news: CompanyNews): Block[] {
  switch (news.type) {
    case 'claimed':
      return [paragraph(caseTexts.claimed(news.by.name)), choices(CASE_BUTTONS.end)];
    case 'transferred':
      return [
        paragraph(caseTexts.transferred(news.to?.name)),
        choices(news.to ? CASE_BUTTONS.end : CASE_BUTTONS.cancel),
      ];
    case 'ended':
      return endBlocks(news.reason, news.by?.name);
    default:
      return news satisfies never;
  }
}

/** Ends that nobody of the team had a part in are not rated. */
const UNRATED: readonly EndReason[] = ['cancelled'];

function endBlocks(reason: EndReason, name: string | undefined): Block[] {
  const said = paragraph(caseTexts.ended[reason](name ?? 'L’équipe'));
  if (UNRATED.includes(reason)) return [said];
  return [
    said,
    paragraph(caseTexts.botIsBack),
    choices(CASE_BUTTONS.reopen, CASE_BUTTONS.transcript),
    paragraph(caseTexts.rate),
    { type: 'rating', asked: true },
  ];
}
