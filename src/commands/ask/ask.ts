import { plainText } from '#src/channel/blocks.ts';
import { readOptions } from '#src/commands/options.ts';
import { cliTexts } from '#src/commands/texts.ts';
import type { Reading } from '#src/conversation/feature.ts';
import { boundedText } from '#src/conversation/rules/bounded-text.ts';
import { actOf, readingOf, wishOf } from '#src/conversation/rules/reading.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { givesWhatIsAsked } from '#src/features/answers/chat/gives-what-is-asked.ts';
import { replyToQuestion } from '#src/features/answers/chat/reply-to-question.ts';
import { together, withLeft } from '#src/features/answers/chat/several.ts';
import { failedText } from '#src/features/answers/chat/texts.ts';
import { stillAsking } from '#src/features/answers/compute/still-asking.ts';
import { findAnswer } from '#src/features/answers/find-answer.ts';
import { missedIn } from '#src/features/answers/learnt.ts';
import { caseRequestOf } from '#src/features/expert/chat/case-request.ts';
import { withOffer } from '#src/features/handouts/chat/offer.ts';
import { type HandoutReply, type PendingHandout, pendingAfter } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { handoutTexts } from '#src/features/handouts/texts.ts';
import { speaksOfDying } from '#src/features/smalltalk/distress.ts';
import { replyToIntent } from '#src/features/smalltalk/reply.ts';
import { linkRequestOf } from '#src/person/chat/link-request.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { questionText } from '#src/reader/deadline/question-text.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import { newSubject } from '#src/reader/follow-up.ts';
import { partsIn, type SaidPart } from '#src/reader/parts.ts';
import { severalQuestions } from '#src/reader/questions/several-questions.ts';
import { onlyTold, type ThreadContext } from '#src/reader/understand.ts';
import { type BadLine, type BatchLine, runBatch } from './batch.ts';
import { type OpenedBase, openBase } from './open-base.ts';
import { replyToAct, replyToDying } from './reply-to-act.ts';

/** The hour of a day that is given without one. */
const NOON = '12:00';

/** `ask`: answers one question, or a file of them, on the path of a chat message; keeps nothing. */
export async function askCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const question = options.words.join(' ');
  if (options.batch === undefined && !question) throw new HotlineError('input', cliTexts.noQuestion);
  if (options.batch !== undefined && options.out === undefined)
    throw new HotlineError('input', cliTexts.noOut);
  const opened = await openBase(options.config);
  if (options.batch !== undefined && options.out !== undefined) {
    await runBatch(options.batch, options.out, (line) => answerLine(opened, line, options.today));
    return 0;
  }
  const started = performance.now();
  const reply = await converse(opened, [question], options.today);
  const line = toLine(null, reply, elapsed(started));
  process.stdout.write(options.json ? `${JSON.stringify(line)}\n` : `${toText(reply)}\n`);
  return 0;
}

/** Answers a line of a batch; never throws. */
export async function answerLine(
  opened: OpenedBase,
  line: BatchLine | BadLine,
  today: string,
): Promise<object> {
  const started = performance.now();
  const failed = (id: unknown, text: string) => ({
    id,
    kind: 'refusal',
    text,
    citations: [],
    composer: 'extractive',
    verdict: null,
    ms: elapsed(started),
  });
  if ('badId' in line) return failed(line.badId, cliTexts.badLine);
  try {
    const reply = await converse(opened, line.turns, line.date ?? today);
    return toLine(line.id, reply, elapsed(started));
  } catch {
    return failed(line.id, failedText);
  }
}

/** Milliseconds since a moment of `performance.now()`, to a tenth. */
const elapsed = (started: number): number => Math.round((performance.now() - started) * 10) / 10;

/** Plays the turns of a conversation in order, read as a chat message is; the reply is that to the last one. */
export async function converse(
  opened: OpenedBase,
  turns: readonly string[],
  today: string,
): Promise<Replied> {
  let thread: ThreadContext | undefined;
  let reply: Replied | undefined;
  let pending: PendingHandout | undefined;
  for (const said of turns) {
    const parts = await saidIn(opened, boundedText(said), thread, today);
    const replies: (Replied & { readonly asked?: string | undefined })[] = [];
    for (const [index, part] of parts.entries()) {
      const first = part.alone ? onlyTold(thread) : thread;
      const before = index === 0 ? first : threadFor(part, replies.at(-1)?.thread);
      const replied = await replyToPart(opened, part, { thread: before, pending, today });
      replies.push({ ...replied, blocks: withLeft(part, replied.blocks), asked: part.asked });
    }
    const own = allOf(replies);
    pending = pendingAfter(own, pending);
    thread = own.thread
      ? stillAsking(
          own.thread,
          replies.slice(0, -1).map((one) => one.thread),
        )
      : thread;
    reply = own;
  }
  return reply as Replied;
}

/** What a part of a message is read after: a question after the one before, or after what was told up to it. */
const threadFor = (
  { asked, goesOn }: SaidPart,
  last: ThreadContext | undefined,
): ThreadContext | undefined => (goesOn ? last : asked === undefined ? undefined : onlyTold(last));

/** What a message says at once, as a conversation reads it. */
async function saidIn(
  { base, finder, learnt, readActs }: OpenedBase,
  text: string,
  thread: ThreadContext | undefined,
  today: string,
): Promise<readonly SaidPart[]> {
  const isWish = async (words = text) => ((await learnt?.(words)) ?? []).length > 0;
  const before = async () => thread;
  const find = finder && findAnswer(finder, today);
  const saysMissed = missedIn(base);
  const questions =
    find && readActs && (await severalQuestions(text, { before, find, isWish, saysMissed, readActs }));
  return questions ?? partsIn(text);
}

/** Wishes for which there are words where nothing is kept. */
const INTENTS = ['handoff', 'referencing', 'alerts', 'privacy', 'status', 'help'] as const;
const NOTHING_SHOWN = { kind: undefined, choices: [], buttons: [] };

/** What is said to a wish that is no question; nothing for one, and for a document that is wanted. */
function replyToWish(message: Reading): Replied | undefined {
  const { text } = message;
  if (speaksOfDying(text)) return replyToDying();
  const act = actOf(message);
  const learnt = act === undefined ? undefined : replyToAct(act, text);
  if (learnt || isOfConversation(text)) return learnt;
  const wish = INTENTS.find((intent) => intent === wishOf(message));
  return wish && replyToIntent(wish, text, { kept: false });
}

/** The answers to all that a message says, what is wished last; what has no answer beside a wish is for who is wished for. */
function allOf(replies: readonly (Replied & { readonly asked?: string | undefined })[]): Replied {
  const [only] = replies;
  if (only && replies.length === 1) return only;
  const wishes = replies.filter(({ answer }) => answer === undefined);
  const answers = replies.filter(({ kind, answer }) => answer && !(wishes.length > 0 && kind === 'refusal'));
  const last = replies.findLast((reply) => reply.thread !== undefined);
  const files = replies.flatMap((reply) => reply.files ?? []);
  return { ...together([...answers, ...wishes]), thread: last?.thread, pending: last?.pending, files };
}

/** What a line gets: a document, or an answer of any kind. */
type Replied = Omit<HandoutReply, 'answer'> & { readonly answer?: Answer | undefined };

/** What only a conversation that is kept can do is a question here: a link between channels, the exchange with an expert. */
function isOfConversation(text: string): boolean {
  const aboutCase = caseRequestOf({ type: 'text', text });
  return (aboutCase !== undefined && aboutCase !== 'end') || linkRequestOf(text) !== undefined;
}

async function replyToPart(
  opened: OpenedBase,
  { text, isQuestion, within }: SaidPart,
  about: { thread: ThreadContext | undefined; pending: PendingHandout | undefined; today: string },
): Promise<Replied> {
  const now = instantOf(about.today, NOON);
  const after = newSubject(text) === undefined ? about.thread?.lastAnswered : undefined;
  const meant = (isQuestion ? undefined : await opened.learnt?.(text, after)) ?? [];
  const message = readingOf(
    { type: 'text', text },
    { shown: NOTHING_SHOWN, isHeld: false, now, learnt: () => meant },
  );
  const isWanted = actOf(message) === 'handout.get';
  const gives = givesWhatIsAsked(text, about.thread, about.today);
  return (
    (gives ? undefined : replyToWish(message)) ?? replyToText(opened, text, { ...about, isWanted, within })
  );
}

async function replyToText(
  { answerer, handouts }: OpenedBase,
  text: string,
  about: {
    readonly thread: ThreadContext | undefined;
    readonly pending: PendingHandout | undefined;
    readonly today: string;
    /** A document is wanted, by what was learnt from examples. */
    readonly isWanted: boolean;
    /** Where it stands in a message that asks several things. */
    readonly within?: Within | undefined;
  },
): Promise<Replied> {
  const { thread, pending, today, isWanted, within } = about;
  const now = instantOf(today, NOON);
  const document = handouts && (await handoutReply(handouts, text, { now, pending, isWanted }));
  if (document) return document;
  const reply = await replyToQuestion(answerer, questionText(text, now), thread, today, within);
  return handouts ? withOffer(handouts, reply) : reply;
}

/** One line of the stable format: what evaluation and other programs read. */
function toLine(id: unknown, { kind, blocks, answer }: Replied, ms: number): object {
  const citations = (answer?.citations ?? []).map(({ n, documentId, title, section, articles, url }) => ({
    n,
    documentId,
    title,
    section,
    articles,
    url: url ?? null,
  }));
  return {
    ...(id === null ? {} : { id }),
    kind,
    text: plainText(blocks),
    citations,
    composer: answer?.composer ?? 'extractive',
    verdict: answer?.verdict ?? null,
    // A doubt is an answer without a source: the questions that it hesitates between.
    ...(answer?.offered && { choices: answer.followUps.map(({ label }) => label) }),
    ms,
  };
}

function toText({ blocks, answer, files }: Replied): string {
  const parts = [plainText(blocks)];
  const sources = (answer?.citations ?? []).map(({ n, title, section, articles, page, validity }) => {
    const details = [articles.join(', '), page ? `page ${page}` : '', validity ?? '']
      .filter(Boolean)
      .join(' ; ');
    return `[${n}] ${title} — ${section}${details ? ` (${details})` : ''}`;
  });
  if (sources.length > 0) parts.push([cliTexts.sources, ...sources].join('\n'));
  const names = (files ?? []).map(({ name }) => name);
  if (names.length > 0) parts.push(handoutTexts.files(names));
  const next = (answer?.followUps ?? []).map(({ label }) => `- ${label}`);
  if (next.length > 0) parts.push([cliTexts.goOn, ...next].join('\n'));
  return parts.join('\n\n');
}
