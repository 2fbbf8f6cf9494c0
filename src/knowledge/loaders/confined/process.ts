/**
 * Reads documents one after the other: on standard input the name of a format and a file's bytes, on standard output its
 * outline as JSON, or why it is refused. It opens no file, and is killed by whoever started it.
 */
import { FORMATS, type Format } from '#src/knowledge/loaders/formats.ts';
import { readBytes } from '#src/knowledge/loaders/read-bytes.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { Frames, framed } from './frames.ts';

/** What is said of a file: its outline, or why not; and the memory that reading it left taken, in bytes. */
export type ProcessSaid = ({ readonly outline: object } | { readonly refused: string }) & {
  readonly taken: number;
};

// Libraries that speak would spoil the answers.
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
  console[name] = () => undefined;
process.stdout.on('error', () => process.exit(1));

const frames = new Frames();
let turn: Promise<void> = Promise.resolve();
process.stdin.on('data', (chunk: Buffer) => {
  for (const message of frames.add(chunk)) turn = turn.then(() => answer(message));
});
process.stdin.on('end', () => process.exit(0));
// It is there: from now on the time is a file's.
process.stdout.write(framed(Buffer.alloc(0)));

async function answer(message: Buffer): Promise<void> {
  const format = FORMATS[message[0] ?? 0] as Format;
  // A copy of its own: some loaders take the memory that they are given.
  const said = await read(format, new Uint8Array(message.subarray(1)));
  const taken = process.memoryUsage().rss;
  process.stdout.write(framed(Buffer.from(JSON.stringify({ ...said, taken } satisfies ProcessSaid))));
}

async function read(format: Format, bytes: Uint8Array): Promise<{ outline: object } | { refused: string }> {
  try {
    return { outline: await readBytes(format, bytes) };
  } catch (error) {
    if (error instanceof RefusedFile) return { refused: error.refusal };
    const isMemory = error instanceof RangeError && /allocation|buffer|string length/i.test(error.message);
    return { refused: isMemory ? 'too heavy' : 'damaged' };
  }
}
