import type { ComputationInput } from '#src/calculators/computation.ts';
import { amountsSaid, askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { amountsThatStand } from '#src/reader/numbers/amounts-denied.ts';
import { type TurnoverRole, turnoverRoles } from '#src/reader/numbers/turnover-roles.ts';
import type { Amount } from '#src/reader/quantities.ts';

/** The amounts of a question on turnover, by what they are; none is told where the question does not say it for sure. */
export interface TurnoverSaid {
  /** What the contract is worth, and the lots of it: the last ones said. */
  readonly contracts: readonly Amount[];
  readonly lots: readonly Amount[];
  readonly required?: Amount | undefined;
  readonly own?: Amount | undefined;
  /** Of each one who answers with the company. */
  readonly partners: readonly Amount[];
  /** Of all of them together. */
  readonly together?: Amount | undefined;
  /** What the message corrects of the question before: what its amounts now are. */
  readonly mended: readonly Said[];
}

/** An amount, and what it is. */
export interface Said {
  readonly amount: Amount;
  readonly role: TurnoverRole;
}

/** How sure each amount must be: a wrong one would give a wrong figure. */
const SURE = 0.75;
/** Between two values of a role, of which the second takes the place of the first. */
const MENDS =
  /\b(?:pardon|tromp\w*|en fait|plutot|rectif\w*|erreur|finalement|je voulais dire|je veux dire)\b/;
/** A message that says that something of what was said, or understood, is not so; « ça passe ou pas ? » does not. */
const DENIES = /(?<!\bou )\b(?:non|pas)\b/;
/** Its first word is that. */
const OPENS_WITH_NO = /^(?:ah |mais |oh |euh )?(?:non|pardon|erreur)\b/;
/** « à 2 390 000 »: two companies, or two millions. */
const TORN = /^[2-9] \d{3} \d{3}/;

/** Reads which amount is what. Undefined where one is not sure, or two values of a role are torn. */
export function turnoverSaid(input: ComputationInput): TurnoverSaid | undefined {
  const { amounts } = input.quantities;
  const { followsUp, asked } = input.understanding;
  const start = followsUp ? askedFrom(input.quantities.text, asked, input.today) : 0;
  const text = withBreak(input.quantities.text, start);
  const standing = amountsThatStand(text, amounts);
  const read = turnoverRoles(text, standing);
  if (!read || read.some(({ likelihood }) => likelihood < SURE)) return undefined;
  const counted = new Map(amountsSaid(input, input.today).each.map((amount) => [amount.at, amount]));
  const said = standing.flatMap((amount, at): Said[] => {
    const role = (read[at]?.role ?? 'none') as TurnoverRole;
    const known = counted.get(amount.at);
    // A threshold that is quoted may only be what is required.
    return role === 'none' || (!known && role !== 'required') ? [] : [{ amount: known ?? amount, role }];
  });
  if (said.some((one) => isTorn(text, one) || isNoYear(one))) return undefined;
  // The words of a correction are left out of the question that it completes.
  const told = fold(asked);
  const isMended = followsUp && [MENDS, DENIES].some((words) => words.test(told));
  const isReplaced = isMended && [MENDS, OPENS_WITH_NO].some((words) => words.test(told));
  const left = isMended ? withoutMistaken(said, start) : said;
  const of = (role: TurnoverRole) => valuesOf(text, left, role, start);
  const [required, turnover, together] = [of('required'), of('own'), of('together')];
  if ([required, turnover, together].some((values) => values.length > 1)) return undefined;
  const partners = of('partner');
  if (!isEachPartnerKnown(left, partners, start, isReplaced)) return undefined;
  return {
    contracts: of('contract'),
    lots: of('lot'),
    required: required[0],
    own: turnover[0],
    partners,
    together: together[0],
    mended: isMended ? distinctSaid(left.filter(({ amount }) => amount.at >= start)) : [],
  };
}

/** A month's turnover is no year's. */
const isNoYear = ({ amount, role }: Said): boolean =>
  amount.per !== undefined && amount.per !== 'an' && role !== 'contract' && role !== 'lot';

/** A new one who answers with the company may take the place of another, or come beside: then nobody can tell. */
function isEachPartnerKnown(
  said: readonly Said[],
  partners: readonly Amount[],
  start: number,
  isReplaced: boolean,
): boolean {
  const all = said.filter(({ role }) => role === 'partner').map(({ amount }) => amount);
  const [before, anew] = [all.filter(({ at }) => at < start), all.filter(({ at }) => at >= start)];
  // « elle 60 000 et lui 60 000 »: two companies, or one told twice.
  if ([before, anew].some((one) => distinct(one).length < one.length)) return false;
  if (anew.length === 0 || before.length === 0) return true;
  const isSame = before.every(({ value }) => partners.some((one) => one.value === value));
  return isSame || (isReplaced && before.length === 1 && anew.length === 1);
}

/** A follow-up is a sentence of its own, at the same places. */
const withBreak = (text: string, start: number): string =>
  text.at(start - 1) === ' ' && start > 0 ? `${text.slice(0, start - 1)};${text.slice(start)}` : text;

const isTorn = (text: string, { amount, role }: Said): boolean =>
  role !== 'contract' &&
  role !== 'lot' &&
  /\ba $/.test(text.slice(Math.max(0, amount.at - 3), amount.at)) &&
  TORN.test(text.slice(amount.at, amount.end));

/** « non, 180 000 c'est le chiffre de ma collègue »: what was said of the same amount before was a mistake. */
const withoutMistaken = (said: readonly Said[], start: number): Said[] =>
  said.filter(
    ({ amount, role }) =>
      amount.at >= start ||
      !said.some((one) => one.amount.at >= start && one.amount.value === amount.value && one.role !== role),
  );

/** The values of a role: those that a follow-up says anew, else all. In one message, the last may take the place of one before. */
function valuesOf(text: string, said: readonly Said[], role: TurnoverRole, start: number): Amount[] {
  const every = distinct(said.flatMap((one) => (one.role === role ? one.amount : [])));
  const anew = distinct(
    said.flatMap((one) => (one.role === role && one.amount.at >= start ? one.amount : [])),
  );
  const values = start > 0 && anew.length > 0 ? anew : every;
  const [last, before] = [values.at(-1), values.at(-2)];
  if (last && before && MENDS.test(text.slice(before.end, last.at))) return [...values.slice(0, -2), last];
  return values;
}

function distinct(amounts: readonly Amount[]): Amount[] {
  return [...new Map(amounts.map((amount) => [amount.value, amount])).values()];
}

const distinctSaid = (said: readonly Said[]): Said[] => [
  ...new Map(said.map((one) => [`${one.role} ${one.amount.value}`, one])).values(),
];
