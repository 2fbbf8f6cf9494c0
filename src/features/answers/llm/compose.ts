import type { LlmConfig } from '#src/config/config.ts';
import type { Draft } from '#src/features/answers/compose/extractive.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { type CircuitEvent, mayTry, retryAfterMs, transition } from '#src/platform/circuit-breaker.ts';
import { type CircuitStore, ownCircuit } from '#src/platform/circuit-store.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { steadyNow } from '#src/platform/steady-clock.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { type Aside, converse } from './conversation.ts';
import { blocksOf, toDraft } from './draft.ts';
import { type Fault, faultsOf } from './faults.ts';
import type { LlmTools } from './knowledge-tools.ts';
import { createModel, mayRefuseTools, statusOf } from './model.ts';
import { asData, createNotebook, evidenceForModel } from './notebook.ts';
import { loadPrompt } from './prompts.ts';
import { modelFailure } from './texts.ts';
import { createToolbox } from './tools.ts';

/** A model's draft, with all that it was given to write it: what verification reads. */
export interface ModelDraft extends Draft {
  /** The passages given first, then what the tools found, in the order of the citation numbers. */
  readonly evidences: readonly Evidence[];
  /** Why it must not be shown, beside what verification finds. */
  readonly faults: readonly Fault[];
}

/** How one draft is asked for. */
export interface ComposeOptions {
  /** What was wrong with the first try, for a second one. */
  readonly findings: readonly { readonly detail: string }[];
  /** The deadline of the whole answer. */
  readonly signal: AbortSignal;
  /** Absent: the model answers from the passages alone. */
  readonly tools?: LlmTools | undefined;
}

/** Composes with a language model. Undefined means the model said that the passages do not answer. */
export interface LlmComposer {
  /** @throws HotlineError `unavailable` or `timeout` when the model does not answer properly */
  compose(
    understanding: Understanding,
    evidences: readonly Evidence[],
    options: ComposeOptions,
  ): Promise<ModelDraft | undefined>;
}

/** What a model says when it has no answer, as the prompt asks. */
const NO_ANSWER = /^\W*je ne sais pas\b/;
/** How long an endpoint that refused tools is asked without them: someone may have set it up since. */
const WITHOUT_TOOLS_MS = 60 * MINUTE_MS;

/** What a composer is given beside its endpoint. */
export interface ComposerParts {
  /** Milliseconds of a clock that nobody sets, the same for all who share the circuit. */
  readonly now?: (() => number) | undefined;
  /** Shared by all the composers of one endpoint, in whatever thread they are; its own when absent. */
  readonly circuit?: CircuitStore | undefined;
  /** How the model's replies are waited for; like anything else, when absent. */
  readonly aside?: Aside | undefined;
}

/**
 * A composer over any OpenAI-compatible endpoint. The stream is read inside and nothing of it is shown: what a person
 * gets is verified first. An endpoint that keeps failing, or asks for rest, is left alone for a while; one that does
 * not know tools is asked without them.
 */
export function createLlmComposer(
  config: LlmConfig,
  { now = steadyNow, circuit = ownCircuit(), aside = (wait) => wait() }: ComposerParts = {},
): LlmComposer {
  const model = createModel(config);
  const prompts = loadPrompts();
  const note = (event: CircuitEvent) => circuit.write(transition(circuit.read(), event, now()));
  let withoutToolsUntil = 0;
  const guarded = async (call: () => Promise<string>): Promise<string> => {
    if (!mayTry(circuit.read(), now())) throw new HotlineError('unavailable', modelFailure.resting);
    note({ type: 'started' });
    try {
      const text = await call();
      note({ type: 'succeeded' });
      return text;
    } catch (error) {
      note({ type: 'failed', retryAfterMs: askedRest(error, Date.now()) });
      throw error;
    }
  };
  return {
    compose: async (understanding, evidences, { findings, signal, tools }) => {
      const notebook = createNotebook(evidences);
      const toolbox = tools && createToolbox(tools, notebook, understanding, prompts.descriptions);
      const user = prompts.user(understanding, findings);
      const plain = () =>
        converse(model, { system: prompts.system(understanding, evidences, false), user, signal, aside });
      const withTools = async (): Promise<string> => {
        let accepted = false;
        const onAccepted = () => {
          accepted = true;
        };
        const system = prompts.system(understanding, evidences, true);
        try {
          return await converse(model, { system, user, toolbox, signal, aside, onAccepted });
        } catch (error) {
          if (accepted || !mayRefuseTools(error)) throw error;
          const text = await plain();
          // The same question passed without tools: they were what was refused.
          withoutToolsUntil = now() + WITHOUT_TOOLS_MS;
          return text;
        }
      };
      const text = await guarded(toolbox && now() >= withoutToolsUntil ? withTools : plain);
      if (NO_ANSWER.test(fold(text))) return undefined;
      const blocks = blocksOf(text);
      return {
        ...toDraft(blocks, understanding, notebook),
        evidences: notebook.evidences,
        faults: faultsOf(blocks, notebook.evidences, understanding),
      };
    },
  };
}

/** The prompts of an answer, read once and ready to fill. */
function loadPrompts() {
  const system = loadPrompt('answer');
  const again = loadPrompt('answer-again');
  const tools = loadPrompt('answer-tools')({});
  return {
    descriptions: {
      search: loadPrompt('answer-tool-search')({}),
      compute: loadPrompt('answer-tool-compute')({}),
    },
    system: (understanding: Understanding, evidences: readonly Evidence[], withTools: boolean): string =>
      system({
        date: frenchDate(understanding.date),
        tools: withTools ? tools : '',
        passages: evidences.map((evidence, index) => evidenceForModel(index + 1, evidence)).join('\n\n'),
      }),
    user: (understanding: Understanding, findings: ComposeOptions['findings']): string => {
      const question = `<question>\n${asData(understanding.question)}\n</question>`;
      if (findings.length === 0) return question;
      const faults = findings.map((finding) => `- ${asData(finding.detail)}`).join('\n');
      return `${question}\n\n${again({ faults })}`;
    },
  };
}

/** How long an endpoint that answers 429 asks to be left alone; undefined for any other failure. */
function askedRest(error: unknown, now: number): number | undefined {
  const cause = error instanceof HotlineError ? error.cause : undefined;
  if (statusOf(cause) !== 429) return undefined;
  const { headers } = cause as { headers?: unknown };
  return headers instanceof Headers ? retryAfterMs(headers.get('retry-after'), now) : undefined;
}
