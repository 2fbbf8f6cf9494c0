import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { recognitionTexts } from '#src/knowledge/ingest/texts.ts';
import { recognise } from '#src/knowledge/loaders/ocr/recognise.ts';
import { recognisedPages, saveRecognised } from '#src/knowledge/store/recognised-pages.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { type HeldLease, holdLease } from '#src/platform/database/leases/hold.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { Scan } from './scans.ts';

export interface RecognitionParts {
  readonly db: Database;
  readonly logger: Logger;
  /** Puts in service what was read; what serves goes on meanwhile. */
  readonly onRead: () => Promise<void>;
}

/** Pages read between two times that they are put in service. */
const TOGETHER = 5;
/** Another server may be reading, and may die. */
const RETRY_MS = MINUTE_MS;

/**
 * Reads the pages of scanned documents by text recognition, in the background: one page at a time among all servers, each
 * kept as it is read, so that a stop loses one page. What is read is put in service every few pages.
 */
export class Recognition {
  readonly #parts: RecognitionParts;
  readonly #abort = new AbortController();
  #scans: readonly Scan[] = [];
  #running: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(parts: RecognitionParts) {
    this.#parts = parts;
  }

  /** Has these documents be read, in place of those asked for before; returns at once. */
  read(scans: readonly Scan[]): void {
    this.#scans = scans;
    clearTimeout(this.#retry);
    if (scans.length === 0 || this.#abort.signal.aborted || this.#running) return;
    this.#running = this.#readAll()
      .catch((error) => this.#parts.logger.warn(recognitionTexts.failed(errorText(error))))
      .finally(() => {
        this.#running = undefined;
        if (this.#scans.length > 0 && !this.#abort.signal.aborted)
          this.#retry = setTimeout(() => this.read(this.#scans), RETRY_MS);
      });
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#retry);
    await this.#running;
  }

  async #readAll(): Promise<void> {
    const { db } = this.#parts;
    const lease = await holdLease(db, { name: 'recognition', taken: '' }).catch(() => undefined);
    // Another server reads: it puts what it reads in service for all.
    if (!lease) return;
    await using held = lease;
    for (let scan = this.#scans[0]; scan; scan = this.#scans[0]) {
      await this.#readScan(scan, held);
      if (this.#abort.signal.aborted) return;
      // Others may have been asked for meanwhile, and this one too: what it has left is looked for in the store.
      const { content } = scan;
      this.#scans = this.#scans.filter((one) => one.content !== content);
    }
  }

  async #readScan(scan: Scan, lease: HeldLease): Promise<void> {
    const { db, onRead } = this.#parts;
    const bytes = await readFile(scan.absolute).catch(() => undefined);
    const isSame = bytes && createHash('sha256').update(bytes).digest('hex') === scan.content;
    if (!isSame) return;
    const pages = (await recognisedPages(db)).get(scan.content);
    const left = [...(pages ?? [])].flatMap(([page, paragraphs]) => (paragraphs === undefined ? [page] : []));
    const { signal } = this.#abort;
    for (const [index, page] of left.entries()) {
      const paragraphs = await recognise(bytes, page, { signal });
      if (signal.aborted) return;
      await db.tx(async (tx) => {
        await lease.confirm(tx);
        await saveRecognised(tx, { file: scan.content, page, paragraphs });
      });
      if ((index + 1) % TOGETHER === 0 || index + 1 === left.length) await onRead();
      if (signal.aborted) return;
    }
  }
}
