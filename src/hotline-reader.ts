import type { Answerer } from '#src/conversation/ports.ts';
import { boundedText } from '#src/conversation/rules/bounded-text.ts';
import { prepareTurn } from '#src/conversation/workers/prepare.ts';
import type { ReadingParts } from '#src/conversation/workers/prepared.ts';
import type {
  OpenReader,
  ReadingResults,
  ReadingTask,
  TurnReader,
} from '#src/conversation/workers/turn-reader.ts';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { openModel } from '#src/features/answers/llm/open.ts';
import { directoryLinks } from '#src/features/directory/links.ts';
import { findPassages } from '#src/features/expert/desk/passages.ts';
import type { DraftSource } from '#src/features/expert/drafts/draft.ts';
import { draftSection } from '#src/features/expert/drafts/section.ts';
import { createHandouts } from '#src/features/handouts/parts.ts';
import type { PrivacySettings } from '#src/features/privacy/chat/step.ts';
import { createReferencing } from '#src/features/referencing/parts.ts';
import { createTraining } from '#src/features/training/parts.ts';
import { vectorFilePath } from '#src/knowledge/ingest/vector-file.ts';
import { type CircuitStore, sharedCircuit } from '#src/platform/circuit-store.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { openReader } from '#src/platform/database/open.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever, type Retriever } from '#src/retrieval/retriever.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { merging, othersDo } from './features-together.ts';
import { createFeatures, GRAMMAR, PRECEDENCE } from './hotline-features.ts';

/** Errands of the desk: passages for an expert, and the draft of a section from what experts answered. */
export const SEARCH = 'search';
export const DRAFT = 'draft';

/** What an expert looks for. */
export interface SearchErrand {
  readonly words: string;
  /** « YYYY-MM-DD ». */
  readonly today: string;
}

/** Of people's data: a reader tells nobody anything. */
const NOT_SAID: PrivacySettings = {
  delayDays: 0,
  conversationDays: 0,
  visitDays: 0,
  contact: undefined,
  page: () => undefined,
  others: othersDo,
};

interface Serving {
  readonly generation: string;
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
}

/** Opens what reads turns: its own way into the store, to read only, the index, and the features. */
export const createTurnReader: OpenReader = async (settings, { logger, aside }): Promise<TurnReader> => {
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
  const { find } = forms.directory;
  const referencing = { ...forms, directory: { find: (siret: string) => aside(() => find(siret)) } };
  const links = directoryLinks(() => address, settings.directorySecret);
  const features = createFeatures({
    db,
    logger,
    mailIsOn,
    // What is read here is acted on elsewhere: nobody is told, and no source is named.
    surfaces: [],
    training: createTraining({ config: { knowledgeDir, mail: undefined }, logger, cite: () => [] }),
    privacy: NOT_SAID,
    merging,
    answerer: () => inService().answerer,
    handouts,
    referencing,
    directory: { ...links, isOn: settings.directory },
  });
  const parts: ReadingParts = { db, features, precedence: PRECEDENCE, grammar: GRAMMAR };

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
  const errand = (name: string, data: unknown): unknown => {
    if (name === SEARCH) {
      const { words, today } = data as SearchErrand;
      return findPassages(inService(), boundedText(words), today);
    }
    const { messages, asked, known } = data as DraftSource;
    return draftSection(messages, asked, known);
  };
  const run = async (task: ReadingTask): Promise<ReadingResults[ReadingTask['type']]> => {
    switch (task.type) {
      case 'load':
        return { vectors: inService().base.vectors?.index.kind ?? 'none' };
      case 'turn':
        address = task.address;
        return prepareTurn(parts, task.turn);
      case 'errand':
        return errand(task.name, task.data);
      default:
        return task satisfies never;
    }
  };
  return { load, run: run as TurnReader['run'] };
};
