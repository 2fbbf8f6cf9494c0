import { citePassages, findPassages } from '#src/answer/passages-for-experts.ts';
import { loadCannedAnswers } from '#src/ingest/canned-answers.ts';
import { parisDay } from '#src/knowledge/dates.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Retriever } from '#src/retrieval/retriever.ts';
import type { DeskLibrary } from './parts.ts';

/** The knowledge as experts use it: the index in service at each moment, and the ready-made answers of the folder. */
export function createDeskLibrary(parts: {
  serving: () => { readonly base: KnowledgeBase; readonly retriever: Retriever } | undefined;
  knowledgeDir: string;
  now: () => number;
}): DeskLibrary {
  const { serving, knowledgeDir, now } = parts;
  return {
    search: async (words) => {
      const index = serving();
      return index && findPassages(index, words, parisDay(now()));
    },
    cite: (keys) => {
      const index = serving();
      return index ? citePassages(index.base, keys, parisDay(now())) : [];
    },
    canned: () => loadCannedAnswers(knowledgeDir),
  };
}
