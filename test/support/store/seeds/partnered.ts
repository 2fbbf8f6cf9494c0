import { paragraph } from '#src/channel/blocks.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { endAsk } from '#src/features/opportunities/partners/tell.ts';
import { changeAsk, lockAsk, proposePartner } from '#src/features/opportunities/store/partners.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { listCompany } from './listed-company.ts';

/** A company, its person, and where they write. */
export interface Side {
  readonly id: string;
  readonly person: string;
  readonly conversation: string;
}

/** What each side's file says of how to reach it, and what the first wrote. */
export const FROM_WORDS = ['Zoé Lavandier', '06 11 11 11 11', 'zoe@draps.example'];
export const TO_WORDS = ['Tom Repasseur', '06 22 22 22 22', 'tom@linge.example'];
export const PARTNER_MESSAGE = 'Lavons ce linge à deux, en mars.';

/** A company of the directory whose person wrote on the site. */
export async function sideNamed(
  db: Database,
  {
    name,
    words: [who = '', phone = '', email = ''],
    now,
  }: { name: string; words: readonly string[]; now: number },
): Promise<Side> {
  const member = { channel: 'web', key: `member-${name}` };
  const id = await listCompany(
    db,
    {
      name,
      said: 'blanchisserie',
      sectors: [],
      departments: ['18'],
      engagements: [],
      member,
      more: { 'contact-name': who, phone, email },
    },
    now,
  );
  return db.tx(async (tx) => {
    await tx.query("UPDATE company_field SET shown = $2 WHERE company_id = $1 AND field = 'phone'", [
      id,
      phone,
    ]);
    const { id: person } = await openPerson(tx, { ...member, now });
    const place = { channel: 'web', channelKey: member.key, address: {}, personId: person, now };
    return { id, person, conversation: (await openConversation(tx, place)).id };
  });
}

/** A company asked another one, which was told. @param answer none, while it waits */
export async function partnered(
  db: Database,
  { answer, now }: { readonly answer?: 'accept' | 'refuse'; readonly now: number },
): Promise<{ readonly id: string; readonly from: Side; readonly to: Side }> {
  const from = await sideNamed(db, { name: 'draps', words: FROM_WORDS, now });
  const to = await sideNamed(db, { name: 'linge', words: TO_WORDS, now });
  const id = await db.tx(async (tx) => {
    const ask = await proposePartner(tx, {
      noticeId: 'n1',
      title: 'Blanchisserie des hôpitaux',
      fromCompany: from.id,
      personId: from.person,
      conversationId: from.conversation,
      toCompany: to.id,
      fromDescribed: 'une blanchisserie',
      toDescribed: 'une structure du handicap',
      message: PARTNER_MESSAGE,
      now,
    });
    await changeAsk(tx, ask.id, { state: 'asked', askedAt: now, toldAt: now, expiresAt: now + 86_400_000 });
    await addOutboundMessage(tx, {
      conversationId: to.conversation,
      content: {
        blocks: [paragraph(`Son message : « ${PARTNER_MESSAGE} »`)],
        kind: 'partner-ask',
        about: ask.id,
      },
      now,
    });
    const locked = await lockAsk(tx, ask.id);
    if (answer && locked) await endAsk(tx, locked, answer, { mailIsOn: true }, { now, by: to.person });
    return ask.id;
  });
  return { id, from, to };
}
