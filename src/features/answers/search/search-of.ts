import { withoutLaunch } from '#src/reader/detect-date.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { SearchOptions } from '#src/retrieval/retriever.ts';
import { caseWeight } from './case-fit.ts';

/** Hits looked at: one or two make the answer, the others are proposed. */
const HITS = 12;

/** What is searched for a question: rules of its regime and date, those of its buyer and category first. */
export const searchOf = ({
  positive,
  askedDate,
  case: asked,
  date,
  asked: message,
  lastAnswered,
}: Understanding): [string, SearchOptions] => [
  askedDate ? withoutLaunch(positive.question) || positive.question : positive.question,
  {
    k: HITS,
    filter: { regime: asked.regime, date },
    weigh: (passage) => caseWeight(passage, asked),
    continuation: lastAnswered && { message, after: lastAnswered },
  },
];
