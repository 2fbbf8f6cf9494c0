import { decideByFigure, figuresMeet } from '#src/features/answers/figures/decision.ts';
import { capitalised } from '#src/platform/french/capitals.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { flip, type Polarity, verdictFor } from '#src/reader/polarity.ts';
import { positiveForm, positiveProposition } from '#src/reader/positive-question.ts';
import { procedureSaid } from '#src/reader/procedure-said.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { oppositesBetween, undoes } from './opposites.ts';
import { sharedWords, wordsBeside } from './shared-words.ts';
import { deniesCase, hingesOn, namesWhatIsLeftOut } from './told-case.ts';
import type { AskedProposition } from './verdict-features.ts';
import { likelyVerdict, type VerdictModel } from './verdict-model.ts';

/** A short answer that says nothing clear without the « oui » or « non » that opened it: « si le marché dépasse… ». */
const NEEDS_VERDICT =
  /^(?:s'|(?:si|sauf|mais|seulement|uniquement|quand|lorsque|pas|à condition|à moins|c'est|en priorité|une seule fois|dans un seul cas)(?![\p{L}-]))/iu;

/** Part of a page's own words that the question must hold for them to speak of the same thing. */
const NEAR_QUESTION = 0.33;
/**
 * A page's verdict is said from this probability of its being the very one asked. A verdict left unsaid costs one, a
 * contrary one three: under it, less than three verdicts in four were right. A neighbouring page often concludes the
 * same, so that more verdicts are right than pages are.
 */
const FITS = 0.3;
/** How sure the words must be of what the grammar concludes: more likely than not near a page's own words, and more far. */
const SURE_NEAR = 0.5;
const SURE_FAR = 0.75;
/** A page is more likely the one asked than not. */
const FITS_SURELY = 0.5;
/**
 * Part of a section's own question that the asked words must hold for its verdict to be theirs; more for plain facts,
 * whose contrary is often one word away (« gratuit », « payant »).
 */
const SAME_QUESTION = { permis: 0.5, obligatoire: 0.5, interdit: 0.5, vrai: 0.65 };

/**
 * The short answer of a section, opened by « Oui » or « Non » as the question's own polarity asks, or by neither when
 * the question does not ask for one or asks something else than the section's proposition.
 */
export function sayVerdict(
  evidence: Evidence,
  understanding: Understanding,
): { text: string; verdict: 'oui' | 'non' | null } {
  const { passage, shortAnswer } = evidence;
  const plain = { text: withoutVerdict(evidence), verdict: null };
  const byFigure = decideByFigure(evidence, understanding);
  if (byFigure) return { text: `${capitalised(byFigure)}. ${plain.text}`, verdict: byFigure };
  const verdict = verdictOn(evidence, understanding);
  if (!verdict || !asksTheSame(evidence, understanding.positive.question)) return plain;
  if (verdict === passage.proposition?.verdict) return { text: shortAnswer, verdict };
  // The page asks the contrary: its own words come under its own question when they need its verdict.
  const own = needsVerdict(shortAnswer) ? `. ${plain.text}` : ` : ${goingOn(bodyOf(shortAnswer))}`;
  return { text: `${capitalised(verdict)}${own}`, verdict };
}

/**
 * What a section's proposition answers to a question; undefined when it can't be told. A section's own question, as a
 * button sends it, gets its own verdict however it is turned.
 */
export function verdictOn(
  evidence: Evidence,
  understanding: Understanding,
  model?: VerdictModel,
): 'oui' | 'non' | undefined {
  const { passage, fit } = evidence;
  const { proposition, heading } = passage;
  if (!proposition) return undefined;
  if (fold(heading).trim() === fold(understanding.question).trim()) return proposition.verdict;
  const { polarity, question, turned } = understanding.positive;
  // « …, c'est bien ça ? » after a denial: neither a « oui » nor a « non » is clear to everybody.
  if (!polarity || polarity.negated || hingesOn(evidence, question) || isOfDenied(passage, question))
    return undefined;
  const page = { proposition: positiveProposition(proposition), heading: positiveHeading(passage) };
  // « est-il en retard ? » asks neither whether something may be done nor must be: only the very page decides.
  const otherKind = polarity.modality === 'vrai' && page.proposition.modality !== 'vrai';
  if (otherKind && fit !== undefined && fit < FITS_SURELY) return undefined;
  const verdict = verdictOnPositive(question, polarity, page, model);
  return verdict && turned ? flip(verdict) : verdict;
}

/** Whether a page is on the procedure that a question says its contract has not: « on n’est pas en MAPA, … ? » */
function isOfDenied({ heading }: Passage, question: string): boolean {
  const { denied } = procedureSaid(fold(question));
  const { procedure } = procedureSaid(fold(heading));
  return procedure !== undefined && denied.includes(procedure);
}

const headings = new WeakMap<Passage, string>();

/** A page's own question in its positive form. */
function positiveHeading(passage: Passage): string {
  const known = headings.get(passage);
  if (known !== undefined) return known;
  const { question } = positiveForm(passage.heading);
  headings.set(passage, question);
  return question;
}

/** What a page answers to a question, both in their positive forms, whether or not the question denies. */
function verdictOnPositive(
  question: string,
  polarity: Polarity,
  page: AskedProposition,
  model?: VerdictModel,
): 'oui' | 'non' | undefined {
  const { proposition, heading } = page;
  if (polarity.modality === proposition.modality && deniesCase(question, page)) return undefined;
  if (polarity.without && !namesWhatIsLeftOut(question, page)) return undefined;
  if (refusesWhatIsAsked(question, polarity, page)) return undefined;
  const acceptance = onAcceptance(question, polarity, page);
  if (acceptance) return acceptance;
  if (asksForDue(question, polarity, page)) return proposition.verdict;
  const likely = likelyVerdict(question, polarity, page, { model });
  // Of words for their contrary, grammar knows nothing.
  const opposed = oppositesBetween(fold(question), fold(`${proposition.statement} ${heading}`));
  const ruled = opposed.length > 0 ? undefined : verdictFor(proposition, { ...polarity, negated: false });
  // What is merely permitted is not compulsory, whatever words they share.
  if (polarity.modality === 'obligatoire' && proposition.modality === 'permis' && likely === 'oui')
    return undefined;
  if (!ruled || ruled === likely) return likely;
  // Where the words say nothing sure, the grammar is enough near the page's own words, as long as they do not deny it.
  const own = wordsBeside(question, heading, proposition) <= 1;
  const near = own || sharedWords(question, heading, proposition) >= SAME_QUESTION[proposition.modality];
  const sure = near ? SURE_NEAR : SURE_FAR;
  return likelyVerdict(question, polarity, page, { model, sure }) === ruled ? ruled : undefined;
}

/** What a page asks whether one may refuse, stop or call off. */
const REFUSES =
  /^(?:refuser|s'opposer|interdire|rejeter|ecarter|eliminer|exclure|empecher|annuler|contester)\b/;

/**
 * The page asks whether something may be refused, the question whether it may be done, or asked for: « peuvent-ils
 * demander une caution ? ». A yes to the one is no yes to the other, and often the contrary.
 */
const refusesWhatIsAsked = (
  question: string,
  { modality }: Polarity,
  { proposition }: AskedProposition,
): boolean =>
  (modality === 'permis' || modality === 'vrai') &&
  proposition.modality === 'permis' &&
  REFUSES.test(fold(proposition.statement)) &&
  !undoes(fold(question));

/** What a buyer takes from a company. */
const TAKES = /^(?:accepter|admettre|prendre|recevoir)\b/;

/**
 * Who must accept may not refuse, and the other way round: a page on either decides a question on the other, when they
 * share their words.
 */
function onAcceptance(question: string, { modality, without }: Polarity, page: AskedProposition) {
  const { proposition, heading } = page;
  if (without || sharedWords(question, heading, proposition) < SAME_QUESTION.permis) return undefined;
  const asked = fold(question);
  const own = fold(proposition.statement);
  if (modality === 'obligatoire' && proposition.modality === 'permis' && /^refuser\b/.test(own))
    return undoes(asked) ? undefined : flip(proposition.verdict);
  if (modality === 'permis' && proposition.modality === 'obligatoire' && TAKES.test(own))
    return proposition.verdict === 'oui' ? (undoes(asked) ? 'non' : 'oui') : undefined;
  return undefined;
}

/** « j'ai droit à une actualisation ? » asks whether it must be done: a page on that duty decides. */
const asksForDue = (question: string, { modality, without }: Polarity, page: AskedProposition): boolean =>
  modality === 'permis' &&
  !without &&
  page.proposition.modality === 'obligatoire' &&
  /\bdroit (?:a|au|aux)\b/.test(fold(question)) &&
  sharedWords(question, page.heading, page.proposition) >= SAME_QUESTION.obligatoire;

/** A short answer that gives no verdict on what was asked; under the page's own question when it needs its own. */
export function withoutVerdict({ passage, shortAnswer }: Evidence): string {
  return needsVerdict(shortAnswer) ? `${passage.heading} ${shortAnswer}` : capitalised(bodyOf(shortAnswer));
}

/** Words that go on with a sentence: « Non : une commune… ». A name keeps its capital. */
const goingOn = (text: string): string =>
  text.replace(
    /^(?:Une?|Les?|La|L['’]|Des|Du|Au|Aux|À|En|Pour|Dans|Sur|Sous|Si|Vous|Votre|Vos|Il|Elle|Ils|Elles|Ce|Cette|Ces|Aucune?|Tout|Toute|Avec|Sans|Seule?s?)(?![\p{L}])/u,
    (word) => word.toLowerCase(),
  );

const bodyOf = (shortAnswer: string): string => shortAnswer.replace(/^(?:oui|non)\s*[,.:;—–-]?\s+/i, '');

const needsVerdict = (shortAnswer: string): boolean => {
  const body = bodyOf(shortAnswer);
  return body !== shortAnswer && NEEDS_VERDICT.test(body);
};

/**
 * Whether a section's proposition is what the question asks, as the search found it, else by the words they share. A
 * figure in the question that does not meet the section's own may decide otherwise than what it states.
 */
export function asksTheSame(evidence: Evidence, question: string): boolean {
  const { passage, shortAnswer, fit } = evidence;
  if (!passage.proposition || !figuresMeet(question, shortAnswer)) return false;
  return fit === undefined ? speaksOfTheSame(evidence, question) : fit >= FITS;
}

/** Whether a text speaks of a section's proposition, by the words that they share. */
export function speaksOfTheSame({ passage }: Evidence, text: string): boolean {
  const { proposition, wordings } = passage;
  if (!proposition) return false;
  const heading = positiveHeading(passage);
  if (sharedWords(text, heading, proposition) >= NEAR_QUESTION) return true;
  const asked = stemsOf(text);
  return wordings.some((wording) => {
    const stems = stemsOf(wording);
    const shared = [...stems].filter((stem) => asked.has(stem)).length;
    return (2 * shared) / (stems.size + asked.size) >= NEAR_QUESTION;
  });
}

/** Whether every word of a section's proposition stands in a question: it is the very thing asked. */
export function asksItsWords({ passage: { proposition } }: Evidence, question: string): boolean {
  const stems = stemsOf(proposition?.statement ?? '');
  return stems.size > 0 && stems.isSubsetOf(stemsOf(question));
}

/** How much more of its own words a page must find in the question to be the nearer one, of 1. */
const NEARER = 0.25;

/** Whether a section's own question, or its proposition, is plainly nearer a question than another's. */
export function isNearer(one: Evidence, other: Evidence, question: string): boolean {
  const held = ({ passage: { proposition, heading } }: Evidence) =>
    proposition ? sharedWords(question, heading, proposition) : 0;
  return held(one) >= held(other) + NEARER;
}

/** Whether a section is the one asked more likely than not, so that it counts against another. */
export const isLikelyAsked = ({ fit = 1 }: Evidence): boolean => fit >= FITS_SURELY;
