import { type Block, paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { type DeskContext, tellThreads } from '#src/features/expert/desk/threads.ts';
import type { CaseRow } from '#src/features/expert/store/cases.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type CallBack, dayOf, namesDay } from './call-back.ts';
import { firstCallAfter } from './call-moment.ts';
import type { CallNoted } from './memory.ts';
import { numberSaid } from './number-said.ts';

/** What is said of a case, and what was asked for: its closing date, or the number to call. */
export interface CaseWords {
  readonly blocks: readonly Block[];
  readonly asking?: 'deadline' | 'phone' | undefined;
  /** The number that was offered, of those who gave one before. */
  readonly offeredPhone?: string | undefined;
  /** The moment that was offered, where the team calls nobody at the one they said. */
  readonly offeredWhen?: string | undefined;
  /** What is noted of the call from now on. */
  readonly call?: CallNoted | undefined;
}

/** What was noted of the call before, and which message of the conversation is read. */
export interface CallBefore {
  readonly call: CallNoted | undefined;
  readonly seq: number;
}

/** Shows the experts what was said of how to call back, and asks for what is missing: never what was said before. */
export async function callBackWords(
  tx: Transaction,
  context: DeskContext,
  row: CaseRow,
  { phone, when: said, offered, before }: CallBack & { readonly before: CallBefore },
): Promise<CaseWords> {
  const { now, hours } = context;
  const noted = before.call?.caseId === row.id ? before.call : undefined;
  const earlier = (await numberSaid(tx, row))?.phone;
  const number = phone ?? earlier;
  const offer = number ? undefined : offered;
  if (!phone && !said) return nothingSaid(earlier, noted?.when, offer);
  const when = said === undefined ? noted?.when : withDay(said, noted, now);
  await tellThreads(tx, context, row.id, [paragraph(deskTexts.callBack(number, when))]);
  const first = when === undefined ? undefined : firstCallAfter(when, hours, now);
  const call = { caseId: row.id, when: standing(when, first), at: now, seq: before.seq };
  const asksNumber = number ? [] : numberBlocks(offer, said === undefined, caseTexts.askNumber);
  const kept = { offeredPhone: offer, call };
  if (when === undefined || first === undefined) {
    const asks = when === undefined ? [...asksNumber, ...asksWhen(number)] : asksNumber;
    const blocks = [paragraph(caseTexts.calledBack(phone, when, earlier)), ...asks];
    return { ...kept, blocks, ...(asks.length > 0 && { asking: 'phone' }) };
  }
  const offeredWhen = momentInFrench(first, now);
  const noting = phone ? [paragraph(caseTexts.calledBack(phone, undefined))] : [];
  const blocks = [...noting, ...closedBlocks(when, offeredWhen), ...asksNumber];
  return { ...kept, blocks, asking: 'phone', offeredWhen };
}

/** What still holds of a moment: where nobody calls then, its day. */
const standing = (when: string | undefined, first: number | undefined): string | undefined =>
  first === undefined || when === undefined ? when : dayOf(when);

/** The moment is asked of who gave a number. */
const asksWhen = (number: string | undefined): Block[] => (number ? [paragraph(caseTexts.askWhen)] : []);

/** To who says no number nor moment: what is known of them, or the question. */
const nothingSaid = (
  earlier: string | undefined,
  when: string | undefined,
  offer: string | undefined,
): CaseWords =>
  earlier
    ? { blocks: [paragraph(caseTexts.alreadyNoted(earlier, when))] }
    : { blocks: numberBlocks(offer, true, caseTexts.askPhone), asking: 'phone', offeredPhone: offer };

/** A question on the number, with the button that says yes to the one that is offered. */
const numberBlocks = (offer: string | undefined, asksWhen: boolean, otherwise: string): Block[] =>
  offer
    ? [
        paragraph(caseTexts.askOffered(offer, asksWhen)),
        choices({ id: 'numero', label: caseTexts.buttons.thisNumber, kind: 'ask', value: 'oui' }),
      ]
    : [paragraph(otherwise)];

/** Nobody calls then: the first moment when somebody does, with its button. */
const closedBlocks = (when: string, first: string): Block[] => [
  paragraph(caseTexts.closedThen(when, first)),
  choices({ id: 'moment', label: caseTexts.buttons.thatMoment(first), kind: 'ask', value: first }),
];

/** An hour that takes the place of another keeps the day that was said with that one: « demain à 8 h », then « 10 h ». */
function withDay(when: string, noted: CallNoted | undefined, now: number): string {
  const day =
    noted?.when !== undefined && parisDay(noted.at) === parisDay(now) ? dayOf(noted.when) : undefined;
  if (day === undefined || namesDay(when)) return when;
  return `${day} ${/^\d/.test(when) ? 'à ' : ''}${when}`;
}
