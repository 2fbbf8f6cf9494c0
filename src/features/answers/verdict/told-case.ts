import { analyse, fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { sharesWord } from './shared-words.ts';
import type { AskedProposition } from './verdict-features.ts';

/** « … que si le dossier l'autorise », « sauf mention contraire »: an answer that an obstacle may turn round. */
const holdsIf = (shortAnswer: string): boolean =>
  /\b(?:que si|seulement si|uniquement si|sauf|a condition|a moins)(?!\p{L})/u.test(fold(shortAnswer));

/** « l'avis l'interdit, je peux quand même ? »: the person tells what stands in the way. */
const tellsObstacle = (question: string): boolean => /\bquand meme\b|\bmalgre\b/.test(fold(question));

/** Whether a page's answer holds on a condition that a question tells is not met, or may not be. */
export const hingesOn = (evidence: Evidence, question: string): boolean =>
  (holdsIf(evidence.shortAnswer) && tellsObstacle(question)) || deniesCondition(question, evidence);

/** What an answer sets as its condition: « s'il l'a annoncé ». */
const CONDITION =
  /(?<!\p{L}|\bsauf |\bmeme )(?:si |s'(?:il|elle|ils|elles) |a condition (?:que |qu'|de )|des lors qu[e'])([^.;:?!]{3,80})/gu;
/** What a question tells not to be. */
const NOT_SO =
  /(?<!\p{L})(?:n'(?:a|avait|ont|avaient|est|etait)|n'a pas ete|sans|aucune?) (?:pas |rien |jamais |ete )*((?:(?!\b(?:quand|si|lorsque)\b)[^.,;:?!]){3,50})/gu;

/**
 * Whether a question tells that the condition of an answer is not met: « elle n'avait pas annoncé de négociation ». What
 * the section's own question denies too is its case: « quand aucune offre n'a été déposée ».
 */
function deniesCondition(question: string, { passage, shortAnswer }: Evidence): boolean {
  const words = (text: string, pattern: RegExp) =>
    stemsOf([...fold(text).matchAll(pattern)].map(([, found = '']) => found).join(' '));
  const own = `${passage.proposition?.statement ?? ''}. ${passage.heading}`;
  const denied = words(question, NOT_SO).difference(words(own, NOT_SO));
  return denied.size > 0 && sharesWord(denied, words(shortAnswer, CONDITION));
}

/** Whether what a question does without is spoken of by a page; what nothing on the page tells may change all. */
export function namesWhatIsLeftOut(question: string, page: AskedProposition): boolean {
  const left = leftOut(question);
  if (left.size === 0) return true;
  return sharesWord(left, stemsOf(`${page.proposition.statement} ${page.heading}`));
}

/** The first words of what is done without: « sans même nous avoir entendus ». */
const LEFT_OUT = /\bsans ([^,;:.?!]{3,60})/gu;
const LEFT_OUT_WORDS = 2;

function leftOut(question: string): Set<string> {
  return new Set(
    [...fold(question).matchAll(LEFT_OUT)].flatMap(([, words = '']) =>
      analyse(words)
        .slice(0, LEFT_OUT_WORDS)
        .map((token) => token.stem),
    ),
  );
}

/** Whether a section decides on doing without the very thing that a question leaves out. */
export function decidesWithout({ passage: { proposition, heading } }: Evidence, question: string): boolean {
  const left = leftOut(question);
  if (!proposition || left.size === 0) return false;
  return sharesWord(left, leftOut(`${proposition.statement}. ${heading}`));
}

/** What a text says that there is not: « sans plan », « pas mandataire ». */
const DENIED =
  /(?<!\b(?:parle|di[ts]e?|mentionne|precise|evoque|prevoit)(?:nt)? )\b(?:sans|pas(?: encore| non plus| du tout)?|aucune?|ni)(?: (?:de|un|une|le|la|les|mon|ma|mes))? (?:[dlmst]')?(\p{L}+)/gu;

/**
 * Whether a question denies what a section's proposition holds for: « en redressement, sans plan » is not the case of
 * « candidater en redressement avec un plan ».
 */
export function deniesCase(question: string, { proposition, heading }: AskedProposition): boolean {
  const denied = (text: string): Set<string> =>
    stemsOf([...fold(text).matchAll(DENIED)].map(([, word = '']) => word).join(' '));
  const own = `${proposition.statement} ${heading}`;
  const held = stemsOf(proposition.statement).difference(denied(own));
  return !denied(question).isDisjointFrom(held);
}
