import { paragraph } from '#src/channel/blocks.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addFile } from '#src/conversation/store/files.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { sendIntroduction } from '#src/features/directory/introductions/send.ts';
import { decideIntroduction } from '#src/features/directory/introductions/step.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { listCompany } from './listed-company.ts';

/** A buyer who got the contact of a company that agreed, each on the site, with a mail waiting to leave. */
export interface Introduced {
  readonly id: string;
  readonly buyer: { readonly person: string; readonly conversation: string };
  readonly company: { readonly id: string; readonly person: string; readonly conversation: string };
}

/** What the buyer said of themselves, and what the company's file says of how to reach it. */
export const BUYER_WORDS = [
  'Zélie Aubertin-Roy',
  'Ville de Trifouillis',
  'cent quiches',
  'zelie@trif.example',
];
export const COMPANY_WORDS = ['Anatole Ménard', '06 55 44 33 22', 'anatole@quiches.example'];

/** Has a buyer ask for the contact of a company. @param name of the company @param answer none, when it waits */
export async function introduce(
  db: Database,
  { name, answer, now }: { name: string; answer?: 'yes' | 'no'; now: number },
): Promise<Introduced> {
  const [person = '', phone = '', email = ''] = COMPANY_WORDS;
  const member = { channel: 'web', key: `member-${name}` };
  const companyId = await listCompany(
    db,
    {
      name,
      said: 'traiteur',
      sectors: ['traiteur'],
      departments: ['93'],
      engagements: [],
      member,
      more: { 'contact-name': person, phone, email },
    },
    now,
  );
  return db.tx(async (tx) => {
    await tx.query("UPDATE company_field SET shown = $2 WHERE company_id = $1 AND field = 'phone'", [
      companyId,
      phone,
    ]);
    const at = async (key: string, who?: string) => {
      const { id: personId } = await openPerson(tx, { channel: 'web', key, name: who, now });
      const place = await openConversation(tx, {
        channel: 'web',
        channelKey: key,
        address: {},
        personId,
        now,
      });
      return { person: personId, conversation: place.id };
    };
    const buyer = await at(`buyer-${name}`, BUYER_WORDS[0]);
    const company = await at(member.key);
    for (const [{ person: personId }, value] of [
      [buyer, BUYER_WORDS[3]],
      [company, `post@${name}.example`],
    ] as const)
      await tx.query(
        "INSERT INTO contact (person_id, kind, value, confirmed_at) VALUES ($1, 'email', $2, $3)",
        [personId, value ?? '', now],
      );
    const [who = '', organisation = '', need = '', reach = ''] = BUYER_WORDS;
    const parts = {
      mailIsOn: true,
      now,
      answerUrl: (id: string, to: string) => `https://h.example/${id}/${to}`,
    };
    const sent = await sendIntroduction(
      tx,
      {
        companyId,
        personId: buyer.person,
        conversationId: buyer.conversation,
        buyer: { name: who, organisation, need: `${need}\npour lundi`, reach, isProven: true },
      },
      parts,
    );
    if (!sent.ok) throw new Error(sent.why);
    if (answer) await decideIntroduction(tx, { id: sent.id, personId: company.person, answer }, parts);
    // What the company took away of its conversation holds what it was told.
    const bytes = new TextEncoder().encode([...BUYER_WORDS, who].join('\n'));
    const fileId = await addFile(tx, { name: 'echange.txt', mediaType: 'text/plain', bytes }, now);
    await addOutboundMessage(tx, {
      conversationId: company.conversation,
      content: {
        blocks: [
          paragraph('Votre échange :'),
          { type: 'file', fileId, name: 'echange.txt', mediaType: 'text/plain' },
        ],
      },
      now,
    });
    return { id: sent.id, buyer, company: { id: companyId, ...company } };
  });
}
