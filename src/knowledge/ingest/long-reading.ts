import { availableParallelism, setPriority } from 'node:os';
import { hostEncoder, hostedEncoder } from '#src/reader/encoder/encoder-host.ts';
import { openReaderEmbedder, type ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';

/** Last among all that run: a chat that is answered meanwhile has the processors, and this what it leaves. */
const LAST = 19;
/** Texts on their way to an encoder that runs beside this process, so that it waits for none. */
const AHEAD = 3;

/** What reads thousands of texts, each of them by itself; dispose of it when they are read. */
export interface LongReading extends Disposable {
  readonly readers: readonly ReaderEmbedder[];
}

/** Lets all other processes go before this one. */
export function stepBack(): void {
  try {
    setPriority(LAST);
  } catch {
    // Not every system lets a process step back: nothing depends on it.
  }
}

/** Opens an encoder in this process, and one beside it where there are processors. */
export function openLongReading(): LongReading {
  const here = openReaderEmbedder();
  if (availableParallelism() < 2) return { readers: [here], [Symbol.dispose]: () => undefined };
  const host = hostEncoder();
  const beside = openReaderEmbedder(() => hostedEncoder(host.channel));
  return {
    readers: [here, ...Array.from({ length: AHEAD }, () => beside)],
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}
