import { readFileSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { toDisk } from '#src/platform/database/data-folder/to-disk.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { ledgerTexts } from './texts.ts';

/**
 * What a person asked for that a restored copy must not undo. Ids alone: they name nobody, and open nothing. `persons`
 * has those under which they were known before they became one with another.
 */
const entrySchema = z.discriminatedUnion('type', [
  // An erasure that will be done at a time, until then it may be called off.
  z.object({
    type: z.literal('asked'),
    persons: z.array(z.string()).min(1),
    dueAt: z.number(),
    at: z.number(),
  }),
  z.object({ type: z.literal('cancelled'), persons: z.array(z.string()).min(1), at: z.number() }),
  z.object({ type: z.literal('erasure'), persons: z.array(z.string()).min(1), at: z.number() }),
  z.object({
    type: z.literal('withdrawal'),
    persons: z.array(z.string()).min(1),
    purpose: z.string(),
    at: z.number(),
  }),
  z.object({ type: z.literal('unsubscribe'), persons: z.array(z.string()).min(1), at: z.number() }),
  // The file of a company that its people left: `alone`, it went with them.
  z.object({
    type: z.literal('leave'),
    persons: z.array(z.string()).min(1),
    company: z.string(),
    alone: z.boolean(),
    at: z.number(),
  }),
]);
/** A line of the ledger. `at` is in epoch milliseconds. */
export type LedgerEntry = z.output<typeof entrySchema>;

const HEADER = `${JSON.stringify({ type: 'ledger', version: 1 })}\n`;

/** How much of a ledger a restored copy did not know yet. */
export interface Replayed {
  readonly erasures: number;
  readonly withdrawals: number;
  readonly unsubscribes: number;
}

/** What a ledger says, and how much of its file that took. */
export interface ReadLedger {
  readonly entries: readonly LedgerEntry[];
  readonly bytes: number;
}

/** A disk of another machine that is gone may never answer, and nobody is to wait for it. */
const PATIENCE_MS = 2_000;

/** The file of the ledger: lines are added to it, and on disk when `append` has; none is ever changed. */
export class LedgerFile {
  readonly path: string;
  readonly #patienceMs: number;
  /** What is being written, one after the other: a disk that is gone keeps one thread of the process, and no more. */
  #writing: Promise<void> = Promise.resolve();
  #isStuck = false;

  constructor(path: string, patienceMs = PATIENCE_MS) {
    this.path = path;
    this.#patienceMs = patienceMs;
  }

  /** Makes the file where there is none yet. @throws when it can't be made */
  async open(): Promise<void> {
    await this.append([]);
  }

  /**
   * @param lines each an entry as JSON
   * @throws when they are not surely on disk in a short while. They may be there later nevertheless: a line that is there
   *   twice says no more than once
   */
  async append(lines: readonly string[]): Promise<void> {
    if (this.#isStuck) throw this.#noAnswer();
    const written = this.#writing.then(() => addLines(this.path, lines));
    const ended = () => {
      this.#isStuck = false;
    };
    this.#writing = written.then(ended, ended);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#isStuck = true;
        reject(this.#noAnswer());
      }, this.#patienceMs);
    });
    await Promise.race([written, late]).finally(() => clearTimeout(timer));
  }

  #noAnswer(): Error {
    return new Error(`${this.path} does not answer`);
  }

  /** How long the file is, whatever is in it; 0 when there is none. */
  bytes(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** @throws HotlineError `input` when a whole line can't be read. @returns undefined when there is no such file */
  read(): ReadLedger | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw new HotlineError('input', ledgerTexts.unreadable(this.path), { cause: error });
    }
    const lines = text.split('\n');
    const entries = lines.flatMap((line, index) => {
      if (line.trim() === '') return [];
      const parsed = parse(line);
      if (parsed) return parsed === 'header' ? [] : [parsed];
      // What was cut by a crash was never said to be done: a torn line is followed by a whole one, or by nothing.
      if (index === lines.length - 1 || !line.endsWith('}')) return [];
      throw new HotlineError('input', ledgerTexts.badLine(this.path, index + 1));
    });
    return { entries, bytes: Buffer.byteLength(text) };
  }
}

function parse(line: string): LedgerEntry | 'header' | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'ledger')
    return 'header';
  return entrySchema.safeParse(value).data;
}

async function addLines(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    if (size > 0 && lines.length === 0) return;
    // A line that a power cut left unfinished stays one of its own.
    const start = size === 0 ? HEADER : (await endsLine(file, size)) ? '' : '\n';
    await file.appendFile(start + lines.map((line) => `${line}\n`).join(''));
    await file.sync();
    if (size === 0) await toDisk(dirname(path));
  } finally {
    await file.close();
  }
}

async function endsLine(file: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}
