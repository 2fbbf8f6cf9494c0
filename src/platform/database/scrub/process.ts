/**
 * A process of its own that takes the remains of deleted rows out of an SQLite file in use, beside a running server:
 *
 *   node src/platform/database/scrub/process.ts FILE
 *
 * SQLite itself can only do so by writing the whole file anew, which holds everybody up for as long. Here every page is
 * looked at without a lock; only where something is found is the lock of writers taken, for milliseconds, with an empty
 * write-ahead log: the file then is the truth, nobody writes to it, and what others read of a page is not what changes.
 * A write of its own in the same transaction makes the others forget the pages that they keep in memory.
 *
 * It is not a thread: a process that closes a file loses all its locks on it, the server's own included.
 */
import { fstatSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FileHeader, freePagesIn, readFileHeader, unusedIn, wipe } from './page-remains.ts';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

/** Pages looked at in one go, and pages written under one lock. */
const LOOKED_AT = 256;
const AT_ONCE = 64;
/** Others may have the store; it is asked for again. Some seconds in all, then the whole is tried again later. */
const TRIES = 2_000;
const TRY_AGAIN_MS = 5;
const HEADER_BYTES = 100;

/** An SQLite file, its pages as bytes. It stays open as long as the process lives: its locks would go with it. */
class Pages {
  readonly #file: number;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'r+');
  }

  get header(): FileHeader {
    const first = Buffer.alloc(HEADER_BYTES);
    readSync(this.#file, first, 0, HEADER_BYTES, 0);
    return readFileHeader(first, fstatSync(this.#file).size);
  }

  /** Some pages in a row, counted from 1, as one piece. */
  read(number: number, count: number, { pageSize }: FileHeader): Buffer {
    const bytes = Buffer.alloc(count * pageSize);
    const length = readSync(this.#file, bytes, 0, bytes.length, (number - 1) * pageSize);
    return bytes.subarray(0, length - (length % pageSize));
  }

  write(number: number, page: Buffer): void {
    writeSync(this.#file, page, 0, page.length, (number - 1) * page.length);
  }

  /** Whether the write-ahead log holds nothing. */
  get isWhole(): boolean {
    return (statSync(`${this.#path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
  }

  sync(): void {
    fsyncSync(this.#file);
  }
}

/** A page whose number is marked here is free: whatever it holds is of no use. */
function markFree(pages: Pages, header: FileHeader): Uint8Array {
  const free = new Uint8Array(header.pages + 1);
  const LEAF = 1;
  const LIST = 2;
  for (let list = header.freeList, steps = 0; list > 1 && list <= header.pages; steps += 1) {
    // Read without a lock, the list may be of two moments.
    if (steps > header.pages || free[list] !== 0) break;
    free[list] = LIST;
    const found = freePagesIn(pages.read(list, 1, header), header);
    for (const number of found.free) if (free[number] === 0) free[number] = LEAF;
    list = found.next;
  }
  return free;
}

/** Takes what remains out of a page. @returns whether there was anything */
function clean(page: Buffer, number: number, header: FileHeader, free: Uint8Array): boolean {
  if (free[number] === 1) return wipe(page, [{ from: 0, to: page.length }]);
  if (free[number] === 2) return wipe(page, [{ from: freePagesIn(page, header).end, to: page.length }]);
  return wipe(page, unusedIn(page, number, header));
}

class Scrub {
  readonly #pages: Pages;
  readonly #db: InstanceType<typeof DatabaseSync>;

  constructor(path: string) {
    this.#pages = new Pages(path);
    // Waiting here with the lock of checkpoints would hold the server up.
    this.#db = new DatabaseSync(path, { timeout: 0 });
    this.#db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  }

  /** Looks at the whole file. */
  async run(): Promise<void> {
    await this.#untilWhole(() => undefined);
    const header = this.#pages.header;
    const free = markFree(this.#pages, header);
    let found: number[] = [];
    for (let first = 1; first <= header.pages; first += LOOKED_AT) {
      const began = performance.now();
      const bytes = this.#pages.read(first, LOOKED_AT, header);
      for (let place = 0; place < bytes.length; place += header.pageSize) {
        const number = first + place / header.pageSize;
        if (clean(bytes.subarray(place, place + header.pageSize), number, header, free)) found.push(number);
      }
      while (found.length >= AT_ONCE || (found.length > 0 && first + LOOKED_AT > header.pages)) {
        await this.#clean(found.slice(0, AT_ONCE));
        found = found.slice(AT_ONCE);
      }
      // The machine is others' too.
      await sleep(Math.min(20, performance.now() - began));
    }
    this.#pages.sync();
    await this.#untilWhole(() => undefined);
  }

  async #clean(numbers: readonly number[]): Promise<void> {
    await this.#untilWhole(() => {
      const header = this.#pages.header;
      const free = markFree(this.#pages, header);
      for (const number of numbers) {
        if (number > header.pages) continue;
        const page = this.#pages.read(number, 1, header);
        if (clean(page, number, header, free)) this.#pages.write(number, page);
      }
      this.#db.exec(
        "INSERT INTO setting (name, value) VALUES ('scrubs', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
      );
    });
  }

  /** Does something while nobody writes and the log is empty. @throws when it cannot be had */
  async #untilWhole(work: () => void): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (this.#try(work)) return;
      await sleep(TRY_AGAIN_MS * (1 + Math.random()));
    }
    throw new Error('the write-ahead log could not be emptied');
  }

  #try(work: () => void): boolean {
    try {
      // First what holds nobody up, then the rest of it, which does.
      this.#db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
      const emptied = this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      if (Number(emptied?.busy) !== 0) return false;
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
    try {
      const isWhole = this.#pages.isWhole;
      if (isWhole) work();
      this.#db.exec(isWhole ? 'COMMIT' : 'ROLLBACK');
      return isWhole;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && /database (?:table )?is (?:locked|busy)/i.test(error.message);

// Whoever asked for it is gone: nobody waits for it.
process.stdin.on('end', () => process.exit(1)).resume();
const scrub = new Scrub(process.argv[2] ?? '');
// Nothing is closed: a connection that believes itself the last one would take the write-ahead log away.
await scrub.run();
process.exit(0);
