import { plainText } from '#src/channel/blocks.ts';
import { shortDraft } from '#src/features/answers/compose/doubt.ts';
import { saysElse } from '#src/features/answers/compose/extractive.ts';
import { toRichText } from '#src/features/answers/compose/rich-text.ts';
import { isOtherCase } from '#src/features/answers/search/case-fit.ts';
import { standing } from '#src/features/answers/search/judge.ts';
import { withoutVerdict } from '#src/features/answers/verdict/verdict.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { toEvidence, toSource } from '#src/retrieval/passages/evidence.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { seeAlso } from './texts.ts';

/**
 * From so likely on, the first page is what was asked, whatever its numbers make a computation of: « les 50 % se comptent
 * en personnes ou en temps pleins ? ». Of 33 results of 707 people's questions, 7 left aside what their page says.
 */
const SURELY_ASKED = 0.85;

/** A computed result, with what the page says that is surely asked, where it says something else: a rule computed has its figures. */
export function withPage(
  computed: Answer,
  understanding: Understanding,
  result: SearchResult,
  base: KnowledgeBase,
): Answer {
  const [best] = result.hits;
  if (!best || asksNothing(best.passage) || isOtherCase(best.passage, understanding.case)) return computed;
  if (standing(result, base, understanding) < SURELY_ASKED) return computed;
  const evidence = toEvidence(best.passage, base.figures, understanding.date);
  const draft = evidence && shortDraft(evidence);
  if (!draft || !saysElse(plainText(computed.blocks), evidence)) return computed;
  if (verify(draft, [evidence], understanding).length > 0) return computed;
  const { documentId, heading } = best.passage;
  const known = computed.citations.find(
    (source) => source.documentId === documentId && source.section === heading,
  );
  const own = known ?? toSource(computed.citations.length + 1, evidence, []);
  return {
    ...computed,
    blocks: [
      ...computed.blocks,
      {
        type: 'paragraph',
        text: [{ text: `${seeAlso} ` }, ...toRichText(withoutVerdict(evidence), [own.n])],
      },
    ],
    citations: known ? computed.citations : [...computed.citations, own],
  };
}
