import type { Transaction } from '#src/storage/database.ts';
import { scheduledErasure } from '#src/storage/erasures.ts';
import { addLinkCode, useLinkCode } from '#src/storage/link-codes.ts';
import { identitiesOf, mergePersons } from '#src/storage/persons.ts';
import { channelNames, linkTexts } from '#src/texts/conversation.ts';
import { momentInFrench } from '#src/texts/moments.ts';
import { privacyTexts } from '#src/texts/privacy.ts';
import type { LinkRequest } from './link-request.ts';
import { CODE_MINUTES, digestOf, drawCode, mayTryCode } from './short-code.ts';

/**
 * Gives a code to a person, or uses one: their two channels are then one person with one history.
 * @param tx the transaction that also writes the reply: a link that was made is always said
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
  if (request.type === 'ask')
    return [linkTexts.code(await newCode(tx, personId, now), CODE_MINUTES), linkTexts.why];
  if (!(await mayTryCode(tx, { personId, purpose: 'link', now }))) return [linkTexts.tooMany];
  const owner = await useLinkCode(tx, { digest: digestOf(request.code), personId, now });
  if (!owner) return [linkTexts.wrong];
  if (owner === personId) return [linkTexts.own];
  await mergePersons(tx, personId, owner);
  const channels = [...new Set((await identitiesOf(tx, owner)).map(({ channel }) => channel))];
  const coming = await scheduledErasure(tx, owner);
  return [
    linkTexts.linked(channels.map((channel) => channelNames[channel] ?? channel)),
    ...(coming ? [privacyTexts.linkedWhileScheduled(momentInFrench(coming.dueAt, now))] : []),
  ];
}

/** A code that nobody else holds. */
const newCode = (tx: Transaction, personId: string, now: number): Promise<string> =>
  drawCode((digest) => addLinkCode(tx, { digest, personId, expiresAt: now + CODE_MINUTES * 60_000, now }));
