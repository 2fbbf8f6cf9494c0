import type { EmbeddingsConfig, LlmConfig } from '#src/config/config.ts';
import type { Answerer } from '#src/conversation/ports.ts';
import { boundedText } from '#src/conversation/rules/bounded-text.ts';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import type { Aside } from '#src/features/answers/llm/conversation.ts';
import { openModel } from '#src/features/answers/llm/open.ts';
import { directoryLinks } from '#src/features/directory/links.ts';
import { type ExpertPassage, findPassages } from '#src/features/expert/desk/passages.ts';
import type { DraftSource } from '#src/features/expert/drafts/draft.ts';
import { draftSection } from '#src/features/expert/drafts/section.ts';
import type { DraftWords } from '#src/features/expert/store/drafts.ts';
import { createHandouts } from '#src/features/handouts/parts.ts';
import { createReferencing } from '#src/features/referencing/parts.ts';
import { createTraining } from '#src/features/training/parts.ts';
import { vectorFilePath } from '#src/knowledge/ingest/vector-file.ts';
import { type CircuitStore, sharedCircuit } from '#src/platform/circuit-store.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { openReader } from '#src/platform/database/open.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever, type Retriever } from '#src/retrieval/retriever.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { prepareTurn } from './prepare.ts';
import type { PreparedTurn, ReadingParts, TurnToRead } from './prepared.ts';

/** Settings of what reads turns: plain data, for another thread or process. */
export interface ReaderSettings {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly knowledgeDir: string;
  readonly llm: LlmConfig | undefined;
  readonly embeddings: EmbeddingsConfig;
  readonly companyApiUrl: string | undefined;
  readonly directory: boolean;
  /** Signs the links of the directory. */
  readonly directorySecret: string;
  readonly mailIsOn: boolean;
  /** The generation of the index that is in service; none is yet, when absent. */
  readonly generation?: string | undefined;
  /** Where the model's circuit is kept, for all who call it; each has its own, when absent. */
  readonly circuit?: SharedArrayBuffer | undefined;
}

/** Something to read. What needs the index names the generation that it is answered from. */
export type ReadingTask =
  | { readonly type: 'load'; readonly generation: string }
  | {
      readonly type: 'turn';
      readonly generation: string | undefined;
      readonly turn: TurnToRead;
      /** Where people reach the hotline, without a slash at the end. */
      readonly address: string;
    }
  | {
      readonly type: 'search';
      readonly generation: string;
      readonly words: string;
      /** « YYYY-MM-DD ». */
      readonly today: string;
    }
  | {
      readonly type: 'draft';
      readonly source: DraftSource;
    };

/** What each task gives. */
export interface ReadingResults {
  /** Which vectors find passages: « none » where words alone do. */
  readonly load: { readonly vectors: string };
  readonly turn: PreparedTurn;
  readonly search: readonly ExpertPassage[];
  readonly draft: DraftWords | undefined;
}

/** Reads what people write, wherever it runs. */
export interface TurnReader {
  /** Has a generation of the index in memory. */
  load(generation: string): Promise<void>;
  run<T extends ReadingTask>(task: T): Promise<ReadingResults[T['type']]>;
}

interface Serving {
  readonly generation: string;
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
}

/**
 * Opens what reads turns: its own way into the store, to read only, and the index.
 * @param aside how a model's replies are waited for
 */
export async function createTurnReader(
  settings: ReaderSettings,
  { logger, aside }: { readonly logger: Logger; readonly aside: Aside },
): Promise<TurnReader> {
  const { dataDir, databaseUrl, knowledgeDir, mailIsOn } = settings;
  const store = await openReader(dataDir, databaseUrl);
  // A server that answers over a socket is waited for; a file is read by this very thread.
  const db: Queryable =
    databaseUrl === undefined ? store : { query: (sql, params) => aside(() => store.query(sql, params)) };
  const circuit: CircuitStore | undefined = settings.circuit && sharedCircuit(settings.circuit);
  const llm = await openModel(settings.llm, { aside, ...(circuit && { circuit }) });
  const opened = await openEmbedder(settings.embeddings).catch((error) => {
    logger.warn(startTexts.noEmbedder(errorText(error)));
    return undefined;
  });
  const isRemote = settings.embeddings.provider === 'openai';
  const embedder =
    opened && isRemote
      ? { ...opened, embedQuery: (text: string) => aside(() => opened.embedQuery(text)) }
      : opened;
  let serving: Serving | undefined;
  let address = '';
  const handouts = createHandouts(knowledgeDir, logger, () => serving?.base);
  const forms = createReferencing({
    config: { knowledgeDir, companyApiUrl: settings.companyApiUrl },
    logger,
    figures: () => serving?.base.figures,
  });
  // Sources are named when what was read is acted on.
  const training = createTraining({ config: { knowledgeDir, mail: undefined }, logger, cite: () => [] });
  const { find } = forms.directory;
  const referencing = {
    ...forms,
    training,
    directory: { find: (siret: string) => aside(() => find(siret)) },
  };
  const links = directoryLinks(() => address, settings.directorySecret);
  const parts: ReadingParts = {
    ...{ db, logger, handouts, referencing, mailIsOn, hearsPrivacy: true },
    directory: { ...links, isOn: settings.directory },
    answerer: () => inService().answerer,
  };

  const inService = (): Serving => {
    if (!serving) throw new HotlineError('knowledge', 'Aucun index n’est en service.');
    return serving;
  };
  const load = async (generation: string): Promise<void> => {
    if (serving?.generation === generation) return;
    const options = { embedder, vectorFile: (id: string) => vectorFilePath(dataDir, id) };
    const base =
      (await loadKnowledgeBase(db, { ...options, generation })) ??
      // It was replaced since: what is published now is as good.
      (await loadKnowledgeBase(db, options));
    if (!base) return;
    const retriever = new HybridRetriever(base);
    serving = {
      generation: base.generation,
      base,
      retriever,
      answerer: createAnswerer({ base, retriever, llm }),
    };
  };
  const run = async (task: ReadingTask): Promise<ReadingResults[ReadingTask['type']]> => {
    switch (task.type) {
      case 'load':
        return { vectors: inService().base.vectors?.index.kind ?? 'none' };
      case 'turn':
        address = task.address;
        return prepareTurn(parts, task.turn);
      case 'search':
        return findPassages(inService(), boundedText(task.words), task.today);
      case 'draft':
        return draftSection(task.source.messages, task.source.asked, task.source.known);
      default:
        return task satisfies never;
    }
  };
  return { load, run: run as TurnReader['run'] };
}
