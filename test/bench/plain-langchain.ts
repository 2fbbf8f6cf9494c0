import { FakeVectorStore } from '@langchain/core/utils/testing';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { type Passage, serves } from '#src/retrieval/passages/passage.ts';
import { ReaderEmbeddings } from '../evaluation/reader-embeddings.ts';
import { DEPTH, type Engine, fieldsOf } from './engine.ts';

/** Windows asked for, so that ten sections are left once collapsed and filtered. */
const WINDOWS = 60;

/**
 * langchain's plain pipeline: pages cut into windows of 1,000 characters that overlap by 200, an in-memory vector
 * store (cosine) and the reader's vectors; each window stands for the section that fills most of it. The store is
 * the one of langchain's core, the former MemoryVectorStore under the name of its tests.
 */
export async function plainLangchainEngine(base: KnowledgeBase): Promise<Engine> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 });
  const store = new FakeVectorStore(new ReaderEmbeddings());
  for (const sections of Map.groupBy(base.passages, (passage) => passage.documentId).values()) {
    const page = writePage(sections, base);
    const windows = await splitter.createDocuments([page.text]);
    let from = 0;
    for (const window of windows) {
      const start = page.text.indexOf(window.pageContent, from);
      from = start + 1;
      window.metadata = { passage: fullest(page.sections, start, start + window.pageContent.length) };
    }
    await store.addDocuments(windows);
  }
  return {
    name: 'langchain 1000/200',
    search: async (question, filter) => {
      const windows = await store.similaritySearch(question, WINDOWS);
      const found = new Set<string>();
      for (const { metadata } of windows) {
        const passage = metadata.passage as Passage;
        if (serves(passage, filter)) found.add(passage.key);
      }
      return [...found].slice(0, DEPTH);
    },
  };
}

/** Where a section stands in the text of its page. */
interface Stretch {
  readonly passage: Passage;
  readonly start: number;
  readonly end: number;
}

/** A page as a plain text, with where its sections are. */
function writePage(sections: readonly Passage[], base: KnowledgeBase): { text: string; sections: Stretch[] } {
  let text = sections[0]?.document.title ?? '';
  const stretches = sections.map((passage) => {
    const { question, body, wordings } = fieldsOf(passage, base);
    const start = text.length;
    text += `\n\n${[question, body, wordings].filter(Boolean).join('\n\n')}`;
    return { passage, start, end: text.length };
  });
  return { text, sections: stretches };
}

/** The section that fills most of a window. */
function fullest(sections: readonly Stretch[], start: number, end: number): Passage | undefined {
  const shared = (stretch: Stretch) => Math.min(end, stretch.end) - Math.max(start, stretch.start);
  return sections.reduce((best, one) => (shared(one) > shared(best) ? one : best), sections[0] as Stretch)
    .passage;
}
