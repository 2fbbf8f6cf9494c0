import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A call that a scripted model makes; `arguments` is the text it gives, JSON or not. */
export interface ScriptedCall {
  readonly name: string;
  readonly arguments: string;
}

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
  | { readonly kind: 'silent' }
  /**
   * Calls tools. `pieces` (the default) streams them as OpenAI does; `mixed` interleaves parallel calls; `whole` sends
   * each at once without a number, as smaller servers do; `zero` numbers them all 0. `stall` falls silent in the middle.
   */
  | {
      readonly kind: 'tools';
      readonly calls: readonly ScriptedCall[];
      readonly how?: 'pieces' | 'mixed' | 'whole' | 'zero' | 'stall';
      readonly says?: string;
    }
  /** Calls a tool with arguments that never end. */
  | { readonly kind: 'endless-arguments'; readonly piece: string }
  /** Refuses a request that offers tools, as servers that don't know them do; answers `text` to one without. */
  | { readonly kind: 'no-tools'; readonly status: number; readonly message: string; readonly text: string };

type Body = Record<string, unknown>;
interface ChatMessage {
  readonly role?: string;
  readonly tool_calls?: readonly {
    readonly id?: string;
    readonly type?: string;
    readonly function?: { readonly name?: string; readonly arguments?: unknown };
  }[];
  readonly tool_call_id?: string;
}

/** Answers with a JSON body. */
export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** Refuses as OpenAI does. */
export function refuse(response: ServerResponse, status: number, message: string, code: string | null): void {
  const type =
    status === 429 ? 'rate_limit_exceeded' : status >= 500 ? 'server_error' : 'invalid_request_error';
  json(response, status, { error: { message, type, param: null, code } });
}

/** What OpenAI would refuse in the tools of a request and in the calls of its history. */
export function protocolFault(body: Body): string | undefined {
  const name = /^[\w-]{1,64}$/;
  for (const offered of (body.tools ?? []) as { type?: string; function?: Body }[]) {
    const { name: called, parameters } = offered.function ?? {};
    if (offered.type !== 'function' || typeof called !== 'string' || !name.test(called))
      return "Invalid value for 'tools'.";
    if ((parameters as Body | undefined)?.type !== 'object')
      return `Invalid schema for function '${called}'.`;
  }
  let open = new Set<string>();
  for (const message of body.messages as ChatMessage[]) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id ?? ''))
        return "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
      continue;
    }
    if (open.size > 0)
      return "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.";
    const calls = message.tool_calls ?? [];
    for (const { id, type, function: called } of calls) {
      const valid = id && type === 'function' && name.test(called?.name ?? '') && isJson(called?.arguments);
      if (!valid) return "Invalid value for 'tool_calls'.";
    }
    open = new Set(calls.map(({ id }) => id ?? ''));
    if (open.size !== calls.length) return "Duplicate value for 'tool_call_id'.";
  }
  if (open.size > 0) return "An assistant message with 'tool_calls' must be followed by tool messages.";
  return body.tool_choice !== undefined && !body.tools
    ? "'tool_choice' is only allowed when 'tools' are specified."
    : undefined;
}

function isJson(text: unknown): boolean {
  try {
    return typeof text === 'string' && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Plays one behaviour over OpenAI's streaming protocol. */
export async function serveChat(
  response: ServerResponse,
  body: Body,
  behaviour: ChatBehaviour,
): Promise<void> {
  if (behaviour.kind === 'silent') return;
  if (behaviour.kind === 'status') {
    if (behaviour.retryAfter !== undefined) response.setHeader('Retry-After', behaviour.retryAfter);
    return refuse(response, behaviour.status, 'scripted failure', null);
  }
  if (behaviour.kind === 'no-tools' && body.tools)
    return refuse(response, behaviour.status, behaviour.message, null);
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
  const end = (finish: string) => {
    say({}, finish);
    if (wantsUsage) event({ choices: [], usage });
    response.end('data: [DONE]\n\n');
  };

  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  say({ role: 'assistant', content: behaviour.kind === 'tools' && !behaviour.says ? null : '' });
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
  if (behaviour.kind === 'endless-arguments') {
    say({ tool_calls: [opening({ name: 'rechercher', arguments: '' }, 0)] });
    while (!response.destroyed) {
      say({ tool_calls: [{ index: 0, function: { arguments: behaviour.piece } }] });
      await sleep(0);
    }
    return;
  }
  if (behaviour.kind === 'tools') {
    for (const piece of piecesOf(behaviour.says ?? '')) say({ content: piece });
    const deltas = callDeltas(behaviour.calls, behaviour.how ?? 'pieces');
    const sent = behaviour.how === 'stall' ? deltas.slice(0, Math.ceil(deltas.length / 2)) : deltas;
    for (const delta of sent) say({ tool_calls: [delta] });
    // Smaller servers say « stop » after calls as after words.
    if (behaviour.how !== 'stall') end(behaviour.how === 'whole' ? 'stop' : 'tool_calls');
    return;
  }
  const pieces = piecesOf(behaviour.text);
  if (behaviour.kind === 'cut') {
    for (const piece of pieces) say({ content: piece });
    await sleep(20);
    if (behaviour.how === 'destroy') response.destroy();
    else if (behaviour.how === 'end') response.end();
    return;
  }
  for (const [index, piece] of pieces.entries()) {
    if (index === 1 && behaviour.kind === 'text') await behaviour.hold;
    say({ content: piece });
  }
  end((behaviour.kind === 'text' ? behaviour.finish : undefined) ?? 'stop');
}

/** Pieces that cut words, as tokens do. */
const piecesOf = (text: string): string[] => text.match(/[\s\S]{1,7}/gu) ?? [];

const callsMade: true[] = [];
const opening = (call: ScriptedCall, index: number) => ({
  index,
  id: `call_${String(callsMade.push(true)).padStart(6, '0')}`,
  type: 'function',
  function: { name: call.name, arguments: '' },
});

function callDeltas(calls: readonly ScriptedCall[], how: string): object[] {
  if (how === 'whole')
    return calls.map((call, index) => ({
      id: opening(call, index).id,
      type: 'function',
      function: { name: call.name, arguments: call.arguments },
    }));
  const streams = calls.map((call, place) => {
    const index = how === 'zero' ? 0 : place;
    return [
      { ...opening(call, place), index },
      ...piecesOf(call.arguments).map((piece) => ({ index, function: { arguments: piece } })),
    ];
  });
  if (how !== 'mixed') return streams.flat();
  const longest = Math.max(...streams.map((stream) => stream.length));
  return Array.from({ length: longest }, (_, at) => streams.flatMap((stream) => stream[at] ?? [])).flat();
}
