import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { Config } from '#src/config/config.ts';
import { lawFolder } from '#src/knowledge/loaders/law/load-law.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { activeGenerationId } from '#src/knowledge/store/generations.ts';
import { readLoss } from '#src/knowledge/store/guard.ts';
import type { Database } from '#src/platform/database/database.ts';
import { Outage } from '#src/platform/database/outage.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import { loadServedContent, type ServedContent } from '#src/retrieval/knowledge-base.ts';
import { ContentReader } from '#src/retrieval/passages/content-text.ts';
import type { IngestReport } from './ingest.ts';
import type { KnowledgeLoss } from './knowledge-loss.ts';
import { isPassing } from './passing-names.ts';
import { Recognition } from './recognition/recognition.ts';
import { Builder, type IngestSettings } from './run-in-child.ts';
import { folderSignature } from './scan.ts';
import { knowledgeWatchTexts } from './texts.ts';

export interface IndexServiceParts {
  readonly db: Database;
  readonly config: IngestSettings & Pick<Config, 'watchKnowledge'>;
  readonly logger: Logger;
  /** Reads a text or two for a build; it opens an encoder of its own, when absent. */
  readonly encode?: Encoder['encode'] | undefined;
  /** Puts an index in service; what serves goes on with the one before until this is done. */
  readonly onLoad: (content: ServedContent) => Promise<void>;
}

/** Staff who drop several files at once get one build. */
const SETTLE_MS = 100;
/** A file that was being written is looked at again after so long. */
const WRITTEN_MS = 3_000;
/** What another replica, or a command, published is looked for so often; its hint makes it quicker. */
const POLL_MS = 5_000;
/** What the system never told of (rights, a shared disk, a lost event) is looked for so often. */
const LOOK_AGAIN_MS = 60_000;

/** Why the knowledge folder is not what is in service. */
export interface KnowledgeTrouble {
  readonly text: string;
  /** Of the content that may be accepted as it is; absent when there is nothing to accept. */
  readonly digest?: string | undefined;
}

/**
 * Keeps the index in service up to date: builds at start, then whenever the knowledge folder or the imported law changes,
 * and takes what others publish in the store. While a build runs, and when it fails, the index in service goes on serving.
 */
export class IndexService {
  readonly #parts: IndexServiceParts;
  readonly #abort = new AbortController();
  readonly #recognition: Recognition;
  /** Puts the folder in service; what is left then has a process of its own, which is ended for what is new. */
  readonly #builder: Builder;
  readonly #contents = new ContentReader();
  #generation: string | undefined;
  #building: Promise<void> | undefined;
  #again = false;
  /** Ends what is left to do once an index is in service. */
  #enough = new AbortController();
  #stopWatching: (() => Promise<void>) | undefined;
  #stopLooking: () => void = () => {};
  #loading: Promise<unknown> = Promise.resolve();
  /** Resolves with the first index in service. */
  readonly #serves = Promise.withResolvers<void>();
  /** Why the last build failed; undefined when it did not. */
  #failure: string | undefined;
  /** What was wrong with the folder when it was last read. */
  #problems: readonly Problem[] = [];
  /** The loss that was last said in the log. */
  #saidLoss: string | undefined;
  /** The problems that the log says already. */
  #saidProblems: ReadonlySet<string> = new Set();
  #soon: NodeJS.Timeout | undefined;
  /** The folder as it was when it was last built from. */
  #signature: string | undefined;

  constructor(parts: IndexServiceParts) {
    this.#parts = parts;
    const { db, config, logger, encode } = parts;
    this.#builder = new Builder(config, encode);
    this.#recognition = new Recognition({ db, logger, onRead: () => this.refresh() });
  }

  /** Serves what is published if anything is, then builds; waits for the build only when there is nothing to serve. */
  async start(): Promise<void> {
    const { db, logger } = this.#parts;
    let why: string | undefined;
    const served = await this.#load().catch((error) => {
      why = errorText(error);
      return false;
    });
    const published = served ? undefined : await activeGenerationId(db).catch(() => undefined);
    if (published !== undefined) logger.warn(knowledgeWatchTexts.unreadableIndex(why));
    const built = this.refresh();
    this.#lookForOthers();
    // A build may publish what is found by its words, and go on reading for minutes.
    if (!served) await Promise.race([built, this.#serves.promise]);
    if (this.#parts.config.watchKnowledge) this.#watch();
  }

  /** Builds if the folder changed and puts the result in service. One build at a time; changes meanwhile get another. */
  refresh(): Promise<void> {
    if (this.#abort.signal.aborted) return this.#building ?? Promise.resolve();
    if (this.#building) {
      this.#again = true;
      // What is left once its index is in service, thousands of texts perhaps, waits for what is new.
      this.#enough.abort();
      return this.#building;
    }
    this.#building = this.#build().finally(() => {
      this.#building = undefined;
      if (this.#again && !this.#abort.signal.aborted) {
        this.#again = false;
        void this.refresh();
      }
    });
    return this.#building;
  }

  /** What was wrong with the files of the folder when it was last read. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** What those who run the hotline must know of the knowledge folder; undefined when it is in service. */
  async trouble(): Promise<KnowledgeTrouble | undefined> {
    const isServed = this.#generation !== undefined;
    if (this.#failure !== undefined) return { text: knowledgeWatchTexts.failed(this.#failure, isServed) };
    const loss = await readLoss<KnowledgeLoss>(this.#parts.db);
    if (!loss) return undefined;
    const digest = loss.passages > 0 ? loss.digest : undefined;
    return { text: knowledgeWatchTexts.loss(loss, isServed), digest };
  }

  /**
   * Puts in service a folder that lost much, if it is still the one of this digest.
   * @returns whether it is in service now
   */
  async accept(digest: string): Promise<boolean> {
    const { report } = await this.#builder.serve({ signal: this.#abort.signal, accept: { digest } });
    await this.#load();
    // Nobody is to wait for more than that: what is left to do is done by the next build.
    if (report.published && !this.#abort.signal.aborted) void this.refresh();
    return report.loss === undefined;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    // First of all: what it does may be what is waited for below.
    this.#builder[Symbol.dispose]();
    clearTimeout(this.#soon);
    this.#stopLooking();
    await this.#stopWatching?.();
    await this.#recognition.stop();
    await this.#building;
    await this.#loading;
  }

  async #build(): Promise<void> {
    const { config, logger } = this.#parts;
    // Before anything is waited for: a change that comes now ends this build, and not the one before.
    this.#enough = new AbortController();
    try {
      this.#signature = await folderSignature(config.knowledgeDir);
      // It is put in service while the build tidies up behind it.
      const onPublished = () => void this.#load().catch(() => undefined);
      const { report, isLeft } = await this.#builder.serve({ signal: this.#abort.signal, onPublished });
      await this.#takeServed(report);
      const unread = isLeft ? await this.#finish(report.unread) : report.unread;
      if (unread !== undefined) logger.warn(startTexts.noEmbedder(unread));
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      // What failed may pass: the next look at the folder tries again.
      this.#signature = undefined;
      const failure = errorText(error);
      const isSaid = failure === this.#failure;
      this.#failure = failure;
      const isServed = this.#generation !== undefined;
      if (!isSaid) logger.error({ err: error }, knowledgeWatchTexts.failed(failure, isServed));
    }
  }

  /**
   * Does what is left once an index is in service, thousands of texts perhaps, unless something is new meanwhile.
   * @param why the reader could not read then
   * @returns why it still can't
   */
  async #finish(why: string | undefined): Promise<string | undefined> {
    const { config, encode, logger } = this.#parts;
    const signal = AbortSignal.any([this.#abort.signal, this.#enough.signal]);
    this.#builder.makeRoom();
    // Its process goes behind all others for good: it builds nothing that is waited for.
    using finisher = new Builder(config, encode);
    const onPublished = () => void this.#load().catch(() => undefined);
    try {
      const { unread, unkept } = await finisher.finish({ signal, why, onPublished });
      this.#sayUnkept(unkept);
      // It may have been published again, with vectors that nobody waited for.
      await this.#load();
      return unread;
    } catch (error) {
      // What is new is in service already: only what it was to be found by is not all there.
      if (!signal.aborted) logger.error({ err: error }, knowledgeWatchTexts.leftUndone(errorText(error)));
      return undefined;
    }
  }

  #sayUnkept(why: string | undefined): void {
    if (why !== undefined) this.#parts.logger.warn(knowledgeWatchTexts.unkept(why));
  }

  /** Puts what was built in service, and says what was found. */
  async #takeServed(report: IngestReport): Promise<void> {
    const { logger } = this.#parts;
    this.#problems = report.problems;
    this.#sayProblems(report.problems);
    // What was being written when it was read is read again, though nothing more may be heard of it.
    if (report.waits) this.#lookSoon();
    this.#recognition.read(report.scans ?? []);
    if (report.published) logger.info({ passages: report.passages, files: report.files }, 'index published');
    this.#sayUnkept(report.unkept);
    this.#failure = undefined;
    await this.#load();
    this.#sayLoss(report.loss);
  }

  /** Each once, for as long as it lasts: the folder is built from again and again. */
  #sayProblems(problems: readonly Problem[]): void {
    const now = new Set(problems.map(({ path, line, message }) => JSON.stringify([path, line, message])));
    for (const { path, line, message } of problems)
      if (!this.#saidProblems.has(JSON.stringify([path, line, message])))
        this.#parts.logger.warn({ path, line }, message);
    this.#saidProblems = now;
  }

  #lookSoon(): void {
    if (this.#abort.signal.aborted) return;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh(), WRITTEN_MS);
  }

  /** Once for each loss: the folder is built from again and again meanwhile. */
  #sayLoss(loss: KnowledgeLoss | undefined): void {
    if (loss && loss.digest !== this.#saidLoss)
      this.#parts.logger.warn(
        { passages: loss.passages, before: loss.before, gone: loss.gone.map(({ title }) => title) },
        knowledgeWatchTexts.loss(loss, this.#generation !== undefined),
      );
    this.#saidLoss = loss?.digest;
  }

  /** Puts the published index in service, one at a time. @returns whether one is in service */
  #load(): Promise<boolean> {
    const loaded = this.#loading.then(() => this.#loadPublished());
    this.#loading = loaded.catch(() => undefined);
    return loaded;
  }

  async #loadPublished(): Promise<boolean> {
    const { db, onLoad } = this.#parts;
    // A build that changed nothing leaves the index in service: reading it again would double the memory for a while.
    if (this.#generation && this.#generation === (await activeGenerationId(db))) return true;
    const content = await loadServedContent(db, this.#contents);
    // An index without a passage would answer everybody that nothing is their business.
    if (!content || content.passages.length === 0) return false;
    await onLoad(content);
    this.#generation = content.generation;
    this.#serves.resolve();
    return true;
  }

  #lookForOthers(): void {
    const { db, logger } = this.#parts;
    const outage = new Outage(db, logger, 'index');
    let timer: NodeJS.Timeout | undefined;
    const look = async () => {
      clearTimeout(timer);
      const wait = await this.#load().then(
        () => {
          outage.ended();
          return POLL_MS;
        },
        (error) => Math.max(POLL_MS, outage.failed(error)),
      );
      if (this.#abort.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(look, wait);
    };
    const stopListening = db.listen('index', () => void look());
    timer = setTimeout(look, POLL_MS);
    this.#stopLooking = () => {
      clearTimeout(timer);
      stopListening();
    };
  }

  #watch(): void {
    const { knowledgeDir, dataDir } = this.#parts.config;
    const watched = [knowledgeDir, lawFolder(dataDir)];
    // What programs leave there while they write is read by nobody.
    const ignored = (path: string) => !watched.includes(path) && isPassing(basename(path));
    const watcher = watch(watched, { ignoreInitial: true, followSymlinks: false, ignored });
    let timer: NodeJS.Timeout | undefined;
    const soon = () => {
      if (this.#abort.signal.aborted) return;
      this.#builder.wake();
      clearTimeout(timer);
      timer = setTimeout(() => void this.refresh(), SETTLE_MS);
    };
    watcher.on('all', soon);
    // What changed while the watch was being set up is in none of its events.
    watcher.on('ready', soon);
    watcher.on('error', (error) =>
      this.#parts.logger.warn({ err: error }, knowledgeWatchTexts.notWatched(errorText(error))),
    );
    const lookAgain = setInterval(async () => {
      const signature = await folderSignature(knowledgeDir);
      if (signature !== this.#signature && !this.#building) soon();
    }, LOOK_AGAIN_MS);
    this.#stopWatching = async () => {
      clearTimeout(timer);
      clearInterval(lookAgain);
      await watcher.close();
    };
  }
}
