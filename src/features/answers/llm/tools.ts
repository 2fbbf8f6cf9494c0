import { type StructuredTool, ToolInputParsingException, tool } from '@langchain/core/tools';
import { z } from 'zod';
import { isReadable } from '#src/reader/language.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { inputsNeverSaid } from './asked-inputs.ts';
import type { LlmTools } from './knowledge-tools.ts';
import { asData, evidenceForModel, type Notebook } from './notebook.ts';
import { toolResult } from './texts.ts';
import type { ToolCall } from './tool-calls.ts';

/** Longest search or question that a tool takes: what a person would type. */
const MAX_QUERY = 400;
/** Calls answered in one round; the others get an error. */
const MAX_CALLS = 4;

/** The tools of one answer, for langchain to offer, and what runs the calls that come back. */
export interface Toolbox {
  readonly tools: StructuredTool[];
  /** Runs one round of calls, in order. Every call gets a text; none throws. */
  run(calls: readonly ToolCall[]): Promise<readonly string[]>;
}

/** What each tool is for, as the prompts folder says it. */
export interface ToolDescriptions {
  readonly search: string;
  readonly compute: string;
}

/** Binds the tools of a question to the notebook where what they find is numbered. */
export function createToolbox(
  llmTools: LlmTools,
  notebook: Notebook,
  understanding: Understanding,
  descriptions: ToolDescriptions,
): Toolbox {
  const tools = langchainTools(
    {
      search: (query) => search(query, llmTools, notebook),
      compute: async (question) => compute(question, llmTools, notebook, understanding),
    },
    descriptions,
  );
  const runOne = async ({ name, args }: ToolCall): Promise<string> => {
    const called = tools.find((one) => one.name === name);
    if (!called) return toolResult.unknownTool(tools.map((one) => one.name));
    let input: unknown;
    try {
      input = JSON.parse(args);
    } catch {
      return toolResult.notJson;
    }
    try {
      return String(await called.invoke(input));
    } catch (error) {
      const misused = error instanceof ToolInputParsingException;
      return misused ? toolResult.badArguments(EXPECTED[called.name] ?? '') : toolResult.failed;
    }
  };
  return {
    tools,
    run: async (calls) => {
      const results: string[] = [];
      // One after the other: the numbers of what they find must not depend on which one is faster.
      for (const [index, call] of calls.entries())
        results.push(index < MAX_CALLS ? await runOne(call) : toolResult.tooManyCalls(MAX_CALLS));
      return results;
    },
  };
}

const EXPECTED: Readonly<Record<string, string>> = {
  rechercher: '{"requete": "…"}',
  calculer: '{"question": "…"}',
};

function langchainTools(
  run: { search: (query: string) => Promise<string>; compute: (question: string) => Promise<string> },
  { search, compute }: ToolDescriptions,
): StructuredTool[] {
  return [
    tool(({ requete }) => run.search(requete), {
      name: 'rechercher',
      description: search,
      schema: z.object({ requete: z.string() }),
    }),
    tool(({ question }) => run.compute(question), {
      name: 'calculer',
      description: compute,
      schema: z.object({ question: z.string() }),
    }),
  ];
}

/** What is wrong with the words given to a tool; undefined when nothing is. */
function misuse(words: string): string | undefined {
  if (!isReadable(words)) return toolResult.empty;
  return words.length > MAX_QUERY ? toolResult.tooLong(MAX_QUERY) : undefined;
}

async function search(query: string, tools: LlmTools, notebook: Notebook): Promise<string> {
  const wrong = misuse(query);
  if (wrong) return wrong;
  const found = await tools.search(query);
  if (found.length === 0) return toolResult.nothing;
  const lines = found.map((evidence) => {
    const known = notebook.numberOf(evidence);
    if (known) return toolResult.already(known);
    const n = notebook.add(evidence);
    return n ? evidenceForModel(n, evidence) : toolResult.full;
  });
  return `<passages>\n${[...new Set(lines)].join('\n\n')}\n</passages>`;
}

function compute(
  question: string,
  tools: LlmTools,
  notebook: Notebook,
  understanding: Understanding,
): string {
  const wrong = misuse(question);
  if (wrong) return wrong;
  const strangers = inputsNeverSaid(question, understanding);
  if (strangers.length > 0) return toolResult.strangers(strangers.map(asData));
  const reached = tools.compute(question);
  if (!reached) return toolResult.noComputation;
  const n = notebook.addComputed(reached);
  const evidence = n && notebook.evidences[n - 1];
  if (!n || !evidence) return toolResult.full;
  return `<calcul>\n${evidenceForModel(n, evidence)}\n</calcul>`;
}
