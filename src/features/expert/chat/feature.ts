import { z } from 'zod';
import { paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { phoneGivenBy } from '#src/company/phone.ts';
import type { Act, Acting, Closing, Feature, Said } from '#src/conversation/feature.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { contactOffer } from '#src/person/chat/contact.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { type CallBack, callBackIn } from './call-back.ts';
import { openingOf, type Spoken } from './case-opening.ts';
import type { CaseRequest } from './case-request.ts';
import { answerCaseRequest, type CaseWords, keepCallBack, keepDeadline, startCase } from './case-steps.ts';
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
const wordsOf = ({ blocks, asking, offeredPhone }: CaseWords): Said => ({
  blocks,
  kind: KIND,
  ...(asking && { state: { asking, offeredPhone }, asked: true }),
});

/** The exchange with an expert: who asks for one, when the tender closes, and the end. */
export function expertFeature(parts: {
  readonly surfaces: readonly string[];
  readonly mailIsOn: boolean;
  readonly ordersSomething: OrdersSomething;
}): Feature<ExpertTurn, ExpertAct, ExpertState> {
  const { surfaces, mailIsOn, ordersSomething } = parts;
  const opened = async (
    tx: Transaction,
    context: DeskContext,
    at: Acting<ExpertState>,
    spoken: Spoken,
  ): Promise<Said> => {
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
        const words = wordsOf(await startCase(tx, context, conversation, { ...opening.wish, callBack }));
        const offer = await contactOffer(tx, conversation, mailIsOn);
        return { ...words, blocks: [...words.blocks, ...offer] };
      }
      default:
        return opening satisfies never;
    }
  };
  return {
    name: 'expert',
    memory: expertMemory,
    saidBeside: [KIND, END_KIND],
    knows: async () => undefined,
    hears: (message, at) => expertHears(message, at, ordersSomething),
    prepare: async (turn) => actFor(turn),
    act: async (tx, doing, at) => {
      const context = { surfaces, hours: await loadWorkingHours(tx), now: at.now };
      const { conversation } = at;
      switch (doing.act) {
        case 'request': {
          const words = wordsOf(await answerCaseRequest(tx, context, conversation, doing.data));
          // The end of a case has saved what it leaves of the state.
          return doing.data === 'end' ? { ...words, isAside: true } : words;
        }
        case 'deadline':
          return { blocks: await keepDeadline(tx, context, conversation, doing.data), kind: KIND };
        case 'open': {
          const { text, byPhone } = doing.data;
          const { personId } = conversation;
          const offered = byPhone && personId ? await phoneGivenBy(tx, personId) : undefined;
          const callBack = byPhone ? { ...callBackIn(text), offered } : undefined;
          const said = await opened(tx, context, at, { asks: text, callBack });
          return { ...said, state: { lastKind: 'handoff', ...said.state } };
        }
        case 'call-back':
          return wordsOf(await keepCallBack(tx, context, conversation, doing.data));
        case 'after-answer':
          return opened(tx, context, at, answered.safeParse(doing.data).data ?? {});
        default:
          return doing satisfies never;
      }
    },
    pending: () => undefined,
  };
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
