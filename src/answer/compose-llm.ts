import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import type { Block, Span } from '#src/channel/blocks.ts';
import type { LlmConfig } from '#src/config.ts';
import { HotlineError } from '#src/errors.ts';
import { frenchDate } from '#src/knowledge/dates.ts';
import { fold } from '#src/retrieval/french-text.ts';
import { forConsultationOf } from '#src/texts/answer.ts';
import { type Draft, numberSources } from './compose-extractive.ts';
import { type Evidence, evidenceText } from './evidence.ts';
import { loadPrompt } from './prompts.ts';
import type { Understanding } from './understand.ts';
import type { Finding } from './verify.ts';

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

/**
 * A composer over any OpenAI-compatible endpoint. The stream is read inside and nothing of it is shown: what a person
 * gets is verified first.
 */
export function createLlmComposer(config: LlmConfig): LlmComposer {
  const model = new ChatOpenAI({
    model: config.model,
    apiKey: config.apiKey ?? 'none',
    temperature: 0,
    streaming: true,
    // Retries are ours: they share one deadline with the rest of the answer.
    maxRetries: 0,
    timeout: config.timeoutMs,
    configuration: { baseURL: config.baseUrl },
  });
  const prompt = loadPrompt('answer');
  return {
    compose: async (understanding, evidences, { findings, signal }) => {
      const system = prompt({
        date: frenchDate(understanding.date),
        passages: evidences.map(passageText).join('\n\n'),
      });
      const text = await readStream(model, system, userText(understanding, findings), signal);
      if (NO_ANSWER.test(fold(text))) return undefined;
      return toDraft(text, understanding, evidences);
    },
  };
}

function userText(understanding: Understanding, findings: readonly Finding[]): string {
  const question = `<question>\n${data(understanding.question)}\n</question>`;
  if (findings.length === 0) return question;
  const faults = findings.map((finding) => `- ${finding.detail}`).join('\n');
  return `${question}\n\nTa réponse précédente a été refusée :\n${faults}\nRéponds de nouveau en respectant les règles.`;
}

/** Text that is data can't close the tags that delimit it. */
const data = (text: string): string => text.replace(/[<>]/g, ' ');

const passageText = (evidence: Evidence, index: number): string =>
  `[${index + 1}] ${data(evidence.passage.document.title)}\n${data(evidenceText(evidence)).slice(0, PASSAGE_CHARACTERS)}`;

async function readStream(
  model: ChatOpenAI,
  system: string,
  user: string,
  signal: AbortSignal,
): Promise<string> {
  let text = '';
  let finished = false;
  try {
    const stream = await model.stream([new SystemMessage(system), new HumanMessage(user)], { signal });
    for await (const chunk of stream) {
      text += chunk.text;
      finished ||= Boolean(chunk.response_metadata.finish_reason);
      if (text.length > MAX_CHARACTERS)
        throw new HotlineError('unavailable', 'Le modèle répond sans s’arrêter.');
    }
  } catch (cause) {
    if (signal.aborted) throw new HotlineError('timeout', 'Le modèle n’a pas répondu à temps.', { cause });
    if (cause instanceof HotlineError) throw cause;
    throw new HotlineError('unavailable', 'Le modèle ne répond pas.', { cause });
  }
  if (!text.trim()) throw new HotlineError('unavailable', 'Le modèle a rendu une réponse vide.');
  // Half an answer may have lost the condition that makes it true.
  if (!finished) throw new HotlineError('unavailable', 'La réponse du modèle a été coupée.');
  return text.trim();
}

/** The model's text as blocks: `[1]` marks become citations, numbered anew by the sources that are used. */
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
  const opening = /^(oui|non)\b/.exec(fold(text))?.[1];
  const used = [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  const sources = numberSources(evidences).filter((source) => used.includes(source.n));
  return { blocks, sources, verdict: opening === 'oui' || opening === 'non' ? opening : null };
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
