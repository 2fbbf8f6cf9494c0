import { plainText, type SourceItem } from '#src/channel/blocks.ts';
import { composeExtractive } from '#src/features/answers/compose/extractive.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import { type DocumentsOn, documentEvidences } from '#src/features/answers/search/document-judge.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { articleExists, articlesIn } from '#src/reference/article-number.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { sentencesOf } from '#src/retrieval/passages/sentences.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { composed, type ModelComposer } from './answer-from-pages.ts';
import { refusal } from './texts.ts';

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
  const [first, second] = evidences;
  const best = documents.parts[0]?.best;
  if (!first || best === undefined) return undefined;
  const answer = await composed(understanding, beside, llm, {
    evidences,
    extract: () => {
      const whole = { ...first, quoted: first.quoted ?? [best] };
      const tries: [Evidence, ...Evidence[]][] = [[whole], [{ ...first, quoted: [best] }]];
      // The same words on another page add nothing.
      if (documents.quoted === 2 && second && documents.parts[1]?.best !== best)
        tries.unshift([whole, second]);
      for (const quoted of tries) {
        const draft = composeExtractive(understanding, quoted);
        if (verify(draft, quoted, understanding).length === 0) return { draft, evidences: quoted };
      }
      return undefined;
    },
  });
  if (!answer || namesUnknownArticle(plainText(answer.blocks))) return undefined;
  return { ...answer, citations: answer.citations.map(withoutUnknownArticles) };
}

/**
 * A refusal that shows what a document says that is nearest: what is asked may be in it, and may not.
 * @returns nothing when its words do not pass what every answer must
 */
export async function nearestInDocuments(
  asked: Understanding,
  documents: DocumentsOn,
  base: KnowledgeBase,
): Promise<Answer | undefined> {
  const shown = await answerFromDocuments(asked, documents, base);
  if (!shown) return undefined;
  const refused = refuse(asked, [refusal.nearestInDocument]);
  const [reason, ...rest] = refused.blocks;
  return {
    ...refused,
    isUnknown: true,
    blocks: [...(reason ? [reason] : []), ...shown.blocks, ...rest],
    citations: shown.citations,
  };
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
