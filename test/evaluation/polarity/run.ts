import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { holdsOn, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Counts } from '../metrics.ts';
import { say } from '../play.ts';
import type { Question, QuestionSet } from '../question-sets.ts';
import { verdictOf } from '../score.ts';
import { count } from '../statistics.ts';
import { otherPolarity } from './other-polarity.ts';
import {
  type Agreement,
  type AskedForVerdict,
  agreementOf,
  contraryOf,
  pairOf,
} from './proposition-pairs.ts';

/** Two questions whose right answers are contrary, in their conversations. */
interface Pair {
  readonly group: string;
  readonly day: string;
  readonly asked: readonly [Turns, Turns];
}
interface Turns extends Omit<AskedForVerdict, 'question'> {
  readonly turns: readonly string[];
}

/** A pair answered. */
export interface PairOutcome {
  readonly group: string;
  readonly agreement: Agreement;
  /** One of its answers at least is the contrary of the right one. */
  readonly contrary: boolean;
  readonly questions: readonly string[];
  readonly said: readonly string[];
}

/** Every question of a set with an expected verdict that can safely be turned round. */
export function pairsOfSet({ name, questions }: QuestionSet, today: string): Pair[] {
  return questions.flatMap((question) => {
    const other = otherPolarity(question.turns.at(-1) ?? '');
    const { verdict } = question.expect;
    if (!verdict || !other) return [];
    const turned = { turns: [...question.turns.slice(0, -1), other], verdict: contraryOf(verdict) };
    return [
      { group: name, day: dayOf(question, today), asked: [{ turns: question.turns, verdict }, turned] },
    ];
  });
}

const dayOf = ({ date }: Question, today: string): string => date ?? today;

/** Every proposition of the pages, on a day when its page holds; the same words with two verdicts are left out. */
export function pairsOfPages(passages: readonly Passage[], today: IsoDate): Pair[] {
  const stated = passages.flatMap((passage) =>
    passage.proposition ? [{ passage, is: passage.proposition }] : [],
  );
  const byWords = Map.groupBy(stated, ({ is }) => `${is.modality} ${is.statement}`);
  return [...byWords.values()].flatMap(([first, ...same]): Pair[] => {
    const pair = first && pairOf(first.is);
    if (!pair || same.some(({ is }) => is.verdict !== first.is.verdict)) return [];
    const asked = ({ question, verdict }: AskedForVerdict): Turns => ({ turns: [question], verdict });
    return [
      {
        group: `pages : ${first.is.modality}`,
        day: dayFor(first.passage, today),
        asked: [asked(pair.first), asked(pair.second)],
      },
    ];
  });
}

/** Today when the page holds, else the nearest day when it does. */
export function dayFor({ validFrom, validUntil }: Passage, today: IsoDate): IsoDate {
  if (holdsOn({ from: validFrom, until: validUntil }, today)) return today;
  return validFrom && validFrom > today ? validFrom : (validUntil ?? today);
}

/** Asks both questions of each pair, each in a conversation of its own. */
export async function playPairs(opened: OpenedBase, pairs: readonly Pair[]): Promise<PairOutcome[]> {
  const outcomes: PairOutcome[] = [];
  for (const { group, day, asked } of pairs) {
    const verdicts: ('oui' | 'non' | undefined)[] = [];
    for (const { turns } of asked) verdicts.push(verdictOf(await say(opened, turns, day)));
    outcomes.push({
      group,
      agreement: agreementOf(verdicts[0], verdicts[1]),
      contrary: asked.some(({ verdict }, index) => verdicts[index] === contraryOf(verdict)),
      questions: asked.map(({ turns }) => turns.join(' / ')),
      said: verdicts.map((verdict) => verdict ?? 'rien'),
    });
  }
  return outcomes;
}

/** Headings of the counts below. */
export const PAIR_HEADER = [
  'deux sens',
  's’accordent',
  'se contredisent',
  'un seul dit',
  'aucun dit',
  'contraire',
];

/** How many pairs agree, contradict each other, are said by half or not at all, and say the contrary. */
export const countPairs = (outcomes: readonly PairOutcome[]): Counts => ({
  agree: count(outcomes, ({ agreement }) => agreement === 'agree'),
  contradict: count(outcomes, ({ agreement }) => agreement === 'contradict'),
  'one-unsaid': count(outcomes, ({ agreement }) => agreement === 'one unsaid'),
  unsaid: count(outcomes, ({ agreement }) => agreement === 'unsaid'),
  contrary: count(outcomes, ({ contrary }) => contrary),
});
