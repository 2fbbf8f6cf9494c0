import type { InboundContent } from '#src/channel/port.ts';
import type { NamedCandidate, Reading } from '#src/conversation/feature.ts';
import { kernelStateOf, memoryOf } from '#src/conversation/memory.ts';
import { chosenIn, doubtBlocks } from '#src/conversation/rules/doubt.ts';
import { type Heard, hear, type Listening } from '#src/conversation/rules/hear.ts';
import { bounded, readingOf } from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { lastShown } from '#src/conversation/store/last-said.ts';
import { believedWhileAsked } from '#src/reader/courtesies.ts';
import { partsIn } from '#src/reader/parts.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import type { PreparedAct, PreparedTurn, ReadingParts, TurnToRead } from './prepared.ts';

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
    const content = bounded(written);
    const learnt = isHeld ? undefined : await learntOf(parts, content, turn);
    const meantBy = (part: string) => learnt?.get(part) ?? [];
    const beside = (part: string) => believedWhileAsked(meantBy(part));
    return readingOf(content, { shown, isHeld, now, learnt: waits ? beside : meantBy });
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

/** What each part of a message means by what was learnt. */
async function learntOf(
  { learnt }: ReadingParts,
  content: InboundContent,
  { conversation, at }: TurnToRead,
): Promise<ReadonlyMap<string, readonly Meaning[]>> {
  const meanings = new Map<string, readonly Meaning[]>();
  if (content.type !== 'text' || !learnt) return meanings;
  // What follows another part was said after it, not after the last answer.
  for (const [index, { text }] of partsIn(content.text).entries())
    meanings.set(text, await learnt(text, index === 0 ? conversation : undefined, at));
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
  const listening: Listening[] = [];
  for (const feature of features) {
    const at = { conversation, now, asked, memory: memoryOf(feature.memory, conversation.state) };
    const known = await feature.knows(db, message, { ...at, known: undefined });
    listening.push({ feature, at: { ...at, known } });
  }
  const heard = hear(
    message,
    only === undefined ? listening : listening.filter(({ feature }) => feature.name === only),
    precedence,
  );
  const doubtful = heard.find(({ isDoubtful }) => isDoubtful);
  const signal = AbortSignal.timeout(LIMIT_MS);
  const acts: PreparedAct[] = [];
  for (const { ranked, isDoubtful } of answersFirst(heard)) {
    const act = isDoubtful ? undefined : await firstPrepared(listening, ranked, { before: acts, signal });
    if (act) acts.push(act);
  }
  return {
    acts,
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
