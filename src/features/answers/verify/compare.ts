import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { type Claim, type Sentence, statementsOf } from './claims.ts';
import { type Change, type Difference, differenceOf, weightOf } from './diff.ts';
import type { Word } from './words.ts';

/** A stretch of a claim beside the sentence of a passage that it was most likely made from. */
export interface Pairing {
  readonly sentence: Sentence;
  readonly evidence: Evidence;
  readonly changes: readonly Change[];
  /** Part of the draft's stretch that the passage has in the same order, and of the passage's that the draft has. */
  readonly kept: number;
  readonly covered: number;
  /** Words in common. */
  readonly matched: number;
  /** Both begin alike, or all that is missing is in one place: it was cut. */
  readonly cut: boolean;
}

/** A claim beside the passages that it cites. */
export interface Comparison {
  readonly claim: Claim;
  readonly cited: readonly Evidence[];
  /** Most claims have one; « A, sauf B » made of two sentences has two; what a model words freely has none. */
  readonly pairings: readonly Pairing[];
  /** Keys of all the words of the claim. */
  readonly own: ReadonlySet<string>;
}

/** Sentences compared word by word with one stretch. */
const COMPARED = 6;
/** Words in common that make a pair, and the part of the stretch between them that is in common. */
const ENOUGH = 3;
const FAITHFUL = 0.6;

/** Compares a claim with the sentences of the passages that it cites. */
export function compare(claim: Claim, cited: readonly Evidence[]): Comparison {
  const candidates = cited.flatMap((evidence) =>
    statementsOf(evidence).map((sentence) => ({ sentence, evidence })),
  );
  const found = claim.asks
    ? []
    : explain(claim.words, candidates, { opening: openingOf(claim.text), from: 0 });
  return {
    claim,
    cited,
    pairings: found.map((one, index) => pairingOf(one, claim.words, found[index - 1], found[index + 1])),
    own: new Set(claim.words.map(({ key }) => key)),
  };
}

type Candidate = Pick<Pairing, 'sentence' | 'evidence'>;

/** A stretch of a claim that a sentence explains: places of its words in the claim. */
interface Explained extends Candidate {
  readonly difference: Difference;
  readonly start: number;
  readonly end: number;
  readonly begins: boolean;
}

/**
 * The best sentence for a stretch of words, then those for what stands before and after it.
 * @param place the « oui » or « non » before the words, and the place of the first one; no opening when they are a part
 * of a claim only
 */
function explain(
  words: readonly Word[],
  candidates: readonly Candidate[],
  { opening, from }: { opening?: string; from: number },
): Explained[] {
  if (words.length === 0) return [];
  const whole = opening !== undefined;
  const quoted = candidates.find(({ sentence }) => isSame(sentence.words, words));
  if (quoted) {
    const difference = { changes: [], matched: weightOf(words), start: 0, end: words.length };
    return [{ ...quoted, difference, start: from, end: from + words.length, begins: false }];
  }
  const [best] = nearest(words, candidates)
    .flatMap((candidate) => {
      const difference = differenceOf(candidate.sentence.words, words);
      if (!difference || !isFaithful(difference, words, whole)) return [];
      const begins = beginAlike(difference, opening ?? '', candidate.sentence);
      return [{ candidate, difference, begins, score: scoreOf(difference, begins) }];
    })
    .sort((a, b) => b.score - a.score);
  if (!best) return [];
  const { candidate, difference, begins } = best;
  const start = from + difference.start;
  const end = from + difference.end;
  return [
    ...explain(words.slice(0, difference.start), candidates, { from }),
    { ...candidate, difference, start, end, begins },
    ...explain(words.slice(difference.end), candidates, { from: end }),
  ];
}

const isSame = (one: readonly Word[], other: readonly Word[]): boolean =>
  one.length === other.length && one.every(({ key }, index) => key === other[index]?.key);

/** The sentences that hold most of a stretch's words. */
function nearest(words: readonly Word[], candidates: readonly Candidate[]): Candidate[] {
  const keys = new Set(
    words.filter(({ kind }) => kind === 'plain' || kind === 'figure').map(({ key }) => key),
  );
  if (keys.size === 0) return [];
  return candidates
    .map((candidate) => ({ candidate, shared: keys.intersection(candidate.sentence.content).size }))
    .filter(({ shared }) => shared >= (keys.size <= 2 ? 1 : 2))
    .sort(
      (a, b) => b.shared - a.shared || a.candidate.sentence.content.size - b.candidate.sentence.content.size,
    )
    .slice(0, COMPARED)
    .map(({ candidate }) => candidate);
}

const addedInside = ({ changes }: Difference): Word[] => changes.slice(1, -1).flatMap(({ added }) => added);
const lostInside = ({ changes }: Difference): Word[] => changes.slice(1, -1).flatMap(({ lost }) => lost);

/** @param whole the words are all those of a claim: two of them may be enough then, « Il est gratuit. » */
function isFaithful(difference: Difference, words: readonly Word[], whole: boolean): boolean {
  const { matched } = difference;
  const count = weightOf(words);
  if (!whole && count < ENOUGH) return false;
  const enough = count <= 2 ? 1 : Math.max(2, Math.min(ENOUGH, Math.floor(0.7 * count)));
  return matched >= enough && matched / (matched + weightOf(addedInside(difference))) >= FAITHFUL;
}

/** What each word added, left out between two in common, and left out at either end, takes off a word in common. */
const COSTS = { added: 0.6, inside: 0.3, outside: 0.1 };
/** A sentence cut short begins as the whole one does. */
const SAME_START = 0.6;

function scoreOf(difference: Difference, begins: boolean): number {
  const inside = weightOf(lostInside(difference));
  const outside = weightOf(difference.changes.flatMap(({ lost }) => lost)) - inside;
  return (
    difference.matched -
    COSTS.added * weightOf(addedInside(difference)) -
    COSTS.inside * inside -
    COSTS.outside * outside +
    (begins ? SAME_START : 0)
  );
}

/** The same first word, or the same « oui » or « non » before it. */
const beginAlike = ({ changes, start }: Difference, opening: string, sentence: Sentence): boolean =>
  (start === 0 && changes[0]?.lost.length === 0) || (opening !== '' && opening === openingOf(sentence.text));

const openingOf = (text: string): string =>
  /^\P{L}*(oui|non)(?!\p{L})/iu.exec(text)?.[1]?.toLowerCase() ?? '';

/** Words that no sentence explains are added to the stretch after them, or to the last one. */
function pairingOf(
  { sentence, evidence, difference, start, end, begins }: Explained,
  words: readonly Word[],
  before: Explained | undefined,
  after: Explained | undefined,
): Pairing {
  const { changes, matched } = difference;
  const differing = changes
    .map((change, index) => {
      if (index === 0) return { ...change, added: words.slice(before?.end ?? 0, start) };
      return index === changes.length - 1 ? { ...change, added: after ? [] : words.slice(end) } : change;
    })
    .filter((change) => change.lost.length + change.added.length > 0);
  const added = weightOf(differing.flatMap((change) => change.added));
  const total = weightOf(sentence.words);
  return {
    sentence,
    evidence,
    changes: differing,
    kept: matched / (matched + added),
    covered: total === 0 ? 0 : matched / total,
    matched,
    cut: !before && !after && (begins || (differing.length === 1 && added === 0)),
  };
}
