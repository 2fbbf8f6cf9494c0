import { type Block, plainText } from '#src/channel/blocks.ts';
import type { Desk } from '#src/conversation/desk.ts';
import type { Act, Acting, ClosingRead, Errand, Feature, Said } from '#src/conversation/feature.ts';
import { kernelStateOf, memoryOf, stateAfter, withState } from '#src/conversation/memory.ts';
import { amid } from '#src/conversation/rules/amid.ts';
import { DOUBT_KIND } from '#src/conversation/rules/doubt.ts';
import {
  type Conversation,
  lockConversation,
  saveConversationState,
} from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { saveSupports } from '#src/conversation/store/supports.ts';
import type { PreparedTurn } from '#src/conversation/workers/prepared.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/** Errands that follow from errands: nobody asks for more in a row. */
const DEEPEST = 4;

/** A turn that is acted on, in its transaction. */
export interface ActedTurn {
  readonly features: readonly Feature[];
  readonly desk: Desk | undefined;
  readonly current: Conversation;
  readonly message: Acting['message'];
  readonly closing: ClosingRead;
  readonly readAt: number;
  readonly now: number;
}

/** What a feature did, with its name. */
interface Done {
  readonly feature: string;
  readonly said: Said;
}

/** Does what was prepared, part by part, says it, and keeps what the conversation then remembers. */
export async function act(
  tx: Transaction,
  turn: ActedTurn,
  { acts, doubt, waiting }: Pick<PreparedTurn, 'acts' | 'doubt' | 'waiting'>,
): Promise<void> {
  const { features, desk, message, closing, current, now } = turn;
  const say = (blocks: readonly Block[], kind: string) =>
    addOutboundMessage(tx, {
      conversationId: current.id,
      content: { blocks, kind },
      replyTo: message.id,
      now,
    });
  const speak: Speak = async (said) => {
    if (said.blocks.length === 0) return;
    const worded = said.isReply ? await desk?.worded(tx, current.id, said) : undefined;
    const { id } = await say(worded ?? said.blocks, said.kind);
    if (said.standsOn) await saveSupports(tx, id, said.standsOn);
    if (said.isReply) await desk?.answered(tx, current.id, { messageId: id, text: plainText(said.blocks) });
  };
  // What is answered beside the answer to a question that waits is said once that one is known: after what it notes.
  const waitsFor = kernelStateOf(current.state).asked;
  const last = acts.length > 1 && acts.at(-1)?.feature === waitsFor ? acts.length - 1 : undefined;
  const held: Said[] = [];
  const hold: Speak = async (said) => {
    if (said.isReply) held.push(said);
    else await speak(said);
  };
  const speakAmid: Speak = async (said) => {
    for (const one of amid(held.splice(0), said)) await speak(one);
  };
  // What asks something is said last, where its answer is looked for: « c’est noté pour vos alertes » stands before it.
  const asking: Said[] = [];
  const speakUnlessAsking: Speak = async (said) => {
    if (said.asked) asking.push(said);
    else await speak(said);
  };
  const speakerOf = (index: number): Speak => {
    if (last === undefined) return index < acts.length - 1 ? speakUnlessAsking : speak;
    return index < last ? hold : speakAmid;
  };
  const done: Done[] = [];
  // Each part finds what those before it left.
  let conversation = current;
  for (const [index, { feature, prepared }] of acts.entries()) {
    const acting = { ...turn, current: conversation };
    const own = await perform(tx, acting, { feature, ...prepared }, speakerOf(index));
    const left = { features, closing, seq: message.seq, isFirst: index === 0 };
    const state = await stateNow(tx, conversation, own, left);
    await saveConversationState(tx, current.id, state, now);
    conversation = { ...conversation, state };
    done.push(...own);
  }
  for (const said of asking) await speak(said);
  if (doubt) await say(doubt.blocks, DOUBT_KIND);
  const again = doubt || current.mode === 'human' ? undefined : askedAgain(done, waiting);
  if (again) await say(again.blocks, again.kind);
  const waitsAgain = again?.ends ? undefined : again?.feature;
  const asked = done.findLast(({ said }) => said.asked)?.feature ?? waitsAgain;
  const before = kernelStateOf(conversation.state).asked;
  // Who acted without asking again, or said its last word, waits for nothing more.
  const isOver = again?.ends !== undefined && again.feature === before;
  const waits = isOver || done.some(({ feature }) => feature === before) ? undefined : before;
  const state = withState(conversation.state, { ...again?.ends, asked: asked ?? waits, doubt: doubt?.text });
  await saveConversationState(tx, current.id, state, now);
}

/** What waits and is asked once more: of who acted, only where that left its dialog as it was. */
function askedAgain(
  done: readonly Done[],
  waiting: PreparedTurn['waiting'],
): PreparedTurn['waiting'][number] | undefined {
  if (done.length === 0 || done.some(({ said }) => said.asked || said.isLast)) return undefined;
  const changed = new Set(done.filter(({ said }) => said.state).map(({ feature }) => feature));
  return waiting.find(({ feature }) => !changed.has(feature));
}

/** Says what a feature said. */
type Speak = (said: Said) => Promise<void>;

/** Does an act, says it, and runs the errands that follow from it; what nobody knows to do is not done. */
async function perform(
  tx: Transaction,
  turn: ActedTurn,
  errand: Errand,
  speak: Speak,
  depth = 0,
): Promise<Done[]> {
  const { features } = turn;
  const feature = features.find(({ name }) => name === errand.feature);
  if (!feature || depth > DEEPEST) return [];
  const { feature: _, ...own }: Errand & Act = errand;
  const said = await feature.act(tx, own, actingOf(feature, turn));
  await speak(said);
  const done: Done[] = [{ feature: feature.name, said }];
  for (const other of said.next ?? []) done.push(...(await perform(tx, turn, other, speak, depth + 1)));
  return done;
}

function actingOf({ memory }: Feature, { current, message, closing, readAt, now }: ActedTurn): Acting {
  const { asked } = kernelStateOf(current.state);
  return {
    conversation: current,
    now,
    asked,
    memory: memoryOf(memory, current.state),
    message,
    closing,
    readAt,
  };
}

/** The conversation's state after an act and its errands: what lapsed with it is gone, what each has new is there. */
async function stateNow(
  tx: Transaction,
  { id }: Conversation,
  done: readonly Done[],
  {
    features,
    closing,
    seq,
    isFirst,
  }: {
    readonly features: readonly Feature[];
    readonly closing: ClosingRead;
    readonly seq: number;
    /** What lapses with a message lapses with the first act of its turn: what that one asked still stands after the next. */
    readonly isFirst: boolean;
  },
): Promise<object> {
  // What an act saved by itself, as the end of a case does, is there already.
  const { state } = (await lockConversation(tx, id)) ?? { state: {} };
  const [first] = done;
  const lapsed =
    !first || !isFirst || first.said.isAside
      ? state
      : stateAfter(state, features, { ...first, closing, seq });
  return done.reduce<object>((all, { said }) => withState(all, said.state ?? {}), withState(lapsed, {}));
}
