import { figuresAt } from '#src/calculators/known.ts';
import { type InterestOwed, interestOn } from '#src/calculators/payment/late-interest-reading.ts';
import { dayCount, euros } from '#src/calculators/texts-amounts.ts';
import { type FigureRegister, valueOn } from '#src/knowledge/model/figures.ts';
import type { HandoutModel, ValueKind } from '#src/knowledge/model/handout-model.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type Deadline, readDeadline, readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import { type Duration, quantitiesIn } from '#src/reader/quantities.ts';
import type { Told } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';
import { ofLot } from './lots-told.ts';
import { withTax } from './owed-sum.ts';
import { completedBy, isSameObject, purchaseIn, type SaidPurchase } from './purchase.ts';
import { lastFirst, withoutHt } from './said-anew.ts';

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
  /** What they said that they would change, after an answer that was lost. */
  readonly lessons?: readonly string[] | undefined;
  /** What is wanted blank: it is not asked for again. */
  readonly blank?: ReadonlySet<ValueKind> | undefined;
}

/** Fields as they were put right, by kind; empty for one that is wanted blank. */
export type Fields = Readonly<Partial<Record<ValueKind, string>>>;

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
  /** What was told of what the hours of an insertion clause are computed from. */
  readonly hours?: string | undefined;
  /** What was told of who writes, a line a sentence, the last one last. */
  readonly self?: string | undefined;
  /** What the conversation told of the contract that it speaks of. */
  readonly contract?: Told | undefined;
  /** What the last messages told of the case, a line each, the first said first. */
  readonly case?: string | undefined;
  /** Where the last things that were said to them came from: documents, clauses, pages; the last first. */
  readonly spokenOf?: readonly SpokenOf[] | undefined;
  /** Documents that were offered in words, each by the words that ask for it; the last first. */
  readonly offers?: readonly string[] | undefined;
  /** Their last messages, the last first. */
  readonly recent?: readonly string[] | undefined;
  /** What they said that they would change, after an answer that was lost. */
  readonly lessons?: readonly string[] | undefined;
}

/** Where something that was said to a person came from. */
export interface SpokenOf {
  readonly documentId: string;
  readonly section?: string | undefined;
}

/** Reads, for a model, what a person said; what they did not say is not there, and is never guessed. */
export function saidFor(
  model: HandoutModel,
  text: string,
  about: KnownBefore & { figures: FigureRegister; now: number; fields?: Fields | undefined },
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
  const sum = money ?? (amount ? undefined : worthOf(text, about));
  put('amount', sum && euros(sum.value, sum.tax));
  const { closing, isClosingKnown } = wanted.has('closing') ? closingOf(text, about) : NO_CLOSING;
  put('closing', closing?.said);
  const invoice = withTax(quantities.amounts.filter(({ money }) => money));
  const owed = wanted.has('owed') ? owedFor(invoice ? withoutHt(spoken) : spoken, figures, today) : undefined;
  put('invoice', invoice && euros(invoice.value, 'TTC'));
  const daysLate = owed?.daysLate ?? daysAlone(quantities.durations);
  put('days-late', daysLate === undefined ? undefined : dayCount(daysLate));
  put('owed', owed?.total === undefined ? undefined : euros(owed.total));
  const ofCase = {
    amount: sum?.value,
    figures,
    today,
    self: about.self,
    ofLot: lotMeant(wanted, purchase, about.fields),
  };
  const before = factsOf(model, about.case ?? '', { ...ofCase, amount: undefined });
  const facts = new Map([...before, ...factsOf(model, text, ofCase)]);
  const said = { said: text, values, facts, closing, isClosingKnown, owed, lessons: about.lessons };
  return about.fields ? putRight(said, about.fields, wanted) : said;
}

/** The lot of a document that is of one, where it is known. */
const lotMeant = (
  wanted: ReadonlySet<ValueKind>,
  purchase: SaidPurchase,
  fields: Fields | undefined,
): AboutFacts['ofLot'] => (wanted.has('lot') ? { lot: fields?.lot || purchase.lot || undefined } : undefined);

/** The closing that is said here, or was said before. */
function closingOf(
  text: string,
  { now, closing: before }: KnownBefore & { now: number },
): Pick<Said, 'closing' | 'isClosingKnown'> {
  const closing = closingIn(text, now);
  return closing ? { closing } : { closing: before, isClosingKnown: before !== undefined };
}
const NO_CLOSING: Pick<Said, 'closing' | 'isClosingKnown'> = {};

/** What was read, with the fields that were put right: what is blank is not computed with either. */
function putRight(said: Said, fields: Fields, wanted: ReadonlySet<ValueKind>): Said {
  const values = new Map(said.values);
  const blank = new Set<ValueKind>();
  for (const [name, value] of Object.entries(fields)) {
    const kind = name as ValueKind;
    if (!wanted.has(kind)) continue;
    if (value) values.set(kind, value);
    else {
      values.delete(kind);
      blank.add(kind);
    }
  }
  const isOwed = !blank.has('invoice') && !blank.has('days-late');
  if (!isOwed) values.delete('owed');
  return {
    ...said,
    values,
    blank,
    owed: isOwed ? said.owed : undefined,
    closing: blank.has('closing') ? undefined : said.closing,
  };
}

/** What the contract that is spoken of is worth, unless another one is meant. */
const worthOf = (text: string, { purchase, contract }: KnownBefore): Told['worth'] =>
  isSameObject(purchaseIn(text).object, purchase?.object) ? contract?.worth : undefined;

/** « 20 jours », where nothing else is counted in days. */
function daysAlone(durations: readonly Duration[]): number | undefined {
  const [days, ...others] = durations.filter(({ unit }) => unit === 'jours');
  return others.length === 0 ? days?.value : undefined;
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
  const owed = interestOn({ understanding, quantities, figures: figuresAt(figures, today), today });
  // The letters that take what is owed are written to public buyers.
  return owed?.client === 'private' ? undefined : owed;
}

/** The facts of the case that are told; of one told twice, the last word holds. */
function factsOf(
  { facts }: HandoutModel,
  text: string,
  about: AboutFacts & { self?: string | undefined },
): ReadonlyMap<string, boolean> {
  // What is told of another lot than that of the document is not of it.
  const own = (line: string) => (about.ofLot ? ofLot(line, about.ofLot.lot) : line);
  const lines = lastFirst(text).map(own);
  const before = about.self === undefined ? [] : lastFirst(about.self).map(own);
  return new Map(
    facts.flatMap((fact) => {
      const known =
        lines.map((line) => factIn(fact, line, about)).find((one) => one !== undefined) ??
        before.map((line) => saidOf(fact, line, about)).find((one) => one !== undefined);
      return known === undefined ? [] : [[fact.id, known] as const];
    }),
  );
}

interface AboutFacts {
  readonly amount: number | undefined;
  /** The document is of one lot; which one, where it is known. */
  readonly ofLot?: { readonly lot: string | undefined } | undefined;
  readonly figures: FigureRegister;
  readonly today: string;
}

/** A company that is older than this, in years, has all the accounts that a buyer may ask for. */
const RECENT_YEARS = 3;
const FOUNDED =
  /\b(?:boite|entreprise|societe|sarl|sas|eurl|scop|asso\w{0,6}|cree\w{0,2}|ouvert\w{0,2}|existe|existons|fondee?|lancee?)[^.;,]{0,30}?\b(?:de|en|depuis)(?: l'an)? ((?:19|20)\d\d)\b/;

/** What the words of a line say of a fact, whatever else they tell. */
function saidOf(
  { yes = [], no = [], is_recent, button }: HandoutModel['facts'][number],
  text: string,
  { today }: Pick<AboutFacts, 'today'>,
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
  if (has(button ? [button, ...yes] : yes)) return true;
  const year = is_recent ? FOUNDED.exec(folded)?.[1] : undefined;
  return year === undefined ? undefined : Number(today.slice(0, 4)) - Number(year) < RECENT_YEARS;
}

function factIn(fact: HandoutModel['facts'][number], text: string, about: AboutFacts): boolean | undefined {
  const said = saidOf(fact, text, about);
  if (said !== undefined) return said;
  const { category, at_least } = fact;
  const asked = understand(text, undefined, about.today).case.category;
  if (category && asked) return asked === category;
  const figure = at_least ? about.figures.get(at_least) : undefined;
  const value = figure && valueOn(figure, about.today);
  if (about.amount !== undefined && typeof value?.value === 'number') return about.amount >= value.value;
  return undefined;
}
