import type { Block } from '#src/channel/blocks.ts';
import { plainText } from '#src/channel/blocks.ts';
import type { Draft } from '#src/features/answers/compose/extractive.ts';
import { decideByFigure } from '#src/features/answers/figures/decision.ts';
import { asksTheSame, speaksOfTheSame, verdictOn } from '#src/features/answers/verdict/verdict.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { citesOf, sentenceOf } from './claims.ts';
import type { Comparison } from './compare.ts';
import type { Change } from './diff.ts';
import type { Finding } from './finding.ts';

const YES = /^(?:oui|tout a fait|absolument(?! pas)|bien sur(?! que non)|effectivement|exactement)\b/;
const NO = /^(?:non|pas du tout|absolument pas|bien sur que non|en aucun cas|surtout pas)\b/;
const GREETING = /^[^\p{L}]*(?:(?:bonjour|bonsoir|alors|eh bien|en effet|la reponse est)\b[^\p{L}]*)*/u;
const PERMITS = /\b(?:pouvez|peut|pourrez|peuvent)\b|\b(?:est|reste) (?:permis|possible|autorise)/;
/** « Elle peut seulement l'accompagner » permits little of what was asked. */
const RESTRICTS = /\b(?:seulement|uniquement)\b/;
const DENIES = /\b(?:ne|n')\b|\bimpossible\b|\binterdit/;

const fault = (detail: string): Finding => ({ rule: 'verdict', detail });

/** The « oui » or « non » that opens an answer, in any of its usual words. */
export function openingOf(blocks: readonly Block[]): 'oui' | 'non' | undefined {
  const opening = fold(plainText(blocks.filter((block) => block.type === 'paragraph'))).replace(GREETING, '');
  if (NO.test(opening)) return 'non';
  return YES.test(opening) ? 'oui' : undefined;
}

/** A yes or a no must be that of a page it cites, and must not contradict the page that best fits the question. */
export function checkVerdict(
  draft: Draft,
  evidences: readonly Evidence[],
  understanding: Understanding,
): Finding[] {
  const paragraphs = draft.blocks.filter((block) => block.type === 'paragraph');
  const opening = openingOf(paragraphs);
  const verdictOf = (evidence: Evidence) =>
    asksTheSame(evidence, understanding.positive.question) ? verdictOn(evidence, understanding) : undefined;
  const [best] = evidences;
  const expected = best && verdictOf(best);
  if (opening) {
    const cited = citesOf(paragraphs.slice(0, 1)).flatMap((n) => evidences[n - 1] ?? []);
    const verdicts = cited
      .filter((evidence) => evidence.passage.proposition || decideByFigure(evidence, understanding))
      .map((evidence) => decideByFigure(evidence, understanding) ?? verdictOf(evidence));
    if (verdicts.length === 0 || verdicts.includes(undefined))
      return [fault(`aucune source citée ne permet de commencer par « ${opening} »`)];
    const against = [...verdicts, expected].find((verdict) => verdict && verdict !== opening);
    return against ? [fault(`la source conclut « ${against} »`)] : [];
  }
  const [sentence = ''] = fold(plainText(paragraphs)).split(/(?<=[.!?])\s/);
  const permits = PERMITS.test(sentence) && !DENIES.test(sentence);
  if (
    expected === 'non' &&
    understanding.polarity?.modality === 'permis' &&
    permits &&
    answers(sentence, best)
  )
    return [fault('la source conclut « non »')];
  return [];
}

/** Whether a sentence says what a page's proposition does, or so little that it answers by itself: « Vous le pouvez. » */
const answers = (sentence: string, evidence: Evidence | undefined): boolean =>
  (sentenceOf(sentence).content.size <= 3 && !RESTRICTS.test(sentence)) ||
  (evidence !== undefined && speaksOfTheSame(evidence, sentence));

/** Words of which one says the contrary of the other, by their stems. */
const CONTRARIES: readonly [RegExp, RegExp][] = [
  [/^(?:obligatoir|impos|oblig)/, /^(?:facult|option|libr)/],
  [/^(?:interd|defend|prohib)/, /^(?:autoris|perm|possibl)/],
  [/^possibl/, /^impossibl/],
  [/^(?:augment|hauss|releve)/, /^(?:baiss|dimin|redui)/],
  [/^(?:min|minimal|minimum)/, /^(?:max|maximal|maximum)/],
  [/^public/, /^(?:priv|prive)/],
  [/^gratuit/, /^(?:payant|pay|pai)/],
  [/^accept/, /^(?:refus|rejet)/],
  [/^(?:inclu|compris)/, /^exclu/],
  [/^(?:valable|valid)/, /^(?:nul|invalid)/],
  [/^(?:premier|premi)/, /^dern/],
  [/^(?:debut|commenc)/, /^fin/],
];
/** « Jamais » for « toujours », unless another denying word goes with it: « jamais le seul », « toujours un autre ». */
const ALWAYS = /^(?:toujour|systemat)/;
/** « Vérifiez si votre marché déroge », « vérifiez que votre marché ne déroge pas »: the same is to be checked. */
const CHECKING = /^(?:verif|assur|control)/;
/** Words that deny by themselves: « n'est pas permis » and « est interdit » say the same. */
const DENYING =
  /^(?:interd|impossibl|facult|dispens|exclu|refus|inutil|nul|libr|ecart|elimin|rejet|seul|rest)/;
const NEGATIONS = new Set(['NON', 'JAMAIS']);
const DENYING_MARKS = new Set([...NEGATIONS, 'SAUF', 'SANS', 'SEULEMENT']);
/** Draft's words that are the passage's, in order, and the passage's that the draft has, for the rest to be telling. */
const FAITHFUL = 0.65;
/** Enough for a word to stand at the place of its contrary: « C’est gratuit. » */
const BESIDE = 0.5;
const COMPLETE = 0.55;

/**
 * A sentence of the draft that says the contrary of the passage's: a word for its contrary, or a negation more or less
 * among words that are the same. A negation that comes or goes with other words, or that another denying word answers
 * (« n'est pas obligatoire », « est facultatif »), tells nothing: it is a sentence reworded.
 */
export function checkNegations({ claim, pairings }: Comparison): Finding[] {
  return pairings
    .filter(({ kept }) => kept >= BESIDE)
    .flatMap(({ sentence, changes, covered, kept }): Finding[] => {
      if (changes.some(isContrary)) return [fault('une phrase dit le contraire de la source')];
      if (covered < COMPLETE || kept < FAITHFUL) return [];
      const bare = changes.filter(isBare);
      const others = changes.filter((change) => !isBare(change));
      const negations = bare.flatMap(wordsOf).filter(({ key }) => NEGATIONS.has(key));
      const answered = others
        .flatMap(({ lost, added }) => [...lost, ...afterColon(added)])
        .some(({ key }) => DENYING_MARKS.has(key) || DENYING.test(key));
      const checked = asksWhether(sentence.words) !== asksWhether(claim.words);
      return negations.length % 2 === 1 && !answered && !checked
        ? [fault('une phrase nie ce que la source affirme, ou l’inverse')]
        : [];
    });
}

/** Whether a sentence tells to check « si » something is, rather than that it is. */
const asksWhether = (words: Change['lost']): boolean =>
  words.some(({ key }, at) => CHECKING.test(key) && words[at + 1]?.key === 'SI');

const wordsOf = ({ lost, added }: Change): Change['lost'] => [...lost, ...added];
const plainIn = (words: Change['lost']): number => words.filter(({ kind }) => kind === 'plain').length;

/** Only small words come or go. */
const isBare = (change: Change): boolean => plainIn(wordsOf(change)) === 0;

/** « À ne pas faire : » announces what follows and denies nothing of it. */
const afterColon = (words: Change['added']): Change['added'] =>
  words.slice(words.findLastIndex(({ kind }) => kind === 'colon') + 1);

const isContrary = ({ lost, added }: Change): boolean =>
  CONTRARIES.some(([one, other]) =>
    [
      [one, other],
      [other, one],
    ].some(
      ([was, is]) =>
        lost.some(({ key }) => was?.test(key)) &&
        added.some(({ key }) => is?.test(key)) &&
        !added.some(({ key }) => was?.test(key)),
    ),
  ) ||
  (alwaysForNever(lost, added) && ![...lost, ...added].some(({ key }) => DENYING.test(key))) ||
  swapped(lost, added, 'AVANT', 'APRES') ||
  swapped(lost, added, 'APRES', 'AVANT');

const swapped = (lost: Change['lost'], added: Change['lost'], was: string, is: string): boolean =>
  lost.some(({ key }) => key === was) && added.some(({ key }) => key === is);

const alwaysForNever = (lost: Change['lost'], added: Change['lost']): boolean =>
  [
    [lost, added],
    [added, lost],
  ].some(
    ([one, other]) => one?.some(({ key }) => ALWAYS.test(key)) && other?.some(({ key }) => key === 'JAMAIS'),
  );
