import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ChannelHost, HistoryFrom, HistoryItem, LiveEvent } from '#src/channel/port.ts';
import { type LinkToFile, renderItem } from './render.ts';
import { conversationTag } from './session.ts';

/** A page that reads nothing for so many bytes is gone: it is cut, and comes back by itself. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** The same for events that wait while the past is not taken. */
const MAX_WAITING = 500;
/** Pages of the past that a stream gives: who missed more is shown the end of the conversation anew. */
const CATCH_UP_PAGES = 4;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

interface StreamOptions {
  readonly channel: string;
  readonly conversationKey: string;
  /** The last message that the page has. */
  readonly afterSeq: number;
  readonly heartbeatMs: number;
  readonly linkToFile: LinkToFile;
  readonly onError: (error: unknown) => void;
  /** Hears what was read of the past, in bytes. */
  readonly onRead: (bytes: number) => void;
  readonly onClose: () => void;
  /** Whether the browser still shows this conversation: looked up with each heartbeat, for another server may have changed it. */
  readonly isStillShown: () => Promise<boolean>;
}

/**
 * Streams a conversation to one page as server-sent events: first what it missed, then what comes. It listens before it
 * reads the past, and knows by id what it wrote: nothing falls between the two and nothing comes twice.
 * @returns a function that ends the stream
 */
export function openEventStream(
  host: ChannelHost,
  response: ServerResponse,
  options: StreamOptions,
): () => void {
  const { channel, conversationKey, linkToFile } = options;
  const written = new Set<string>();
  let lastSeq = options.afterSeq;
  let closed = false;

  const write = (chunk: string) => {
    if (closed || response.destroyed) return;
    response.write(chunk);
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  };
  const writeItem = (item: HistoryItem): number => {
    if (written.has(item.id)) return 0;
    written.add(item.id);
    // A message that comes late keeps the highest number as its id: resuming from a lower one would repeat others.
    lastSeq = Math.max(lastSeq, item.seq);
    const data = JSON.stringify(renderItem(item, linkToFile));
    write(`id: ${lastSeq}\nevent: message\ndata: ${data}\n\n`);
    return data.length;
  };
  /** Writes a page of the past, and waits until it is taken: a slow reader fills no memory. */
  const writePage = async (from: HistoryFrom): Promise<number | undefined> => {
    const { items, next } = await host.history(channel, conversationKey, from);
    let bytes = 0;
    for (const item of items) bytes += writeItem(item);
    options.onRead(bytes);
    if (response.writableNeedDrain && !response.destroyed) await untilTaken(response);
    return next;
  };
  const catchUp = async () => {
    let after: number | undefined = lastSeq;
    for (let page = 0; page < CATCH_UP_PAGES && after !== undefined && !closed; page += 1)
      after = await writePage({ after });
    if (after === undefined || closed) return;
    // The page reads the conversation anew; what it was already given, it knows.
    write('event: behind\ndata: {}\n\n');
    await writePage({ before: undefined });
  };
  const follow = async (event: LiveEvent) => {
    if (closed) return;
    if (event.type === 'typing') return write('event: typing\ndata: {}\n\n');
    // A hole in the numbers: something was saved that was not announced, and it comes first.
    if (event.message.seq > lastSeq + 1) await catchUp();
    writeItem(event.message);
  };

  response.writeHead(200, HEADERS);
  const ready = JSON.stringify({ conversation: conversationTag(conversationKey) });
  write(`retry: 2000\nevent: ready\ndata: ${ready}\n\n`);

  // What is live waits until the past is written.
  const enqueue = createChain(
    (error) => {
      options.onError(error);
      close();
    },
    () => response.destroy(),
  );
  const unsubscribe = host.subscribe(channel, conversationKey, (event) => enqueue(() => follow(event)));
  enqueue(catchUp);
  const beat = async () => {
    write(': la connexion vit\n\n');
    if (!(await options.isStillShown())) close();
  };
  const heartbeat = setInterval(() => void beat().catch(options.onError), options.heartbeatMs);
  heartbeat.unref();

  function close(): void {
    if (closed) return;
    closed = true;
    clearInterval(heartbeat);
    unsubscribe();
    response.end();
    options.onClose();
  }
  response.on('close', close);
  return close;
}

/**
 * Runs steps one after the other.
 * @param onTooMany called in the place of a step when too many wait
 */
function createChain(
  onError: (error: unknown) => void,
  onTooMany: () => void,
): (step: () => Promise<void>) => void {
  let chain: Promise<void> = Promise.resolve();
  let waiting = 0;
  return (step) => {
    if (waiting >= MAX_WAITING) return onTooMany();
    waiting += 1;
    chain = chain
      .then(step)
      .catch(onError)
      .finally(() => {
        waiting -= 1;
      });
  };
}

/** Waits until what was written is taken, or the page is gone. */
async function untilTaken(response: ServerResponse): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    done.abort();
  }
}
