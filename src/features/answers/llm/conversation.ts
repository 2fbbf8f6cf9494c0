import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import type { ChatOpenAI } from '@langchain/openai';
import { HotlineError } from '#src/platform/errors.ts';
import { type Reply, readReply } from './model.ts';
import { modelFailure } from './texts.ts';
import type { ToolCall } from './tool-calls.ts';
import type { Toolbox } from './tools.ts';

/** Times a model may call its tools before it must answer. */
const MAX_ROUNDS = 3;
/** Longer arguments are not repeated to the model that gave them. */
const MAX_ARGUMENTS = 2_000;
/** A name that the protocol takes; a model may call anything else. */
const TOOL_NAME = /^[\w-]{1,64}$/;

/** Runs what is only waited for: a worker may compute for others meanwhile. */
export type Aside = <T>(wait: () => Promise<T>) => Promise<T>;

/** What a model is told, and what it may call. */
export interface Conversation {
  readonly system: string;
  readonly user: string;
  /** Absent: a plain question. */
  readonly toolbox?: Toolbox | undefined;
  readonly signal: AbortSignal;
  /** Waits for a reply without holding up what else is computed here. */
  readonly aside: Aside;
  /** Called once when the endpoint has taken the first request. */
  readonly onAccepted?: (() => void) | undefined;
}

/**
 * Asks a model, answers the tools that it calls, and returns what it says at last.
 * @throws HotlineError `timeout` when `signal` aborts, `unavailable` when a reply fails or tools are called for ever
 */
export async function converse(model: ChatOpenAI, conversation: Conversation): Promise<string> {
  const { system, user, toolbox, signal, aside, onAccepted } = conversation;
  const messages: BaseMessage[] = [new SystemMessage(system), new HumanMessage(user)];
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    const mustAnswer = round === MAX_ROUNDS;
    const asked = toolbox ? model.bindTools(toolbox.tools, mustAnswer ? { tool_choice: 'none' } : {}) : model;
    const reply = await aside(() => readReply(asked, messages, signal));
    if (round === 0) onAccepted?.();
    if (reply.calls.length === 0) return reply.text;
    if (!toolbox) break;
    if (!mustAnswer) messages.push(...(await answerCalls(reply, toolbox)));
  }
  throw new HotlineError('unavailable', modelFailure.loops);
}

/** The model's calls as the next request repeats them, each with its result. */
async function answerCalls({ text, calls }: Reply, toolbox: Toolbox): Promise<BaseMessage[]> {
  const results = await toolbox.run(calls);
  return [
    new AIMessage({
      content: text,
      tool_calls: calls.map((call) => ({
        id: call.id,
        name: TOOL_NAME.test(call.name) ? call.name : 'inconnu',
        args: argumentsOf(call),
      })),
    }),
    ...calls.map(({ id }, index) => new ToolMessage({ tool_call_id: id, content: results[index] ?? '' })),
  ];
}

/** Arguments as they can be repeated: none when they were no object, or too large to fill a second request with. */
function argumentsOf({ args }: ToolCall): Record<string, unknown> {
  try {
    const value: unknown = args.length > MAX_ARGUMENTS ? undefined : JSON.parse(args);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
