import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the server does with one chat request. */
export type ChatBehaviour =
  /** Answers well. `hold` stops the stream after its first piece until it resolves. */
  | { readonly kind: 'text'; readonly text: string; readonly finish?: string; readonly hold?: Promise<void> }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** Sends the pieces of `text` that come first, then hangs up (`destroy`), ends as if all was said, or falls silent. */
  | { readonly kind: 'cut'; readonly text: string; readonly how: 'destroy' | 'end' | 'silence' }
  | { readonly kind: 'malformed' }
  /** Speaks until the client hangs up. */
  | { readonly kind: 'endless'; readonly piece: string; readonly everyMs: number }
  /** Takes the request and says nothing, not even headers. */
  | { readonly kind: 'silent' };

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

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, message: string, code: string | null): void {
  const type =
    status === 429 ? 'rate_limit_exceeded' : status >= 500 ? 'server_error' : 'invalid_request_error';
  json(response, status, { error: { message, type, param: null, code } });
}

async function serveChat(
  response: ServerResponse,
  body: Record<string, unknown>,
  behaviour: ChatBehaviour,
): Promise<void> {
  if (behaviour.kind === 'silent') return;
  if (behaviour.kind === 'status') {
    if (behaviour.retryAfter !== undefined) response.setHeader('Retry-After', behaviour.retryAfter);
    return refuse(response, behaviour.status, 'scripted failure', null);
  }
  const about = { id: 'chatcmpl-test', created: 1_764_000_000, model: body.model };
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
  if (body.stream !== true) {
    const content = 'text' in behaviour ? behaviour.text : '';
    const message = { role: 'assistant', content, refusal: null };
    const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }];
    return json(response, 200, { ...about, object: 'chat.completion', choices, usage });
  }
  const wantsUsage = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
  const event = (data: object) =>
    response.write(
      `data: ${JSON.stringify({ ...about, object: 'chat.completion.chunk', ...(wantsUsage ? { usage: null } : {}), ...data })}\n\n`,
    );
  const say = (delta: object, finish: string | null = null) =>
    event({ choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] });

  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  say({ role: 'assistant', content: '' });
  if (behaviour.kind === 'malformed') {
    response.end('data: {"choices":[{"delta":{"content":"Oui, 90 000 \n\n: ???\n\ndata: }{\n\n');
    return;
  }
  if (behaviour.kind === 'endless') {
    while (!response.destroyed) {
      say({ content: behaviour.piece });
      await sleep(behaviour.everyMs);
    }
    return;
  }
  // Pieces that cut words, as tokens do.
  const pieces = behaviour.text.match(/[\s\S]{1,7}/gu) ?? [];
  if (behaviour.kind === 'cut') {
    for (const piece of pieces) say({ content: piece });
    await sleep(20);
    if (behaviour.how === 'destroy') response.destroy();
    else if (behaviour.how === 'end') response.end();
    return;
  }
  for (const [index, piece] of pieces.entries()) {
    if (index === 1) await behaviour.hold;
    say({ content: piece });
  }
  say({}, behaviour.finish ?? 'stop');
  if (wantsUsage) event({ choices: [], usage });
  response.end('data: [DONE]\n\n');
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
