import type { Block } from '#src/channel/blocks.ts';
import { button, choicesOf, listOf, words } from '#src/channel/make-blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import { companyOf } from '#src/company/chat/step.ts';
import type { Form } from '#src/company/form/form.ts';
import { answerWords } from '#src/company/form/texts-dialog.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { nameOf } from '#src/company/members/join.ts';
import { tellMissingContact } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { companyFields, saveCompanyFields } from '#src/company/store/companies.ts';
import { addConsent, consentLog, type KeptConsent } from '#src/company/store/consents.ts';
import { removeDiagnosisDraft } from '#src/company/store/diagnoses.ts';
import { removeDraft } from '#src/company/store/drafts.ts';
import { membersOf } from '#src/company/store/members.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import {
  FILE_PURPOSE,
  MAIL_PURPOSE,
  type PrivacyState,
  privacyButtons,
} from '#src/features/privacy/rules/request.ts';
import { leaveCompany } from '#src/features/privacy/store/leave-company.ts';
import { privacyTexts as texts } from '#src/features/privacy/texts.ts';
import { confirmedEmailSince, forgetContact } from '#src/person/store/contacts.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';

interface Asking {
  readonly personId: string;
  readonly conversation: Conversation;
  readonly form: Form | undefined;
  readonly mailIsOn: boolean;
  readonly now: number;
  readonly others: OthersDo;
}

const dayOf = (at: number): string => frenchDate(parisDay(at));

/** What a person last said to each purpose, in the order of the form. */
async function lastConsents(tx: Transaction, { personId, form }: Asking): Promise<KeptConsent[]> {
  const last = new Map((await consentLog(tx, personId)).map((one) => [one.purpose, one]));
  const place = ({ purpose }: KeptConsent) => form?.fields.findIndex(({ id }) => id === purpose) ?? -1;
  return [...last.values()].toSorted((a, b) => place(a) - place(b));
}

/** The label of an agreement, as the form says it today; one that it no longer asks goes under its old question. */
function labelOf({ form }: Asking, { purpose, wording }: Pick<KeptConsent, 'purpose' | 'wording'>): string {
  const label = form?.fields.find(({ id }) => id === purpose)?.label;
  return label ?? texts.purposes[purpose] ?? wording ?? purpose;
}

/**
 * A person's agreements, each with a button that takes it back or gives it.
 * @param kept said of what is kept to who has agreed to nothing: they mostly ask who reads what they write
 */
export async function consentBlocks(
  tx: Transaction,
  asking: Asking,
  kept: readonly Block[],
): Promise<Block[]> {
  const last = await lastConsents(tx, asking);
  const email = await confirmedEmailSince(tx, asking.personId);
  if (last.length === 0 && !email) return [...words(texts.noConsents), ...kept];
  const lines = last.map((one) =>
    texts.consentLine({
      label: labelOf(asking, one),
      given: one.given,
      on: dayOf(one.at),
      version: one.version,
      where: one.channel && (channelNames[one.channel] ?? one.channel),
    }),
  );
  // What the form no longer asks can be taken back, and not given again.
  const choices = last
    .filter(({ purpose, given }) => given || (purpose !== FILE_PURPOSE && isAsked(asking, purpose)))
    .map((one) => {
      const label = labelOf(asking, one);
      const words = one.given ? texts.takeButton(label) : texts.giveButton(label);
      return button(privacyButtons.change(one.purpose, !one.given), words);
    });
  if (email) {
    lines.push(texts.mailLine(email.address, dayOf(email.at)));
    choices.push(button(privacyButtons.change(MAIL_PURPOSE, false), texts.takeButton(texts.mailLabel)));
  }
  return [...words(texts.consentsTitle), listOf(lines), ...choicesOf(choices)];
}

const isAsked = ({ form }: Asking, purpose: string): boolean =>
  form?.fields.some(({ id, type }) => id === purpose && type === 'consent') ?? false;

/** Takes an agreement back, or gives it, at once. What ends with it is confirmed first. */
export async function changeConsent(
  tx: Transaction,
  asking: Asking,
  { purpose, given }: { purpose: string; given: boolean },
): Promise<{ blocks: Block[]; state?: { privacy: PrivacyState } }> {
  const { personId, now } = asking;
  if (purpose === MAIL_PURPOSE) {
    const had = !given && (await forgetContact(tx, personId, now));
    return {
      blocks: words(had ? texts.withdrawn(texts.mailLabel) : texts.unchanged(texts.mailLabel, false)),
    };
  }
  if (purpose === FILE_PURPOSE && !given) return askFile(tx, asking);
  const before = (await lastConsents(tx, asking)).find((one) => one.purpose === purpose);
  const label = labelOf(asking, before ?? { purpose, wording: undefined });
  if ((before?.given ?? false) === given || (given && !isAsked(asking, purpose)))
    return { blocks: words(texts.unchanged(label, before?.given ?? false)) };
  await logChange(tx, asking, { purpose, given, before });
  if (purpose === DIRECTORY_CONSENT.purpose && before?.companyId)
    await asking.others.companyUnlisted(tx, before.companyId, asking);
  return { blocks: words(given ? texts.given(label) : texts.withdrawn(label)) };
}

/** Writes what was said into the log, and into the file of the company that it was said of. */
async function logChange(
  tx: Transaction,
  { personId, conversation, form, now }: Asking,
  change: { purpose: string; given: boolean; before: KeptConsent | undefined },
): Promise<void> {
  const { purpose, given, before } = change;
  const field = form?.fields.find(({ id }) => id === purpose);
  const companyId = before?.companyId ?? (await companyOf(tx, personId));
  await addConsent(tx, {
    personId,
    companyId,
    purpose,
    given,
    at: now,
    channel: conversation.channel,
    version: field?.version ?? before?.version ?? '',
    wording: field?.question ?? before?.wording,
  });
  if (companyId === undefined || (await companyOf(tx, personId)) !== companyId) return;
  const fields = await companyFields(tx, companyId);
  const shown = given ? answerWords.yes : answerWords.no;
  const next = fields.map((one) => (one.field === purpose ? { ...one, value: given, shown } : one));
  await saveCompanyFields(tx, { companyId, personId, fields: next, now });
}

/** The file that a person may leave, and whether it ends with them. */
async function ownFile(tx: Transaction, personId: string) {
  const companyId = await companyOf(tx, personId);
  if (!companyId) return undefined;
  const members = (await membersOf(tx, companyId)).filter(({ status }) => status === 'member');
  return { companyId, alone: members.length === 1, name: await nameOf(tx, companyId, holdingTexts.yours) };
}

async function askFile(
  tx: Transaction,
  { personId, now }: Asking,
): Promise<{ blocks: Block[]; state?: { privacy: PrivacyState } }> {
  const own = await ownFile(tx, personId);
  if (!own) return { blocks: words(texts.noFile) };
  const choices = [
    button(privacyButtons.confirm, texts.fileButton(own.alone)),
    button(privacyButtons.keep, texts.keepButton),
  ];
  return {
    blocks: [...words(texts.fileAsk(own.name, own.alone)), { type: 'choices', choices }],
    state: { privacy: { asking: 'file', at: now } },
  };
}

/** Takes back the agreement that keeps a company's file: the file goes with its last member, or goes on without them. */
export async function confirmFile(tx: Transaction, asking: Asking): Promise<Block[]> {
  const { personId, now } = asking;
  const own = await ownFile(tx, personId);
  if (!own) return words(texts.noFile);
  for (const before of await lastConsents(tx, asking))
    if (before.given && before.companyId === own.companyId)
      await logChange(tx, asking, { purpose: before.purpose, given: false, before });
  await removeDraft(tx, personId);
  await removeDiagnosisDraft(tx, personId);
  const conversationId = asking.conversation.id;
  if (own.alone) await asking.others.companyEnds(tx, own.companyId, { ...asking, conversationId });
  await leaveCompany(tx, { personId, ...own, now }, asking.others.register);
  if (!own.alone) await tellMissingContact(tx, own.companyId, now);
  return words(texts.fileGone(own.name, own.alone));
}
