import { type Block, paragraph } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { button } from '#src/channel/make-blocks.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { nameOf } from '#src/company/members/join.ts';
import { contactOfCompany } from '#src/company/members/news.ts';
import { cardKey } from '#src/company/rules/card-key.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { onceListed } from '#src/company/store/listed-companies.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { mustBeAsRead } from '#src/conversation/turn/stale-turn.ts';
import { type DecisionAnswer, directoryButtons } from '#src/features/directory/chat/request.ts';
import type { DirectoryParts, DirectoryTurn, IntroductionAnswer } from '#src/features/directory/chat/turn.ts';
import { findIntroduction, setSilence } from '#src/features/directory/store/introductions.ts';
import { codeFor } from '#src/person/chat/contact.ts';
import type { ContactState } from '#src/person/rules/contact-dialog.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { buyerOf, type IntroductionDraft, introductionDraftOf, introductionQuestion } from './dialog.ts';
import { actOnIntroduction, sendIntroduction, whyNot } from './send.ts';
import { introductionTexts as texts } from './texts.ts';

/** What is said, and what the conversation then remembers of a wish. */
export interface IntroductionWords {
  readonly blocks: readonly Block[];
  readonly state?: {
    readonly introduction?: IntroductionDraft | undefined;
    readonly contact?: ContactState | undefined;
  };
}

interface Parts {
  readonly directory: DirectoryParts;
  readonly mailIsOn: boolean;
  readonly now: number;
}
type Asking = Conversation & { readonly personId: string };
type Request = Extract<
  DirectoryTurn['request'],
  { type: 'contact' | 'answer' | 'show' | 'send' | 'drop' | 'cancel' | 'decide' }
>;

const words = (...sentences: string[]): IntroductionWords => ({ blocks: sentences.map(paragraph) });
const DROP = button(directoryButtons.drop, texts.drop);
const ENDED = { introduction: undefined };

/** Takes a wish for a contact one step further, or the answer of a company to one. */
export async function answerIntroduction(
  tx: Transaction,
  conversation: Asking,
  request: Request,
  parts: Parts,
): Promise<IntroductionWords> {
  const { personId } = conversation;
  const draft = introductionDraftOf(conversation.state, parts.now);
  switch (request.type) {
    case 'contact':
      return begin(tx, conversation, request.key, parts);
    case 'answer':
      return draft ? goOn(tx, conversation, draft, request, parts) : words(texts.nothingBegun);
    case 'show':
      if (!draft) return words(texts.nothingBegun);
      return {
        blocks: askIntroductionAgain({ channel: conversation.channel, introduction: draft }, parts),
        state: { introduction: { ...draft, at: parts.now } },
      };
    case 'drop':
      return { ...words(draft ? texts.dropped : texts.nothingBegun), state: ENDED };
    case 'send':
      return send(tx, conversation, draft, parts);
    case 'cancel': {
      const own = await findIntroduction(tx, request.id);
      if (own?.personId !== personId) return words(texts.ended);
      const ended = await actOnIntroduction(tx, request.id, { type: 'cancel' }, parts);
      return words(ended ? texts.cancelled : texts.ended);
    }
    case 'decide':
      return words(...(await decideIntroduction(tx, { ...request, personId }, parts)));
    default:
      return request satisfies never;
  }
}

/**
 * A person of a company answers a buyer, from wherever they are.
 * @returns what they are told besides the contact, which comes by itself to all who speak for the company
 */
export async function decideIntroduction(
  tx: Transaction,
  { id, personId, answer }: { id: string; personId: string; answer: DecisionAnswer },
  parts: Omit<Parts, 'directory'>,
): Promise<string[]> {
  const row = await findIntroduction(tx, id);
  const speaks = (await membershipsOf(tx, personId)).filter(({ status }) => status === 'member');
  if (!row || !speaks.some(({ companyId }) => companyId === row.companyId)) return [texts.notYours];
  const holding = await holdingOf(tx, row.companyId);
  if (answer === 'yes' && row.state === 'asked' && holding?.state !== 'approved')
    return [holdingTexts.noIntroduction];
  const { reach } = await contactOfCompany(tx, row.companyId);
  if (answer === 'yes' && row.state === 'asked' && reach.length === 0) return [texts.contactMissing];
  if (answer === 'mute')
    await setSilence(tx, { companyId: row.companyId, personId, silent: true, now: parts.now });
  const event = { type: answer === 'yes' ? 'accept' : 'refuse', by: personId } as const;
  const done = await actOnIntroduction(tx, id, event, parts);
  const muted = answer === 'mute' ? [texts.muted] : [];
  if (!done) return [row.state === 'asked' ? texts.ended : texts.decided, ...muted];
  return answer === 'yes' ? [] : [texts.refusedByCompany, ...muted];
}

async function begin(
  tx: Transaction,
  { personId, channel }: Asking,
  key: string,
  { now, mailIsOn }: Parts,
): Promise<IntroductionWords> {
  const companyId = (await onceListed(tx, DIRECTORY_CONSENT.purpose)).find((id) => cardKey(id) === key);
  if (companyId === undefined) return words(texts.gone);
  const company = await nameOf(tx, companyId);
  const why = await whyNot(tx, { companyId, company, personId, now });
  if (why !== undefined) return { ...words(why), state: ENDED };
  return ask({ companyId, company, step: 'name', at: now }, needsProof(channel, mailIsOn));
}

async function goOn(
  tx: Transaction,
  { personId, channel }: Asking,
  draft: IntroductionDraft,
  answer: IntroductionAnswer,
  { now, mailIsOn }: Parts,
): Promise<IntroductionWords> {
  mustBeAsRead(
    { draft, known: await confirmedEmail(tx, personId) },
    { draft: answer.draft, known: answer.known },
  );
  const proof = needsProof(channel, mailIsOn);
  const { step } = answer;
  if (!step.ok) {
    const again = ask(draft, proof);
    return { ...again, blocks: [paragraph(step.error), ...again.blocks] };
  }
  if (step.toConfirm === undefined) return ask(step.draft, proof);
  const sent = await codeFor(tx, { personId, email: step.toConfirm, now });
  if (!sent) return ask({ ...step.draft, step: 'confirm', reach: step.toConfirm, isProven: true }, proof);
  if (sent.error !== undefined) return { ...words(sent.error), state: { introduction: draft } };
  return {
    ...words(texts.codeSent(step.toConfirm, sent.minutes)),
    state: {
      introduction: step.draft,
      contact: { step: 'code', address: step.toConfirm, at: now },
    },
  };
}

async function send(
  tx: Transaction,
  { id, personId, channel }: Asking,
  draft: IntroductionDraft | undefined,
  { directory, mailIsOn, now }: Parts,
): Promise<IntroductionWords> {
  const buyer = draft && buyerOf(draft);
  if (!draft || !buyer) return words(texts.nothingBegun);
  const { companyId, company } = draft;
  const wish = { companyId, personId, conversationId: id, buyer };
  const sent = await sendIntroduction(tx, wish, { mailIsOn, now, answerUrl: directory.answerUrl });
  if (!sent.ok) return { ...words(sent.why), state: ENDED };
  const mailed = mailIsOn && (await confirmedEmail(tx, personId)) !== undefined;
  const how = canPush(channel) ? [] : [mailed ? texts.sentByMail : texts.sentPageOnly];
  const { blocks } = words(texts.sent(company, sent.until), ...how);
  const cancel = button(directoryButtons.cancel(sent.id), texts.cancelButton);
  return { blocks: [...blocks, { type: 'choices', choices: [cancel] }], state: ENDED };
}

/** Where a page is all that tells who somebody is, their address is confirmed first when a mail can be sent. */
const needsProof = (channel: string, mailIsOn: boolean): boolean => mailIsOn && !canPush(channel);

function ask(draft: IntroductionDraft, proof: boolean): IntroductionWords {
  const { blocks } = words(...introductionQuestion(draft, proof));
  const choices = draft.step === 'confirm' ? [button(directoryButtons.send, texts.send), DROP] : [DROP];
  return { blocks: [...blocks, { type: 'choices', choices }], state: { introduction: draft } };
}

/** The question of a wish again, after something else was answered. */
export function askIntroductionAgain(
  { channel, introduction }: { channel: string; introduction: IntroductionDraft | undefined },
  { mailIsOn, now }: { mailIsOn: boolean; now: number },
): readonly Block[] {
  const draft = introductionDraftOf({ introduction }, now);
  if (!draft || draft.step === 'code') return [];
  return [paragraph(texts.waiting), ...ask(draft, needsProof(channel, mailIsOn)).blocks];
}

/** After a step towards a confirmed address: the wish goes on with it, or ends with it. */
export async function introductionAfterContact(
  db: Queryable,
  { personId, channel, state }: Conversation,
  { mailIsOn, now }: { mailIsOn: boolean; now: number },
): Promise<IntroductionWords | undefined> {
  const draft = introductionDraftOf(state, now);
  if (!personId || draft?.step !== 'code') return undefined;
  const reach = await confirmedEmail(db, personId);
  if (reach === undefined) return { ...words(texts.dropped), state: ENDED };
  return ask({ ...draft, step: 'confirm', reach, isProven: true, at: now }, needsProof(channel, mailIsOn));
}
