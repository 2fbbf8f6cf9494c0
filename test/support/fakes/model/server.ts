import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { type ChatBehaviour, json, protocolFault, refuse, serveChat } from './chat.ts';

/** What the server does with one embeddings request. */
export type EmbeddingBehaviour =
  | { readonly kind: 'good' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'zeros' | 'nan' | 'empty' | 'always-base64' | 'not-json' | 'silent' }
  | { readonly kind: 'dimension'; readonly dimension: number };

export interface ReceivedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
  /** Resolves when the exchange is over, whoever ended it: true when all of the answer was sent. */
  readonly over: Promise<boolean>;
}

export interface OpenAiServer extends AsyncDisposable {
  /** To be given as `LLM_BASE_URL` or `EMBEDDINGS_BASE_URL`. */
  readonly url: string;
  readonly requests: ReceivedRequest[];
  /** Behaviours of the next chat requests, in order; the last one stays. */
  chat(...behaviours: readonly ChatBehaviour[]): void;
  embeddings(behaviour: EmbeddingBehaviour): void;
  stop(): Promise<void>;
}

export interface OpenAiServerOptions {
  /** When given, requests without it are refused as OpenAI refuses them. */
  readonly apiKey?: string;
  readonly dimension?: number;
  readonly port?: number;
}

/** A server of 127.0.0.1 that speaks OpenAI's chat completions and embeddings, and misbehaves on demand. */
export async function startOpenAiServer(options: OpenAiServerOptions = {}): Promise<OpenAiServer> {
  const requests: ReceivedRequest[] = [];
  let script: ChatBehaviour[] = [{ kind: 'text', text: 'JE NE SAIS PAS' }];
  let embedding: EmbeddingBehaviour = { kind: 'good' };
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = parse(await readText(request));
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const { authorization } = request.headers;
    const over = new Promise<boolean>((done) => response.on('close', () => done(response.writableFinished)));
    if (body) requests.push({ path, authorization, body, over });
    if (options.apiKey !== undefined && authorization !== `Bearer ${options.apiKey}`)
      return refuse(response, 401, 'Incorrect API key provided.', 'invalid_api_key');
    if (request.method !== 'POST' || !['/v1/chat/completions', '/v1/embeddings'].includes(path))
      return refuse(response, 404, `Invalid URL (${request.method} ${path})`, null);
    if (!body || typeof body.model !== 'string')
      return refuse(response, 400, 'you must provide a model parameter', null);
    if (path === '/v1/embeddings') return serveEmbeddings(response, body, embedding, options.dimension ?? 64);
    if (!Array.isArray(body.messages) || body.messages.length === 0)
      return refuse(response, 400, "Missing required parameter: 'messages'.", 'missing_required_parameter');
    const fault = protocolFault(body);
    if (fault) return refuse(response, 400, fault, null);
    const behaviour = (script.length > 1 ? script.shift() : script[0]) as ChatBehaviour;
    return serveChat(response, body, behaviour);
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    chat: (...behaviours) => {
      script = [...behaviours];
    },
    embeddings: (behaviour) => {
      embedding = behaviour;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

async function serveEmbeddings(
  response: ServerResponse,
  body: Record<string, unknown>,
  behaviour: EmbeddingBehaviour,
  serverDimension: number,
): Promise<void> {
  if (behaviour.kind === 'silent') return;
  if (behaviour.kind === 'status') {
    if (behaviour.retryAfter !== undefined) response.setHeader('Retry-After', behaviour.retryAfter);
    return refuse(response, behaviour.status, 'scripted failure', null);
  }
  const inputs = (Array.isArray(body.input) ? body.input : [body.input]) as unknown[];
  if (inputs.length === 0 || !inputs.every((input) => typeof input === 'string' && input !== ''))
    return refuse(response, 400, "'$.input' is invalid.", null);
  if (behaviour.kind === 'not-json') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"data":[{"embedding":[0.1,NaN');
    return;
  }
  const asked = typeof body.dimensions === 'number' ? body.dimensions : serverDimension;
  const dimension = behaviour.kind === 'dimension' ? behaviour.dimension : asked;
  const base64 = body.encoding_format === 'base64' || behaviour.kind === 'always-base64';
  const data = inputs.map((input, index) => {
    const vector = spoil(embed(String(input), dimension), behaviour);
    const bytes = Buffer.from(Float32Array.from(vector as number[]).buffer);
    return { object: 'embedding', index, embedding: base64 ? bytes.toString('base64') : vector };
  });
  const usage = { prompt_tokens: inputs.length * 8, total_tokens: inputs.length * 8 };
  json(response, 200, {
    object: 'list',
    data: behaviour.kind === 'empty' ? [] : data,
    model: body.model,
    usage,
  });
}

function spoil(vector: number[], { kind }: EmbeddingBehaviour): (number | null)[] {
  if (kind === 'zeros') return vector.map(() => 0);
  // JSON has no NaN: servers that compute one write null.
  return kind === 'nan' ? vector.map((value, index) => (index === 0 ? null : value)) : vector;
}

/** A vector that near texts share: one bucket for each beginning of word. */
function embed(text: string, dimension: number): number[] {
  const vector = new Array<number>(dimension).fill(0.001);
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]{3,}/g);
  for (const word of words ?? []) {
    let hash = 7;
    for (const letter of word.slice(0, 5)) hash = (hash * 31 + letter.charCodeAt(0)) % 65_521;
    vector[hash % dimension] = (vector[hash % dimension] as number) + 1;
  }
  return vector;
}
