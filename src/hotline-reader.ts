import { AsyncLocalStorage } from 'node:async_hooks';
import type { Config } from '#src/config/config.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { memoryOf } from '#src/conversation/memory.ts';
import { boundedText } from '#src/conversation/rules/bounded-text.ts';
import { prepareTurn } from '#src/conversation/workers/prepare.ts';
import type { ReadingParts } from '#src/conversation/workers/prepared.ts';
import type {
  OpenReader,
  ReadingResults,
  ReadingTask,
  TurnReader,
} from '#src/conversation/workers/turn-reader.ts';
import { answerNow } from '#src/features/answers/answer-now.ts';
import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { threadOf } from '#src/features/answers/chat/thread.ts';
import { findAnswer } from '#src/features/answers/find-answer.ts';
import { learntIn, missedIn } from '#src/features/answers/learnt.ts';
import { openModel } from '#src/features/answers/llm/open.ts';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import { directoryLinks } from '#src/features/directory/links.ts';
import { expertMemory } from '#src/features/expert/chat/memory.ts';
import { isCallAwaited, momentProposed } from '#src/features/expert/chat/moment-proposed.ts';
import { findPassages } from '#src/features/expert/desk/passages.ts';
import type { DraftSource } from '#src/features/expert/drafts/draft.ts';
import { draftSection } from '#src/features/expert/drafts/section.ts';
import { wasJustGiven } from '#src/features/handouts/chat/given-before.ts';
import { createHandouts } from '#src/features/handouts/parts.ts';
import type { PrivacySettings } from '#src/features/privacy/chat/step.ts';
import { createReferencing } from '#src/features/referencing/parts.ts';
import { createTraining } from '#src/features/training/parts.ts';
import type { Meanings } from '#src/features/unanswered/reader.ts';
import { vectorFilePath } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { lastGoodIn } from '#src/knowledge/last-good.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { type CircuitStore, sharedCircuit } from '#src/platform/circuit-store.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { openReader } from '#src/platform/database/open.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { readPieces } from '#src/reader/answer/pieces.ts';
import { hostedEncoder } from '#src/reader/encoder/encoder-host.ts';
import { newSubject } from '#src/reader/follow-up.ts';
import { askedBesideWishes } from '#src/reader/questions/beside-wishes.ts';
import { severalByForm, severalQuestions } from '#src/reader/questions/several-questions.ts';
import { saidToQuestion } from '#src/reader/said-to-question.ts';
import { wantedParts } from '#src/reader/wanted-parts.ts';
import { asksHeading, type KnowledgeBase, loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { ContentReader } from '#src/retrieval/passages/content-text.ts';
import { HybridRetriever, type Retriever } from '#src/retrieval/retriever.ts';
import {
  type Embedder,
  type EmbedderOptions,
  type Endpoint,
  openEmbedder,
} from '#src/retrieval/vectors/embedder.ts';
import { merging, othersDo } from './features-together.ts';
import { createFeatures, PRECEDENCE } from './hotline-features.ts';

/** Errands of the desk: passages for an expert, and the draft of a section from what experts answered. */
export const SEARCH = 'search';
export const DRAFT = 'draft';
/** Errands for staff: what questions mean, and what is answered to one that had no answer. */
export const MEANINGS = 'meanings';
export const ASK = 'ask';

/** A question that is asked again by itself. */
export interface AskErrand {
  readonly text: string;
  /** « YYYY-MM-DD ». */
  readonly today: string;
}

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
  keptDays: { forms: 0, cases: 0, companies: 0, proofs: 0 },
  contact: undefined,
  page: () => undefined,
  others: othersDo,
};

interface Serving {
  readonly generation: string;
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** The same, which calls no model: what tells whether a message asks two things. */
  readonly finder: Answerer;
}

/** The index in service, as this reader has it in memory. */
interface Index {
  /** Runs a task on the index in service as it begins, whatever is loaded while it waits for something. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Nothing before the first was loaded. */
  readonly serving: () => Serving | undefined;
  /** @throws HotlineError `knowledge` while none is in service */
  readonly inService: () => Serving;
  readonly load: TurnReader['load'];
  /** Why passages are found by their words alone, when vectors are wanted. */
  readonly trouble: string | undefined;
}

/** What a reader is told of the settings: plain data, part by part. */
export interface ReadingSettings {
  readonly store: Pick<Config, 'dataDir' | 'databaseUrl'>;
  readonly knowledgeDir: string;
  readonly mailIsOn: boolean;
  readonly alertsAreMailed: boolean;
  readonly answers: Pick<Config, 'llm' | 'embeddings'>;
  /** The encoder of the threads of this process, when there is one. */
  readonly encoder: string | undefined;
  readonly referencing: Pick<Config, 'companyApiUrl'>;
  /** `secret` signs its links. */
  readonly directory: { readonly isOn: boolean; readonly secret: string };
}

type Around = Parameters<OpenReader<ReadingSettings>>[1];

/** Opens what reads turns: its own way into the store, to read only, the index, and the features. */
export const createTurnReader: OpenReader<ReadingSettings> = async (
  { own, shared },
  around,
): Promise<TurnReader> => {
  const db = await openStore(own.store, around);
  const index = await openIndex(db, { ...own, shared }, around);
  let address = '';
  const features = readingFeatures(db, own, { ...around, index, address: () => address });
  const learnt: ReadingParts['learnt'] = async (text, conversation, now) => {
    const base = index.serving()?.base;
    if (!base) return [];
    return learntIn(base, text, async () => {
      if (!conversation || newSubject(text) !== undefined) return undefined;
      return (await threadOf(db, conversation, now))?.lastAnswered;
    });
  };
  const wanted: ReadingParts['wanted'] = async (text, { state }, now) => {
    const base = index.serving()?.base;
    const meaning = base?.meaning;
    if (!meaning || asksHeading(base, text)) return undefined;
    const mayCorrect = wasJustGiven(state, now);
    const read = (words: string) =>
      wantedParts(words, (clause) => meaning.readWishes(clause), meaning.readActs, { mayCorrect });
    const moment = isCallAwaited(memoryOf(expertMemory, state)) ? momentProposed(text) : undefined;
    if (!moment || moment.rest === '') return read(text);
    // « demain 12 h 30, ok ? et l’inscription ? »: the moment is of the call, and the rest is read as anywhere.
    return [
      { text: moment.said, wants: 'handoff' },
      ...((await read(moment.rest)) ?? [{ text: moment.rest }]),
    ];
  };
  const asked: ReadingParts['asked'] = async (text, conversation, now, wishes = []) => {
    const known = index.serving();
    if (!known || asksHeading(known.base, text)) return undefined;
    const readActs = known.base.meaning?.readActs;
    // Without the reader their form alone tells two questions apart.
    if (!readActs) return severalByForm(text);
    const find = findAnswer(known.finder, parisDay(now));
    const beside = await askedBesideWishes(text, wishes, { find, readActs });
    if (beside) return beside;
    // What is surely wanted of somebody is heard as that, however it is asked.
    const isWish = async (words = text) =>
      (await learntIn(known.base, words, async () => undefined)).length > 0;
    const before = () => threadOf(db, conversation, now);
    const saysMissed = missedIn(known.base);
    return severalQuestions(text, { before, find, isWish, saysMissed, readActs });
  };
  const toQuestion: ReadingParts['toQuestion'] = async (text) => {
    const meaning = index.serving()?.base.meaning;
    return meaning && saidToQuestion(text, (clause) => meaning.readWishes(clause), meaning.readActs);
  };
  const parts: ReadingParts = { db, features, precedence: PRECEDENCE, learnt, wanted, asked, toQuestion };
  const run = async (task: ReadingTask): Promise<ReadingResults[ReadingTask['type']]> => {
    switch (task.type) {
      case 'load':
        return { vectors: await vectorsOf(index.inService().base), trouble: index.trouble };
      case 'turn':
        address = task.address;
        return prepareTurn(parts, task.turn);
      case 'errand':
        return runErrand(index, task.name, task.data);
      default:
        return task satisfies never;
    }
  };
  return { load: index.load, run: ((task) => index.during(() => run(task))) as TurnReader['run'] };
};

/** Which vectors find the passages of an index, as it is said to whoever looks. */
async function vectorsOf({ meaning, vectors }: KnowledgeBase): Promise<string> {
  return meaning ? `reader (${await meaning.reader.runtime()})` : (vectors?.index.kind ?? 'none');
}

/** A server that answers over a socket is waited for; a file is read by this very thread. */
async function openStore(
  { dataDir, databaseUrl }: ReadingSettings['store'],
  { aside }: Around,
): Promise<Queryable> {
  const store = await openReader(dataDir, databaseUrl);
  return databaseUrl === undefined
    ? store
    : { query: (sql, params) => aside(() => store.query(sql, params)) };
}

/** Opens what the index is read and answered with: no generation of it is loaded yet. */
async function openIndex(
  db: Queryable,
  { store, answers, shared, encoder }: ReadingSettings & { readonly shared: SharedArrayBuffer | undefined },
  around: Around,
): Promise<Index> {
  const { aside } = around;
  // Where the model's circuit is kept, for all who call it; a process of its own has its own.
  const circuit: CircuitStore | undefined = shared && sharedCircuit(shared);
  const llm = await openModel(answers.llm, { aside, ...(circuit && { circuit }) });
  // A process of its own, which shares nothing, runs its own encoder.
  const hosted = shared && encoder;
  const openEncoder = hosted ? () => hostedEncoder(hosted) : undefined;
  const { embedder, trouble } = await openOwnEmbedder(answers.embeddings, openEncoder, around);
  let serving: Serving | undefined;
  const contents = new ContentReader();
  const ofTask = new AsyncLocalStorage<Serving>();
  const current = () => ofTask.getStore() ?? serving;
  return {
    trouble,
    during: (work) => (serving ? ofTask.run(serving, work) : work()),
    serving: current,
    inService: () => {
      const known = current();
      if (!known) throw new HotlineError('knowledge', 'Aucun index n’est en service.');
      return known;
    },
    load: async (generation) => {
      if (serving?.generation === generation) return;
      const vectorFile = (name: string) => vectorFilePath(store.dataDir, name);
      const options = { embedder, vectorFile, before: serving?.base, contents };
      const base =
        (await loadKnowledgeBase(db, { ...options, generation })) ??
        // It was replaced since: what is published now is as good.
        (await loadKnowledgeBase(db, options));
      if (!base) return;
      const retriever = new HybridRetriever(base);
      const answerer = createAnswerer({ base, retriever, llm });
      const finder = createAnswerer({ base, retriever });
      serving = { generation: base.generation, base, retriever, answerer, finder };
    },
  };
}

/** Without an embedder, passages are found by their words. */
async function openOwnEmbedder(
  embeddings: Config['embeddings'],
  openEncoder: EmbedderOptions['openEncoder'],
  { logger, aside }: Around,
): Promise<{ readonly embedder?: Embedder | undefined; readonly trouble?: string }> {
  try {
    const opened = await openEmbedder(embeddings, { openEncoder });
    if (!opened?.endpoint) return { embedder: opened };
    const { endpoint } = opened;
    const embedQuery: Endpoint['embedQuery'] = (text) => aside(() => endpoint.embedQuery(text));
    return { embedder: { ...opened, endpoint: { ...endpoint, embedQuery } } };
  } catch (error) {
    const trouble = startTexts.noEmbedder(errorText(error));
    logger.warn(trouble);
    return { trouble };
  }
}

/** The features as they read: what is read here is acted on elsewhere, so nobody is told, and no source is named. */
function readingFeatures(
  db: Queryable,
  { knowledgeDir, store: { dataDir }, mailIsOn, alertsAreMailed, referencing, directory }: ReadingSettings,
  { logger, aside, index, address }: Around & { readonly index: Index; readonly address: () => string },
): readonly Feature[] {
  const forms = createReferencing({
    config: { knowledgeDir, dataDir, ...referencing },
    logger,
    figures: () => index.serving()?.base.figures,
  });
  const { find } = forms.directory;
  const links = directoryLinks(address, directory.secret);
  return createFeatures({
    db,
    logger,
    mailIsOn,
    alertsAreMailed,
    surfaces: [],
    training: createTraining({ config: { knowledgeDir, dataDir, mail: undefined }, logger, cite: () => [] }),
    privacy: NOT_SAID,
    merging,
    answerer: () => index.inService().answerer,
    handouts: createHandouts(
      knowledgeDir,
      logger,
      () => index.serving()?.base,
      answerCheck,
      lastGoodIn(dataDir),
    ),
    referencing: {
      ...forms,
      directory: { find: (siret) => aside(() => find(siret)) },
      readPieces: async (text) => {
        const meaning = index.serving()?.base.meaning;
        return meaning ? readPieces(text, (piece) => meaning.readWishes(piece)) : [];
      },
    },
    directory: { ...links, isOn: directory.isOn },
  });
}

function runErrand(index: Index, name: string, data: unknown): unknown {
  switch (name) {
    case SEARCH: {
      const { words, today } = data as SearchErrand;
      return findPassages(index.inService(), boundedText(words), today);
    }
    case MEANINGS:
      return meaningsOf(index, data as readonly string[]);
    case ASK: {
      const { text, today } = data as AskErrand;
      return answerNow(index.inService().answerer, boundedText(text), today);
    }
    default: {
      const { messages, asked, known } = data as DraftSource;
      return draftSection(messages, asked, known);
    }
  }
}

/** What questions mean to the reader; nothing where it does not run. */
async function meaningsOf(index: Index, texts: readonly string[]): Promise<Meanings | undefined> {
  const reader = index.serving()?.base.meaning?.reader;
  if (!reader) return undefined;
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await reader.embed(boundedText(text), 'question'));
  return { reader: reader.id, vectors };
}
