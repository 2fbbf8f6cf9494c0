import { type Block, type Choice, paragraph, plainText } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Standing } from '#src/conversation/feature.ts';
import { lastExchange } from '#src/conversation/store/last-said.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import type { AnswerReply } from './reply-to-question.ts';
import { againTexts as texts } from './texts.ts';

/** Within this, the same words are a message that was sent twice. */
const SENT_TWICE_MS = 60_000;
/** Nobody has read an answer sooner. */
const READ_MS = 5_000;
/** Questions that are offered beside. */
const OFFERED = 3;
/** Characters of a question that are said back. */
const SAID_BACK = 160;

/**
 * Whether an answer is the text that was just said, to another message or to the same one asked anew: to say it once
 * more would tell that nobody listens.
 */
export async function wasJustSaid(
  db: Queryable,
  { conversation, now }: Pick<Standing, 'conversation' | 'now'>,
  asked: string,
  { kind, answer }: AnswerReply,
): Promise<boolean> {
  const main = plainText(answer.blocks);
  const last = main === '' ? undefined : await lastExchange(db, conversation.id);
  if (!last?.said.some(({ blocks }) => saysTheSame(plainText(blocks), main))) return false;
  // The same doubt between other questions is another one.
  if (answer.offered && !last.said.some(({ blocks }) => offersAllOf(blocks, answer.followUps))) return false;
  const { content, at } = last.message;
  // Who writes several messages at once has not read the first answer: each of them gets its own.
  if (kind !== 'refusal' && last.readFor < READ_MS) return false;
  const same = content.type === 'text' && bareWords(content.text) === bareWords(asked);
  return !(same && now - at <= SENT_TWICE_MS);
}

const VERDICT = /^(oui|non)\s?[,.:;—–-]?\s+/i;
const verdictOf = (words: string): string | undefined => VERDICT.exec(words)?.[1]?.toLowerCase();
const unopened = (words: string): string => words.replace(VERDICT, '').toLowerCase();

/**
 * Whether what was said says a text. The same words with the « oui » that opens them, and without, are one text; with a
 * « oui » and with a « non », they are contrary ones.
 */
export function saysTheSame(said: string, text: string): boolean {
  const [before, now] = [verdictOf(said), verdictOf(text)];
  const isContrary = before !== undefined && now !== undefined && before !== now;
  return !isContrary && unopened(said).includes(unopened(text));
}

const offersAllOf = (blocks: readonly Block[], choices: readonly Choice[]): boolean => {
  const offered = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return choices.every(({ value }) => offered.some((one) => one.value === value));
};

/** Instead of an answer that was just given: what was understood, what is near it, and a person; first, after a refusal. */
export function saidDifferently({ kind, thread, answer }: AnswerReply): AnswerReply {
  // What completes the question is offered whole.
  const questions = thread.open ? answer.followUps : answer.followUps.slice(0, OFFERED);
  const isRefusal = kind === 'refusal';
  const blocks: Block[] = isRefusal
    ? [paragraph(texts.stillNone), ...(questions.length > 0 ? [paragraph(texts.orNear)] : [])]
    : [
        paragraph(texts.understood(understoodAs(answer, thread))),
        paragraph(texts.otherwise(questions.length > 0)),
      ];
  const choices = isRefusal ? [EXPERT_BUTTON, ...questions] : [...questions, EXPERT_BUTTON];
  return {
    kind: isRefusal ? kind : 'help',
    blocks: [...blocks, { type: 'choices', choices }],
    thread,
    standsOn: [],
    answer,
  };
}

/** The question that was answered, in the words of its page where it has one. */
const understoodAs = ({ citations, offered }: AnswerReply['answer'], thread: AnswerReply['thread']): string =>
  (offered || citations.length === 0 ? undefined : thread.lastAnswered?.heading) ??
  // What was corrected is read in the place of what was wrong: no sentence of anybody's.
  cut((thread.setAside && thread.asked) || thread.question);

const cut = (question: string): string =>
  question.length <= SAID_BACK ? question : `${question.slice(0, SAID_BACK).trimEnd()}…`.toWellFormed();
