import { BUYERS, type Buyer, type Category } from '#src/calculators/buyers.ts';
import type { Moment, Role } from '#src/knowledge/model/document.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { isContractSum } from './contract-sum.ts';
import {
  buyersNamed,
  deniedBuyers,
  detectCase,
  namedBodies,
  nameOfBuyer,
  nameOfCategory,
  type OwnBody,
} from './detect-case.ts';
import { type ProcedureKind, type ProcedureSaid, procedureSaid } from './procedure-said.ts';
import { isTimeAdded } from './purchases/added-time.ts';
import type { Kind } from './purchases/objects.ts';
import { type Amount, type Duration, isCompared, quantitiesIn } from './quantities.ts';
import { type Side, sideIn } from './speaker/who-speaks.ts';
import { momentIn } from './standing/moment.ts';
import { ownRoleIn, roleAfter } from './standing/role.ts';

/**
 * Who owes an invoice. `private` is a company that is said to be a private client; `firm` another company, `consumer`
 * somebody, `other` a name that does not say what it is.
 */
export type Debtor =
  | { readonly kind: 'public'; readonly buyer?: Buyer | undefined }
  | { readonly kind: 'private' | 'firm' | 'consumer' | 'other' };

/** What a conversation has told of an invoice that is paid late: of each number, the last word. */
export interface InvoiceTold {
  readonly debtor?: Debtor | undefined;
  readonly amount?: Pick<Amount, 'value' | 'tax'> | undefined;
  /** No VAT is on it, whatever is said of tax: the sum that is given is the sum that is owed. */
  readonly isUntaxed?: true | undefined;
  /** How many invoices the amount is of; one when it is not said. */
  readonly invoices?: number | undefined;
  /** What each of several is worth: the amount is that of all. */
  readonly each?: number | undefined;
  /** A part is paid, or it is not said what several invoices are worth together: the sum that is owed is asked. */
  readonly isSumUnclear?: 'partly' | 'several' | undefined;
  readonly days?: number | undefined;
  /** The same, as it was said. */
  readonly months?: number | undefined;
  /** Nothing says from when the days are counted. */
  readonly isAssumed?: boolean | undefined;
  /** The days are counted from the invoice, and not from the last day to pay it. */
  readonly isSinceReceived?: boolean | undefined;
  /** It was paid at last: the days are those between its reception and that day. */
  readonly isPaid?: boolean | undefined;
  /** Days of the calendar, where those are told instead. */
  readonly dates?:
    | {
        readonly received?: IsoDate | undefined;
        readonly executed?: IsoDate | undefined;
        readonly due?: IsoDate | undefined;
        readonly paid?: IsoDate | undefined;
      }
    | undefined;
  /** The bank's rate, in percent, as it was written. */
  readonly bankRate?: string | undefined;
}

/** What is bought, as it was said. */
export interface Bought {
  /** What it is, whatever the words: « la cantine » and « les repas » are one. */
  readonly id: string;
  /** With its article: « la cantine ». */
  readonly said: string;
  /** By the code under which buyers publish it, or as it was said. */
  readonly kind?: Kind | undefined;
}

/** One of the purchases that a conversation tells of. */
export interface Purchase {
  readonly object?: Bought | undefined;
  /** Whether it answers, was refused, or holds the contract. */
  readonly moment?: Moment | undefined;
  readonly buyer?: Buyer | undefined;
  /** Where that is a local body that has rules of its own. */
  readonly body?: OwnBody | undefined;
  readonly category?: Category | undefined;
  /** What the contract is worth, in euros. */
  readonly worth?: Pick<Amount, 'value' | 'tax'> | undefined;
  /** How it is passed, where it was said or computed: rules of another procedure do not hold. */
  readonly procedure?: ProcedureKind | undefined;
  /** How long it lasts. */
  readonly duration?: Pick<Duration, 'value' | 'unit'> | undefined;
}

/** What a conversation has told of the contract that it speaks of: said once, it holds for every question after it. */
export interface Told extends Purchase {
  readonly side?: Side | undefined;
  /** As what a company stands with it; a buyer has none. */
  readonly role?: Role | undefined;
  /** The other purchases that it told of, and may come back to. */
  readonly others?: readonly Purchase[] | undefined;
  /** What is told of an invoice that is paid late: another thing than the contract. */
  readonly invoice?: InvoiceTold | undefined;
}

/** Who speaks, as a conversation tells it. */
export type Speaker = Pick<Told, 'side' | 'role'>;

/** Who speaks once a message is said too: what it says anew replaces what was said before. */
export function speakerAfter(message: string, before: Speaker | undefined): Speaker {
  const text = fold(message).replace(/\s+/g, ' ');
  const role = roleAfter(text, before);
  // Nobody but a company has a role; one that is only likely changes no side that was told.
  const own = ownRoleIn(text) ? 'company' : before?.side;
  const side = sideIn(message, before?.side) ?? own ?? (role ? 'company' : undefined);
  return { side, role: side === 'buyer' ? undefined : role };
}

/** Before or after a sum that is not what the contract is worth: an invoice, an advance, an addition, a turnover. */
const OTHER_SUM =
  /\b(?:factur\w*|avances?|acomptes?|retenues?|gard\w*|cautions?|garanties?|penalites?|indemnites?|interets?|retards?|retar|amendes?|ajout\w*|en plus|supplement\w*|avenants?|augment\w*|hausse|salaires?|chiffres? d'affaires?|(?:mon|notre|votre|leur|son|le|du|de|en|un) ca|ca (?:annuel|moyen|de \d)|(?<!\bc'est )ca(?= ?[:=(]| ?$)|capital|tresorerie|pertes?|perds?|subventions?|sous-?trait\w*|laiss\w*|cousin|amis?|seuils?|plafonds?|limites?|franchise|assur\w*|rc|responsabilite civile|achet\w* pour|coutent?|devis concurrent|(?:moins|plus) cher|doi(?:t|vent)|dettes?|lots?)\b/;
/** « lui c'est 9 500 € »: what another has. */
const OF_SOMEBODY = /(?<!\p{L})(?:lui|eux|elle|elles),? (?:c['’ ]?est|ca fait|a|ont)(?: de)? $/u;
const OWN_CONTRACT = '(?:mon|notre) (?:march[eé]|contrat|lot)';
const OWN_IS = `${OWN_CONTRACT}(?: [aà] moi)?,? (?:c['’ ]?est|fait|vaut) `;
const IS_OWN = `,? c['’ ]?est ${OWN_CONTRACT}`;
/** « mon marché c'est 84 000 € », « 84 000 € c'est mon marché ». */
const OWN_CONTRACT_BEFORE = new RegExp(`(?<!\\p{L})${OWN_IS}$`, 'u');
const OWN_CONTRACT_AFTER = new RegExp(`^ ?(?:€|euros?)?(?: ?(?:ht|ttc))?${IS_OWN}(?!\\p{L})`, 'u');
const isOwnContract = (text: string, { at, end }: Pick<Amount, 'at' | 'end'>): boolean =>
  OWN_CONTRACT_BEFORE.test(text.slice(Math.max(0, at - AROUND), at)) ||
  OWN_CONTRACT_AFTER.test(text.slice(end, end + AROUND));

/** A sum by the hour, by the unit, each. */
const EACH =
  /^ ?(?:€|euros?)? ?(?:ht |ttc )?(?:environ |a peu pres )?(?:(?:par|\/|l'|de l'|chaque|annuels?|mensuels?|chacun\w*)\b|(?:le|la) (?:repas|couvert|plateau|menu|panier|place|ticket|billet|kilo|kg|tonne|litre|metre|m2|m3|piece|unite|poste|exemplaire|nuit|seance|course|trajet|tour|passage|kilometre|km|licence|personne|tete)s?\b)/;

/** Whether a sum that ends there is what one costs: « 700 € le poste ». */
export const isEach = (text: string, end: number): boolean => EACH.test(text.slice(end));
/** What a sum by the year is the price of, named before it: a contract, or what is bought. */
const OF_CONTRACT =
  /\b(?:marches?|contrats?|accords?-? ?cadres?|prestations?|besoins?|cantines?|achats?|achetons)\b/;
/** A sum by the year that is the company's own: a turnover, a rent, a pay. */
const OF_OWN_MONEY =
  /\b(?:boites?|societes?|entreprises?|associations?|assos?|structures?|cabinets?|ateliers?|(?:je|j'en) (?:fais|gagne|facture|vends|realise|tourne)|(?:on|on en) (?:fait|gagne|facture|vend|realise|tourne)|nous (?:faisons|gagnons|facturons|vendons|realisons)|(?:mon|notre|de|en|un|le) ca|chiffres?|loyers?|salaires?|embauch\w{0,6}|capital|subventions?)\b/;
/** The contract may last longer, or be worth more, than is said. */
const MAY_GROW =
  /\breconduct|\brenouvel|\boption|\btranche|\bprolong|\bpuis\b|\bfois\b|\bminimum\b|\bmaximum\b/;
/** The same, of a contract whose renewals are counted. */
const GROWS_ELSE = /\boption|\btranche|\bfois\b|\bminimum\b|\bmaximum\b/;
/** Before or after what is not how long the contract lasts. */
const OTHER_TIME =
  /\b(?:retards?|depuis|il y a|y a|ya|ca fait|voila|delai\w*|attend\w*|avant|apres|garantie|pay\w*|paie\w*|regl\w*|ancien\w*|existe\w*|experience|dans|sous|ferme\w*|reste\w*|preavis)\b/;
/** « je suis en MAPA », « c'est une procédure adaptée » */
const ADAPTED =
  /\b(?:en|un|une|mon|notre|ce|le|au|du) (?:mapa|procedure adaptee|marche a procedure adaptee)\b/;
/** Another one is named beside it: which of them is what is asked. */
const OTHER_PROCEDURE = /\b(?:appels? d'offres|formalisee?s?|negociation|dialogue competitif)\b/;

/** Folded characters around a sum or a time that tell what it is. */
const AROUND = 28;
/** The smallest sum that is what a contract is worth. */
const SMALLEST = 500;

/**
 * What a conversation has told, once a message is said too: what it says anew replaces what was said before. Another
 * buyer with another sum is another contract.
 * @param concluded the procedure that the answer to it concludes to
 */
export function toldBy(
  message: string,
  before: Told | undefined,
  today: IsoDate,
  concluded?: Told['procedure'],
): Told | undefined {
  const { category } = detectCase(message);
  const buyer = buyerSaid(message);
  const { text, amounts, durations } = quantitiesIn(message, today);
  const all = amounts.filter((one) => one.money && one.value >= SMALLEST);
  const sums = all.filter(({ per }) => per !== 'an' && per !== 'mois');
  const ownSum = sums.find((one) => isOwnContract(text, one));
  const [sum] = sums.filter(
    (one) =>
      (!ownSum || one === ownSum) &&
      one.per === undefined &&
      (one === ownSum || !isBeside(text, one, OTHER_SUM)) &&
      // « l'hôpital, lui, c'est 20 000 € » is another contract.
      (buyer !== undefined || !OF_SOMEBODY.test(text.slice(Math.max(0, one.at - AROUND), one.at))) &&
      !isEach(text, one.end) &&
      isContractSum(text, one),
  );
  const times = durations.filter((one) => isOwnTime(text, one));
  const [time] = times;
  const duration = time && { value: time.value, unit: time.unit };
  const isYearly = sums.length < all.length;
  const whole = wholeTime(
    text,
    durations.filter(
      (one) => isOfContract(one) && !isAlternative(text, one) && !isBeside(text, one, OTHER_TIME),
    ),
  );
  const overYears =
    isYearly && (times.length < 2 || whole)
      ? ofAllYears(amounts, text, {
          duration: whole ?? duration ?? before?.duration,
          isWhole: whole !== undefined,
          // A buyer who says what is paid each year, and for how many years, says it of what they buy.
          isBought: duration !== undefined && speakerAfter(message, before).side === 'buyer',
        })
      : undefined;
  // Of several sums, nobody can tell which one the contract is worth.
  const single =
    sum && (sums.length === 1 || sum === ownSum) && !isYearly
      ? { value: sum.value, tax: sum.tax }
      : undefined;
  const isSame = overYears === undefined && isYearly && sum !== undefined && isAllYears(sum, all, duration);
  const worth = isSame ? { value: sum.value, tax: sum.tax } : (single ?? overYears);
  const own = {
    buyer: buyer === 'private' ? undefined : buyer,
    category,
    worth,
    duration: (overYears && worth === overYears ? whole : undefined) ?? duration,
  };
  const said = procedureSaid(text);
  const isOther = own.buyer && worth && before?.buyer && before.buyer !== own.buyer;
  const kept = isOther || buyer === 'private' ? undefined : before;
  const denied = own.buyer ? [] : [...deniedBuyers(message), ...opposedBuyers(message)];
  const isOtherSum = worth !== undefined && worth.value !== before?.worth?.value;
  const told = {
    object: kept?.object,
    ...speakerAfter(message, before),
    moment: momentIn(text) ?? kept?.moment,
    buyer: own.buyer ?? withoutBuyers(denied)(kept ?? {}).buyer,
    body: own.buyer ? bodySaid(message, own.buyer) : kept?.body,
    category: category ?? kept?.category,
    worth: worth ?? kept?.worth,
    duration: own.duration ?? kept?.duration,
    // Another sum may lead to another procedure.
    procedure:
      concluded ??
      procedureTold(text, said) ??
      (isOtherSum || isDenied(kept?.procedure, said) ? undefined : kept?.procedure),
    invoice: before?.invoice,
    others: denied.length > 0 ? before?.others?.map(withoutBuyers(denied)) : before?.others,
  };
  return Object.values(told).some((one) => one !== undefined) ? told : undefined;
}

const BODY =
  '(?:mairie|commune|ville|collectivite|communaute de communes|agglo\\w{0,10}|departement|region|metropole|syndicat|ccas|ehpad|ecole|college|lycee|hopital|universite)';
/** « on est une association, pas une commune »: what who writes is not. */
const OPPOSED = new RegExp(
  `(?<=(?<!\\p{L})(?:on est|nous sommes|je suis|c'est) [^.;!?]{1,60})[ ,](?:et )?(?:non )?pas (?:pour )?(?:une? |la |le |l')?(?:petite? )?${BODY}(?!\\p{L})`,
  'gu',
);
const opposedIn = (message: string): readonly string[] =>
  message.includes('?') ? [] : (fold(message).replace(/\s+/g, ' ').match(OPPOSED) ?? []);

const opposedBuyers = (message: string): readonly Buyer[] =>
  opposedIn(message).flatMap((one) => buyersNamed(one).map(({ buyer }) => buyer));

/** The buyer that a message says, and not one that it says it is not. */
export function buyerSaid(message: string): Buyer | undefined {
  if (opposedIn(message).length === 0) return detectCase(message).buyer;
  return detectCase(fold(message).replace(/\s+/g, ' ').replace(OPPOSED, ' ')).buyer;
}

/** The kind of local body that a message says, and not one that it says it is not: « pas un Ehpad mais une commune ». */
const bodySaid = (message: string, buyer: Buyer): OwnBody | undefined =>
  buyer === 'local' && opposedIn(message).length === 0 && !DENIED_BODY.test(fold(message))
    ? namedBodies(message)[0]
    : undefined;
const DENIED_BODY =
  /\b(?:pas|ni) (?:pour )?(?:une? |la |le |l'|du |de l')?(?:ehpad|maison de retraite|college|lycee)\b/;

const withoutBuyers =
  (denied: readonly Buyer[]) =>
  (one: Purchase): Purchase =>
    one.buyer && denied.includes(one.buyer) ? { ...one, buyer: undefined } : one;

/** A bare number of a sum: not a year, nor what counts something else. */
const BARE =
  '(?!(?:19|20)\\d{2}(?!\\d))(GROUPED)(?=\\s{0,3}(?:$|[.,;!?)\\n](?!\\d)|(?:ht|ttc|finalement|en fait|plut[oô]t|et|mais|pas|au lieu|par an|sur \\d)(?!\\p{L})))';
const GROUPED = '\\d{1,3}(?:[ \u00a0\u202f.]\\d{3}){1,3}';
const SAYS_SUM =
  "(?<!\\p{L})(?:c['’](?:est|était)|ce sera|[çc]a (?:fait|co[uû]te)|co[uû]te|vaut|valent|font|finalement|plut[oô]t|en fait|on est à|passe à)";
/** « finalement la cantine c’est 80 000 »; of digits in one block, right after the verb: « à Lille, 59000 » is a place. */
const BARE_SUMS: readonly RegExp[] = [
  new RegExp(`(${SAYS_SUM}(?:[^\\d.?!;\\n]{0,40}[\\s,:])?)${BARE.replace('GROUPED', GROUPED)}`, 'giu'),
  new RegExp(
    `(${SAYS_SUM}[\\s,:]{1,3}(?:(?:à|de|plut[oô]t|environ|finalement) ){0,2})${BARE.replace('GROUPED', '[5-9]\\d{2}|\\d{4,8}')}`,
    'giu',
  ),
];

/** « 84000 c'est mon marché à moi », « mon marché c est 84000 ht »: whatever other sum is said, that one is the contract's. */
const OWN_SUMS: readonly RegExp[] = [
  new RegExp(`(?<![\\d.,])(\\d{4,8})(?! ?€)(?=(?: (?:ht|ttc))?${IS_OWN}(?!\\p{L}))`, 'giu'),
  new RegExp(
    `(?<=(?<!\\p{L})${OWN_IS})(\\d{4,8})(?![\\d.,]*\\d| ?(?:€|euros?|%|m2|heures?|jours?|mois|ans?)(?!\\p{L}))`,
    'giu',
  ),
];

/** A message with the sign of money after each number that it gives as the sum of a purchase. */
export const withEuros = (message: string): string =>
  OWN_SUMS.reduce(
    (said, pattern) => said.replace(pattern, '$1 €'),
    BARE_SUMS.reduce((said, pattern) => said.replace(pattern, '$1$2 €'), message),
  );

/** The procedure that a message tells: « je suis en MAPA », « c’est pas un MAPA »; a bare name of one may only be asked of. */
function procedureTold(text: string, { procedure, denied }: ProcedureSaid): Told['procedure'] {
  if (procedure === 'formal') return denied.includes('adapted') ? 'formal' : undefined;
  return procedure && ADAPTED.test(text) && (denied.includes('formal') || !OTHER_PROCEDURE.test(text))
    ? procedure
    : undefined;
}

const isDenied = (procedure: Told['procedure'], { denied }: ProcedureSaid): boolean =>
  procedure !== undefined && denied.includes(procedure);

/**
 * « le marché faisait 150 000 € HT par an », over the years that the contract lasts. Undefined where the sum may be another
 * one's, where any other stands beside, and where the contract may be renewed.
 */
function ofAllYears(
  amounts: readonly Amount[],
  text: string,
  {
    duration,
    isWhole,
    isBought,
  }: { readonly duration: Told['duration']; readonly isWhole: boolean; readonly isBought: boolean },
): Told['worth'] {
  const [one, ...more] = amounts.filter(({ money }) => money);
  const times = one && duration ? timesIn(one, duration) : undefined;
  if (!one || times === undefined || more.length > 0) return undefined;
  const mayGrow = isWhole ? GROWS_ELSE : MAY_GROW;
  if (isBeside(text, one, OTHER_SUM) || mayGrow.test(text) || !isContractSum(text, one)) return undefined;
  const before = text.slice(0, one.at).split(SENTENCE).at(-1) ?? '';
  const sentence = `${before} ${text.slice(one.end).split(SENTENCE)[0]}`;
  // Nothing but a contract is renewed.
  if (isWhole) return OF_OWN_MONEY.test(before) ? undefined : { value: one.value * times, tax: one.tax };
  const isOfContract = isBought || OF_CONTRACT.test(before) || detectCase(before).category !== undefined;
  if (OF_OWN_MONEY.test(sentence) || !isOfContract) return undefined;
  return { value: one.value * times, tax: one.tax };
}

/**
 * How long a contract lasts with the time that is added to it, which counts in what it is worth: « 3 ans plus une année
 * reconductible ». Undefined where nothing is added.
 */
function wholeTime(text: string, times: readonly Duration[]): Told['duration'] {
  const [first, added, ...more] = times;
  if (!first || !added || more.length > 0 || !isTimeAdded({ text }, added, first.end)) return undefined;
  const months = [first, added].map(({ unit, value }) => (unit === 'ans' ? value * 12 : value));
  if ([first, added].some(({ unit }) => unit !== 'ans' && unit !== 'mois')) return undefined;
  const all = months.reduce((sum, one) => sum + one, 0);
  return all % 12 === 0 ? { value: all / 12, unit: 'ans' } : { value: all, unit: 'mois' };
}

/** How many times a sum comes back while the contract lasts; undefined where that is no whole number of them. */
function timesIn({ per }: Amount, { value, unit }: NonNullable<Told['duration']>): number | undefined {
  const months = unit === 'ans' ? value * 12 : unit === 'mois' ? value : undefined;
  if (months === undefined || (per !== 'an' && per !== 'mois')) return undefined;
  const times = per === 'mois' ? months : months / 12;
  return Number.isInteger(times) ? times : undefined;
}

/** « 240 000 € HT, soit 60 000 € par an » on four years: the same sum, said twice. */
const isAllYears = (sum: Amount, all: readonly Amount[], duration: Told['duration']): boolean =>
  all.length === 2 &&
  duration?.unit === 'ans' &&
  all.every((one) => one === sum || one.value * duration.value === sum.value);

/** Where a sentence ends, in a folded text. */
const SENTENCE = /[?!;\n]|\.(?!\d)/;

const isOfContract = ({ unit }: Duration): boolean =>
  unit === 'mois' || unit === 'ans' || unit === 'semaines';

/** Weeks are told of many things: they are the contract's where it is said to last, or its work is named. */
const LASTS = /\b(?:dur\w{1,4}|chantiers?|travaux|marches?|contrats?|missions?|prestations?)\b/;
/** How long the contract lasts, as a message says it. */
const isOwnTime = (text: string, one: Duration): boolean =>
  isOfContract(one) &&
  !isAlternative(text, one) &&
  !isBeside(text, one, OTHER_TIME) &&
  !isCompared(text, one.at) &&
  (one.unit !== 'semaines' || isBeside(text, one, LASTS));

/** « 3 semaines ou un mois ? » asks of either, and tells none. */
const isAlternative = (text: string, { at, end }: Duration): boolean =>
  /\b(?:jours?|semaines?|mois|ans?) ou $/.test(text.slice(Math.max(0, at - AROUND), at)) ||
  /^ ou (?:une?|\d{1,3}) (?:jours?|semaines?|mois|ans?)\b/.test(text.slice(end));

const isBeside = (text: string, { at, end }: { at: number; end: number }, pattern: RegExp): boolean =>
  pattern.test(text.slice(Math.max(0, at - AROUND), at)) || pattern.test(text.slice(end, end + AROUND));

/** A question with the words that say what was told before of the contract, where it says none of that kind itself. */
export function withTold(question: string, told: Told, today: IsoDate): string {
  const own = detectCase(question);
  const { amounts, durations } = quantitiesIn(question, today);
  const { buyer, category, worth, duration } = told;
  const said = [
    buyer && !own.buyer && `pour ${nameOfBuyer(buyer)}`,
    category && !own.category && nameOfCategory(category),
    worth &&
      !amounts.some(({ money }) => money) &&
      `marché de ${worth.value} €${worth.tax ? ` ${worth.tax}` : ''}`,
    duration && !durations.some(isOfContract) && `sur ${duration.value} ${duration.unit}`,
  ].filter(Boolean);
  if (said.length === 0) return question;
  return `${question.replace(/[\s?]{1,9}$/, '')}, ${said.join(', ')} ?`;
}

/** What `withTold` adds to the end of a question. */
const ADDED = new RegExp(
  `(?:, (?:pour (?:${BUYERS.map((buyer) => nameOfBuyer(buyer)).join('|')})|travaux|fournitures ou services|marché de [\\d.]{1,15} €(?: HT| TTC)?|sur [\\d.]{1,8} (?:mois|ans))){1,4} \\?$`,
  'u',
);

/** A question without what was added to it of what was told before. */
export const withoutTold = (question: string): string => question.replace(ADDED, ' ?');
