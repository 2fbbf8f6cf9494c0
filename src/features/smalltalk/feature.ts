import { paragraph, plainText } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Candidate, Feature, Reading, Standing } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import type { AfterAnswer, Reply, Reviewed } from '#src/conversation/reply.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { lastExchange } from '#src/conversation/store/last-said.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { onlyWords } from '#src/conversation/texts.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { isOnlyTalk } from '#src/reader/around-question.ts';
import type { Intent } from '#src/reader/exact-words.ts';
import { isRequest, replyAgain, replyToBareWord, replyToIntent } from './reply.ts';
import { type StatusReader, statusOf } from './status.ts';
import * as texts from './texts.ts';

/** What it takes: what is no words, a word that answers nothing, and wishes that no other feature has. */
type SmallTalkTurn =
  | { readonly type: 'file' }
  | { readonly type: 'bare-word'; readonly text: string }
  /** Somebody at the end of their tether. */
  | { readonly type: 'distress' }
  | {
      readonly type: 'wish';
      readonly wish: Intent;
      readonly text: string;
      readonly act?: string | undefined;
      readonly isCommand?: boolean;
    };

interface SmallTalkAct {
  readonly act: 'say';
  /** Courtesies and comfort are not said for a piece of a message whose other pieces are done or answered. */
  readonly besideHeard?: 'nothing' | undefined;
  readonly data: {
    readonly reply: Pick<Reply, 'kind' | 'blocks'>;
    /** What the team must find again. */
    readonly request?: { readonly kind: string; readonly body: string } | undefined;
    /** It is said of words, which may tell when the tender closes. */
    readonly isWords: boolean;
    /** No question that waits is asked again after it. */
    readonly isLast: boolean;
  };
}

/** Wishes that it has words for; the last two where the feature that they are for does not take them. */
const KNOWN: ReadonlySet<Intent> = new Set(['help', 'status', 'privacy', 'referencing']);
/** Those that are its own. */
const OWN: ReadonlySet<Intent> = new Set(['help', 'status']);
const SURE = { own: 0.9, otherwise: 0.3, bareWord: 0.6 };

function heard(message: Reading): Candidate<SmallTalkTurn>[] {
  const { content, text } = message;
  if (content.type === 'file') return [{ turn: { type: 'file' }, ground: 'command', probability: SURE.own }];
  if (content.type !== 'text' && content.type !== 'action') return [];
  const found: Candidate<SmallTalkTurn>[] = [];
  const wish = wishOf(message) as Intent | undefined;
  const act = actOf(message);
  if (act === 'distress')
    found.push({ turn: { type: 'distress' }, ground: 'meant', probability: sureOf(message) });
  if (wish && KNOWN.has(wish))
    found.push({
      turn: { type: 'wish', wish, text, act, isCommand: content.type === 'action' || text.startsWith('/') },
      ground: content.type === 'action' ? 'command' : 'meant',
      probability: (OWN.has(wish) ? SURE.own : SURE.otherwise) * sureOf(message),
    });
  // « Test. », « @Hotline », « allô ? »: nothing is asked yet.
  if (wish === undefined && content.type === 'text' && isOnlyTalk(text))
    found.push({
      turn: { type: 'wish', wish: 'help', text },
      ground: 'answer',
      probability: SURE.bareWord,
    });
  if (replyToBareWord(text))
    found.push({ turn: { type: 'bare-word', text }, ground: 'answer', probability: SURE.bareWord });
  return found;
}

/** Greetings, thanks, help, where one's wishes stand, and what is no words. */
export function smalltalkFeature(parts: {
  readonly db: Queryable;
  /** Where wishes stand, in the order in which it is told. */
  readonly status: readonly StatusReader[];
  /** Whether help names the search for a company. */
  readonly directoryIsOpen: boolean;
  readonly reviewed: Reviewed;
  /** What an answer asks of another feature after it. */
  readonly after: AfterAnswer;
}): Feature<SmallTalkTurn, SmallTalkAct> {
  const { db, status, directoryIsOpen, reviewed } = parts;
  const replyTo = async (turn: SmallTalkTurn, at: Standing): Promise<Reply> => {
    switch (turn.type) {
      case 'file':
        return { kind: 'help', blocks: [paragraph(onlyWords)] };
      case 'bare-word':
        return replyToBareWord(turn.text) ?? { kind: 'help', blocks: [] };
      case 'distress':
        return {
          kind: 'help',
          blocks: [...texts.distressText().map(paragraph), { type: 'choices', choices: [EXPERT_BUTTON] }],
        };
      case 'wish': {
        const { conversation, now } = at;
        const { requests, lines } =
          turn.wish === 'status'
            ? await statusOf(db, conversation, { readers: status, now })
            : { requests: [], lines: [] };
        const reply = replyToIntent(turn.wish, turn.text, {
          kept: true,
          requests,
          lines,
          directoryIsOpen,
          act: turn.act,
        });
        // Who asks for help by its command wants it whole.
        return turn.wish === 'help' && !turn.isCommand && (await wasJustSaid(reply, conversation))
          ? replyAgain(reply)
          : reply;
      }
      default:
        return turn satisfies never;
    }
  };
  const wasJustSaid = async ({ blocks }: Reply, { id }: Conversation): Promise<boolean> => {
    const last = await lastExchange(db, id);
    return last?.said.some((said) => plainText(said.blocks) === plainText(blocks)) ?? false;
  };
  return {
    name: 'smalltalk',
    memory: NO_MEMORY,
    knows: async () => undefined,
    hears: heard,
    prepare: async (turn, at) => {
      const reply = await reviewed(at.conversation, () => replyTo(turn, at));
      if (!reply) return undefined;
      const { kind, blocks } = reply;
      const isKept = turn.type === 'wish' && isRequest(turn.wish);
      const request = isKept ? { kind: turn.wish, body: turn.text } : undefined;
      const isHeard = turn.type === 'file' || (turn.type === 'wish' && turn.wish !== 'help');
      return {
        act: 'say',
        besideHeard: isHeard ? undefined : 'nothing',
        data: {
          reply: { kind, blocks },
          request,
          isWords: turn.type !== 'file',
          isLast: turn.type === 'distress',
        },
      };
    },
    act: async (tx, { data: { reply, request, isWords, isLast } }, { conversation, message, now }) => {
      if (request)
        await addRequest(tx, { conversationId: conversation.id, messageId: message.id, ...request, now });
      return { ...reply, isReply: true, isLast, next: isWords ? parts.after({}) : [] };
    },
    pending: () => undefined,
  };
}
