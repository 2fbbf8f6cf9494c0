import { z } from 'zod';
import type { Block } from '#src/channel/blocks.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { besideAfter, pendingForm } from '#src/company/form/beside.ts';
import { siretToLookUp, step } from '#src/company/form/dialog/dialog.ts';
import {
  type StepContext,
  type TakenStep,
  type ToldAtStart,
  toNext,
} from '#src/company/form/dialog/position.ts';
import { siretAtStart } from '#src/company/form/dialog/told-at-start.ts';
import type { Form } from '#src/company/form/form.ts';
import { toAnswers } from '#src/company/form/stored-answers.ts';
import { dialogTexts } from '#src/company/form/texts-dialog.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import { companyFields } from '#src/company/store/companies.ts';
import type { Acting, Errand, Feature, Memory, Said, Standing } from '#src/conversation/feature.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { fileAsDraft } from '#src/features/referencing/file/as-draft.ts';
import { noteConfirmedEmail } from '#src/features/referencing/file/register-company.ts';
import type { Merging } from '#src/person/merging.ts';
import type { ContactState } from '#src/person/rules/contact-dialog.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { type FormKnown, formHears, formKnown, type HeardInForm } from './hear.ts';
import { answerReferencing, askAgain } from './step.ts';
import type { ReferencingParts, ReferencingTurn } from './turn.ts';

const NAME = 'referencing';
const KIND = 'referencing';
const schema = z.object({
  /** The form's question is what was last asked. */
  filling: z.boolean().optional().catch(undefined),
  /** Messages in a row that were for somebody else while it waits. */
  besideFilling: z.number().optional().catch(undefined),
});
type State = z.output<typeof schema>;
const memory: Memory<State> = {
  schema,
  left: ({ filling, besideFilling }, { feature, said }) =>
    filling
      ? { filling, besideFilling: besideAfter(besideFilling, NAME, { acted: feature, asked: said.asked }) }
      : { filling },
};

/** A step of the form or of the file, what a confirmed address changes of the file, or the form that waits for another one. */
type ReferencingAct =
  | { readonly act: 'step'; readonly data: ReferencingTurn }
  | { readonly act: 'address-confirmed' | 'wait'; readonly data?: undefined };

type Edit = Extract<HeardInForm, { type: 'step' | 'edit' }>;

/** What the sign-up needs of the rest of the program. */
interface FeatureParts {
  readonly db: Queryable;
  readonly referencing: ReferencingParts;
  readonly mailIsOn: boolean;
  readonly directoryIsOpen: boolean;
  readonly merging: Merging;
  /** The company that a message is about. */
  readonly spokenOf?: Listing['companyOf'] | undefined;
  /** What is offered to a company that has just got its file, or looks at it. */
  readonly offers: (
    tx: Transaction,
    companyId: string,
    at: { readonly conversation: Conversation; readonly form: Form; readonly now: number },
  ) => Promise<readonly Block[]>;
  /** What a code that was sent asks of the dialog that takes it. */
  readonly awaitCode: (contact: ContactState) => Errand;
}

/** The sign-up form, in conversation, and the company's file that it makes. */
export function referencingFeature(
  parts: FeatureParts,
): Feature<HeardInForm, ReferencingAct, State, FormKnown | undefined> {
  return {
    name: NAME,
    memory,
    knows: (store, message, at) => formKnown(store, message, at, parts.referencing.form),
    hears: formHears,
    prepare: async (heard, at) => {
      const { known } = at;
      if (!known) return undefined;
      const { form } = known;
      if (heard.type === 'edit')
        return { act: 'step', data: { form, type: 'edit', taken: await takeStep(parts, heard, at) } };
      if (heard.type === 'start')
        return { act: 'step', data: { form, type: 'start', told: await readAtStart(parts, heard.text, at) } };
      if (heard.type !== 'step') return { act: 'step', data: { ...heard, form } };
      const own = await takeStep(parts, heard, at);
      return own && { act: 'step', data: { form, type: 'step', taken: own } };
    },
    act: async (tx, doing, at) => {
      const { conversation, now } = at;
      switch (doing.act) {
        case 'step':
          return answerAndOffer(tx, parts, doing.data, at);
        case 'wait':
          return {
            blocks: [],
            kind: KIND,
            state: { filling: false, besideFilling: undefined },
            isAside: true,
          };
        case 'address-confirmed': {
          const { personId } = conversation;
          const blocks = personId ? await noteConfirmedEmail(tx, personId, now) : [];
          return { blocks, kind: KIND, isAside: true };
        }
        default:
          return doing satisfies never;
      }
    },
    pending: ({ conversation, known, now, memory: { besideFilling } }) => {
      if (!known?.saved || formUnderWay(conversation.state) !== 'sign-up') return undefined;
      return pendingForm(askAgain(known.saved, known.form, now), {
        beside: besideFilling,
        setAside: dialogTexts.setAside,
        over: { filling: false, besideFilling: undefined },
        kind: KIND,
      });
    },
  };
}

/** A step on what is filled, or on the registered file; a SIRET is looked up, outside any transaction. */
async function takeStep(
  { db, referencing }: FeatureParts,
  { type, draft, input, ...heard }: Edit,
  { conversation, known, now }: Standing<State, FormKnown | undefined>,
): Promise<TakenStep | undefined> {
  const { personId } = conversation;
  if (!known || !personId) return undefined;
  const { form } = known;
  const today = parisDay(now);
  if (draft && (type === 'step' || draft.companyId === undefined)) {
    const on = 'resumes' in heard && heard.resumes ? toNext(draft, form) : draft;
    const siret = type === 'step' ? siretToLookUp(on, input, form, { today }) : undefined;
    const lookup = siret === undefined ? undefined : await referencing.directory.find(siret);
    const context: StepContext = { today, lookup };
    return { saved: draft, before: draft, step: step(on, input, form, context) };
  }
  const companyId = await companyOf(db, personId);
  if (!companyId) return undefined;
  const before = fileAsDraft(companyId, toAnswers(await companyFields(db, companyId)));
  return { saved: draft, before, step: step(before, input, form, { today }) };
}

/** What is told with the wish to be referenced, where no form was begun; a SIRET is looked up, outside any transaction. */
async function readAtStart(
  { referencing }: FeatureParts,
  text: string | undefined,
  { known, now }: Standing<State, FormKnown | undefined>,
): Promise<ToldAtStart | undefined> {
  if (!text || known?.saved || known?.hasCompany) return undefined;
  const siret = siretAtStart(text);
  return {
    words: { type: 'text', text, pieces: await referencing.readPieces?.(text) },
    context: {
      today: parisDay(now),
      lookup: siret === undefined ? undefined : await referencing.directory.find(siret),
    },
  };
}

/** Takes the form or the file further; a company that has just got its file, or looks at it, is offered more. */
async function answerAndOffer(
  tx: Transaction,
  parts: FeatureParts,
  turn: ReferencingTurn,
  { conversation, message, now }: Acting<State>,
): Promise<Said> {
  const { referencing, mailIsOn, directoryIsOpen, merging, spokenOf, offers, awaitCode } = parts;
  const { personId } = conversation;
  const before = personId && (await companyOf(tx, personId));
  const said = await answerReferencing(tx, conversation, turn, {
    figures: referencing.figures(),
    mailIsOn,
    directoryIsOpen,
    merging,
    spokenOf,
    now,
  });
  const after = personId && (await companyOf(tx, personId));
  const isShown = turn.type === 'company' && turn.request.type === 'file';
  const more =
    after && (isShown || after !== before)
      ? await offers(tx, after, { conversation, form: turn.form, now })
      : [];
  if (turn.type === 'start')
    await addRequest(tx, {
      conversationId: conversation.id,
      messageId: message.id,
      kind: 'referencing',
      body: message.text,
      now,
    });
  const { filling, contact } = said.state;
  return {
    blocks: [...said.blocks, ...more],
    asksFrom: said.asksFrom,
    kind: KIND,
    state: { filling, besideFilling: undefined },
    asked: filling,
    next: contact ? [awaitCode(contact)] : [],
  };
}
