import type { InboundContent } from '#src/channel/port.ts';
import { companyRequestOf } from '#src/company/chat/request.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { BUTTON_START, buttonOf, wishButton } from '#src/company/form/dialog/buttons.ts';
import { siretToLookUp, step } from '#src/company/form/dialog/dialog.ts';
import { hears } from '#src/company/form/dialog/hears.ts';
import type { Input, StepContext, TakenStep } from '#src/company/form/dialog/position.ts';
import { type Draft, draftOf } from '#src/company/form/draft.ts';
import type { Form } from '#src/company/form/form.ts';
import { formWishOf, looksLikeQuestion } from '#src/company/form/form-words.ts';
import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { toAnswers } from '#src/company/form/stored-answers.ts';
import { dialogTexts } from '#src/company/form/texts-dialog.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { isLastOffered } from '#src/conversation/store/last-said.ts';
import { ordersOurDocument } from '#src/features/handouts/rules/asked.ts';
import { fileAsDraft } from '#src/features/referencing/file/as-draft.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { isFilling, type ReferencingParts, type ReferencingTurn } from './turn.ts';

/**
 * What a message asks of the sign-up, or undefined when it is for somebody else. A SIRET is looked up here, outside any
 * transaction.
 */
export async function referencingTurn(
  parts: { readonly db: Queryable; readonly referencing?: ReferencingParts | undefined },
  conversation: Conversation,
  content: InboundContent,
  decided: Route,
  now: number,
): Promise<ReferencingTurn | undefined> {
  const { db, referencing } = parts;
  if (!referencing || (decided.to !== 'intent' && decided.to !== 'question')) return undefined;
  const isReferencing = decided.to === 'intent' && decided.intent === 'referencing';
  const request = companyRequestOf(content);
  const isButton = content.type === 'action' && content.value.startsWith(BUTTON_START);
  const filling = isFilling(conversation.state);
  const isEdit = content.type === 'text' && isOwnEdit(content.text);
  const mayResume = content.type === 'text' && formWishOf(content.text, [])?.type === 'resume';
  if (![isReferencing, request !== undefined, isButton, filling, mayResume, isEdit].some(Boolean))
    return undefined;
  const form = await referencing.form();
  const { personId } = conversation;
  if (!personId) return isReferencing || request || isButton ? { form, type: 'anonymous' } : undefined;
  const draft = draftOf((await findDraft(db, personId))?.draft);
  const today = parisDay(now);
  const edit = async (input: Input): Promise<ReferencingTurn> => ({
    ...{ form, type: 'edit' },
    taken: await editTaken(db, personId, { draft, input, form, today }),
  });
  // « ma fiche », in the middle of the form, is what is filled of it.
  if (request?.type === 'file' && draft && draft.companyId === undefined && !(await companyOf(db, personId)))
    return {
      ...{ form, type: 'step' },
      taken: taken(draft, { type: 'text', text: dialogTexts.summaryWord }, form, { today }),
    };
  if (request)
    return request.type === 'edit'
      ? edit({ type: 'text', text: dialogTexts.editWord })
      : { form, type: 'company', request };
  const isOther = (decided.to === 'intent' && !isReferencing) || ordersDocument(decided);
  if (draft && (isButton || (filling && hears(draft, content, form, { today, isOther })))) {
    const input: Input =
      content.type === 'action'
        ? { type: 'button', value: content.value }
        : { type: 'text', text: content.type === 'text' ? content.text : '' };
    if (filling && content.type === 'text' && (await isYesToOther(db, conversation.id, draft, content.text)))
      return { form, type: 'resume' };
    const siret = siretToLookUp(draft, input, form, { today });
    const lookup = siret === undefined ? undefined : await referencing.directory.find(siret);
    return { form, type: 'step', taken: taken(draft, input, form, { today, lookup }) };
  }
  if (draft && mayResume) return { form, type: 'resume' };
  if (isButton) {
    // A file without a form on its way: its button names what to change.
    const press = buttonOf(content.value);
    const edits = press?.type === 'wish' && press.wish.type === 'edit';
    return edits && (await companyOf(db, personId))
      ? edit({ type: 'button', value: content.value })
      : { form, type: 'start' };
  }
  if (!isReferencing && !isEdit) return undefined;
  const text = content.type === 'text' ? content.text : '';
  const wish = formWishOf(text, form.fields);
  if (!isReferencing && (wish?.type !== 'edit' || wish.field === undefined)) return undefined;
  if (wish?.type === 'edit' && (draft || (await companyOf(db, personId))))
    return edit({ type: 'text', text });
  return isReferencing ? { form, type: 'start' } : undefined;
}

const taken = (draft: Draft, input: Input, form: Form, context: StepContext): TakenStep => ({
  saved: draft,
  before: draft,
  step: step(draft, input, form, context),
});

/** « changez notre téléphone »: of the form that is being filled, or of the file that is registered. */
async function editTaken(
  db: Queryable,
  personId: string,
  about: { draft: Draft | undefined; input: Input; form: Form; today: string },
): Promise<TakenStep | undefined> {
  const { draft, input, form, today } = about;
  if (draft && draft.companyId === undefined) return taken(draft, input, form, { today });
  const companyId = await companyOf(db, personId);
  if (!companyId) return undefined;
  const before = fileAsDraft(companyId, toAnswers(await companyFields(db, companyId)));
  return { saved: draft, before, step: step(before, input, form, { today }) };
}

/**
 * Whether a bare « oui » in front of a summary answers something that was said since: what is confirmed is shown again.
 * @param toButton the value of the form's button as the conversation has it
 */
export async function isYesToOther(
  db: Queryable,
  conversationId: string,
  { phase }: Draft,
  text: string,
  toButton: (value: string) => string = (value) => value,
): Promise<boolean> {
  if (phase.at !== 'summary' || formWishOf(text, []) !== undefined) return false;
  const yes = readYesNo(text);
  return yes.ok && yes.value && !(await isLastOffered(db, conversationId, toButton(wishButton('confirm'))));
}

/** A document that is ordered in the middle of a form is no answer to its question. */
export const ordersDocument = (decided: Route): boolean =>
  decided.to === 'question' && ordersOurDocument(decided.text);

/** « changez notre effectif », « modifier le téléphone »: of one's own file, not of a contract. */
const isOwnEdit = (text: string): boolean =>
  text.length < 120 &&
  !looksLikeQuestion(text) &&
  (/\b(?:chang|modifi|corrig|actualis|mett)\w*\b.{0,25}\b(?:mon|ma|mes|notre|nos)\b/i.test(text) ||
    // As our own messages say it: « modifier téléphone ».
    /^\W*(?:modifi|chang|corrig)(?:er|ez)\b/i.test(text)) &&
  !/march[ée]|avenant|contrat|offre|titulaire|chantier|acheteur|mairie|candidature/i.test(text);
