import { roundToCents } from '#src/calculators/rounding.ts';
import type { Amount, Quantities } from '#src/reader/quantities.ts';
import {
  around,
  type Clause,
  clauseAt,
  clausesOf,
  HOW_MUCH,
  isDenied,
  MENDS,
  masked,
  saysOnly,
} from './clauses.ts';

/** What one invoice, or several, are worth. */
export interface AmountSaid {
  readonly amount?: Pick<Amount, 'value' | 'tax'> | undefined;
  readonly invoices: number;
  /** Of each of several invoices: the amount is that of all. */
  readonly each?: number | undefined;
  /** A part is paid, or it is not said what several invoices are worth together. */
  readonly unclear?: 'partly' | 'several' | undefined;
}

/** Between what says that a sum is of the invoice, and the sum. */
const LINK =
  "(?:[ ,:=(]{0,2}(?:[#\\d]{1,40}|d'|n°|(?:d'un montant|d'un total|de la|de|est|c'est|c|etait|c'etait|fait|faisait|soit|pour|a|la|le|les|mes|ses|nos|une?|des|en|montant|somme|total|principal|factures?|encore|aussi|egalement|toujours|environ|plus|pres|exactement|bien|deja|depuis|avec|retards?|sur|quand meme|ttc|ht|dus?|due|euh|non|pardon|pas|plutot|numero)(?!\\p{L})))";
const OWED_BEFORE = new RegExp(`\\b(?:doi(?:t|vent|vait|vaient)(?: me| nous)?)${LINK}{0,9} ?$`, 'u');
const UNPAID_BEFORE = new RegExp(
  `\\b(?:pas|jamais|toujours pas|pas encore|rien) (?:encore |toujours )?(?:ete )?(?:pay|paie|regl|vers)\\w{0,4}${LINK}{0,9} ?$`,
  'u',
);
const LATE_BEFORE = new RegExp(`\\bretards?${LINK}{0,9} ?$`, 'u');
const SUM_BEFORE = new RegExp(`\\b(?:montant|somme|total|principal|creance|ttc)${LINK}{0,7} ?$`, 'u');
const PAID_BEFORE = new RegExp(`\\b(?:pay|regl|vers|touch|encaiss|recu|vire)\\w{0,4}${LINK}{0,6} ?$`, 'u');
/** An invoice just before: with some words of what it is for, where no sum was told yet. */
const INVOICE = /\b(?:factur\w{0,3}|impaye\w{0,2}|situation|demande de paiement)\b/g;
/** « une facture de 4 000 € et l'autre de 6 000 € » */
const ANOTHER_BEFORE =
  /\b(?:autres?|deuxieme|seconde|troisieme|premiere|derniere)(?: factures?)? (?:d'un montant )?(?:de |a |d'|fait |c'est )?$/;
const INVOICE_BEFORE = new RegExp(`\\b(?:factur\\w{0,3}|impaye\\w{0,2})${LINK}{0,7} ?$`, 'u');
/** Who writes pays, or somebody else's invoice. */
const OF_OTHERS =
  /\b(?:j'|je|on|nous|il|ils|elle|elles|mon|ma(?! factur)|mes(?! factur)|notre(?! factur)|nos(?! factur)|huissier|avocat)\b/;
const OWN_PAYMENT =
  /\b(?:j'ai|je|j'avais|nous avons|on a|ai) (?:du |deja |bien |dus )?(?:pay|regl|vers|avanc|depens|debours)\w{0,4}\b/;
const OWED_AFTER =
  /^ ?(?:(?:euros?|€|ttc|ht|#) ?){0,2}(?:toujours |encore |deja |et |est |sont )?(?:impaye|de factures?|dus?\b|dues?\b|non (?:paye|regle)|pas (?:encore |toujours )?(?:ete )?(?:paye|regle)|paye\w{0,2} (?:avec|en|par|# |trop|apres|au bout)|regle\w{0,2} (?:avec|en|par|# |trop|apres)|en retard|avec #{1,20} (?:de |en )?retar|(?:depuis|ca fait) #|a #{1,20} (?:de )?retar|#{1,20} (?:de )?retar|de retard de paiement)/;
const LATE = /\bretar|\btrop tard|\bjours? apres|#{2,20} apres/;
/** A part of the sum was paid. */
const PARTLY =
  /\b(?:moitie|une partie|en partie|partiellement|acompte|le reste\b|du reste\b|le solde\b|reste (?:a payer|du)|(?<!me )(?<!nous )reste (?:encore )?#|il reste\b|deja (?:paye|verse|regle|donne|recu)\w{0,2} (?:#|une partie|un acompte)|en a (?:paye|verse|regle)|en ont (?:paye|verse|regle)|plus que #)/;
/** « 3 000 € sur 10 000 € » */
const OVER = /^ ?(?:sur|des|sur les) (?:les |un total de |la facture de |une facture de |mes )?$/;
/** How many invoices. */
const COUNT = /\b(\d{1,3}) (?:\p{L}{1,12} )?factures\b/u;
/** Several, whose number is not said. */
const UNCOUNTED = /\b(?:plusieurs|mes|nos|des|quelques|ces|leurs) (?:\p{L}{1,12} )?factures\b/u;
const EACH_BEFORE = /\b\d{1,3} (?:\p{L}{1,12} )?factures(?: \p{L}{1,14}){0,3}? (?:de|a|d') ?(?:chacune )?$/u;
const EACH_AFTER = /^ ?(?:(?:€|euros?|ttc|ht) ?){0,2}(?:chacune?s?|chaque|l'unite|piece|par facture)\b/;
const TOGETHER =
  /\b(?:au total|en tout|total|ensemble|en totalite|d'un montant total|montant global)\b|\bpour (?:un total de )?#/;
const OF_SUM = new Set(
  'ttc ht taxes comprises toutes hors montant somme facture factures due du euros euro retar retard total moi jours interets payer paye payee impayee impaye la c ce tva compris belle grosse petite plus indemnite indemnites tout taux bce mairie donc voila alors lui'.split(
    ' ',
  ),
);
/** The smallest number that is a sum, with or without its currency. */
const SMALLEST = 100;
const SMALLEST_BARE = 300;
const TAX_BEFORE = /\b(ht|hors taxes?|ttc)\b(?: (?:c'est|c|est|fait|de|d'|:|=|la|le|a))*[ :=(]{0,2}$/;

interface Known {
  /** A sum was told before: another takes its place only where it is said of the invoice. */
  readonly isKnown: boolean;
  /** The sum that was told is the one with its taxes: another with them completes nothing. */
  readonly isTtcKnown: boolean;
  /** All that is read speaks of an invoice: one number may be its sum without another word. */
  readonly isWhole: boolean;
  /** What is left to pay is what was asked. */
  readonly isLeftAsked: boolean;
}

type Role = 'invoice' | 'bare' | 'part' | undefined;

/** What a message says that the late invoice is worth, by the clause of each sum. */
export function amountSaid(quantities: Quantities, known: Known): AmountSaid {
  const text = masked(quantities);
  const clauses = clausesOf(text);
  const sums = quantities.amounts
    .filter(({ at }) => !isDenied(text, at))
    .filter(
      (one) => one.value >= SMALLEST && (one.money || (one.value >= SMALLEST_BARE && !isYear(one.value))),
    )
    .map((one) => ({ ...one, tax: one.tax ?? taxBefore(text.slice(0, one.at)) }));
  const roles = sums.map((sum) => ({ sum, role: roleOf(sum, sums, { clauses, known }) }));
  const count = Number(COUNT.exec(quantities.text)?.[1] ?? 1);
  const isLeft = known.isLeftAsked && sums.length === 1;
  const isPart =
    (!isLeft && PARTLY.test(text)) ||
    sums.some((one, at) => isOver(one, sums[at + 1], text)) ||
    roles.some(({ role }) => role === 'part');
  const listed = isPart || hasDelays(quantities) ? undefined : ofList(roles, count, text);
  if (listed) return { amount: listed, invoices: count };
  if (isPart) return partly(roles, text, count);
  if (/\bfactures de sommes differentes\b/.test(text)) return { invoices: count, unclear: 'several' };
  const owed = chosen(roles, text, known);
  if (owed === 'several' || (owed && count === 1 && UNCOUNTED.test(text)))
    return { invoices: count, unclear: 'several' };
  if (!owed || count === 1) return { amount: owed && worthOf(owed), invoices: count };
  return ofSeveral(owed, count, { text, quantities });
}

/** « l'une a 20 jours de retard et l'autre 50 », « 30 et 60 jours »: each has its own delay, and nobody may count one for all. */
const EACH_ITS_OWN =
  /\b(?:l'une|la premiere|la deuxieme|la seconde|l'autre|respectivement)\b|\b\d{1,3} (?:et|puis|\/) \d{1,3} (?:jours|mois)\b/;
const hasDelays = ({ text, durations }: Quantities): boolean =>
  new Set(durations.map(({ value, unit }) => `${value} ${unit}`)).size > 1 || EACH_ITS_OWN.test(text);

/** Between the sums of a list. */
const IN_LIST = /^ ?(?:(?:€|euros?|ttc|ht|et|puis|plus|[,;+/&]) ?){1,5}$/;

/**
 * « 2 factures, 14 200 € et 9 650 € »: as many sums, side by side, as there are invoices, are added. Another one is their
 * total, or nobody can tell which counts.
 */
function ofList(
  roles: readonly { sum: Amount; role: Role }[],
  count: number,
  text: string,
): AmountSaid['amount'] {
  if (count < 2 || roles.length < count) return undefined;
  for (let first = 0; first + count <= roles.length; first += 1) {
    const list = roles.slice(first, first + count);
    const sums = list.map(({ sum }) => sum);
    const isList = sums.every((one, at) => {
      const next = sums[at + 1];
      return next === undefined || IN_LIST.test(text.slice(one.end, next.at));
    });
    if (!isList || list.some(({ role }) => role === undefined)) continue;
    const value = roundToCents(sums.reduce((total, one) => total + one.value, 0));
    const others = roles.filter((one) => !list.includes(one)).map(({ sum }) => sum);
    const taxes = new Set([...sums, ...others].flatMap(({ tax }) => tax ?? []));
    return taxes.size > 1 || others.some((one) => one.value !== value)
      ? undefined
      : { value, tax: [...taxes][0] };
  }
  return undefined;
}

const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1_990 && value < 2_100;
const worthOf = ({ value, tax }: Amount) => ({ value, tax });

/** A part of the next sum is paid, or is left. */
const isOver = (sum: Amount, next: Amount | undefined, text: string): boolean =>
  next !== undefined &&
  OVER.test(text.slice(sum.end, next.at)) &&
  /\b(?:pay|vers|regl|doi|reste|encore|acompte|touch|recu)/.test(
    text.slice(Math.max(0, sum.at - 50), sum.at),
  );

/** A part is paid: nothing tells what is late, unless it is said to be what is left. */
function partly(roles: readonly { sum: Amount; role: Role }[], text: string, count: number): AmountSaid {
  const isOfSum = roles.length > 0 || /\b(?:pay|vers|regl)/.test(text);
  return isOfSum ? { invoices: count, unclear: 'partly' } : { invoices: count };
}

function chosen(
  roles: readonly { sum: Amount; role: Role }[],
  text: string,
  known: Known,
): Amount | 'several' | undefined {
  const of = (wanted: Role) => roles.filter(({ role }) => role === wanted).map(({ sum }) => sum);
  const named = of('invoice');
  const bare = mayBeSum(of('bare'), named, text, known) ? of('bare') : [];
  const all = distinct([...named, ...bare].sort((a, b) => a.at - b.at));
  const [one, ...more] = all;
  if (!one || more.length === 0) return one;
  const mends = MENDS.test(text);
  const ttc = all.filter(({ tax }) => tax === 'TTC');
  const rest = all.filter(({ tax }) => tax === undefined);
  const [whole, ...wholes] = ttc;
  if (whole && wholes.length === 0 && (rest.length === 0 || mends || isLast(whole, all))) return whole;
  if (mends && wholes.length === 0) return all.at(-1);
  return ttc.length === 0 && rest.length === 1 ? rest[0] : 'several';
}

/** Whether sums that nothing names may be the invoice's: it was not told, or it is taken back, or counted anew. */
function mayBeSum(
  bare: readonly Amount[],
  named: readonly Amount[],
  text: string,
  { isKnown, isTtcKnown, isWhole }: Known,
): boolean {
  const mends = MENDS.test(text);
  const isTtc = bare.some(({ tax }) => tax === 'TTC') && !isTtcKnown;
  if (named.length > 0) return isTtc || mends;
  return !isKnown || isWhole || mends || isTtc || HOW_MUCH.test(text);
}

/** « TTC 6 000 € », said after « 5 000 € » */
const isLast = (one: Amount, all: readonly Amount[]): boolean => all.at(-1) === one;

function distinct(amounts: readonly Amount[]): Amount[] {
  const byValue = new Map<number, Amount>();
  for (const one of amounts) {
    const first = byValue.get(one.value);
    byValue.set(one.value, { ...one, tax: one.tax ?? first?.tax });
  }
  return [...byValue.values()];
}

function ofSeveral(
  owed: Amount,
  count: number,
  { text, quantities }: { text: string; quantities: Quantities },
): AmountSaid {
  const after = text.slice(owed.end);
  const isEach =
    EACH_BEFORE.test(quantities.text.slice(Math.max(0, owed.at - 60), owed.at)) || EACH_AFTER.test(after);
  const isTogether = TOGETHER.test(text);
  if (isEach && !isTogether)
    return { amount: { value: owed.value * count, tax: owed.tax }, invoices: count, each: owed.value };
  return isTogether && !EACH_AFTER.test(after)
    ? { amount: worthOf(owed), invoices: count }
    : { invoices: count, unclear: 'several' };
}

function roleOf(
  sum: Amount,
  sums: readonly Amount[],
  { clauses, known }: { clauses: readonly Clause[]; known: Known },
): Role {
  const rank = clauseAt(clauses, sum.at);
  const clause = clauses[rank];
  if (!clause) return undefined;
  const { before, after } = around(clause, sum);
  if (OWN_PAYMENT.test(before)) return undefined;
  if (leadsTo(before)) return 'invoice';
  if (PAID_BEFORE.test(before)) return isLate(clause, clauses) || OWED_AFTER.test(after) ? 'invoice' : 'part';
  if (OWED_AFTER.test(after) && !OF_OTHERS.test(before)) return 'invoice';
  if (isAfterInvoice(before) && !known.isKnown) return 'invoice';
  if (!saysOnly(clause, OF_SUM)) return undefined;
  return isBeside(rank, clauses, sums) ? 'invoice' : 'bare';
}

/** Whether what is owed, unpaid or late stands right before a sum. */
const leadsTo = (before: string): boolean =>
  [OWED_BEFORE, UNPAID_BEFORE, INVOICE_BEFORE, ANOTHER_BEFORE, LATE_BEFORE].some((one) => one.test(before)) ||
  (SUM_BEFORE.test(before) && !OF_OTHERS.test(before));

/** Whether the sentence of a clause says that something is late. */
const isLate = ({ sentence }: Clause, clauses: readonly Clause[]): boolean =>
  clauses.some((one) => one.sentence === sentence && LATE.test(one.words));

/** « facture n° 12 pour le ménage du gymnase, 4 500 € »: the sum has its own clause, right after that of the invoice. */
function isBeside(rank: number, clauses: readonly Clause[], sums: readonly Amount[]): boolean {
  const previous = clauses[rank - 1];
  if (!previous || previous.sentence !== clauses[rank]?.sentence) return false;
  const isOther = sums.some(({ at }) => previous.at <= at && at < previous.end);
  return !isOther && isAfterInvoice(`${previous.words} `);
}

/** An invoice, then at most a few words of what it is for. */
function isAfterInvoice(before: string): boolean {
  let end: number | undefined;
  for (const found of before.matchAll(INVOICE)) end = found.index + found[0].length;
  if (end === undefined) return false;
  const between = before.slice(end);
  return !OF_OTHERS.test(between) && between.split(' ').length <= WORDS_BETWEEN;
}
const WORDS_BETWEEN = 10;

function taxBefore(before: string): 'HT' | 'TTC' | undefined {
  const said = TAX_BEFORE.exec(before.slice(-40))?.[1];
  if (!said) return undefined;
  return said === 'ttc' ? 'TTC' : 'HT';
}
