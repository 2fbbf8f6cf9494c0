import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import type { Question, QuestionSet } from './question-sets.ts';
import { citesOneOf, expectsArticle, type Said, type Score, score } from './score.ts';
import type { Variant } from './variants.ts';

/** A question played and judged. */
export interface Outcome extends Score {
  readonly question: Question;
  /** Whether an expected article stands in each of the ten first passages found; undefined when none is expected. */
  readonly found: readonly boolean[] | undefined;
  readonly ms: number;
}

/** Passages found that are looked at. */
const DEPTH = 10;

/** Plays a set on the path of a chat message, typed in one way, and searches for the same questions. */
export async function playSet(
  opened: OpenedBase,
  set: QuestionSet,
  { change }: Variant,
  today: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of set.questions) {
    const turns = question.turns.map(change);
    const day = question.date ?? today;
    const started = performance.now();
    const said = await say(opened, turns, day);
    const ms = performance.now() - started;
    const { expect } = question;
    const passages = expectsArticle(expect) ? await articlesFound(opened, turns, day) : undefined;
    const found = passages?.map((articles) => citesOneOf(articles, expect.articles));
    outcomes.push({ ...score({ turns, expect }, said), question, found, ms });
  }
  return outcomes;
}

/** What the command line would say of the last turn. */
export async function say(opened: OpenedBase, turns: readonly string[], day: string): Promise<Said> {
  const { kind, blocks, answer } = await converse(opened, turns, day);
  return {
    kind,
    text: plainText(blocks),
    cited: (answer?.citations ?? []).flatMap(({ articles }) => articles),
    verdict: answer?.verdict ?? null,
  };
}

/** Articles of each passage that `search` would find for the last turn. */
async function articlesFound(
  { retriever }: OpenedBase,
  turns: readonly string[],
  day: string,
): Promise<(readonly string[])[]> {
  let thread: ThreadContext | undefined;
  for (const turn of turns) thread = understand(turn, thread, day);
  const { question, askedDate } = thread ?? { question: '' };
  const { hits } = await retriever.search(question, {
    k: DEPTH,
    among: 'all',
    filter: { regime: detectCase(question).regime, date: askedDate?.date ?? day },
  });
  return hits.map(({ passage }) => passage.articles);
}
