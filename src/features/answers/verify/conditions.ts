import { fold } from '#src/platform/french/text-analysis.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { type Claim, type Sentence, statementsOf } from './claims.ts';
import type { Comparison, Pairing } from './compare.ts';
import type { Change } from './diff.ts';
import type { Finding } from './finding.ts';
import { namesCase } from './regime.ts';
import { sourceText } from './source.ts';
import type { Word } from './words.ts';

/** Marks of a limit: what they say is in the figure or in the day beside them. */
const LIMITS = new Set(['AUMOINS', 'AUPLUS', 'SOUS', 'AUDESSUS', 'DES', 'AVANT', 'APRES', 'PENDANT']);
/** Marks that open a condition, an exception or a limit. */
const OPENING = new Set([...LIMITS, 'SEULEMENT', 'SI', 'SAUF', 'SANS']);
/** Part of the draft's words that must be the passage's, in order; above the second one little was
 * reworded, above the third one nothing. */
const FAITHFUL = 0.7;
const CLOSE = 0.8;
const PURE = 0.95;
/** A few words that a long sentence also has were not taken from it. */
const COVERED = 0.35;
const MATCHED = 4;
/** Words before its mark at which a clause still begins: « mais seulement si », « même au-dessus ». */
const LEAD = 2;
/** Longest list of buyers or objects that is one of them left out, and not a sentence shortened. */
const CASE_WORDS = 3;
/** « dans le marché », « auprès de l'acheteur »: what all sentences are about limits none. */
const GENERAL = new Set(['march', 'acheteur', 'offre', 'dossi', 'cas', 'pratiqu']);
/** Part of a lost clause's words that another sentence must hold for it to be said there; all those of a bare case. */
const SAID = 0.6;

/** What a lost clause is judged by. */
interface Context {
  readonly claim: Claim;
  readonly own: ReadonlySet<string>;
  readonly others: readonly Comparison[];
  readonly sentence: Sentence;
  /** The draft's words are all the passage's: what is missing was taken out, not reworded. */
  readonly pure: boolean;
  /** They are nearly all so. */
  readonly close: boolean;
  /** The claim was made from one sentence. */
  readonly single: boolean;
}

/**
 * Finds conditions, exceptions and limits that a draft leaves out of a sentence it takes from a passage, and says
 * nowhere else. A clause is judged lost from its mark (« si », « sauf », « au plus »…) and its words; reworded ones keep
 * a mark at their place, or most of their words.
 * @param all the sentences of the draft, compared
 */
export function checkConditions(comparison: Comparison, all: readonly Comparison[]): Finding[] {
  const { claim, own, pairings, cited } = comparison;
  const others = all.filter((one) => one !== comparison && !one.claim.note && !one.claim.asks);
  const lost = pairings.filter(isTaken).flatMap(({ sentence, changes, kept }) => {
    const words = { pure: kept > PURE, close: kept > CLOSE, single: pairings.length === 1 };
    const context = { claim, own, others, sentence, ...words };
    return changes.filter((change) => isLost(change, context)).map((change) => fault(change.lost));
  });
  return [
    ...lost,
    ...cutShort(claim, cited),
    ...cited.flatMap((evidence) => bareOpening(claim, evidence, others)),
  ];
}

/** « Il ne compte que, de santé… », « à la date du contrat ;. »: what a small word or a mark announced was taken out. */
const CUT_SHORT =
  /(?<!\p{L})(?:que|ni|ou|et|pour|dans|en|chez|est|sont|vaut|valent) ?,|, ?,|[;:] ?(?:[;:]|\.(?!\.))/gu;

function cutShort({ text, asks }: Claim, cited: readonly Evidence[]): Finding[] {
  const cuts = asks ? [] : [...fold(text).matchAll(CUT_SHORT)].map(([found]) => found.replace(' ', ''));
  const missing = cuts.find((cut) => !cited.some((one) => fold(sourceText(one)).includes(cut)));
  return missing ? [{ rule: 'condition', detail: `une phrase est coupée après « ${missing} »` }] : [];
}

/** « Oui. » for « Oui, sauf si le dossier l'interdit. » */
function bareOpening(claim: Claim, evidence: Evidence, others: readonly Comparison[]): Finding[] {
  const [answer] = statementsOf(evidence);
  const opening = openingWord(claim.text);
  if (claim.words.length > 0 || !opening || !answer || opening !== openingWord(answer.text)) return [];
  const missing = answer.words.filter(isTelling);
  if (!answer.words[0] || !isMark(answer.words[0])) return [];
  return others.some(({ claim: { words } }) => saysIn(words, answer.words, { missing, part: SAID }))
    ? []
    : [fault(answer.words)];
}

const isTaken = ({ kept, covered, matched, cut }: Pairing): boolean =>
  kept >= FAITHFUL && (cut || covered >= COVERED || matched >= MATCHED);

const isMark = ({ key }: Word): boolean => OPENING.has(key);
const isTelling = ({ kind }: Word): boolean => kind === 'plain' || kind === 'figure';

function isLost(change: Change, context: Context): boolean {
  const { lost, before, after } = change;
  const { own, others, sentence, pure } = context;
  // What has only moved rewords nothing.
  const { added } = change;
  const reworded = added.some((word) => isMark(word) && !sentence.words.some(({ key }) => key === word.key));
  if (reworded || !opensClause(change, context)) return false;
  const telling = lost.filter(isTelling);
  if (telling.length === 0) {
    // « dans les 30 jours » for « sous 30 jours ».
    if (added.length > 0 && !lost.some(({ key }) => key === 'SEULEMENT')) return false;
    // « sauf exceptions » says that there are some, and holds no other word.
    if (pure && lost.some(({ key }) => key === 'SAUF') && !own.has('SAUF')) return true;
    const limits = pure || before?.kind === 'figure' || after?.kind === 'figure';
    return lost.some(({ key }) => key === 'SEULEMENT' || (LIMITS.has(key) && limits && !own.has(key)));
  }
  const missing = telling.filter((word) => !own.has(word.key) && !isSaid(word, context.claim));
  if (missing.length === 0 || (!pure && missing.length <= telling.length / 2)) return false;
  const part = pure && lost[0]?.kind === 'scope' ? 1 : SAID;
  return !others.some(
    (other) =>
      sharesSentence(other, sentence, { missing, part }) ||
      saysIn(other.claim.words, lost, { missing, part }),
  );
}

/** « mai 2026 » for « 28 mai 2026 ». */
const isSaid = ({ mention }: Word, { words }: Claim): boolean =>
  mention !== undefined && words.some((word) => word.mention && mention.forms.includes(word.mention.figure));

/** Whether lost words are a clause that limits the rest, rather than one that says more of it. */
function opensClause({ lost, before, after }: Change, context: Context): boolean {
  const { claim, own, pure, close, single } = context;
  const at = lost.findIndex((word) => isMark(word) || word.kind === 'figure');
  // « … : ne signez rien s'il manque une pièce » says something else, with a condition of its own.
  if (lost.slice(1, Math.max(1, at)).some(({ kind }) => kind === 'colon' || kind === 'mark')) return false;
  const lead = lost.slice(0, Math.max(0, at)).filter(({ kind }) => kind === 'plain').length;
  // At the beginning of a sentence, the mark comes first: else its end was taken, for what it says by itself.
  if (at >= 0 && lead <= (before ? (pure ? LEAD : LEAD - 1) : 0)) {
    const [mark] = lost.filter(isMark);
    // « sous un certain montant », when the draft gives the amount.
    const given = mark && LIMITS.has(mark.key) && own.has(mark.key) && hasFigureAfter(claim.words, mark.key);
    const figured = lost.some(({ kind }) => kind === 'figure');
    // « avant de déposer, puis dès la notification » may be said with less; « dès 60 000 € » may not.
    return figured || (!given && (pure || !mark || !LIMITS.has(mark.key)));
  }
  if (!close) return false;
  // « en fournitures, en travaux » without « en travaux »: one of the two « en » is as good as the other.
  const scoped = lost[0]?.kind === 'scope' || (before?.kind === 'scope' && lost.at(-1)?.kind === 'scope');
  const beside = namesCase(writtenOf([before, after]));
  if (namesCase(writtenOf(lost)))
    return scoped || (pure && (beside || (single && !after)) && lost.length <= CASE_WORDS);
  if (!scoped || !single) return false;
  // Words taken out of a sentence that is otherwise the page's own; a reworded one may leave what goes without saying.
  const bound = pure && lost[0]?.key === 'POUR';
  return lost.some((word) => isTelling(word) && (bound || !GENERAL.has(word.key)));
}

const writtenOf = (words: readonly (Word | undefined)[]): string =>
  words.map((word) => word?.written ?? '').join(' ');

/** Words that a sentence lost, and the part of them that another one must hold. */
interface Missing {
  readonly missing: readonly Word[];
  readonly part: number;
}

/** Two sentences of a draft made of one: what the first lacks, the second says. */
const sharesSentence = (
  { own, pairings }: Comparison,
  sentence: Sentence,
  { missing, part }: Missing,
): boolean =>
  pairings.some((one) => one.sentence === sentence) &&
  missing.filter(({ key }) => own.has(key)).length >= part * missing.length;

const hasFigureAfter = (words: readonly Word[], mark: string): boolean =>
  words.some(({ key }, at) => key === mark && words[at + 1]?.kind === 'figure');

/** Whether a sentence says what another lost: most of its words, one of them just after its mark. */
function saysIn(words: readonly Word[], clause: readonly Word[], { missing, part }: Missing): boolean {
  const keys = new Set(words.map(({ key }) => key));
  if (missing.filter(({ key }) => keys.has(key)).length < part * missing.length) return false;
  const marks = clause.filter((word) => isMark(word) || word.kind === 'scope').map(({ key }) => key);
  if (marks.length === 0) return true;
  const lost = new Set(missing.map(({ key }) => key));
  return words.some(
    ({ key }, at) => marks.includes(key) && words.slice(at + 1, at + 3).some((next) => lost.has(next.key)),
  );
}

const openingWord = (text: string): string | undefined =>
  /^\P{L}*(oui|non)(?!\p{L})/iu.exec(text)?.[1]?.toLowerCase();

const fault = (words: readonly Word[]): Finding => ({
  rule: 'condition',
  detail: `une condition ou une limite de la source manque (« ${words.map(({ key }) => key).join(' ')} »)`,
});
