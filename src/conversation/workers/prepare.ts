import type { InboundContent } from '#src/channel/port.ts';
import type { NamedCandidate, Reading } from '#src/conversation/feature.ts';
import { kernelStateOf, memoryOf } from '#src/conversation/memory.ts';
import { chosenIn, doubtBlocks } from '#src/conversation/rules/doubt.ts';
import { type Heard, hear, type Listening, type Wished } from '#src/conversation/rules/hear.ts';
import {
  asButton,
  bounded,
  isOffered,
  partAlone,
  readingOf,
  withText,
} from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { lastShown, type ShownButtons } from '#src/conversation/store/last-said.ts';
import { believedUnasked, believedWhileAsked } from '#src/reader/courtesies.ts';
import { partsIn, type SaidPart } from '#src/reader/parts.ts';
import { likelyForQuestion, meantToForm, type SaidToQuestion } from '#src/reader/said-to-question.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import type { PreparedAct, PreparedTurn, ReadingParts, TurnToRead } from './prepared.ts';

/** From so likely an answer to the question that waits, a message is taken whole. */
const MAY_ANSWER = 0.2;

/** A turn's own limit; its worker ends before, when it is busy all the time. */
const LIMIT_MS = 60_000;

/** Reads a turn: decides who takes each part of it, and prepares what they do. Writes nothing. */
export async function prepareTurn(parts: ReadingParts, turn: TurnToRead): Promise<PreparedTurn> {
  const { db } = parts;
  const { conversation, at: now } = turn;
  const shown = await lastShown(db, conversation.id);
  const isHeld = conversation.mode === 'human';
  const waits = kernelStateOf(conversation.state).asked !== undefined;
  const read = async (written: InboundContent) => {
    // A button that is named is what it sends, and means what that means.
    const content = asButton(bounded(written), isHeld ? [] : shown.buttons);
    const isAnswer = isHeld || waits;
    const toQuestion =
      waits && !isHeld && content.type === 'text' ? await parts.toQuestion?.(content.text) : undefined;
    const said =
      (await besideAnswer(parts, toQuestion, turn)) ??
      (await saidParts(parts, content, turn, { isAnswer: isAnswer && mayAnswer(toQuestion), shown }));
    const learnt = isHeld ? undefined : await learntOf(parts, said, turn);
    const meantBy = (part: string) => toFormIn(toQuestion, part) ?? learnt?.get(part) ?? [];
    const believedHere = waits ? believedWhileAsked : believedUnasked;
    const reading = readingOf(written, {
      shown,
      isHeld,
      now,
      learnt: (part) => believedHere(meantBy(part)),
      parts: () => said,
    });
    return toQuestion ? asAnswer(reading, toQuestion) : reading;
  };
  const message = await read(turn.content);
  const chosen = chosenIn(message.content, conversation.state);
  return prepareReading(parts, {
    conversation,
    now,
    message: chosen ? await read(chosen.content) : message,
    only: chosen?.feature,
  });
}

/**
 * The answer to a question that waits, and what is said beside it, where two questions are two as anywhere; undefined where
 * nothing is.
 */
async function besideAnswer(
  parts: ReadingParts,
  said: SaidToQuestion | undefined,
  turn: Pick<TurnToRead, 'conversation' | 'at'>,
): Promise<readonly (SaidPart & { isBeside?: true })[] | undefined> {
  if (!said || (said.beside.length === 0 && said.asks === undefined)) return undefined;
  const beside: SaidPart[] = [];
  for (const one of said.beside) beside.push(...((await wantedAndAsked(parts, one.text, turn)) ?? [one]));
  return [{ text: said.text }, ...beside.map((one) => ({ ...one, isBeside: true }) as const)];
}

const mayAnswer = (said: SaidToQuestion | undefined): boolean =>
  !said || likelyForQuestion(said.scores) >= MAY_ANSWER;

/** What is said to a form, by words read for themselves: what was answered before is no matter to it. */
function toFormIn(said: SaidToQuestion | undefined, part: string): readonly Meaning[] | undefined {
  const meant = said?.text === part ? meantToForm(said.scores) : [];
  return meant.length > 0 ? meant : undefined;
}

/** A message as it reads to the question that waits: what is said beside the answer is no words of it. */
const asAnswer = (
  reading: Reading,
  { text, scores, clauses, pieces, beside, asks }: SaidToQuestion,
): Reading => ({
  ...(beside.length > 0 || asks !== undefined ? withText(reading, text) : reading),
  toQuestion: { scores, clauses, pieces, asks },
});

/**
 * What a message says at once: two questions, or what its clauses want.
 * @param isAnswer it may be the answer to a question, or for a person: it is taken whole
 */
async function saidParts(
  parts: ReadingParts,
  content: InboundContent,
  turn: Pick<TurnToRead, 'conversation' | 'at'>,
  { isAnswer, shown }: { readonly isAnswer: boolean; readonly shown: ShownButtons },
): Promise<readonly SaidPart[]> {
  if (content.type !== 'text') return [];
  // A button sends a question that was made whole for it: « …, est-il encore temps ? C’est un MAPA ».
  if (isOffered({ shown }, content.text)) return [{ text: content.text }];
  const said = partsIn(content.text);
  if (isAnswer) return said;
  // Their form alone tells two questions apart only where nothing can be found for them.
  const bare = parts.asked ? [{ text: content.text }] : said;
  return bare.length > 1 ? bare : ((await wantedAndAsked(parts, content.text, turn)) ?? bare);
}

/** What words want and ask, where they say several things; undefined where they say one. */
async function wantedAndAsked(
  { wanted, asked }: ReadingParts,
  text: string,
  { conversation, at }: Pick<TurnToRead, 'conversation' | 'at'>,
): Promise<readonly SaidPart[] | undefined> {
  const questionsOf = async (words: string, wishes?: readonly string[]) =>
    asked?.(words, conversation, at, wishes);
  const wishes = await wanted?.(text, conversation, at);
  const last = wishes?.at(-1);
  if (!wishes || !last) return questionsOf(text);
  if (last.wants !== undefined) return wishes;
  // What is asked beside a wish may be two questions as well, and be asked of what is wanted.
  const own = wishes.flatMap(({ wants }) => wants ?? []);
  return [...wishes.slice(0, -1), ...((await questionsOf(last.text, own)) ?? [last])];
}

/** What each part of a message means by what was learnt. */
async function learntOf(
  { learnt }: ReadingParts,
  said: readonly SaidPart[],
  { conversation, at }: TurnToRead,
): Promise<ReadonlyMap<string, readonly Meaning[]>> {
  const meanings = new Map<string, readonly Meaning[]>();
  if (!learnt) return meanings;
  // What follows another part was said after it, not after the last answer.
  for (const [index, { text, isQuestion }] of said.entries())
    meanings.set(text, isQuestion ? [] : await learnt(text, index === 0 ? conversation : undefined, at));
  return meanings;
}

/**
 * The same, of a message that was read.
 * @param only the feature that was chosen for it; whoever hears it, when absent
 */
export async function prepareReading(
  { db, features, precedence }: ReadingParts,
  turn: { conversation: Conversation; now: number; message: Reading; only?: string | undefined },
): Promise<PreparedTurn> {
  const { conversation, now, message, only } = turn;
  const { asked } = kernelStateOf(conversation.state);
  const listeningTo = async (said: Reading): Promise<Listening[]> => {
    const listening: Listening[] = [];
    for (const feature of features) {
      const at = { conversation, now, asked, memory: memoryOf(feature.memory, conversation.state) };
      const known = await feature.knows(db, said, { ...at, known: undefined });
      listening.push({ feature, at: { ...at, known } });
    }
    return listening;
  };
  const listening = await listeningTo(message);
  const wished: Wished[] = [];
  for (const [part, { meant }] of message.parts.entries()) {
    if (part === 0 || meant.length === 0) continue;
    const alone = partAlone(message, part);
    wished.push({ part, message: alone, listening: await listeningTo(alone) });
  }
  const heard = hear(
    message,
    only === undefined ? listening : listening.filter(({ feature }) => feature.name === only),
    precedence,
    wished,
  );
  const doubtful = heard.find(({ isDoubtful }) => isDoubtful);
  const signal = AbortSignal.timeout(LIMIT_MS);
  const acts: PreparedAct[] = [];
  for (const { part, ranked, isDoubtful } of answersFirst(heard)) {
    const own = wished.find((one) => one.part === part)?.listening ?? listening;
    const act = isDoubtful ? undefined : await firstPrepared(own, ranked, { before: acts, signal });
    if (act) acts.push(act);
  }
  const isHeard = acts.some(({ prepared }) => prepared.besideHeard === undefined);
  return {
    acts: isHeard ? acts.flatMap(besideHeard) : acts,
    doubt: doubtful && {
      blocks: doubtBlocks(doubtful.ranked),
      text: message.parts[doubtful.part]?.text ?? message.text,
    },
    closing: message.closing,
    waiting: listening.flatMap(({ feature, at }) => {
      const pending = feature.pending(at);
      return pending && pending.blocks.length > 0 ? [{ ...pending, feature: feature.name }] : [];
    }),
  };
}

/** What is done of an act where something else of the message is done or answered. */
function besideHeard(one: PreparedAct): readonly PreparedAct[] {
  const instead = one.prepared.besideHeard;
  if (instead === undefined) return [one];
  return instead === 'nothing' ? [] : [{ ...one, prepared: instead }];
}

/** A wish may ask something back: its question stands last, below the answer to another part. */
const answersFirst = (heard: readonly Heard[]): readonly Heard[] => {
  const isAnswer = ({ ranked: [first] }: Heard) => first?.ground === 'answer';
  return [...heard.filter(isAnswer), ...heard.filter((one) => !isAnswer(one))];
};

/** What the first of the candidates for whom it is after all is to do. */
async function firstPrepared(
  listening: readonly Listening[],
  ranked: readonly NamedCandidate[],
  { before, signal }: { before: readonly PreparedAct[]; signal: AbortSignal },
): Promise<PreparedAct | undefined> {
  for (const { feature: name, turn, isBeside = false, isSecret = false } of ranked) {
    const one = listening.find(({ feature }) => feature.name === name);
    const at = one && {
      ...one.at,
      before: before.map(({ feature, prepared }) => ({ feature, ...prepared })),
    };
    const prepared = at && (await one.feature.prepare(turn, at, signal));
    if (prepared) return { feature: name, prepared, isBeside, isSecret };
  }
  return undefined;
}
