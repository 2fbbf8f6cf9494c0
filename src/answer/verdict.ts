import { analyse } from '#src/retrieval/french-text.ts';
import type { Evidence } from './evidence.ts';
import { verdictFor } from './polarity.ts';
import { capitalise } from './rich-text.ts';
import type { Understanding } from './understand.ts';

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
  const body = shortAnswer.replace(/^(?:oui|non)\s*[,.:;—–-]?\s+/i, '');
  const plain = { text: capitalise(body), verdict: null };
  if (!passage.proposition || !understanding.polarity) return plain;
  const verdict = verdictFor(passage.proposition, understanding.polarity);
  if (!verdict || !asksTheSame(evidence, understanding.question)) return plain;
  if (verdict === passage.proposition.verdict) return { text: shortAnswer, verdict };
  return { text: `${capitalise(verdict)} : ${body}`, verdict };
}

/** Whether the question's words stand in the section's question, its wordings or its proposition. */
function asksTheSame(evidence: Evidence, question: string): boolean {
  const { heading, wordings, proposition } = evidence.passage;
  const known = new Set(
    analyse([heading, ...wordings, proposition?.statement ?? ''].join(' ')).map((token) => token.stem),
  );
  const asked = analyse(question).map((token) => token.stem);
  if (asked.length === 0) return false;
  return asked.filter((stem) => known.has(stem)).length / asked.length >= SAME_QUESTION;
}
