import type { Answer } from '#src/features/answers/answer.ts';
import { lawAnswers } from '#src/knowledge/law/texts.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Retriever } from '#src/retrieval/retriever.ts';
import { articleAnswer, articleChoices } from './article.ts';
import { judgeLaw } from './judge.ts';

/** Articles looked at when no page answers. */
const HITS = 12;

/** A page's answer, with buttons that read the articles it cites; the same answer when no law was imported. */
export function withArticles(answer: Answer, understanding: Understanding, base: KnowledgeBase): Answer {
  if (!base.law || answer.kind !== 'answer') return answer;
  const cited = answer.citations.flatMap((citation) => citation.articles);
  return { ...answer, followUps: [...answer.followUps, ...articleChoices(cited, understanding, base.law)] };
}

/**
 * What is said when no page answers: the article that rules the question when one surely does, else the same refusal,
 * with the nearest article to read when it is worth it.
 */
export async function lawInstead(
  refused: Answer,
  understanding: Understanding,
  { base, retriever }: { readonly base: KnowledgeBase; readonly retriever: Retriever },
): Promise<Answer> {
  if (!base.law || refused.kind !== 'refusal') return refused;
  const { date, question } = understanding;
  const filter = { regime: understanding.case.regime, date };
  const result = await retriever.search(question, { k: HITS, filter, among: 'law' });
  const [best] = result.hits;
  const judged = judgeLaw(result, base);
  if (!best || judged === 'nothing') return refused;
  if (judged === 'quote') return articleAnswer(understanding, best.passage, base, lawAnswers.nearest);
  // A refusal that proposes no page is of a question out of the domain: the code holds the words of many subjects.
  if (refused.followUps.length === 0) return refused;
  const offered = articleChoices(best.passage.articles, understanding, base.law);
  return { ...refused, followUps: [...refused.followUps, ...offered] };
}
