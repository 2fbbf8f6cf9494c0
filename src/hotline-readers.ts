import { fileURLToPath } from 'node:url';
import { areAlertsMailed } from '#src/config/mail.ts';
import { type ReadingFiles, TurnPool } from '#src/conversation/workers/pool.ts';
import type { ReadingResults } from '#src/conversation/workers/turn-reader.ts';
import { WorkerEnded } from '#src/conversation/workers/worker-ended.ts';
import { type ModelWatch, watchModel } from '#src/features/answers/llm/watch.ts';
import type { ExpertPassage } from '#src/features/expert/desk/passages.ts';
import type { DrawDraft } from '#src/features/expert/drafts/draft.ts';
import type { DraftWords } from '#src/features/expert/store/drafts.ts';
import type { Meanings, QuestionReader } from '#src/features/unanswered/reader.ts';
import type { NowAnswer } from '#src/features/unanswered/store/answers.ts';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { CIRCUIT_BYTES, sharedCircuit } from '#src/platform/circuit-store.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import { hostEncoder, hostedEncoder } from '#src/reader/encoder/encoder-host.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { Foundation } from './hotline-foundation.ts';
import { ASK, DRAFT, MEANINGS, type ReadingSettings, SEARCH } from './hotline-reader.ts';

const READING_FILES: ReadingFiles = {
  worker: fileURLToPath(new URL('./hotline-thread.ts', import.meta.url)),
  process: fileURLToPath(new URL('./hotline-process.ts', import.meta.url)),
};

/** The threads that read, and the knowledge in service, from which they answer. */
export interface Readers {
  readonly pool: TurnPool;
  readonly index: IndexService;
  readonly model: ModelWatch;
  /** What the index in service serves; undefined while none is. */
  readonly serving: () => ServedContent | undefined;
  /** Which vectors find its passages. */
  readonly vectors: () => string;
  /** Why they do not, when they should. */
  readonly vectorsTrouble: () => string | undefined;
  /** Finds passages for an expert's words. */
  readonly find: (words: string, today: string) => Promise<readonly ExpertPassage[]>;
  readonly draw: DrawDraft;
  /** Encodes texts by the shipped reader, in a process of its own; undefined where it does not read. */
  readonly encode: Encoder['encode'] | undefined;
  /** What reads, for staff, the questions that had no answer. */
  readonly questions: QuestionReader;
}

/** Starts the threads that read, and puts the knowledge in service: what is published, or what is built now. */
export async function startReaders(
  { config, db, logger, now, stack }: Foundation,
  {
    files = READING_FILES,
    directorySecret,
  }: {
    /** What threads and processes run; the hotline's own, when absent. */
    readonly files: ReadingFiles | undefined;
    readonly directorySecret: string;
  },
): Promise<Readers> {
  const { dataDir, databaseUrl, knowledgeDir, llm, embeddings, companyApiUrl, directory } = config;
  const circuit = new SharedArrayBuffer(CIRCUIT_BYTES);
  const model = watchModel(sharedCircuit(circuit), logger, now);
  stack.defer(() => model.stop());
  const encoder = embeddings.provider === 'reader' ? stack.use(hostEncoder()).channel : undefined;
  const own: ReadingSettings = {
    encoder,
    store: { dataDir, databaseUrl },
    knowledgeDir,
    mailIsOn: config.mail !== undefined,
    alertsAreMailed: areAlertsMailed(config),
    answers: { llm, embeddings },
    referencing: { companyApiUrl },
    directory: { isOn: directory, secret: directorySecret },
  };
  const settings = { own, shared: circuit };
  // A turn may ask its model twice.
  const modelMs = llm && 2 * llm.timeoutMs;
  const pool = stack.use(new TurnPool({ settings, modelMs, size: config.workers, logger, files }));
  let serving: ServedContent | undefined;
  let loaded: ReadingResults['load'] = { vectors: 'none' };
  const onLoad = async (content: ServedContent): Promise<void> => {
    loaded = await pool.serve(content.generation);
    serving = content;
  };
  const encode = encoder === undefined ? undefined : encodeBy(encoder);
  const index = new IndexService({ db, config, logger, onLoad, encode });
  stack.defer(() => index.stop());
  await index.start();
  return {
    pool,
    index,
    model,
    serving: () => serving,
    vectors: () => loaded.vectors,
    vectorsTrouble: () => loaded.trouble,
    encode,
    ...errandsOf(pool),
  };
}

/** Reads texts by an encoder that is opened with the first of them. */
function encodeBy(channel: string): Encoder['encode'] {
  let opened: Promise<Encoder> | undefined;
  return async (text, as) => {
    opened ??= hostedEncoder(channel);
    opened.catch(() => {
      opened = undefined;
    });
    return (await opened).encode(text, as);
  };
}

/** What experts have read for them. Words that nothing can read find, and draw, nothing. */
function errandsOf(pool: TurnPool): Pick<Readers, 'find' | 'draw' | 'questions'> {
  const unlessItEnds =
    <T>(nothing: T) =>
    (error: unknown): T | Promise<T> =>
      error instanceof WorkerEnded ? nothing : Promise.reject(error);
  return {
    find: async (words, today) => {
      const { generation } = pool;
      if (generation === undefined) return [];
      return pool
        .run({ type: 'errand', name: SEARCH, generation, data: { words, today } }, { key: 'desk' })
        .then((found) => found as readonly ExpertPassage[])
        .catch(unlessItEnds([]));
    },
    draw: (source) =>
      pool
        .run({ type: 'errand', name: DRAFT, data: source }, { key: 'desk' })
        .then((drawn) => drawn as DraftWords | undefined)
        .catch(unlessItEnds(undefined)),
    questions: questionsOf(pool, unlessItEnds(undefined)),
  };
}

/** What reads questions that had no answer: one errand at a time, all of one asker, so that people go first. */
function questionsOf(
  pool: TurnPool,
  unlessItEnds: (error: unknown) => Promise<undefined> | undefined,
): QuestionReader {
  const run = (name: string, data: unknown): Promise<unknown> => {
    const { generation } = pool;
    if (generation === undefined) return Promise.resolve(undefined);
    return pool.run({ type: 'errand', name, generation, data }, { key: 'questions' }).catch(unlessItEnds);
  };
  return {
    generation: () => pool.generation,
    meanings: async (texts) => (await run(MEANINGS, texts)) as Meanings | undefined,
    answer: async (text, today) => (await run(ASK, { text, today })) as NowAnswer | undefined,
  };
}
