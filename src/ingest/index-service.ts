import { watch } from 'chokidar';
import type { Config } from '#src/config.ts';
import { errorText } from '#src/errors.ts';
import type { Logger } from '#src/logger.ts';
import { loadServedContent, type ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { Database } from '#src/storage/database.ts';
import { activeGenerationId } from '#src/storage/knowledge.ts';
import { startTexts } from '#src/texts/start.ts';
import { lawFolder } from './loaders/law.ts';
import { type IngestSettings, ingestInChild } from './run-in-child.ts';

export interface IndexServiceParts {
  readonly db: Database;
  readonly config: IngestSettings & Pick<Config, 'watchKnowledge'>;
  readonly logger: Logger;
  /** Puts an index in service; what serves goes on with the one before until this is done. */
  readonly onLoad: (content: ServedContent) => Promise<void>;
}

/** Staff who drop several files at once get one build. */
const SETTLE_MS = 500;
/** What another replica, or a command, published is looked for so often; its hint makes it quicker. */
const POLL_MS = 5_000;

/**
 * Keeps the index in service up to date: builds at start, then whenever the knowledge folder or the imported law changes,
 * and takes what others publish in the store. While a build runs, and when it fails, the index in service goes on serving.
 */
export class IndexService {
  readonly #parts: IndexServiceParts;
  readonly #abort = new AbortController();
  #generation: string | undefined;
  #building: Promise<void> | undefined;
  #again = false;
  #stopWatching: (() => Promise<void>) | undefined;
  #stopLooking: () => void = () => {};
  #loading: Promise<unknown> = Promise.resolve();

  constructor(parts: IndexServiceParts) {
    this.#parts = parts;
  }

  /** Serves what is published if anything is, then builds; waits for the build only when there is nothing to serve. */
  async start(): Promise<void> {
    const served = await this.#load();
    const built = this.refresh();
    if (!served) await built;
    this.#lookForOthers();
    if (this.#parts.config.watchKnowledge) this.#watch();
  }

  /** Builds if the folder changed and puts the result in service. One build at a time; changes meanwhile get another. */
  refresh(): Promise<void> {
    if (this.#building) {
      this.#again = true;
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

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#stopLooking();
    await this.#stopWatching?.();
    await this.#building;
    await this.#loading;
  }

  async #build(): Promise<void> {
    const { config, logger } = this.#parts;
    try {
      const report = await ingestInChild(config, this.#abort.signal);
      for (const { path, line, message } of report.problems.slice(0, 50))
        logger.warn({ path, line }, message);
      if (report.published)
        logger.info({ passages: report.passages, files: report.files }, 'index published');
      await this.#load();
    } catch (error) {
      const serves = this.#generation !== undefined;
      if (!this.#abort.signal.aborted)
        logger.error({ err: error }, startTexts.notBuilt(errorText(error), serves));
    }
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
    const content = await loadServedContent(db);
    if (!content) return false;
    await onLoad(content);
    this.#generation = content.generation;
    return true;
  }

  #lookForOthers(): void {
    const { db, logger } = this.#parts;
    const look = () => {
      this.#load().catch((error) => logger.warn({ err: error }, 'looking for a new index failed'));
    };
    const stopListening = db.listen('index', look);
    const timer = setInterval(look, POLL_MS);
    this.#stopLooking = () => {
      clearInterval(timer);
      stopListening();
    };
  }

  #watch(): void {
    const { knowledgeDir, dataDir } = this.#parts.config;
    const watcher = watch([knowledgeDir, lawFolder(dataDir)], { ignoreInitial: true, followSymlinks: false });
    let timer: NodeJS.Timeout | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.refresh(), SETTLE_MS);
    };
    watcher.on('all', soon);
    // What changed while the watch was being set up is in none of its events.
    watcher.on('ready', soon);
    watcher.on('error', (error) =>
      this.#parts.logger.warn({ err: error }, 'watching the knowledge folder failed'),
    );
    this.#stopWatching = async () => {
      clearTimeout(timer);
      await watcher.close();
    };
  }
}
