import { z } from 'zod';
import { paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { phoneGivenBy } from '#src/company/phone.ts';
import type { Act, Acting, Closing, Feature, Said } from '#src/conversation/feature.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { isWithin } from '#src/features/expert/known-closing.ts';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { contactOffer } from '#src/person/chat/contact.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { type CallBack, callBackIn, saysCall } from './call-back.ts';
import type { CallBefore, CaseWords } from './call-words.ts';
import { openingOf, type Spoken } from './case-opening.ts';
import type { CaseRequest } from './case-request.ts';
import { answerCaseRequest, keepCallBack, keepDeadline, startCase } from './case-steps.ts';
import { type ExpertTurn, expertHears, type OrdersSomething } from './hear.ts';
import { type ExpertState, expertMemory } from './memory.ts';

/** What it does: a wish about the exchange, the closing date, a case for who asks for a person, or after an answer. */
type ExpertAct =
  | { readonly act: 'request'; readonly data: CaseRequest }
  | { readonly act: 'deadline'; readonly data: Closing | 'none' }
  | { readonly act: 'open'; readonly data: { readonly text: string; readonly byPhone: boolean } }
  | { readonly act: 'call-back'; readonly data: CallBack }
  | { readonly act: 'after-answer'; readonly data: unknown };

/** What an answer tells the experts' feature, which may open a case on it. */
const answered = z.object({
  /** A person is needed, whatever the rule. */
  needsPerson: z.boolean().optional(),
  /** A document took the bare date of the message for the closing. */
  takesClosing: z.boolean().optional(),
});

const KIND = 'case';
/** Of the end, which the experts' own acts say. */
const END_KIND = 'case-end';
const wordsOf = ({ blocks, asking, offeredPhone, offeredWhen, call }: CaseWords): Said => ({
  blocks,
  kind: KIND,
  ...(call && { state: { call } }),
  ...(asking && { state: { asking, offeredPhone, offeredWhen, ...(call && { call }) }, asked: true }),
});

/** The desk, and whether mails go. */
type Context = DeskContext & { readonly mailIsOn: boolean };

async function opened(
  tx: Transaction,
  context: Context,
  at: Acting<ExpertState>,
  spoken: Spoken,
): Promise<Said> {
  const { conversation } = at;
  const opening = await openingOf(tx, context, at, spoken);
  switch (opening?.type) {
    case undefined:
      return { blocks: [], kind: KIND };
    case 'ended':
      return { blocks: [paragraph(caseTexts.alreadyOver), choices(CASE_BUTTONS.reopen)], kind: KIND };
    case 'deadline':
      return { blocks: await keepDeadline(tx, context, conversation, opening.deadline), kind: KIND };
    case 'open': {
      const { callBack } = spoken;
      const call = callBefore(at);
      const words = wordsOf(await startCase(tx, context, conversation, { ...opening.wish, callBack, call }));
      const offer = await contactOffer(tx, conversation, context.mailIsOn);
      return { ...words, blocks: [...words.blocks, ...offer] };
    }
    default:
      return opening satisfies never;
  }
}

/** Who asks to be called: a case is opened, or how to call them is noted in the one that is open. */
async function calledBy(
  tx: Transaction,
  context: Context,
  at: Acting<ExpertState>,
  text: string,
): Promise<Said> {
  const { conversation, closing, memory, message } = at;
  const { personId } = conversation;
  const said = callBackIn(text);
  const tells = said.phone !== undefined || said.when !== undefined;
  // What was noted beside the answer to another part of the message is not said again.
  if (tells && memory.call?.seq === message.seq) return NOTHING;
  const offered = personId ? await phoneGivenBy(tx, personId) : undefined;
  const callBack = { ...said, offered };
  const row = tells ? await currentCase(tx, conversation.id) : undefined;
  const { passing, pressing } = closing;
  const due = passing && !isWithin(passing, memory.saidClosing) ? passing : pressing;
  if (!row || (due && due.at !== row.deadline?.at)) return opened(tx, context, at, { asks: text, callBack });
  const words = wordsOf(
    await keepCallBack(tx, context, conversation, { ...callBack, before: callBefore(at) }),
  );
  return { ...words, blocks: [paragraph(caseTexts.alreadyOpen(row.number)), ...words.blocks] };
}

/** The exchange with an expert: who asks for one, when the tender closes, and the end. */
export function expertFeature(parts: {
  readonly surfaces: readonly string[];
  readonly mailIsOn: boolean;
  readonly ordersSomething: OrdersSomething;
}): Feature<ExpertTurn, ExpertAct, ExpertState> {
  const { surfaces, mailIsOn, ordersSomething } = parts;
  return {
    name: 'expert',
    memory: expertMemory,
    saidBeside: [KIND, END_KIND],
    knows: async () => undefined,
    hears: (message, at) => expertHears(message, at, ordersSomething),
    prepare: async (turn) => actFor(turn),
    act: async (tx, doing, at) => {
      const context = { surfaces, hours: await loadWorkingHours(tx), now: at.now, mailIsOn };
      const { conversation } = at;
      switch (doing.act) {
        case 'request': {
          const words = wordsOf(await answerCaseRequest(tx, context, conversation, doing.data));
          // The end of a case has saved what it leaves of the state.
          return doing.data === 'end' ? { ...words, isAside: true } : words;
        }
        case 'deadline':
          return {
            blocks: await keepDeadline(tx, context, conversation, doing.data),
            kind: KIND,
            state: { notedClosing: doing.data === 'none' ? undefined : doing.data.at },
          };
        case 'open': {
          const { text, byPhone } = doing.data;
          const said = byPhone
            ? await calledBy(tx, context, at, text)
            : await opened(tx, context, at, { asks: text });
          return { ...said, state: { lastKind: 'handoff', ...said.state } };
        }
        case 'call-back':
          return wordsOf(
            await keepCallBack(tx, context, conversation, { ...doing.data, before: callBefore(at) }),
          );
        case 'after-answer': {
          const said = await opened(tx, context, at, answered.safeParse(doing.data).data ?? {});
          return said.blocks.length > 0 ? said : movedCall(tx, context, at);
        }
        default:
          return doing satisfies never;
      }
    },
    pending: () => undefined,
  };
}

const NOTHING: Said = { blocks: [], kind: KIND };

const callBefore = ({ memory: { call }, message: { seq } }: Acting<ExpertState>): CallBefore => ({
  call,
  seq,
});

/** Another moment to call, said beside a question by who is to be called: « … et c’est 10 h, le rappel ! ». */
async function movedCall(tx: Transaction, context: DeskContext, at: Acting<ExpertState>): Promise<Said> {
  const { call } = at.memory;
  const { text, seq } = at.message;
  if (at.conversation.mode !== 'waiting' || !call || call.seq === seq || !saysCall(text)) return NOTHING;
  const { when } = callBackIn(text);
  if (when === undefined) return NOTHING;
  // The moment that is noted is said again to who insists on it.
  const moved = call.when?.endsWith(when) ? undefined : when;
  return wordsOf(await keepCallBack(tx, context, at.conversation, { when: moved, before: callBefore(at) }));
}

function actFor(turn: ExpertTurn): ExpertAct {
  switch (turn.type) {
    case 'request':
      return { act: 'request', data: turn.request };
    case 'deadline':
      return { act: 'deadline', data: turn.deadline };
    case 'open':
      return { act: 'open', data: { text: turn.text, byPhone: turn.byPhone === true } };
    case 'call-back':
      return { act: 'call-back', data: turn.callBack };
    default:
      return turn satisfies never;
  }
}

/** What an answer asks of the experts' feature, after it. */
export const afterAnswer = (data: z.input<typeof answered>): Act & { readonly feature: 'expert' } => ({
  feature: 'expert',
  act: 'after-answer',
  data,
});
