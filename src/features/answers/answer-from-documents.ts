import { plainText, type SourceItem } from '#src/channel/blocks.ts';
import { composeExtractive } from '#src/features/answers/compose/extractive.ts';
import { type DocumentsOn, documentEvidences } from '#src/features/answers/search/document-judge.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { articleExists, articlesIn } from '#src/reference/article-number.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { sentencesOf } from '#src/retrieval/passages/index-content.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { composed, type ModelComposer } from './answer-from-pages.ts';

/**
 * Answers from the document that says it, in its own sentences, cited with its page or slide. It never says « oui » or
 * « non » of itself: only its sentences may.
 * @param beside pages found for the same question, whose questions are proposed
 * @returns nothing when its words do not pass what every answer must
 */
export async function answerFromDocuments(
  asked: Understanding,
  documents: DocumentsOn,
  base: KnowledgeBase,
  { llm, beside = [] }: { llm?: ModelComposer | undefined; beside?: readonly Hit[] } = {},
): Promise<Answer | undefined> {
  const understanding = withoutPolarity(asked);
  const evidences = documentEvidences(documents, base, understanding.date);
  const [first] = evidences;
  const best = documents.parts[0]?.best;
  if (!first || best === undefined) return undefined;
  const answer = await composed(understanding, beside, llm, {
    evidences,
    extract: () => {
      for (const quoted of [first.quoted ?? [best], [best]]) {
        const evidence = { ...first, quoted };
        const draft = composeExtractive(understanding, [evidence]);
        if (verify(draft, [evidence], understanding).length === 0) return { draft, evidences: [evidence] };
      }
      return undefined;
    },
  });
  if (!answer || namesUnknownArticle(plainText(answer.blocks))) return undefined;
  return { ...answer, citations: answer.citations.map(withoutUnknownArticles) };
}

/** Whether words name an article that does not exist: whoever wrote them, they are not passed on. */
const namesUnknownArticle = (text: string): boolean =>
  articlesIn(text).some((article) => !articleExists(article));

/** A source whose excerpt leaves out the sentences that name such an article. */
const withoutUnknownArticles = (source: SourceItem): SourceItem => ({
  ...source,
  excerpt: source.excerpt?.split('\n').map(knownSentences).join('\n'),
});

const knownSentences = (line: string): string =>
  namesUnknownArticle(line)
    ? sentencesOf(line)
        .filter((sentence) => !namesUnknownArticle(sentence))
        .join(' ')
    : line;

const withoutPolarity = (understanding: Understanding): Understanding => ({
  ...understanding,
  polarity: undefined,
  positive: { ...understanding.positive, polarity: undefined },
});
