import { OWN_FIGURES } from '#src/calculators/own-figures/own-figures-reading.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { MendedReading } from '#src/reader/spelling/read-mended.ts';
import { withTold } from '#src/reader/told.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit, SearchResult } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { againstClaims, withoutClaims } from './compute/claims.ts';
import {
  computationFor,
  computationOnPage,
  computationsFor,
  type Reached,
  toComputedAnswer,
} from './compute.ts';

/** What a computation is answered with. */
interface Known {
  readonly understanding: Understanding;
  readonly hits: readonly Hit[];
  readonly figures: FigureRegister;
  readonly today: IsoDate;
}

/**
 * What a question computes: by its words where the pages found are about it, else by the page that it is nearest to; and
 * where that is not enough, by what was told of the contract before.
 */
export function computedAnswer(
  { understanding, mended }: MendedReading,
  { hits }: SearchResult,
  { figures }: KnowledgeBase,
  today: IsoDate,
): Answer | undefined {
  const known = { understanding, hits, figures, today };
  const checked = answerToClaim(known);
  if (checked) return checked;
  const reached = [
    ...(mended ? computationsFor(mended, figures, today) : []),
    ...computationsFor(understanding, figures, today),
  ];
  return firstOf(reached, known) ?? answerOf(computationOnPage(understanding, hits, figures, today), known);
}

/** The answer to who says what they found, counted without it: whether it is right comes first. */
function answerToClaim(known: Known): Answer | undefined {
  const { understanding, hits, figures, today } = known;
  const unclaimed = withoutClaims(understanding);
  if (!unclaimed) return undefined;
  const reached = [
    ...computationsFor(unclaimed.understanding, figures, today),
    computationOnPage(unclaimed.understanding, hits, figures, today),
  ].flatMap((one) => (one && one.computation !== OWN_FIGURES && againstClaims(one, unclaimed)) || []);
  for (const one of reached) {
    const answer = toComputedAnswer(one, understanding, hits, figures);
    if (answer) return answer;
  }
  return undefined;
}

function firstOf(reached: readonly Reached[], known: Known): Answer | undefined {
  for (const one of reached) {
    const answer = answerOf(one, known);
    if (answer) return answer;
  }
  return undefined;
}

/** A computation as an answer, completed by what was told of the contract before; that alone, where none is reached. */
function answerOf(reached: Reached | undefined, known: Known): Answer | undefined {
  const { understanding, hits, figures, today } = known;
  const { told, question } = understanding;
  const completed = told && { ...understanding, question: withTold(question, told, today) };
  if (completed && completed.question !== question && !isWhole(reached)) {
    const whole = computationFor(completed, figures, today);
    const isSame = reached === undefined || whole?.computation.id === reached.computation.id;
    const answer =
      whole?.computation.isOfContract && isSame
        ? toComputedAnswer(whole, completed, hits, figures, { isFirst: reached === undefined })
        : undefined;
    // What is told is not of the question: another message may say it anew.
    if (answer) return { ...answer, completedBy: told, thread: { ...answer.thread, question } };
  }
  return reached && toComputedAnswer(reached, reached.readWith ?? understanding, hits, figures);
}

const isWhole = (reached: Reached | undefined): boolean =>
  reached !== undefined && reached.result.clarify === undefined;
