import type { Block } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import { boundedText } from '#src/conversation/rules/bounded-text.ts';
import { type Route, route } from '#src/conversation/rules/router.ts';
import { formsInUse } from '#src/conversation/turn/forms-in-use.ts';
import { makeReply, type TurnState } from '#src/conversation/turn/make-reply.ts';
import { readTurn } from '#src/conversation/turn/precedence.ts';
import { readCards } from '#src/features/directory/search/read-cards.ts';
import { searchBlocks } from '#src/features/directory/search/show-companies.ts';
import { callsOffExpert } from '#src/features/expert/chat/call-off.ts';
import { isAwaited } from '#src/features/handouts/chat/reply.ts';
import { privacyIn } from '#src/features/privacy/chat/hear.ts';
import { isFilling } from '#src/features/referencing/chat/turn.ts';
import { isDiagnosing } from '#src/features/training/chat/turn.ts';
import { contactRequestIn } from '#src/person/chat/contact.ts';
import { linkAnswerIn } from '#src/person/chat/link-answer.ts';
import { readDeadline, readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import type { ClosingSaid, PreparedTurn, ReadingParts, TurnToRead } from './prepared.ts';

/** Reads a turn: decides who it is for, and prepares the answer. Writes nothing. */
export async function prepareTurn(parts: ReadingParts, turn: TurnToRead): Promise<PreparedTurn> {
  const { db } = parts;
  const { conversation, at } = turn;
  const said = bounded(turn.said);
  const state = conversation.state as TurnState;
  const wish = (await linkAnswerIn(db, conversation.id, said)) ?? contactRequestIn(conversation, said, at);
  const asked = await privacyIn(parts, conversation, said, at);
  const isCalledOff = asked === undefined && (await callsOffExpert(db, conversation, said, at));
  // « annuler » for an expert, in the middle of a form, or after a question on one's data, is about these.
  const isOthers = isCalledOff || isFilling(state) || isDiagnosing(state) || asked?.type === 'keep';
  const isContact = wish !== undefined && !(wish.type === 'cancel' && said.type === 'text' && isOthers);
  const routed: Route = isContact
    ? { to: 'person' }
    : isCalledOff
      ? { to: 'case', request: 'end' }
      : route(conversation.mode, said, {
          for: state.asking,
          now: at,
          forDocument: isClosingAwaited(state, at),
        });
  const privacy = isContact ? undefined : asked;
  const decided: Route = privacy
    ? { to: 'privacy', request: privacy }
    : isContact
      ? routed
      : await readTurn(parts, conversation, said, routed, at);
  return {
    contact: isContact ? wish : undefined,
    decided,
    forms: await formsInUse(parts.referencing, state, decided),
    reply: await makeReply(parts, conversation, decided, at),
    closing: closingIn(decided, said, at),
    found: await foundInDirectory(parts, decided),
  };
}

/** What is read of a message: repetitions left aside, and no more than a person would read. */
const bounded = (content: InboundContent): InboundContent =>
  content.type === 'text' ? { ...content, text: boundedText(content.text) } : content;

/** Whether a document that gives the closing of a tender may still be completed. */
const isClosingAwaited = ({ handout }: TurnState, now: number): boolean =>
  handout?.takesClosing === true && isAwaited(handout, now);

function closingIn(decided: Route, said: InboundContent, at: number): ClosingSaid {
  const isWords = decided.to === 'question' || decided.to === 'intent';
  const text = isWords ? decided.text : said.type === 'text' ? said.text : undefined;
  if (text === undefined) return { passing: undefined, given: undefined };
  return { passing: readDeadline(text, at), given: isWords ? readDeadlineAnswer(text, at) : undefined };
}

async function foundInDirectory(
  { db, directory, referencing }: ReadingParts,
  decided: Route,
): Promise<Block[] | undefined> {
  if (decided.to !== 'directory' || decided.turn.request.type !== 'search') return undefined;
  if (!directory?.isOn || !referencing) return undefined;
  const cards = await readCards(db);
  return searchBlocks(await referencing.form(), cards, decided.turn.request.search, directory.pageUrl);
}
