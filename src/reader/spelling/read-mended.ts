import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { AskedCase } from '#src/reader/detect-case.ts';
import { inCase, type Understanding, understand } from '#src/reader/understand.ts';
import type { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';
import { mendSpelling } from './mend-spelling.ts';

/** A question as typed, and as it reads with its spelling put right. */
export interface MendedReading {
  /** The words as typed; what a mistyped one hid — who buys, what, whether it asks yes or no — is read from the mended. */
  readonly understanding: Understanding;
  /** The question in its mended words; undefined when there was nothing to mend. */
  readonly mended: Understanding | undefined;
}

/** Reads a question once more with its spelling put right: the search mends its own words, what reads them does not. */
export function readMended(asked: Understanding, spelling: SpellingRepair, today: IsoDate): MendedReading {
  const question = mendSpelling(asked.question, spelling);
  if (question === asked.question) return { understanding: asked, mended: undefined };
  const again = understand(question, undefined, today);
  const { polarity, positive } = asked.polarity ? asked : again;
  const named = {
    buyer: asked.case.buyer ?? again.case.buyer,
    category: asked.case.category ?? again.case.category,
  };
  const regime = asked.case.regimeSaid ? asked.case : again.case;
  const askedDate = asked.askedDate ?? again.askedDate;
  const dated = { askedDate, date: askedDate?.date ?? today };
  return {
    understanding: { ...asked, ...dated, polarity, positive, case: { ...regime, ...named } },
    mended: {
      ...asked,
      ...dated,
      question,
      polarity,
      positive: again.positive,
      // What the mended words name goes before the regime that the message was read to be of.
      case: { ...inCase(again.case, asked.told), ...(again.case.regimeSaid ? {} : regimeOf(asked.case)) },
    },
  };
}

const regimeOf = ({ regime, regimeSaid }: AskedCase): Pick<AskedCase, 'regime' | 'regimeSaid'> => ({
  regime,
  regimeSaid,
});
