import { readFileSync } from 'node:fs';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { say } from '../play.ts';
import { dayFor } from '../polarity/run.ts';
import type { QuestionSet } from '../question-sets.ts';
import { citesOneOf } from '../score.ts';

/** A wording kept out of the pages, and the section that it asks. */
export interface HeldOut {
  readonly key: string;
  readonly wording: string;
}

/** Reads the wordings kept apart to measure. */
export const readHeldOut = (): HeldOut[] =>
  readFileSync(new URL('./held-out-wordings.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HeldOut);

/** What somebody types, and the set that it comes from. */
interface Asked {
  readonly from: string;
  readonly turns: readonly string[];
  readonly day: string;
  /** Whether a page is of those that answer it. */
  readonly isOf: (passage: Passage) => boolean;
}

/** A question that the hotline refuses although an answer is expected. */
export interface Refused {
  readonly from: string;
  readonly question: string;
}

/** What the pages leave out of what is asked, and what nobody's words reach in the pages. */
export interface Coverage {
  readonly asked: number;
  readonly sections: number;
  /** Sections that no question that is answered found among the first pages. */
  readonly unreached: readonly Passage[];
  /** Wordings kept apart of sections that are gone. */
  readonly dead: readonly HeldOut[];
  /** Refused, and no page that answers it stands among those searched: the pages lack it, or lack its words. */
  readonly withoutSection: readonly Refused[];
  /** Refused although the page that answers it was found: the judge was prudent. */
  readonly foundAndRefused: number;
}

/** Pages of a search among which an answer is chosen: a section that never comes so high serves nobody. */
const FIRST_PAGES = 3;
/** Pages of a search that are looked at before a question is said to have no section. */
const SEARCHED = 10;

/** Asks every question of the sets that wants an answer, and every wording kept apart. */
export async function coverageOf(
  opened: OpenedBase,
  sets: readonly QuestionSet[],
  heldOut: readonly HeldOut[],
  today: string,
): Promise<Coverage> {
  const byKey = new Map(opened.base.passages.map((passage) => [passage.key, passage]));
  const wordings = heldOut.flatMap(({ key, wording }): Asked[] => {
    const passage = byKey.get(key);
    return passage
      ? [
          {
            from: HELD_OUT,
            turns: [wording],
            day: dayFor(passage, today),
            isOf: (found) => found.key === key,
          },
        ]
      : [];
  });
  const questions = sets.flatMap(({ name, questions }) =>
    questions
      .filter(({ expect }) => expect.kinds.length === 1 && expect.kinds[0] === 'answer')
      .map(
        ({ turns, date, expect }): Asked => ({
          from: name,
          turns,
          day: date ?? today,
          isOf: ({ articles }) => citesOneOf(articles, expect.articles),
        }),
      ),
  );
  const reached = new Set<string>();
  const withoutSection: Refused[] = [];
  let foundAndRefused = 0;
  for (const { from, turns, day, isOf } of [...questions, ...wordings]) {
    const found = await pagesFound(opened, turns, day);
    if ((await say(opened, turns, day)).kind !== 'refusal')
      for (const { key } of found.slice(0, FIRST_PAGES)) reached.add(key);
    else if (found.some(isOf)) foundAndRefused += 1;
    else withoutSection.push({ from, question: turns.join(' / ') });
  }
  return {
    asked: questions.length + wordings.length,
    sections: opened.base.passages.length,
    unreached: opened.base.passages.filter(({ key }) => !reached.has(key)),
    dead: heldOut.filter(({ key }) => !byKey.has(key)),
    withoutSection,
    foundAndRefused,
  };
}

/** How the wordings kept apart are named among the sets. */
export const HELD_OUT = 'formulations gardées à part';

/** The pages that a search finds for the last turn. */
async function pagesFound(
  { retriever }: OpenedBase,
  turns: readonly string[],
  day: string,
): Promise<Passage[]> {
  let thread: ThreadContext | undefined;
  for (const turn of turns) thread = understand(turn, thread, day);
  const { question, askedDate } = thread ?? { question: '' };
  const { hits } = await retriever.search(question, {
    k: SEARCHED,
    filter: { regime: detectCase(question).regime, date: askedDate?.date ?? day },
  });
  return hits.map(({ passage }) => passage);
}
