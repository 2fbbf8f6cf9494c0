import { type Block, paragraph } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { button } from '#src/channel/make-blocks.ts';
import { companyButtons } from '#src/company/chat/request.ts';
import { answerCompany, companyOf, fileBlocks } from '#src/company/chat/step.ts';
import { withoutFetched } from '#src/company/form/apply-lookup.ts';
import { editButton } from '#src/company/form/dialog/buttons.ts';
import { begin } from '#src/company/form/dialog/dialog.ts';
import {
  resume,
  type Step,
  stand,
  type TakenStep,
  type ToldAtStart,
  toNext,
} from '#src/company/form/dialog/position.ts';
import { blocksOf } from '#src/company/form/dialog/reply.ts';
import { type Draft, draftOf, insistingDraft } from '#src/company/form/draft.ts';
import type { Form } from '#src/company/form/form.ts';
import { sirenIn, toAnswers } from '#src/company/form/stored-answers.ts';
import { dialogTexts } from '#src/company/form/texts-dialog.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { companyBySiren, companyFields } from '#src/company/store/companies.ts';
import { findDraft, lockDraft, removeDraft, type SavedDraft, saveDraft } from '#src/company/store/drafts.ts';
import { membersOf } from '#src/company/store/members.ts';
import { companyTexts as texts } from '#src/company/texts.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { mustBeAsRead } from '#src/conversation/turn/stale-turn.ts';
import { fileAsDraft } from '#src/features/referencing/file/as-draft.ts';
import { changeCompany, registerCompany } from '#src/features/referencing/file/register-company.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { codeFor } from '#src/person/chat/contact.ts';
import type { Merging } from '#src/person/merging.ts';
import { CONTACT_ACTIONS, type ContactState } from '#src/person/rules/contact-dialog.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import type { ReferencingTurn } from './turn.ts';

/** What is said, and what the conversation then remembers. */
interface ReferencingWords {
  readonly blocks: readonly Block[];
  /** From which block on the form asks its question. */
  readonly asksFrom?: number | undefined;
  readonly state: { readonly filling: boolean; readonly contact?: ContactState };
}

interface Around {
  readonly conversation: Conversation;
  readonly channel: string;
  readonly personId: string;
  readonly form: Form;
  readonly figures: FigureRegister;
  readonly mailIsOn: boolean;
  /** Whether companies are shown in the directory. */
  readonly directoryIsOpen: boolean;
  readonly now: number;
}

/** Takes the sign-up one step further, in the transaction that says so: what was answered is saved, or nothing is. */
export async function answerReferencing(
  tx: Transaction,
  conversation: Conversation,
  turn: ReferencingTurn,
  parts: {
    readonly figures: FigureRegister;
    readonly mailIsOn: boolean;
    /** Whether companies are shown in the directory. */
    readonly directoryIsOpen: boolean;
    readonly merging: Merging;
    /** The company that a message is about. */
    readonly spokenOf?: Listing['companyOf'] | undefined;
    readonly now: number;
  },
): Promise<ReferencingWords> {
  const { form } = turn;
  const { personId } = conversation;
  if (!personId || turn.type === 'anonymous') return ended([paragraph(texts.anonymous)]);
  const around: Around = { ...parts, conversation, channel: conversation.channel, personId, form };
  const saved = draftOf((await lockDraft(tx, personId))?.draft);
  switch (turn.type) {
    case 'company': {
      const { merging, now, spokenOf } = parts;
      const about = { form, merging, now, spokenOf };
      const blocks = await answerCompany(tx, conversation, turn.request, about);
      const still = (await findDraft(tx, personId)) !== undefined;
      return { blocks, state: { filling: still && isFillingNow(conversation) } };
    }
    case 'start':
      return start(tx, around, saved, turn.told);
    case 'resume':
      return saved ? keep(tx, around, saved, resume(saved, form)) : ended([paragraph(texts.noForm)]);
    case 'edit':
      if (!turn.taken) return ended([paragraph(texts.noFile)]);
      mustBeAsRead(saved, turn.taken.saved);
      return startEdit(tx, around, turn.taken);
    case 'step':
      if (!saved) return ended([paragraph(texts.noForm)]);
      mustBeAsRead(saved, turn.taken.saved);
      return keep(tx, around, saved, turn.taken.step);
    default:
      return turn satisfies never;
  }
}

/** Goes on with the sign-up that was begun, or begins one; who has a file is shown it. */
async function start(
  tx: Transaction,
  around: Around,
  saved: Draft | undefined,
  told: ToldAtStart | undefined,
): Promise<ReferencingWords> {
  const { personId, form } = around;
  if (saved && saved.companyId === undefined) return keep(tx, around, saved, resume(saved, form));
  if (await companyOf(tx, personId)) return ended(await fileBlocks(tx, personId, form));
  const first = begin(form, told);
  return keep(tx, around, withoutSiret(first.draft, form), first);
}

/** A form as it was before its SIRET was told: what else was told stays where that number turns out to be another's. */
function withoutSiret(draft: Draft, form: Form): Draft {
  const own = Object.entries(withoutFetched(draft.answers)).filter(
    ([id]) => form.fields.find((field) => field.id === id)?.type !== 'siret',
  );
  const { facts: _, ...rest } = draft;
  return toNext({ ...rest, answers: Object.fromEntries(own) }, form);
}

/** The form's question again, after something else was answered; nothing where none waits, or since too long. */
export function askAgain(saved: Pick<SavedDraft, 'draft' | 'updatedAt'>, form: Form, now: number): Block[] {
  const draft = insistingDraft(saved, now);
  return draft ? blocksOf(stand(draft, form, [dialogTexts.waiting]).reply) : [];
}

const ended = (blocks: readonly Block[]): ReferencingWords => ({ blocks, state: { filling: false } });
const isFillingNow = ({ state }: Conversation): boolean => formUnderWay(state) === 'sign-up';

/** Saves what a step came to, and does what follows from it. */
async function keep(tx: Transaction, around: Around, before: Draft, taken: Step): Promise<ReferencingWords> {
  const { personId, conversation, now } = around;
  const { draft, reply, outcome } = taken;
  const siren = newSiren(before, draft);
  if (siren && (await companyBySiren(tx, siren))) return duplicate(tx, around, before, siren);
  if (outcome === 'cancelled') {
    await removeDraft(tx, personId);
    return ended(blocksOf(reply));
  }
  if (outcome === 'confirmed') return confirm(tx, around, before, taken);
  const mail = await emailStep(tx, around, before, draft);
  await saveDraft(tx, { personId, draft, conversationId: conversation.id, now });
  const first = mail?.blocks ?? [];
  return {
    blocks: [...first, ...blocksOf(reply)],
    asksFrom: reply.before === undefined ? undefined : first.length + reply.before,
    state: { filling: outcome !== 'paused' && draft.phase.at !== 'paused', ...mail?.state },
  };
}

/** The SIREN that a sign-up has just been given: another one may have it already. */
function newSiren(before: Draft, { answers, companyId }: Draft): string | undefined {
  const siren = sirenIn(answers);
  return companyId === undefined && siren !== sirenIn(before.answers) ? siren : undefined;
}

/** Registers a company, or changes its file, and puts the form away. */
async function confirm(
  tx: Transaction,
  around: Around,
  before: Draft,
  { draft, reply }: Step,
): Promise<ReferencingWords> {
  const isChange = Boolean(draft.companyId);
  const done = isChange ? await changeCompany(tx, around, draft) : await registerCompany(tx, around, draft);
  if (!done) return duplicate(tx, around, before, sirenIn(draft.answers) ?? '');
  await removeDraft(tx, around.personId);
  if (!isChange) return ended([...blocksOf(reply), ...done]);
  const mail = await emailStep(tx, around, before, draft);
  return { blocks: [...done, ...(mail?.blocks ?? [])], state: { filling: false, ...mail?.state } };
}

/** Another person's company: nothing of its file is shown; the form stays where it was. */
async function duplicate(
  tx: Transaction,
  around: Around,
  before: Draft,
  siren: string,
): Promise<ReferencingWords> {
  const { personId, conversation, form, mailIsOn, directoryIsOpen, now } = around;
  const known = await companyBySiren(tx, siren);
  if (known && (await companyOf(tx, personId)) === known.id) {
    await removeDraft(tx, personId);
    return ended([paragraph(texts.already), ...(await fileBlocks(tx, personId, form))]);
  }
  await saveDraft(tx, { personId, draft: before, conversationId: conversation.id, now });
  const byMail = mailIsOn && !canPush(conversation.channel);
  const isHeld = known && (await membersOf(tx, known.id)).some(({ status }) => status === 'member');
  const choices = [
    button(companyButtons.join(siren), texts.joinButton),
    button(editButton('siret'), texts.otherSiretButton),
    ...(byMail && isHeld ? [button(CONTACT_ACTIONS.ask, texts.checkMailButton)] : []),
    ...(isHeld && directoryIsOpen
      ? [button(companyButtons.dispute(siren), holdingTexts.disputeHeldButton)]
      : []),
  ];
  const said = isHeld ? [texts.duplicate, ...(byMail ? [texts.sameDevice] : [])] : [texts.duplicatePrepared];
  return { blocks: [...said.map(paragraph), { type: 'choices', choices }], state: { filling: true } };
}

/** A new address gets a code, or is said to stay unchecked. */
async function emailStep(
  tx: Transaction,
  { mailIsOn, personId, now }: Around,
  before: Draft,
  after: Draft,
): Promise<{ blocks: Block[]; state: { contact?: ContactState } } | undefined> {
  const email = after.answers.email?.value;
  if (typeof email !== 'string' || email === before.answers.email?.value) return undefined;
  if (!mailIsOn) return { blocks: [paragraph(texts.emailUnchecked)], state: {} };
  const sent = await codeFor(tx, { personId, email, now });
  if (!sent) return { blocks: [], state: {} };
  const { minutes, error } = sent;
  if (error !== undefined) return { blocks: [paragraph(error)], state: {} };
  return {
    blocks: [paragraph(texts.emailSent(email, minutes))],
    state: { contact: { step: 'code', address: email, at: now } },
  };
}

/** Goes on with a form, or begins the change of the registered file that a step was taken on. */
async function startEdit(
  tx: Transaction,
  around: Around,
  { before, step }: TakenStep,
): Promise<ReferencingWords> {
  const { companyId } = before;
  if (companyId !== undefined) {
    mustBeAsRead(await companyOf(tx, around.personId), companyId);
    mustBeAsRead(fileAsDraft(companyId, toAnswers(await companyFields(tx, companyId))), before);
  }
  return keep(tx, around, before, step);
}
