import { paragraph } from '#src/channel/blocks.ts';
import { computationFor, type Reached } from '#src/features/answers/compute.ts';
import { caseWeight } from '#src/features/answers/search/case-fit.ts';
import { documentEvidences, documentsOn } from '#src/features/answers/search/document-judge.ts';
import { hasEvidence } from '#src/features/answers/search/judge.ts';
import { verifyComputed } from '#src/features/answers/verify/computed.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import type { Retriever } from '#src/retrieval/retriever.ts';

/** What a model that calls tools may do to answer one question. */
export interface LlmTools {
  /** Evidence for other words than the question's, the best first; empty when nothing is near enough. */
  search(query: string): Promise<readonly Evidence[]>;
  /** @returns undefined when no calculator answers these words */
  compute(question: string): Reached | undefined;
}

/** Hits that the judge needs to tell a good one from the others. */
const HITS = 12;
/** Passages that one search gives. */
const PASSAGES = 4;

/** What the tools work with. */
export interface KnowledgeToolsParts {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  /** The person's question: its date, regime and case bound every search and computation. */
  readonly understanding: Understanding;
  readonly today: IsoDate;
}

/** The knowledge and the calculators as tools, within the case and the date of the person's question. */
export function knowledgeTools({ base, retriever, understanding, today }: KnowledgeToolsParts): LlmTools {
  const { date, askedDate, case: own } = understanding;
  const inCase = (words: string): Understanding => {
    const asked = understand(words, undefined, today);
    // What the person said stays said: the model's words only leave it out.
    const { buyer = own.buyer, category = own.category } = asked.case;
    return { ...asked, date, askedDate, case: { ...own, buyer, category } };
  };
  return {
    search: async (query) => {
      const asked = inCase(query);
      const result = await retriever.search(asked.question, {
        k: HITS,
        filter: { regime: own.regime, date },
        weigh: (passage) => caseWeight(passage, own),
      });
      if (hasEvidence(result, base, asked))
        return result.hits
          .flatMap(({ passage }) => toEvidence(passage, base.figures, date) ?? [])
          .slice(0, PASSAGES);
      const documents = await documentsOn({ question: asked.question, case: own, date }, base);
      return documents?.answers ? documentEvidences(documents, base, date).slice(0, PASSAGES) : [];
    },
    compute: (question) => {
      const asked = inCase(question);
      const reached = computationFor(asked, base.figures, today);
      const proved = reached && verifyComputed([paragraph(reached.result.headline)], reached.result, asked);
      return proved?.length === 0 ? reached : undefined;
    },
  };
}
