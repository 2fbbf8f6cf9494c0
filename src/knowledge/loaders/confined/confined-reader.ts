import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { FORMATS, type Format } from '#src/knowledge/loaders/formats.ts';
import { type Outline, outlineSchema } from '#src/knowledge/loaders/outline.ts';
import { REFUSALS, type Refusal } from '#src/knowledge/loaders/refusal.ts';
import { Frames, framed } from './frames.ts';
import { BARE, confinedCommand } from './run-confined.ts';

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url));
/** What it reads of ours: the loaders, and what they stand on. */
const SOURCES = [
  fileURLToPath(new URL('../..', import.meta.url)),
  fileURLToPath(new URL('../../../platform', import.meta.url)),
];
/** Longest reading of a file: so long of the processor's time, three times as long on a machine that is busy. */
const TIMEOUT_MS = 10_000;
const BUSY = 3;
const START_MS = 30_000;
const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/** A process that has taken more than this, in bytes, is replaced: the next file has its whole share. */
const MOST_TAKEN = 350 * 1024 * 1024;

const saidSchema = z.union([
  z.object({ outline: outlineSchema, taken: z.number() }),
  z.object({ refused: z.enum(REFUSALS), taken: z.number() }),
]);

/** What reading a file gave. */
export type Read = { readonly outline: Outline } | { readonly refused: Refusal };
type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Reads strangers' files in a process that may do nothing else: see `run-confined.ts`. One process serves many files, one
 * at a time; a file that takes too long or too much memory kills it, and only itself. Dispose of it when all are read.
 */
export class ConfinedReader {
  readonly #timeoutMs: number;
  #child: Promise<Child | undefined> | undefined;
  #running: Child | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param timeoutMs longest reading of a file, in milliseconds */
  constructor(timeoutMs = TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
  }

  /** Reads one file's bytes; others wait. */
  read(format: Format, bytes: Uint8Array): Promise<Read> {
    const read = this.#turn.then(() => this.#read(format, bytes));
    this.#turn = read.catch(() => undefined);
    return read;
  }

  [Symbol.dispose](): void {
    this.#running?.kill('SIGKILL');
    this.#running = undefined;
    this.#child = undefined;
  }

  async #read(format: Format, bytes: Uint8Array): Promise<Read> {
    // One that died since its last file is no fault of this one.
    if (this.#running && hasEnded(this.#running)) this[Symbol.dispose]();
    this.#child ??= start();
    const child = await this.#child;
    if (!child) {
      this.#child = undefined;
      return { refused: 'no reader' };
    }
    this.#running = child;
    const answered = await answerOf(
      child,
      Buffer.concat([Buffer.from([FORMATS.indexOf(format)]), bytes]),
      this.#timeoutMs,
    );
    const said = 'message' in answered ? parsed(answered.message) : answered;
    if (!('taken' in said) || said.taken > MOST_TAKEN) this[Symbol.dispose]();
    return 'outline' in said ? { outline: said.outline } : { refused: said.refused };
  }
}

function parsed(message: Buffer): z.output<typeof saidSchema> | { refused: Refusal } {
  try {
    return saidSchema.parse(JSON.parse(message.toString('utf8')));
  } catch {
    return { refused: 'damaged' };
  }
}

/** Processor's time of a process, in milliseconds; NaN where the system does not tell it. */
function processorMs(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The 14th and 15th fields, in hundredths of a second; the second one, in brackets, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}

const hasEnded = (child: Child): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts the process; its own start is no part of a file's time. @returns undefined when it does not start */
async function start(): Promise<Child | undefined> {
  const { command, rest } = await confinedCommand(PROCESS, [], { reads: SOURCES });
  const child = spawn(command, rest, { ...BARE, stdio: ['pipe', 'pipe', 'pipe'] });
  // Whatever ends this process ends its child.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('close', () => process.off('exit', kill));
  child.stdin.on('error', () => undefined);
  if (await isReady(child)) return child;
  child.kill('SIGKILL');
  return undefined;
}

/** Whether the process says its first, empty message, by which it is there. */
function isReady(child: Child): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), START_MS);
    const end = (ready: boolean) => {
      clearTimeout(timer);
      resolve(ready);
    };
    child.once('close', () => end(false));
    child.once('error', () => end(false));
    child.stdout.once('data', () => end(true));
  });
}

/** Gives a file to the process. @returns what it says; why not when it is killed, or dies */
function answerOf(
  child: Child,
  message: Buffer,
  timeoutMs: number,
): Promise<{ readonly message: Buffer } | { readonly refused: Refusal }> {
  return new Promise((resolve) => {
    const frames = new Frames();
    let complaint = '';
    const end = (answer: { readonly message: Buffer } | { readonly refused: Refusal }) => {
      clearTimeout(timer);
      child.stdout.off('data', hear);
      child.stderr.off('data', complain);
      child.off('close', die);
      child.off('error', die);
      resolve(answer);
    };
    const hear = (chunk: Buffer) => {
      const [whole] = frames.add(chunk);
      if (whole) end({ message: whole });
      else if (frames.pending > MAX_TEXT_BYTES) end({ refused: 'too much text' });
    };
    const complain = (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-4_000);
    };
    const die = () => end({ refused: /heap|memory|alloc/i.test(complaint) ? 'too heavy' : 'damaged' });
    const started = performance.now();
    const taken = processorMs(child.pid);
    const look = () => {
      const used = processorMs(child.pid) - taken;
      const left = Math.min(timeoutMs - used, BUSY * timeoutMs - (performance.now() - started));
      // Where the system does not tell, the clock decides.
      if (!(left > 0)) end({ refused: 'too long' });
      else timer = setTimeout(look, Math.max(50, left));
    };
    let timer = setTimeout(look, timeoutMs);
    child.stdout.on('data', hear);
    child.stderr.on('data', complain);
    child.once('close', die);
    child.once('error', die);
    if (hasEnded(child)) die();
    else child.stdin.write(framed(message));
  });
}
