/** What Teams answers to an activity of a stream. */
export interface StreamAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Json = Readonly<Record<string, unknown>>;

interface Open {
  readonly id: string;
  readonly conversationId: string;
  readonly since: number;
  sequence: number;
  /** What was streamed of the answer so far; informative texts don't count. */
  text: string;
}

const LONGEST_MS = 120_000;
const LONGEST_INFORMATION = 1_000;

const notAllowed = (message: string): StreamAnswer => ({
  status: 403,
  body: { error: { code: 'ContentStreamNotAllowed', message } },
});
const bad = (message: string): StreamAnswer => ({
  status: 400,
  body: { error: { code: 'BadArgument', message } },
});

/** The rules of streamed messages: between two only, one at a time, in sequence, each extending the last, two minutes. */
export class FakeStreams {
  readonly #open = new Map<string, Open>();
  readonly #now: () => number;
  /** As the Agents Playground: streams are taken, and never named. */
  nameless = false;
  #next = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The person pressed « Stop ». */
  stopped(conversationId: string): void {
    for (const [id, stream] of this.#open)
      if (stream.conversationId === conversationId) this.#open.delete(id);
  }

  /** Whether a stream waits for its end in a conversation. */
  isOpen(conversationId: string): boolean {
    return [...this.#open.values()].some((stream) => stream.conversationId === conversationId);
  }

  /** @returns undefined when the activity is not part of a stream */
  answer(conversationId: string, isPersonal: boolean, activity: Json): StreamAnswer | undefined {
    const entities = Array.isArray(activity.entities) ? (activity.entities as Json[]) : [];
    const info = entities.find(({ type }) => type === 'streaminfo');
    if (!info) return undefined;
    if (!isPersonal) return notAllowed('Streaming is only supported in one-on-one chats');
    if (this.nameless) return { status: 202, body: {} };
    const { streamId, streamType, streamSequence } = info;
    if (streamId === undefined) return this.#begin(conversationId, activity, streamType, streamSequence);
    const stream = this.#open.get(String(streamId));
    if (!stream || stream.conversationId !== conversationId) return notAllowed('Content stream was canceled');
    if (this.#now() - stream.since > LONGEST_MS) {
      this.#open.delete(stream.id);
      return notAllowed('Message streaming has exceeded its time limit');
    }
    if (streamType === 'final') return this.#end(stream, activity, streamSequence);
    if (activity.type !== 'typing') return bad('An update of a stream is of type typing');
    if (streamSequence !== stream.sequence + 1)
      return bad(`Sequence ${streamSequence} after ${stream.sequence}`);
    stream.sequence += 1;
    return this.#update(stream, activity, streamType) ?? { status: 202, body: {} };
  }

  #begin(conversationId: string, activity: Json, streamType: unknown, sequence: unknown): StreamAnswer {
    if (activity.type !== 'typing' || streamType === 'final') return bad('A stream begins with an update');
    if (sequence !== 1) return bad('A stream begins at 1');
    if (this.isOpen(conversationId)) return notAllowed('One stream at a time in a chat');
    const id = `a-stream-${this.#next}`;
    this.#next += 1;
    const stream: Open = { id, conversationId, since: this.#now(), sequence: 1, text: '' };
    const fault = this.#update(stream, activity, streamType);
    if (fault) return fault;
    this.#open.set(id, stream);
    return { status: 201, body: { id } };
  }

  #update(stream: Open, activity: Json, streamType: unknown): StreamAnswer | undefined {
    const text = String(activity.text ?? '');
    if (activity.attachments !== undefined) return bad('Attachments come with the end only');
    if (streamType === 'informative')
      return text && text.length <= LONGEST_INFORMATION
        ? undefined
        : bad('Informative text of 1 to 1000 characters');
    if (streamType !== 'streaming') return bad(`Unknown type ${streamType}`);
    if (!text.startsWith(stream.text)) return notAllowed('Each update extends the one before');
    stream.text = text;
    return undefined;
  }

  #end(stream: Open, activity: Json, sequence: unknown): StreamAnswer {
    if (activity.type !== 'message') return bad('A stream ends with a message');
    if (sequence !== undefined) return bad('The end has no sequence');
    if (!String(activity.text ?? '').startsWith(stream.text))
      return notAllowed('The end extends what was streamed');
    this.#open.delete(stream.id);
    return { status: 202, body: {} };
  }
}
