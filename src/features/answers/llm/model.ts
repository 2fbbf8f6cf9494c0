import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import type { LlmConfig } from '#src/config/config.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { modelFailure } from './texts.ts';
import { addToolCallDelta, finishedCalls, type PartialCall, type ToolCall } from './tool-calls.ts';

/** An answer longer than this is not the one that was asked for. */
const MAX_CHARACTERS = 4_000;
/** The same, with what a model thinks aloud before it answers and what it gives its tools. */
const MAX_RAW_CHARACTERS = 40_000;
/** Ends of a stream that leave the answer cut short. */
const CUT = new Set(['length', 'content_filter']);

/** What a model says in one go: words, or tools to call, or both. */
export interface Reply {
  /** Without what it thinks aloud first; may be empty when it calls tools. */
  readonly text: string;
  readonly calls: readonly ToolCall[];
}

/** Anything that streams replies: a chat model, with or without tools bound to it. */
export interface Streamer {
  stream(
    messages: BaseMessage[],
    options: { signal: AbortSignal },
  ): Promise<AsyncIterable<Pick<AIMessageChunk, 'text' | 'response_metadata' | 'tool_call_chunks'>>>;
}

/** The chat model of any OpenAI-compatible endpoint. */
export function createModel(config: LlmConfig): ChatOpenAI {
  return new ChatOpenAI({
    model: config.model,
    apiKey: config.apiKey ?? 'none',
    temperature: 0,
    streaming: true,
    // Retries are ours: they share one deadline with the rest of the answer.
    maxRetries: 0,
    timeout: config.timeoutMs,
    configuration: { baseURL: config.baseUrl, logLevel: 'off' },
  });
}

/**
 * Reads one whole reply. Nothing of the stream leaves this function before its end.
 * @throws HotlineError `timeout` when `signal` aborts, `unavailable` when the reply fails, is cut or never ends
 */
export async function readReply(
  model: Streamer,
  messages: BaseMessage[],
  signal: AbortSignal,
): Promise<Reply> {
  const calls: PartialCall[] = [];
  let text = '';
  let size = 0;
  let finish: unknown;
  try {
    for await (const chunk of await model.stream(messages, { signal })) {
      text += chunk.text;
      size += chunk.text.length;
      for (const delta of chunk.tool_call_chunks ?? []) {
        addToolCallDelta(calls, delta);
        // An empty piece weighs something too: calls without number would pile up.
        size += 1 + (delta.args?.length ?? 0) + (delta.name?.length ?? 0);
      }
      finish = chunk.response_metadata.finish_reason ?? finish;
      if (size > MAX_RAW_CHARACTERS || spoken(text).length > MAX_CHARACTERS)
        throw new HotlineError('unavailable', modelFailure.endless);
    }
  } catch (cause) {
    if (signal.aborted) throw new HotlineError('timeout', modelFailure.late, { cause });
    if (cause instanceof HotlineError) throw cause;
    throw new HotlineError('unavailable', modelFailure.silent(statusOf(cause)), { cause });
  }
  // Half an answer may have lost the condition that makes it true.
  if (!finish || CUT.has(String(finish))) throw new HotlineError('unavailable', modelFailure.cut);
  const answer = spoken(text).trim();
  if (!answer && calls.length === 0) throw new HotlineError('unavailable', modelFailure.empty);
  return { text: answer, calls: finishedCalls(calls) };
}

/** What a model says, without what it thinks aloud first. */
const spoken = (text: string): string => text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '');

/** The HTTP status that a failure carries. */
export const statusOf = (cause: unknown): number | undefined =>
  cause instanceof Error && 'status' in cause && typeof cause.status === 'number' ? cause.status : undefined;

/** Statuses of servers that refuse a request they don't understand. */
const NOT_UNDERSTOOD = new Set([400, 404, 422, 501]);

/**
 * Whether a failure may come from the tools that the request offered: the same request without them tells. Some
 * servers answer 500 and say why.
 */
export function mayRefuseTools(error: unknown): boolean {
  const cause = error instanceof HotlineError ? error.cause : undefined;
  const status = statusOf(cause);
  if (status === undefined) return false;
  return NOT_UNDERSTOOD.has(status) || (status === 500 && /\btools?\b/i.test((cause as Error).message));
}
