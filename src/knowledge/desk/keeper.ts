import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { digestsOf, type FileVersion, lastVersions, versionContent } from '#src/knowledge/store/versions.ts';
import type { Database } from '#src/platform/database/database.ts';
import { Outage } from '#src/platform/database/outage.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { canWrite, isNotWritable, readNow, takeOut, writeAside, writeBeside } from './folder.ts';
import { deskTexts } from './texts.ts';

/** What was published through another server is looked for so often; its hint makes it quicker. */
const POLL_MS = 5_000;
/** Said to the other servers when something was published. */
const TOPIC = 'knowledge';
/**
 * In the knowledge folder, hidden: the id of the last version of each path that was brought there. What is put back by
 * hand afterwards stays, and a folder that is made anew, or that another database filled, gets what was published.
 */
const MARK = '.published.json';
const markSchema = z.record(z.string(), z.string());

export interface FolderKeeperParts {
  readonly db: Database;
  readonly logger: Logger;
  readonly knowledgeDir: string;
  /** Said when the folder was changed. */
  readonly onChanged: () => void;
}

/** Brings this server's knowledge folder to what was published, here or through another server. */
export class FolderKeeper {
  readonly #parts: FolderKeeperParts;
  #running: Promise<unknown> = Promise.resolve();
  #stop: () => void = () => {};
  #isStopped = false;
  /** Paths of which the folder holds something that nobody published. */
  #apart: readonly string[] = [];
  /** Paths that could not be written. */
  #unwritten: readonly string[] = [];

  constructor(parts: FolderKeeperParts) {
    this.#parts = parts;
  }

  /** Brings the folder up to date, and goes on looking. */
  async start(): Promise<void> {
    const { db, logger } = this.#parts;
    const outage = new Outage(db, logger, 'knowledge');
    let timer: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      const wait = await this.bringUpToDate().then(
        () => {
          outage.ended();
          return POLL_MS;
        },
        (error) => Math.max(POLL_MS, outage.failed(error)),
      );
      if (this.#isStopped) return;
      clearTimeout(timer);
      timer = setTimeout(look, wait).unref();
    };
    const stopListening = db.listen(TOPIC, () => void look());
    this.#stop = () => {
      clearTimeout(timer);
      stopListening();
    };
    await look();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stop();
    await this.#running.catch(() => undefined);
  }

  /** Writes in the folder what was published and is not there yet. One at a time. */
  bringUpToDate(): Promise<void> {
    return this.alone(() => this.#bring());
  }

  /** Does something with the folder while nothing else is written in it from here. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#running.then(work, work);
    this.#running = done.catch(() => undefined);
    return done;
  }

  /** Notes versions that were just brought to the folder, and tells the other servers. */
  async published(versions: readonly { readonly path: string; readonly id: string }[]): Promise<void> {
    const mark = await this.#mark();
    const paths = versions.map(({ path }) => path);
    this.#apart = this.#apart.filter((path) => !paths.includes(path));
    await this.#note({ ...mark, ...Object.fromEntries(versions.map(({ path, id }) => [path, id])) });
    // A hint that is lost only delays it.
    await this.#parts.db.notify(TOPIC, paths.join('\n')).catch(() => undefined);
    this.#parts.onChanged();
  }

  /** What staff must know of the folder, in French; nothing when it holds what was published. */
  troubles(): string[] {
    return [
      ...(this.#apart.length > 0 ? [deskTexts.apart(this.#apart)] : []),
      ...(this.#unwritten.length > 0 ? [deskTexts.unwritten(this.#unwritten)] : []),
    ];
  }

  async #bring(): Promise<void> {
    const { db, onChanged } = this.#parts;
    const mark = await this.#mark();
    const behind = (await lastVersions(db)).filter(({ path, id }) => mark[path] !== id);
    const apart: string[] = [];
    const unwritten: string[] = [];
    let changed = 0;
    for (const version of behind) {
      const became = await this.#bringOne(version);
      if (became === 'apart') apart.push(version.path);
      else if (became === 'unwritten') unwritten.push(version.path);
      else mark[version.path] = version.id;
      if (became === 'written') changed += 1;
    }
    this.#apart = apart;
    this.#unwritten = unwritten;
    if (behind.length > apart.length + unwritten.length) await this.#note(mark);
    if (changed > 0) onChanged();
  }

  async #bringOne(version: FileVersion): Promise<'same' | 'written' | 'apart' | 'unwritten'> {
    const { db, knowledgeDir, logger } = this.#parts;
    const { id, path, digest } = version;
    try {
      const now = await readNow(knowledgeDir, path);
      if (now?.digest === digest) return 'same';
      // Somebody changed it in the folder itself: nothing of theirs is lost.
      if (now && !(await digestsOf(db, path)).has(now.digest)) return 'apart';
      const content = digest === undefined ? undefined : await versionContent(db, id);
      if (content) await (await writeAside(knowledgeDir, path, content)).place();
      else await takeOut(knowledgeDir, path);
      return 'written';
    } catch (error) {
      if (!isNotWritable(error)) throw error;
      logger.warn({ path, err: errorText(error) }, deskTexts.unwritten([path]));
      return 'unwritten';
    }
  }

  async #mark(): Promise<Record<string, string>> {
    const text = await readFile(join(this.#parts.knowledgeDir, MARK), 'utf8').catch(() => '{}');
    try {
      return markSchema.parse(JSON.parse(text));
    } catch {
      return {};
    }
  }

  async #note(mark: Readonly<Record<string, string>>): Promise<void> {
    const { knowledgeDir } = this.#parts;
    if (!(await canWrite(knowledgeDir))) return;
    const text = `${JSON.stringify(mark, undefined, 1)}\n`;
    await (await writeBeside(join(knowledgeDir, MARK), text)).place();
  }
}
