import { plainText } from '#src/channel/blocks.ts';
import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { vectorFilePath } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { type IngestReport, ingest } from '#src/knowledge/ingest/ingest.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import type { Embedder } from '#src/retrieval/vectors/embedder.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { SAMPLE } from './samples.ts';
import { WORD_EMBEDDER, WORD_ENDPOINT } from './word-endpoint.ts';

/** The day on which questions are asked, unless a test says another. */
export const TODAY = '2026-11-24';

/** A knowledge folder, a data folder and a store of their own, with what staff and companies do with them. */
export interface Workshop extends AsyncDisposable {
  readonly knowledge: TempFolder;
  readonly data: TempFolder;
  readonly db: Database;
  /** Texts embedded since the workshop was opened. */
  readonly embedded: string[];
  /** @param accept `all` when staff took pages away on purpose */
  ingest(embedder?: Embedder, accept?: 'all'): Promise<IngestReport>;
  /** The index in service, as a starting server would load it. */
  load(embedder?: Embedder): Promise<KnowledgeBase>;
  /** What a company reads, and which documents it cites. */
  ask(question: string, date?: string): Promise<{ kind: string; text: string; cited: string[] }>;
  /** Where the graph of an index that was built for it is. */
  vectorFile(generation: string): string;
}

/**
 * Opens a workshop on some files; nothing is ingested yet.
 * @param graphFrom vectors from which on they have a graph: few have none, unless a test is about it
 */
export async function openWorkshop(
  files: Readonly<Record<string, string | Uint8Array>> = SAMPLE,
  { graphFrom }: { readonly graphFrom?: number } = {},
): Promise<Workshop> {
  const knowledge = tempFolder(files);
  const data = tempFolder();
  const db = await openDatabase(data.path);
  const embedded: string[] = [];
  const counting: Embedder = {
    ...WORD_EMBEDDER,
    endpoint: {
      ...WORD_ENDPOINT,
      embedDocuments: (texts) => {
        embedded.push(...texts);
        return WORD_ENDPOINT.embedDocuments(texts);
      },
    },
  };
  const vectorFile = (generation: string) => vectorFilePath(data.path, generation);
  const load = async (embedder: Embedder = counting) => {
    const base = await loadKnowledgeBase(db, { embedder, vectorFile });
    if (!base) throw new Error('no index in service');
    return base;
  };
  const answererOf = (base: KnowledgeBase): Answerer =>
    createAnswerer({ base, retriever: new HybridRetriever(base) });
  return {
    knowledge,
    data,
    db,
    embedded,
    load,
    vectorFile,
    ingest: (embedder = counting, accept) =>
      ingest(db, { knowledgeDir: knowledge.path, dataDir: data.path, embedder, accept, graphFrom }),
    ask: async (question, date = TODAY) => {
      const answer = await answererOf(await load()).answer(question, undefined, date);
      const cited = answer.citations.map(({ documentId, page }) => documentId + (page ? ` p. ${page}` : ''));
      return { kind: answer.kind, text: plainText(answer.blocks).replace(/\u00A0/g, ' '), cited };
    },
    [Symbol.asyncDispose]: async () => {
      await db.close();
      knowledge[Symbol.dispose]();
      data[Symbol.dispose]();
    },
  };
}

/** « ERREUR guides/avance.md:8 … » lines of a report, as the command line prints them. */
export const problemLines = (report: Pick<IngestReport, 'problems'>): string[] =>
  report.problems.map(({ path, line, message, severity }) => `${severity} ${path}:${line} ${message}`);
