import type { ServerResponse } from 'node:http';
import type { ChannelHost, HistoryItem, LiveEvent } from '#src/channel/port.ts';
import { type LinkToFile, renderItem } from './render.ts';
import { conversationTag } from './session.ts';

/** A page that reads nothing for so many bytes is gone: it is cut, and comes back by itself. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

export interface StreamOptions {
  readonly channel: string;
  readonly conversationKey: string;
  /** The last message that the page has. */
  readonly afterSeq: number;
  readonly heartbeatMs: number;
  readonly linkToFile: LinkToFile;
  readonly onError: (error: unknown) => void;
  readonly onClose: () => void;
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
    if (closed) return;
    response.write(chunk);
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  };
  const writeItem = (item: HistoryItem) => {
    if (written.has(item.id)) return;
    written.add(item.id);
    // A message that comes late keeps the highest number as its id: resuming from a lower one would repeat others.
    lastSeq = Math.max(lastSeq, item.seq);
    write(`id: ${lastSeq}\nevent: message\ndata: ${JSON.stringify(renderItem(item, linkToFile))}\n\n`);
  };
  const catchUp = async () => {
    for (const item of await host.history(channel, conversationKey, lastSeq)) writeItem(item);
  };
  const follow = async (event: LiveEvent) => {
    if (closed) return;
    if (event.type === 'typing') return write('event: typing\ndata: {}\n\n');
    // A hole in the numbers: something was saved that was not announced, and it comes first.
    if (event.message.seq > lastSeq + 1) await catchUp();
    writeItem(event.message);
  };

  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  const ready = JSON.stringify({ conversation: conversationTag(conversationKey) });
  write(`retry: 2000\nevent: ready\ndata: ${ready}\n\n`);

  // One chain: what is live waits until the past is written.
  let chain: Promise<void> = Promise.resolve();
  const enqueue = (step: () => Promise<void>) => {
    chain = chain.then(step).catch((error: unknown) => {
      options.onError(error);
      close();
    });
  };
  const unsubscribe = host.subscribe(channel, conversationKey, (event) => enqueue(() => follow(event)));
  enqueue(catchUp);
  const heartbeat = setInterval(() => write(': la connexion vit\n\n'), options.heartbeatMs);
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
