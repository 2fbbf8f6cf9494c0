import type { Block } from '#src/channel/blocks.ts';
import { button, choicesOf, listOf, words } from '#src/channel/make-blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import { consentLog } from '#src/company/store/consents.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { addFile } from '#src/conversation/store/files.ts';
import type { EraseContext } from '#src/features/privacy/erasure/erase-person.ts';
import { exportFiles } from '#src/features/privacy/export/document.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import {
  type HeardPrivacyRequest,
  type PrivacyState,
  privacyButtons,
  privacyStateOf,
} from '#src/features/privacy/rules/request.ts';
import { scheduledErasure } from '#src/features/privacy/store/erasures.ts';
import { forgetExports, rowsOfPerson } from '#src/features/privacy/store/export-person.ts';
import { privacyTexts as texts } from '#src/features/privacy/texts.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { setsOfPerson } from '#src/platform/database/personal-data/person-sets.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { changeConsent, confirmFile, consentBlocks } from './consents.ts';
import { cancelled, eraseWords, scheduled } from './erasure.ts';

/** What of the settings these answers say and do. */
export interface PrivacySettings {
  /** How long an erasure may be called off, in days. */
  readonly delayDays: number;
  /** How long a conversation without news is kept, in days. */
  readonly conversationDays: number;
  /** The same for what somebody unknown said within a day. */
  readonly visitDays: number;
  /** The same of a sign-up that is not finished, of a case that is closed, of a company's file and of the proof of agreements. */
  readonly keptDays: Readonly<Record<'forms' | 'cases' | 'companies' | 'proofs', number>>;
  /** Whom to write to, as the operator says it. */
  readonly contact: string | undefined;
  /** Where the page on privacy is. */
  readonly page: () => string | undefined;
  /** What other features do when a person or a company goes. */
  readonly others: OthersDo;
}

/** What is said, and what the conversation then remembers of it. */
interface PrivacyWords {
  readonly blocks: readonly Block[];
  readonly state?: { readonly privacy?: PrivacyState | undefined };
}

/** Does what a person asks about their data, in the transaction that says so. */
export async function answerPrivacy(
  tx: Transaction,
  context: EraseContext,
  conversation: Conversation,
  request: HeardPrivacyRequest,
  { settings, form }: { settings: PrivacySettings; form: Form | undefined },
): Promise<PrivacyWords> {
  const { mailIsOn, now, others } = context;
  const { personId } = conversation;
  if (request.type === 'about')
    return {
      blocks: [
        ...(await keptNow(tx, conversation, settings)),
        ...aboutBlocks(settings, personId !== undefined),
      ],
    };
  if (!personId) return { blocks: words(texts.anonymous) };
  const person = { personId, conversation, form, mailIsOn, now, others };
  switch (request.type) {
    case 'export':
      return { blocks: await exportBlocks(tx, personId, settings, now) };
    case 'erase':
      return eraseWords(tx, person, settings);
    case 'status': {
      const coming = await scheduledErasure(tx, personId);
      if (!coming) return { blocks: words(texts.nothingToCancel) };
      const { reference, dueAt } = coming;
      const stop: Block = { type: 'choices', choices: [button(privacyButtons.cancel, texts.cancelButton)] };
      return { blocks: [...words(texts.coming(reference, momentInFrench(dueAt, now))), stop] };
    }
    case 'confirm': {
      const asked = privacyStateOf(conversation.state, now)?.asking;
      if (asked === 'erase') return scheduled(tx, context, person, settings.delayDays);
      if (asked === 'file') return { blocks: await confirmFile(tx, person) };
      return { blocks: words(texts.nothingAsked) };
    }
    case 'keep':
      return { blocks: words(texts.kept) };
    case 'cancel':
      return { blocks: await cancelled(tx, context, person) };
    case 'consents':
      return { blocks: await consentBlocks(tx, person, aboutBlocks(settings, true)) };
    case 'change':
      return changeConsent(tx, person, request);
    default:
      return request satisfies never;
  }
}

/** What is kept of somebody at this moment, each with how long; of who is unknown, the conversation alone. */
async function keptNow(
  tx: Transaction,
  { id, personId }: Conversation,
  { conversationDays, keptDays }: PrivacySettings,
): Promise<Block[]> {
  const { keptNow: kept, keptTitle, keptUnknown } = texts;
  if (!personId) return [...words(keptTitle), listOf([keptUnknown(conversationDays)])];
  const [sets, draft, consents, all] = [
    await setsOfPerson(tx, personId),
    await findDraft(tx, personId),
    await consentLog(tx, personId),
    await conversationsOf(tx, personId),
  ];
  const others = all.filter((one) => one.id !== id).length;
  const companies = sets.companies.length + sets.shared.length;
  return [
    ...words(keptTitle),
    listOf([
      kept.conversation(conversationDays),
      ...(others > 0 ? [kept.otherConversations(others, conversationDays)] : []),
      ...(draft ? [kept.draft(keptDays.forms)] : []),
      ...(sets.cases.length > 0 ? [kept.cases(sets.cases.length, keptDays.cases)] : []),
      ...(companies > 0 ? [kept.companies(companies, keptDays.companies)] : []),
      ...(consents.length > 0 ? [kept.consents(keptDays.proofs)] : []),
    ]),
  ];
}

function aboutBlocks(settings: PrivacySettings, isKnown: boolean): Block[] {
  const { delayDays, conversationDays: days, visitDays, contact } = settings;
  const sentences = texts.about({ delayDays, days, visitDays, contact, page: settings.page() });
  const { buttons } = texts;
  const choices = [
    button(privacyButtons.export, buttons.export),
    button(privacyButtons.consents, buttons.consents),
    button(privacyButtons.erase, buttons.erase),
  ];
  return [...words(...sentences), ...choicesOf(isKnown ? choices : [])];
}

/** An earlier export may still be on its way. */
const SENDING_MS = 10 * MINUTE_MS;

/** The two files, kept as any file to take away; those of earlier exports go. */
async function exportBlocks(
  tx: Transaction,
  personId: string,
  { contact, others }: PrivacySettings,
  now: number,
): Promise<Block[]> {
  await forgetExports(tx, personId, { prefix: texts.filePrefix, before: now - SENDING_MS });
  const source = await rowsOfPerson(tx, personId, others.register);
  const { html, json } = exportFiles(source, now);
  const day = parisDay(now);
  const give = async (name: string, mediaType: string, text: string): Promise<Block> => {
    const bytes = new TextEncoder().encode(text);
    const fileId = await addFile(tx, { name, mediaType: `${mediaType}; charset=utf-8`, bytes }, now);
    return { type: 'file', fileId, name, mediaType };
  };
  return [
    ...words(...texts.exported(source.notes, contact)),
    await give(texts.htmlName(day), 'text/html', html),
    await give(texts.jsonName(day), 'application/json', json),
  ];
}
