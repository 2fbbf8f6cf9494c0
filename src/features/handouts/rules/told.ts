import { figuresAt } from '#src/calculators/known.ts';
import { type InterestOwed, interestOn } from '#src/calculators/payment/late-interest-reading.ts';
import { dayCount, euros } from '#src/calculators/texts-amounts.ts';
import { type FigureRegister, valueOn } from '#src/knowledge/model/figures.ts';
import type { HandoutModel, ValueKind } from '#src/knowledge/model/handout-model.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type Deadline, readDeadline, readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import { completedBy, purchaseIn, type SaidPurchase } from './purchase.ts';
import { lastFirst } from './said-anew.ts';

/** What is known of the company that asks. */
export interface OwnCompany {
  readonly name: string;
  readonly siret?: string | undefined;
}

/** All that a message, or several read as one, gives a model. */
export interface Said {
  /** The words themselves. */
  readonly said: string;
  /** By kind of value, as it is written in the document. */
  readonly values: ReadonlyMap<ValueKind, string>;
  readonly facts: ReadonlyMap<string, boolean>;
  readonly closing?: Deadline | undefined;
  /** The closing was said before, and not for this document. */
  readonly isClosingKnown?: boolean | undefined;
  readonly owed?: InterestOwed | undefined;
}

/** Kinds of value that a model is filled with. */
export const wantedBy = ({ variables, needs }: HandoutModel): ReadonlySet<ValueKind> =>
  new Set([...variables.map(({ from }) => from), ...needs.map(({ value }) => value)]);

/** What a document is filled with beside what is said for it. */
export interface KnownBefore {
  readonly company?: OwnCompany | undefined;
  /** The closing of the tender that the person speaks of, as they said it before. */
  readonly closing?: Deadline | undefined;
  /** The purchase that was spoken of before the document was asked for. */
  readonly purchase?: SaidPurchase | undefined;
  /** What was just said of an invoice that is paid late, a line a message. */
  readonly invoice?: string | undefined;
}

/** Reads, for a model, what a person said; what they did not say is not there, and is never guessed. */
export function saidFor(
  model: HandoutModel,
  text: string,
  about: KnownBefore & { figures: FigureRegister; now: number },
): Said {
  const { figures, now, company } = about;
  const today = parisDay(now);
  const wanted = wantedBy(model);
  const values = new Map<ValueKind, string>();
  const put = (kind: ValueKind, value: string | undefined) => {
    if (value && wanted.has(kind)) values.set(kind, value);
  };
  const purchase = completedBy(purchaseIn(text), about.purchase);
  put('today', frenchDate(today));
  put('object', purchase.object);
  put('buyer', purchase.buyer);
  put('place', purchase.place);
  put('lot', purchase.lot);
  put('company', company?.name);
  put('siret', company?.siret);
  const spoken = text.replace(/\n/g, '. ');
  const quantities = quantitiesIn(spoken, today);
  const [amount, ...more] = quantities.amounts.filter(({ money }) => money);
  const money = amount && more.length === 0 ? amount : undefined;
  put('amount', money && euros(money.value, money.tax));
  const saidHere = wanted.has('closing') ? closingIn(text, now) : undefined;
  const closing = saidHere ?? (wanted.has('closing') ? about.closing : undefined);
  put('closing', closing?.said);
  const owed = wanted.has('owed') ? owedFor(spoken, figures, today) : undefined;
  put('invoice', money && euros(money.value, 'TTC'));
  put('days-late', owed?.daysLate === undefined ? undefined : dayCount(owed.daysLate));
  put('owed', owed?.total === undefined ? undefined : euros(owed.total));
  const facts = new Map<string, boolean>();
  for (const fact of model.facts) {
    const about = { amount: money?.value, figures, today };
    const known = lastFirst(text)
      .map((line) => factIn(fact, line, about))
      .find((one) => one !== undefined);
    if (known !== undefined) facts.set(fact.id, known);
  }
  const isClosingKnown = closing !== undefined && saidHere === undefined;
  return { said: text, values, facts, closing, isClosingKnown, owed };
}

/** A date of a message that asks to count back from it is the closing, whatever the words beside it. */
function closingIn(text: string, now: number): Deadline | undefined {
  for (const line of lastFirst(text)) {
    const found = readDeadline(line, now) ?? readDeadlineAnswer(line, now);
    if (found && found !== 'none') return found;
  }
  return undefined;
}

function owedFor(text: string, figures: FigureRegister, today: string): InterestOwed | undefined {
  const understanding = understand(text, undefined, today);
  const quantities = quantitiesIn(understanding.question, today);
  return interestOn({ understanding, quantities, figures: figuresAt(figures, today), today });
}

function factIn(
  { yes = [], no = [], category, at_least }: HandoutModel['facts'][number],
  text: string,
  about: { amount: number | undefined; figures: FigureRegister; today: string },
): boolean | undefined {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}']+/gu, ' ')} `;
  const has = (all: readonly string[]) =>
    all.some((words) =>
      folded.includes(
        ` ${fold(words)
          .replace(/[^\p{L}\p{N}']+/gu, ' ')
          .trim()} `,
      ),
    );
  if (has(no)) return false;
  if (has(yes)) return true;
  const asked = understand(text, undefined, about.today).case.category;
  if (category && asked) return asked === category;
  const figure = at_least ? about.figures.get(at_least) : undefined;
  const value = figure && valueOn(figure, about.today);
  if (about.amount !== undefined && typeof value?.value === 'number') return about.amount >= value.value;
  return undefined;
}
