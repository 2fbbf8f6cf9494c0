import { analyse, fold } from '#src/retrieval/french-text.ts';
import type { Evidence } from './evidence.ts';
import { verdictFor } from './polarity.ts';
import { capitalise } from './rich-text.ts';
import type { Understanding } from './understand.ts';

/** A short answer that says nothing clear without the « oui » or « non » that opened it: « si le marché dépasse… ». */
const NEEDS_VERDICT =
  /^(?:s'|(?:si|sauf|mais|seulement|uniquement|quand|lorsque|pas|à condition|à moins|c'est|en priorité|une seule fois|dans un seul cas)(?![\p{L}-]))/iu;

/** Part of a question's words that a section's own question must hold for its verdict to be that of the question. */
const SAME_QUESTION = 0.5;

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
  const verdict = verdictOn(evidence, understanding);
  if (!verdict || !asksTheSame(evidence, understanding.question)) return plain;
  if (verdict === passage.proposition?.verdict) return { text: shortAnswer, verdict };
  // The page asks the contrary: its own words come under its own question when they need its verdict.
  const own = needsVerdict(shortAnswer) ? `. ${plain.text}` : ` : ${bodyOf(shortAnswer)}`;
  return { text: `${capitalise(verdict)}${own}`, verdict };
}

/**
 * What a section's proposition answers to a question; undefined when it can't be told. A section's own question, as a
 * button sends it, gets its own verdict however it is turned.
 */
export function verdictOn({ passage }: Evidence, understanding: Understanding): 'oui' | 'non' | undefined {
  const { proposition, heading } = passage;
  if (!proposition) return undefined;
  if (fold(heading).trim() === fold(understanding.question).trim()) return proposition.verdict;
  return understanding.polarity && verdictFor(proposition, understanding.polarity);
}

/** A short answer that gives no verdict on what was asked; under the page's own question when it needs its own. */
export function withoutVerdict({ passage, shortAnswer }: Evidence): string {
  return needsVerdict(shortAnswer) ? `${passage.heading} ${shortAnswer}` : capitalise(bodyOf(shortAnswer));
}

const bodyOf = (shortAnswer: string): string => shortAnswer.replace(/^(?:oui|non)\s*[,.:;—–-]?\s+/i, '');

const needsVerdict = (shortAnswer: string): boolean => {
  const body = bodyOf(shortAnswer);
  return body !== shortAnswer && NEEDS_VERDICT.test(body);
};

/** Whether the question's words stand in the section's question, its wordings or its proposition. */
export function asksTheSame(evidence: Evidence, question: string): boolean {
  const { heading, wordings, proposition } = evidence.passage;
  const known = new Set(
    analyse([heading, ...wordings, proposition?.statement ?? ''].join(' ')).map((token) => token.stem),
  );
  const asked = analyse(question).map((token) => token.stem);
  if (asked.length === 0) return false;
  return asked.filter((stem) => known.has(stem)).length / asked.length >= SAME_QUESTION;
}
