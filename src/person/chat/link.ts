import { type Block, paragraph } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import { conversationsOf } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { whoAsks } from '#src/person/budgets/who-asks.ts';
import { guesses } from '#src/person/codes/guesses.ts';
import { CODE_MINUTES, digestOf, drawCode } from '#src/person/codes/short-code.ts';
import type { Merging } from '#src/person/merging.ts';
import { CONTACT_KIND } from '#src/person/rules/contact-kind.ts';
import {
  addLinkCode,
  addLinkConfirmation,
  type CodeOwner,
  endLinkConfirmation,
  lockLinkConfirmation,
  useLinkCode,
} from '#src/person/store/link-codes.ts';
import { findPerson, identitiesOf, mergePersons } from '#src/person/store/persons.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { tidy } from '#src/platform/french/plain-words.ts';
import { type LinkAnswer, type LinkRequest, linkButtons } from './link-request.ts';
import { linkTexts } from './texts.ts';

/** Signs of a name that are shown: a platform's names may be long. */
const MOST_OF_A_NAME = 60;

/**
 * Gives a code to a person, or uses one: who gave it is then asked, where they asked for it, whether the other channel is
 * theirs. Nothing is linked before they say so.
 * @param tx the transaction that also writes the reply
 * @param personId who writes; undefined where the channel does not tell, or where others read
 * @returns French sentences
 */
export async function link(
  tx: Transaction,
  personId: string | undefined,
  request: LinkRequest,
  now: number,
): Promise<string[]> {
  if (!personId) return [linkTexts.anonymous];
  switch (request.type) {
    case 'ask':
      return [linkTexts.code(await newCode(tx, personId, now), CODE_MINUTES), linkTexts.why];
    case 'incomplete':
      return [linkTexts.incomplete];
    case 'use':
      return writeCode(tx, personId, request.code, now);
    default:
      return request satisfies never;
  }
}

/** A code that nobody else holds. */
async function newCode(tx: Transaction, personId: string, now: number): Promise<string> {
  // Who writes has just done so in the conversation that they used last.
  const conversationId = (await conversationsOf(tx, personId))[0]?.id;
  const expiresAt = now + CODE_MINUTES * MINUTE_MS;
  return drawCode((digest) => addLinkCode(tx, { digest, personId, conversationId, expiresAt, now }));
}

async function writeCode(tx: Transaction, personId: string, code: string, now: number): Promise<string[]> {
  const who = await whoAsks(tx, personId);
  if (!guesses.may('link', who)) return [linkTexts.tooMany];
  const owner = await useLinkCode(tx, { digest: digestOf(code), personId, now });
  if (!owner) {
    guesses.wrong('link', who);
    return [linkTexts.wrong];
  }
  if (owner.personId === personId) return [linkTexts.own];
  return askOwner(tx, { personId, owner, now });
}

/** Asks the owner of a code, where they asked for it, whether who wrote it is them. */
async function askOwner(
  tx: Transaction,
  { personId, owner, now }: { personId: string; owner: CodeOwner; now: number },
): Promise<string[]> {
  const asked = await conversationsOf(tx, owner.personId);
  const place = asked.find(({ id }) => id === owner.conversationId) ?? asked[0];
  const other = (await conversationsOf(tx, personId))[0];
  if (!place || !other) return [linkTexts.wrong];
  const name = tidy((await findPerson(tx, personId))?.name ?? '').slice(0, MOST_OF_A_NAME);
  const id = await addLinkConfirmation(tx, {
    personId: owner.personId,
    otherId: personId,
    otherConversationId: other.id,
    channel: other.channel,
    name: name || undefined,
    expiresAt: now + CODE_MINUTES * MINUTE_MS,
    now,
  });
  const blocks: Block[] = [
    paragraph(linkTexts.isThatYou(namedChannel(other.channel), name, CODE_MINUTES)),
    paragraph(linkTexts.isThatYouWhy),
    {
      type: 'choices',
      choices: [button(linkButtons.yes(id), linkTexts.yes), button(linkButtons.no(id), linkTexts.no)],
    },
  ];
  // A kind that speaks beside an expert: the code is alive for minutes.
  const content = { blocks, kind: CONTACT_KIND };
  await addOutboundMessage(tx, { conversationId: place.id, content, now });
  return [linkTexts.asked(namedChannel(place.channel), CODE_MINUTES), linkTexts.askedHint];
}

/**
 * The owner of a code says whether who wrote it is them: their two channels are then one person with one history, or
 * nothing is.
 * @returns what they are told
 */
export async function answerLink(
  tx: Transaction,
  personId: string,
  { id, yes }: LinkAnswer,
  { merging, now }: { readonly merging: Merging; readonly now: number },
): Promise<string[]> {
  const asked = await lockLinkConfirmation(tx, id);
  if (asked?.personId !== personId) return [linkTexts.notAsked];
  if (asked.isOver || asked.expiresAt < now) return [linkTexts.expired];
  await endLinkConfirmation(tx, id, now);
  const { otherId, otherConversationId } = asked;
  const tell = async (sentences: readonly string[]) => {
    if (otherConversationId === undefined) return;
    const content = { blocks: sentences.map(paragraph), kind: CONTACT_KIND };
    await addOutboundMessage(tx, { conversationId: otherConversationId, content, now });
  };
  if (!yes) {
    await tell([linkTexts.refusedElsewhere]);
    return [linkTexts.refused];
  }
  if (!(await findPerson(tx, otherId))) return [linkTexts.expired];
  await mergePersons(tx, otherId, personId, merging);
  const channels = [...new Set((await identitiesOf(tx, personId)).map(({ channel }) => channel))];
  const said = [linkTexts.linked(channels.map(namedChannel)), ...(await merging.say(tx, personId, now))];
  await tell(said);
  return said;
}

const namedChannel = (channel: string): string => channelNames[channel] ?? channel;
