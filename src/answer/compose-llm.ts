import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import type { Block, Span } from '#src/channel/blocks.ts';
import type { LlmConfig } from '#src/config.ts';
import { HotlineError } from '#src/errors.ts';
import { frenchDate } from '#src/knowledge/dates.ts';
import { fold } from '#src/retrieval/french-text.ts';
import { forConsultationOf } from '#src/texts/answer.ts';
import { CLOSED, mayTry, retryAfterMs, transition } from './circuit-breaker.ts';
import { type Draft, numberSources } from './compose-extractive.ts';
import { type Evidence, evidenceText } from './evidence.ts';
import { loadPrompt } from './prompts.ts';
import type { Understanding } from './understand.ts';
import { citesOf, type Finding, openingOf } from './verify.ts';

/** Composes with a language model. Undefined means the model said that the passages do not answer. */
export interface LlmComposer {
  /**
   * @param findings what was wrong with the first try, for a second one
   * @throws HotlineError `unavailable` or `timeout` when the model does not answer properly
   */
  compose(
    understanding: Understanding,
    evidences: readonly Evidence[],
    options: { findings: readonly Finding[]; signal: AbortSignal },
  ): Promise<Draft | undefined>;
}

/** What a model says when it has no answer, as the prompt asks. */
const NO_ANSWER = /^\W*je ne sais pas\b/;
/** A passage given to the model is cut here: a hostile document must not fill the context. */
const PASSAGE_CHARACTERS = 2_500;
/** An answer longer than this is not the one that was asked for. */
const MAX_CHARACTERS = 4_000;
/** The same, with what a model thinks aloud before it answers. */
const MAX_RAW_CHARACTERS = 40_000;
/** Ends of a stream that leave the answer cut short. */
const CUT = new Set(['length', 'content_filter']);

/**
 * A composer over any OpenAI-compatible endpoint. The stream is read inside and nothing of it is shown: what a person
 * gets is verified first. An endpoint that keeps failing, or asks for rest, is left alone for a while.
 */
export function createLlmComposer(config: LlmConfig, now: () => number = Date.now): LlmComposer {
  const model = new ChatOpenAI({
    model: config.model,
    apiKey: config.apiKey ?? 'none',
    temperature: 0,
    streaming: true,
    // Retries are ours: they share one deadline with the rest of the answer.
    maxRetries: 0,
    timeout: config.timeoutMs,
    configuration: { baseURL: config.baseUrl, logLevel: 'off' },
  });
  const prompt = loadPrompt('answer');
  let circuit = CLOSED;
  const guarded = async (call: () => Promise<string>): Promise<string> => {
    if (!mayTry(circuit, now()))
      throw new HotlineError('unavailable', 'Le modèle est laissé au repos après ses échecs.');
    circuit = transition(circuit, { type: 'started' }, now());
    try {
      const text = await call();
      circuit = transition(circuit, { type: 'succeeded' }, now());
      return text;
    } catch (error) {
      circuit = transition(circuit, { type: 'failed', retryAfterMs: askedRest(error, now()) }, now());
      throw error;
    }
  };
  return {
    compose: async (understanding, evidences, { findings, signal }) => {
      const system = prompt({
        date: frenchDate(understanding.date),
        passages: evidences.map(passageText).join('\n\n'),
      });
      const user = userText(understanding, findings);
      const text = await guarded(() => readStream(model, system, user, signal));
      if (NO_ANSWER.test(fold(text))) return undefined;
      return toDraft(text, understanding, evidences);
    },
  };
}

function userText(understanding: Understanding, findings: readonly Finding[]): string {
  const question = `<question>\n${data(understanding.question)}\n</question>`;
  if (findings.length === 0) return question;
  const faults = findings.map((finding) => `- ${data(finding.detail)}`).join('\n');
  return `${question}\n\nTa réponse précédente a été refusée :\n${faults}\nRéponds de nouveau en respectant les règles.`;
}

/** Text that is data can neither close the tags that delimit it nor open a numbered passage of its own. */
const data = (text: string): string => text.replace(/[<>]/g, ' ').replace(/\[(\d+)\]/g, '($1)');

const passageText = (evidence: Evidence, index: number): string =>
  `[${index + 1}] ${data(evidence.passage.document.title)}\n${data(evidenceText(evidence)).slice(0, PASSAGE_CHARACTERS)}`;

async function readStream(
  model: ChatOpenAI,
  system: string,
  user: string,
  signal: AbortSignal,
): Promise<string> {
  let text = '';
  let finish: unknown;
  try {
    const stream = await model.stream([new SystemMessage(system), new HumanMessage(user)], { signal });
    for await (const chunk of stream) {
      text += chunk.text;
      finish = chunk.response_metadata.finish_reason ?? finish;
      if (text.length > MAX_RAW_CHARACTERS || spoken(text).length > MAX_CHARACTERS)
        throw new HotlineError('unavailable', 'Le modèle répond sans s’arrêter.');
    }
  } catch (cause) {
    if (signal.aborted) throw new HotlineError('timeout', 'Le modèle n’a pas répondu à temps.', { cause });
    if (cause instanceof HotlineError) throw cause;
    const status = statusOf(cause);
    throw new HotlineError('unavailable', `Le modèle ne répond pas${status ? ` (${status})` : ''}.`, {
      cause,
    });
  }
  // Half an answer may have lost the condition that makes it true.
  if (!finish || CUT.has(String(finish)))
    throw new HotlineError('unavailable', 'La réponse du modèle a été coupée.');
  const answer = spoken(text).trim();
  if (!answer) throw new HotlineError('unavailable', 'Le modèle a rendu une réponse vide.');
  return answer;
}

/** What a model says, without what it thinks aloud first. */
const spoken = (text: string): string => text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '');

const statusOf = (cause: unknown): number | undefined =>
  cause instanceof Error && 'status' in cause && typeof cause.status === 'number' ? cause.status : undefined;

/** How long an endpoint that answers 429 asks to be left alone; undefined for any other failure. */
function askedRest(error: unknown, now: number): number | undefined {
  const cause = error instanceof HotlineError ? error.cause : undefined;
  if (statusOf(cause) !== 429) return undefined;
  const { headers } = cause as { headers?: unknown };
  return headers instanceof Headers ? retryAfterMs(headers.get('retry-after'), now) : undefined;
}

/** The model's text as blocks: `[1]` marks become citations, with the sources that are cited, first cited first. */
function toDraft(text: string, understanding: Understanding, evidences: readonly Evidence[]): Draft {
  const blocks: Block[] = [];
  if (understanding.askedDate) {
    blocks.push({
      type: 'note',
      tone: 'info',
      text: [{ text: forConsultationOf(understanding.askedDate.said) }],
    });
  }
  for (const part of text.split(/\n{2,}|\n(?=\s*[-•*] )/)) {
    const line = part.replace(/\s+/g, ' ').trim();
    const item = /^[-•*] (.+)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item && last?.type === 'list')
      blocks[blocks.length - 1] = { type: 'list', items: [...last.items, toSpans(item)] };
    else if (item) blocks.push({ type: 'list', items: [toSpans(item)] });
    else if (line) blocks.push({ type: 'paragraph', text: toSpans(line) });
  }
  const used = citesOf(blocks).flatMap((n) => {
    const evidence = evidences[n - 1];
    return evidence ? [{ n, evidence }] : [];
  });
  const sources = numberSources(used.map(({ evidence }) => evidence)).map((source, index) => ({
    ...source,
    n: used[index]?.n ?? source.n,
  }));
  return { blocks, sources, verdict: openingOf(blocks) ?? null };
}

/** « Oui, dès 600 € [1]. » → one span citing 1. Markdown marks are dropped: the text is data, not markup. */
function toSpans(text: string): Span[] {
  const plain = text.replace(/\*\*|__|`|^#+ /g, '');
  const spans: Span[] = [];
  for (const match of plain.matchAll(/([^[]*)((?:\[\d+(?:\s*,\s*\d+)*\]\s?)*)/g)) {
    const [whole, words = '', marks = ''] = match;
    if (!whole) continue;
    const cites = [...marks.matchAll(/\d+/g)].map((mark) => Number(mark[0]));
    if (!words && cites.length === 0) continue;
    spans.push(cites.length > 0 ? { text: words.replace(/\s+$/, ''), cites } : { text: words });
  }
  return spans;
}
