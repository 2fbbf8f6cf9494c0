import { plainText } from '#src/channel/blocks.ts';
import type { StoredMessage } from '#src/conversation/store/messages.ts';

/** A source that the bot showed. */
interface TriedSource {
  readonly documentId: string;
  readonly title: string;
  readonly section: string;
  readonly articles: readonly string[];
}

/** A question of the company and what the bot made of it. */
interface Tried {
  readonly question: string;
  /** The kind of answer: « answer », « refusal », « handoff »… */
  readonly kind: string;
  /** The answer's beginning. */
  readonly said: string;
  readonly sources: readonly TriedSource[];
  readonly rating?: string | undefined;
}

/** What an expert sees at a glance when a case opens. */
export interface Brief {
  /** What the company asks, in its own words: its last question, and the one before where that one is short. */
  readonly summary: string;
  /** What the bot tried since the last case, the last three questions. */
  readonly tried: readonly Tried[];
}

const LAST_TRIED = 3;
const SAID_MAX = 280;
const SUMMARY_MAX = 600;
/** A question of fewer words leans on the one before it. */
const FULL_QUESTION_WORDS = 8;

/** Cuts a text at a word, with « … ». */
export function cut(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= max) return flat;
  const short = flat.slice(0, max - 1);
  return `${short.slice(0, short.lastIndexOf(' ') > max / 2 ? short.lastIndexOf(' ') : max - 1)}…`;
}

/**
 * Reads a conversation for the opening card: no model, only what was said.
 * @param messages the conversation since the last case, oldest first
 * @param request what the company wrote to ask for a person, when it was more than a button
 */
export function makeBrief(messages: readonly StoredMessage[], request: string | undefined): Brief {
  const tried: Tried[] = [];
  for (const message of messages) {
    if (message.author !== 'bot' || !ANSWERS.has(message.content.kind ?? '')) continue;
    const question = questionOf(messages, message.replyTo);
    if (question === undefined) continue;
    tried.push({
      question: cut(question, SAID_MAX),
      kind: message.content.kind ?? '',
      said: cut(plainText(message.content.blocks), SAID_MAX),
      sources: message.content.blocks.flatMap((block) =>
        block.type === 'sources'
          ? block.items.map(({ documentId, title, section, articles }) => ({
              documentId,
              title,
              section,
              articles,
            }))
          : [],
      ),
      rating: message.rating,
    });
  }
  const last = tried.slice(-LAST_TRIED);
  return { summary: summarize(last, request), tried: last };
}

/** Kinds of messages that answer a question. */
const ANSWERS: ReadonlySet<string> = new Set(['answer', 'refusal', 'handoff']);

/** The words that an answer replies to, with the rest of their burst. */
function questionOf(messages: readonly StoredMessage[], replyTo: string | undefined): string | undefined {
  const at = messages.findIndex((message) => message.id === replyTo);
  const parts: string[] = [];
  for (let index = at; index >= 0; index -= 1) {
    const message = messages[index];
    if (message?.author !== 'company') break;
    const { content } = message;
    const words = content.type === 'text' ? content.text : content.type === 'action' ? content.label : '';
    if (words) parts.unshift(words);
  }
  return parts.length > 0 ? parts.join(' ') : undefined;
}

function summarize(tried: readonly Tried[], request: string | undefined): string {
  const before = tried.at(-2);
  const last = tried.at(-1);
  const isShort = (text: string) => text.split(/\s+/).length < FULL_QUESTION_WORDS;
  const questions =
    last && before && isShort(last.question) ? [before.question, last.question] : last ? [last.question] : [];
  return cut([...questions, ...(request ? [request] : [])].join(' · '), SUMMARY_MAX);
}
