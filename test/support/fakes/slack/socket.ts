import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const PING_MS = 10_000;

/** One frame as a client sends it: masked, whole. */
function readFrame(buffer: Buffer): { opcode: number; payload: Buffer; size: number } | undefined {
  if (buffer.length < 2) return undefined;
  const [first = 0, second = 0] = buffer;
  let length = second & 0x7f;
  let at = 2;
  if (length === 126) {
    if (buffer.length < 4) return undefined;
    length = buffer.readUInt16BE(2);
    at = 4;
  } else if (length === 127) {
    if (buffer.length < 10) return undefined;
    length = Number(buffer.readBigUInt64BE(2));
    at = 10;
  }
  const mask = buffer.subarray(at, at + 4);
  at += 4;
  if (buffer.length < at + length) return undefined;
  const payload = Buffer.from(buffer.subarray(at, at + length));
  for (let index = 0; index < payload.length; index += 1)
    payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  return { opcode: first & 0x0f, payload, size: at + length };
}

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x80 | opcode, length]), payload]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

/** What the application answered to an envelope. */
export interface EnvelopeAck {
  readonly envelope_id: string;
  readonly payload?: unknown;
}

/** One connection of Socket Mode, the server's end of a real WebSocket. */
export class SocketConnection {
  readonly #socket: Duplex;
  readonly #waiting = new Map<string, (ack: EnvelopeAck | undefined) => void>();
  #buffer: Buffer = Buffer.alloc(0);
  readonly #pings: NodeJS.Timeout;
  isOpen = true;

  constructor(request: IncomingMessage, socket: Duplex) {
    this.#socket = socket;
    const key = String(request.headers['sec-websocket-key']);
    const accept = createHash('sha1')
      .update(key + GUID)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => this.#ended());
    socket.on('close', () => this.#ended());
    // A client that hears nothing of the kind for half a minute takes the line for dead.
    this.#write(PING, Buffer.from('hello'));
    this.#pings = setInterval(() => this.#write(PING, Buffer.from('still there')), PING_MS).unref();
    this.#say({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0FAKE' } });
  }

  /** Sends an envelope and waits for its acknowledgement; undefined when none came in time or the socket closed. */
  async send(
    envelope: Readonly<Record<string, unknown>>,
    timeoutMs: number,
  ): Promise<EnvelopeAck | undefined> {
    const envelope_id = randomUUID();
    const answered = new Promise<EnvelopeAck | undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), timeoutMs);
      this.#waiting.set(envelope_id, (ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
    });
    this.#say({ envelope_id, ...envelope });
    const ack = await answered;
    this.#waiting.delete(envelope_id);
    return ack;
  }

  /** Slack asks the application to open another connection, as it does every few hours. */
  askToReconnect(): void {
    this.#say({ type: 'disconnect', reason: 'refresh_requested' });
  }

  /** Cuts the line without a word. */
  cut(): void {
    this.#socket.destroy();
    this.#ended();
  }

  #say(message: unknown): void {
    this.#write(TEXT, Buffer.from(JSON.stringify(message)));
  }

  #write(opcode: number, payload: Buffer): void {
    if (this.isOpen) this.#socket.write(frame(opcode, payload));
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (let found = readFrame(this.#buffer); found; found = readFrame(this.#buffer)) {
      this.#buffer = this.#buffer.subarray(found.size);
      if (found.opcode === PING) this.#write(PONG, found.payload);
      if (found.opcode === CLOSE) {
        this.#write(CLOSE, found.payload.subarray(0, 2));
        this.#socket.end();
        this.#ended();
      }
      if (found.opcode === TEXT) {
        const ack = JSON.parse(found.payload.toString()) as EnvelopeAck;
        this.#waiting.get(ack.envelope_id)?.(ack);
      }
    }
  }

  #ended(): void {
    this.isOpen = false;
    clearInterval(this.#pings);
    for (const give of this.#waiting.values()) give(undefined);
  }
}
