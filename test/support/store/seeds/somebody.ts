import { paragraph } from '#src/channel/blocks.ts';
import { addCompany, type CompanyField, saveCompanyFields } from '#src/company/store/companies.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { saveDraft } from '#src/company/store/drafts.ts';
import { addInvitation, addMember } from '#src/company/store/members.ts';
import {
  type Conversation,
  lockConversation,
  openConversation,
  saveConversationState,
} from '#src/conversation/store/conversations.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { addFile } from '#src/conversation/store/files.ts';
import {
  addInboundMessage,
  addOutboundMessage,
  recordDelivery,
  saveMessageRef,
} from '#src/conversation/store/messages.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { addNote, relayCompany, relayExpert } from '#src/features/expert/relay.ts';
import { caseThreads, saveThreadPlace } from '#src/features/expert/store/case-threads.ts';
import { addDraft } from '#src/features/expert/store/drafts.ts';
import { addMailToken, setAlertMail } from '#src/features/opportunities/store/alert-mails.ts';
import { startAlert, stopAlert } from '#src/features/opportunities/store/alerts.ts';
import { changeBid, openBid, tickStep } from '#src/features/opportunities/store/bids.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { addLinkCode, addLinkConfirmation } from '#src/person/store/link-codes.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { queueMail } from '#src/platform/mail/job.ts';

/** What must be nowhere once Mathilde is erased. */
export const MATHILDE = {
  name: 'Mathilde Quéméneur-Zoubir',
  email: 'mathilde.qz@atelier-des-liens.example',
  phone: '07 98 76 54 32',
  siren: '839271650',
  webKey: 'web-cookie-of-mathilde-7f3a',
  slackKey: 'T77:UMATHILDE9',
  sentence: 'mon voisin de palier Gontran refuse de signer le bon de commande',
  founders: 'Atelier des Liens Tissés',
};
/** All of it, as the words to look for. */
export const MATHILDE_WORDS: readonly string[] = Object.values(MATHILDE);

/** What her colleague has, which stays. */
export const COLLEAGUE = {
  name: 'Ousmane Diabaté',
  company: 'Régie du Canal',
  sentence: 'quel délai pour l’avance',
};

const field = (name: string, label: string, shown: string): CompanyField => ({
  field: name,
  value: shown,
  label,
  shown,
  origin: 'declared',
});

const receive = async (tx: Transaction, to: Conversation, text: string, now: number): Promise<string> => {
  const deliveryId = `${to.channelKey}\n${to.id}-${text.length}-${now}`;
  const id = (await recordDelivery(tx, { channel: to.channel, deliveryId, now })) ?? '';
  await addInboundMessage(tx, {
    id,
    conversationId: to.id,
    content: { type: 'text', text },
    ref: `r-${id}`,
    now,
  });
  return id;
};

/** Somebody who did everything that the hotline offers, and a colleague of theirs. @returns their ids */
export async function somebodyWhoDidEverything(
  db: Database,
  now: number,
): Promise<{
  person: string;
  colleague: string;
  alone: string;
  shared: string;
  conversations: readonly string[];
  caseId: string;
}> {
  return db.tx(async (tx) => {
    const web = { channel: 'web', key: MATHILDE.webKey, name: MATHILDE.name, now };
    const person = (await openPerson(tx, web)).id;
    // Her other channel, linked.
    await tx.query(
      'INSERT INTO person_identity (channel, key, person_id, created_at) VALUES ($1, $2, $3, $4)',
      ['slack', MATHILDE.slackKey, person, now],
    );
    const at = (channel: string, channelKey: string, personId: string) =>
      openConversation(tx, { channel, channelKey, address: { to: channelKey }, personId, now });
    const site = await at('web', MATHILDE.webKey, person);
    const slack = await at('slack', MATHILDE.slackKey, person);
    const asked = await receive(tx, site, `Bonjour, ${MATHILDE.sentence}. ${MATHILDE.name}`, now);
    await receive(tx, slack, `Rappelez-moi au ${MATHILDE.phone}`, now);
    const fileId = await addFile(
      tx,
      { name: 'notes.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(MATHILDE.sentence) },
      now,
    );
    const answer = await addOutboundMessage(tx, {
      conversationId: site.id,
      content: {
        blocks: [
          paragraph(`Vous dites : ${MATHILDE.sentence}`),
          { type: 'file', fileId, name: 'notes.txt', mediaType: 'text/plain' },
        ],
        kind: 'answer',
      },
      replyTo: asked,
      now,
    });
    await saveFeedback(tx, {
      conversationId: site.id,
      messageId: answer.id,
      rating: 'down',
      reason: MATHILDE.sentence,
      now,
    });
    await addRequest(tx, {
      conversationId: site.id,
      messageId: asked,
      kind: 'alerts',
      body: MATHILDE.sentence,
      now,
    });
    await saveConversationState(tx, site.id, { thread: { question: MATHILDE.sentence } }, now);

    await addContactCode(tx, {
      personId: person,
      email: MATHILDE.email,
      digest: 'd1',
      expiresAt: now + 1,
      now,
    });
    await useContactCode(tx, { personId: person, digest: 'd1', now });
    await queueMail(tx, { id: 'some', to: MATHILDE.email, subject: 'Réponse', text: MATHILDE.sentence }, now);
    await addLinkCode(tx, { digest: 'd2', personId: person, expiresAt: now + 1, now });
    await addLinkConfirmation(tx, {
      personId: person,
      otherId: person,
      otherConversationId: site.id,
      channel: 'slack',
      name: MATHILDE.name,
      expiresAt: now + 1,
      now,
    });
    await saveDraft(tx, {
      personId: person,
      draft: { answers: { phone: MATHILDE.phone } },
      conversationId: slack.id,
      now,
    });

    const alone = (await addCompany(tx, { siren: MATHILDE.siren, now }))?.id ?? '';
    await addMember(tx, { companyId: alone, personId: person, now });
    const own = [
      field('siret', 'SIRET', `${MATHILDE.siren}00012`),
      field('name', 'Nom', MATHILDE.founders),
      field('contact-name', 'Contact', MATHILDE.name),
      field('phone', 'Téléphone', MATHILDE.phone),
      field('email', 'Mail', MATHILDE.email),
    ];
    await saveCompanyFields(tx, { companyId: alone, personId: person, fields: own, now });
    await saveCompanyFields(tx, {
      companyId: alone,
      personId: person,
      fields: own.slice(0, 3),
      now: now + 1,
    });
    const consent = {
      personId: person,
      companyId: alone,
      purpose: 'consent-file',
      version: '1',
      given: true,
      at: now,
    };
    await addConsent(tx, { ...consent, channel: 'web', wording: 'Acceptez-vous ?' });
    await addInvitation(tx, { digest: 'd3', companyId: alone, personId: person, expiresAt: now + 1, now });

    const other = { channel: 'web', key: 'colleague', name: COLLEAGUE.name, now };
    const colleague = (await openPerson(tx, other)).id;
    const shared = (await addCompany(tx, { siren: '732829320', now }))?.id ?? '';
    await addMember(tx, { companyId: shared, personId: colleague, now });
    await addMember(tx, { companyId: shared, personId: person, now });
    const common = [
      field('name', 'Nom', COLLEAGUE.company),
      field('contact-name', 'Contact', MATHILDE.name),
      field('phone', 'Téléphone', MATHILDE.phone),
    ];
    await saveCompanyFields(tx, { companyId: shared, personId: person, fields: common, now });
    const theirs = await at('web', 'colleague', colleague);
    await receive(tx, theirs, COLLEAGUE.sentence, now);
    for (const words of [`${MATHILDE.name} demande à rejoindre la fiche.`, `Téléphone : ${MATHILDE.phone}`])
      await addOutboundMessage(tx, {
        conversationId: theirs.id,
        content: { blocks: [paragraph(words)], kind: 'referencing' },
        now,
      });

    await applyToSession(tx, { person, companies: [alone, shared], conversationId: slack.id, now });

    // Answers to calls: hers, and that of the company that stays.
    for (const [index, companyId] of [undefined, alone, shared].entries()) {
      const call = {
        noticeId: `n${index}`,
        title: 'Nettoyage',
        buyer: 'Ville',
        lots: [],
        closesAt: now,
        noticeVersion: 1,
      };
      const bid = await openBid(tx, { personId: person, companyId, ...call, nextAt: now, now });
      await tickStep(tx, { bidId: bid.id, step: 'platform', now });
      const lesson = { lesson: MATHILDE.sentence, lessonBy: person };
      await changeBid(tx, bid.id, { state: 'lost', ...lesson }, now);
    }

    // The alerts of her company, by mail too; those that go on would keep all that she said.
    const alert = { companyId: alone, personId: person, conversationId: site.id, cadence: 'daily' } as const;
    await startAlert(tx, { ...alert, wanted: {}, now });
    await setAlertMail(tx, alert, { state: 'on', address: MATHILDE.email, isTold: true, now });
    await addMailToken(tx, alert, { digests: { link: 'd4', returned: 'r4' }, now });
    await stopAlert(tx, alone);

    // A case in which the experts of a Slack channel spoke of her.
    const context = { surfaces: ['slack'], hours: await loadWorkingHours(tx), now };
    const locked = await lockConversation(tx, site.id);
    if (!locked) throw new Error('no conversation');
    const { row } = await openCase(tx, context, locked, { reason: 'asked', request: MATHILDE.sentence });
    const by = { key: 'slack:T1:UNADIA', name: 'Nadia Benali' };
    await relayCompany(tx, context, site.id, { messageIds: [asked], text: MATHILDE.sentence });
    await addNote(tx, context, row.id, {
      by,
      text: `${MATHILDE.name} est à bout, rappeler le ${MATHILDE.phone}`,
    });
    await relayExpert(tx, context, row.id, { by, text: `Bonjour ${MATHILDE.name}` });
    const [thread] = await caseThreads(tx, row.id);
    if (!thread?.cardId) throw new Error('no thread');
    await saveThreadPlace(tx, thread.conversationId, { address: { ts: '1.2' }, threadKey: 'T1:CDESK:1.2' });
    await saveMessageRef(tx, thread.cardId, '1.2');
    const answers = await openConversation(tx, {
      channel: 'slack',
      channelKey: 'T1:CDESK:1.2',
      address: {},
      kind: 'desk',
      now,
    });
    await receive(tx, answers, `// ${MATHILDE.name} a rappelé`, now);
    const words = {
      heading: `Et si ${MATHILDE.sentence} ?`,
      shortAnswer: 'Non.',
      details: '',
      references: [],
    };
    await addDraft(tx, { caseId: row.id, words, owner: by, state: 'kept', now });
    return { person, colleague, alone, shared, conversations: [site.id, slack.id], caseId: row.id };
  });
}

/** Applies to a session of training for two companies: diagnosed, decided and booked. */
async function applyToSession(
  tx: Transaction,
  applying: { person: string; companies: readonly string[]; conversationId: string; now: number },
): Promise<void> {
  const { person, companies, conversationId, now } = applying;
  await tx.query(
    `INSERT INTO training_session (id, name, place, starts_on, ends_on, apply_until, places, state, changed_by, created_at, changed_at)
     VALUES ('s1', 'Printemps', 'Paris', '2027-03-01', '2027-03-05', '2027-02-01', 10, 'open', 'Nadia', $1, $1)`,
    [now],
  );
  await tx.query(
    `INSERT INTO training_event (id, session_id, kind, title, place, host, starts_at, ends_at, places, state, changed_by, changed_at)
     VALUES ('e1', 's1', 'workshop', 'Chiffrer', 'Paris', 'Nadia', $1, $1, 10, 'planned', 'Nadia', $1)`,
    [now],
  );
  await tx.query(
    'INSERT INTO diagnosis_draft (person_id, draft, session_id, conversation_id, updated_at) VALUES ($1, $2, $3, $4, $5)',
    [person, JSON.stringify({ said: MATHILDE.sentence }), 's1', conversationId, now],
  );
  for (const [index, company] of companies.entries()) {
    const words = index === 0 ? MATHILDE.sentence : 'de la cohésion';
    await tx.query(
      'INSERT INTO diagnosis (id, company_id, person_id, answers, told, made_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [`d${index}`, company, person, JSON.stringify([words]), JSON.stringify([words]), now],
    );
    await tx.query(
      `INSERT INTO training_application (id, session_id, company_id, person_id, diagnosis_id, state, applied_at, changed_by, changed_at)
       VALUES ($1, 's1', $2, $3, $4, 'admitted', $5, $6, $5)`,
      [`a${index}`, company, person, `d${index}`, now, MATHILDE.name],
    );
    await tx.query(
      `INSERT INTO training_application_change (application_id, version, state, changed_by, at) VALUES ($1, 1, 'applied', $2, $3)`,
      [`a${index}`, MATHILDE.name, now],
    );
    await tx.query(
      `INSERT INTO training_booking (id, event_id, company_id, person_id, state, booked_at, changed_at)
       VALUES ($1, 'e1', $2, $3, 'booked', $4, $4)`,
      [`b${index}`, company, person, now],
    );
  }
}
