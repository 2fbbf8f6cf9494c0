import type { Audience } from '#src/knowledge/model/document.ts';
import { withoutLaunch } from '#src/reader/detect-date.ts';
import type { Side } from '#src/reader/told.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { SearchOptions } from '#src/retrieval/retriever.ts';
import { caseWeight } from './case-fit.ts';

/** Hits looked at: one or two make the answer, the others are proposed. */
const HITS = 12;

/** What a page weighs for who stands on the other side of the contract: the same words ask other things. */
const OTHER_SIDE = 0.93;
/** Pages for buyers are held back where nobody says to be one. */
const OWN_SIDE = 1.12;

function sideWeight(audience: Audience, side: Side | undefined): number {
  if (side === undefined || audience === 'both') return 1;
  if (audience !== side) return OTHER_SIDE;
  return side === 'buyer' ? OWN_SIDE : 1;
}

/** What is searched for a question: rules of its regime and date, those of its buyer and category first. */
export const searchOf = ({
  positive,
  askedDate,
  case: asked,
  date,
  asked: message,
  lastAnswered,
  side,
}: Understanding): [string, SearchOptions] => [
  askedDate ? withoutLaunch(positive.question) || positive.question : positive.question,
  {
    k: HITS,
    filter: { regime: asked.regime, date },
    weigh: (passage) => caseWeight(passage, asked) * sideWeight(passage.document.audience, side),
    continuation: lastAnswered && { message, after: lastAnswered },
  },
];
