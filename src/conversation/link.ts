import { createHash, randomInt } from 'node:crypto';
import type { Transaction } from '#src/storage/database.ts';
import { addLinkAttempt, addLinkCode, countLinkAttempts, useLinkCode } from '#src/storage/link-codes.ts';
import { identitiesOf, mergePersons } from '#src/storage/persons.ts';
import { channelNames, linkTexts } from '#src/texts/conversation.ts';
import type { LinkRequest } from './link-request.ts';

const MINUTES = 10;
/** Tries of a code within ten minutes: enough for typing mistakes, too few to guess one in a million. */
const TRIES = 5;
/** The same for everybody: who opens a hundred conversations guesses no better. */
const TRIES_OF_ALL = 200;

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
    return [linkTexts.code(await newCode(tx, personId, now), MINUTES), linkTexts.why];
  const since = now - MINUTES * 60_000;
  const tries = await countLinkAttempts(tx, personId, since);
  if (tries.own >= TRIES || tries.all >= TRIES_OF_ALL) return [linkTexts.tooMany];
  await addLinkAttempt(tx, { personId, now, since });
  const owner = await useLinkCode(tx, { digest: digestOf(request.code), personId, now });
  if (!owner) return [linkTexts.wrong];
  if (owner === personId) return [linkTexts.own];
  await mergePersons(tx, personId, owner);
  const channels = [...new Set((await identitiesOf(tx, owner)).map(({ channel }) => channel))];
  return [linkTexts.linked(channels.map((channel) => channelNames[channel] ?? channel))];
}

/** A code that nobody else holds, as it is shown: « 123 456 ». */
async function newCode(tx: Transaction, personId: string, now: number): Promise<string> {
  for (;;) {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    const kept = { digest: digestOf(code), personId, expiresAt: now + MINUTES * 60_000, now };
    if (await addLinkCode(tx, kept)) return `${code.slice(0, 3)} ${code.slice(3)}`;
  }
}

/** The table of codes shows none; what protects a code is its short life. */
const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex');
