import type { Category } from '#src/calculators/buyers.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { deniedCategories, detectCase } from '#src/reader/detect-case.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import {
  type Bought,
  buyerSaid,
  isEach,
  type Purchase,
  speakerAfter,
  type Told,
  toldBy,
  withEuros,
} from '#src/reader/told.ts';
import { type Mention, type SaidClause, saidClauses } from './mentions.ts';
import { categoryOfKind, type Kind } from './objects.ts';

/** A message of a conversation that tells of several purchases. */
export interface OnPurchase {
  /** The message without what it says of the other purchases. */
  readonly text: string;
  /** All that is told once it is said: first of the purchase that it is on, then of the others. */
  readonly told: Told & { readonly object: Bought };
  /** It turns to a purchase, or puts right what was told of one. */
  readonly isTurned: boolean;
}

/**
 * What a message is about, where the conversation tells of several purchases: what is said of one is not said of the
 * others. Undefined where there is one only, and where the message names none.
 */
export function onPurchase(said: string, before: Told | undefined, today: IsoDate): OnPurchase | undefined {
  const message = before?.invoice ? said : withEuros(said);
  const known = knownBefore(message, before, today);
  const clauses = withOwner(onSite(saidClauses(message, known), known));
  const target = isOfSeveral(message, clauses, known, today)
    ? (targetOf(clauses, today) ?? before?.object)
    : undefined;
  if (!target) return undefined;
  const { side, role } = speakerAfter(message, before);
  const unowned = textOf(clauses, ({ owner, isAside }) => owner === undefined && !isAside);
  const buyer =
    buyerIn(unowned) ?? (side === 'company' ? undefined : ownBuyer(fold(message))) ?? before?.buyer;
  const shared: Shared = { buyer, side, buys: side !== 'company' && buyer !== undefined };
  const all = purchasesWith(clauses, known, { shared, today });
  const on = all.get(target.id);
  all.delete(target.id);
  if (!on?.object) return undefined;
  const isTurned =
    target.id !== before?.object?.id || clauses.some(({ mentions }) => mentions.some(isTurnedTo));
  return {
    text: textOn(clauses, target),
    told: { ...on, object: on.object, side, role, invoice: before?.invoice, others: [...all.values()] },
    isTurned: before?.object !== undefined && isTurned,
  };
}

/** What is built, whatever its name: « le chantier ». */
const SITE = /\b(?:chantiers?|(?:les|des|aux|nos) travaux)\b/;

/** « en retard sur le chantier » is of the works, where they are one of the purchases and another was spoken of last. */
function onSite(clauses: readonly SaidClause[], known: readonly Purchase[]): readonly SaidClause[] {
  const [last] = known;
  const [site, ...more] = known.filter(({ object }) => object?.kind === 'works');
  if (known.length < 2 || !site?.object || more.length > 0 || site === last) return clauses;
  if (clauses.some(({ mentions }) => mentions.length > 0)) return clauses;
  const { object } = site;
  return clauses.map((clause) =>
    SITE.test(clause.folded) ? { ...clause, mentions: [{ ...object, isTurnedTo: true }] } : clause,
  );
}

/** A purchase that was told of without its name, by its kind. */
const UNNAMED: Readonly<Record<Category, Bought>> = {
  works: { id: 'unnamed:works', said: 'les travaux', kind: 'works' },
  'supplies-services': { id: 'unnamed:services', said: 'l’autre achat', kind: 'services' },
};
const isUnnamed = ({ id }: Bought): boolean => id.startsWith('unnamed:');

/**
 * The purchases that are known before a message. One that was told by its sum and its kind alone is one too, once another of
 * the other kind is named: « marché de travaux de 240 000 € », then « le ménage, c'est 28 000 € par an ». The first name of
 * its kind that is said is its name.
 */
function knownBefore(message: string, before: Told | undefined, today: IsoDate): readonly Purchase[] {
  const named = saidClauses(message, purchasesOf(before)).flatMap(({ mentions }) => mentions);
  if (before?.worth && before.category && !before.object) {
    const others = named.filter(({ kind }) => kind && categoryOfKind(kind) !== before.category);
    const isOther = others.length > 0 && others.length === named.length && counts(message, today);
    return isOther ? purchasesOf({ ...before, object: UNNAMED[before.category] }) : [];
  }
  const known = purchasesOf(before);
  const hidden = known.find(({ object }) => object && isUnnamed(object))?.object;
  const name = named.find(
    ({ id, kind }) =>
      kind &&
      hidden?.kind &&
      categoryOfKind(kind) === categoryOfKind(hidden.kind) &&
      !known.some(({ object }) => object?.id === id),
  );
  if (!hidden || !name) return known;
  const { id, said, kind } = name;
  return known.map((one) => (one.object === hidden ? { ...one, object: { id, said, kind } } : one));
}

/** The purchases that are known, and those that a message names, each with what the message says of it. */
function purchasesWith(
  clauses: readonly OwnedClause[],
  known: readonly Purchase[],
  about: { shared: Shared; today: IsoDate },
): Map<string, Purchase> {
  const all = new Map(known.flatMap((one) => (one.object ? [[one.object.id, one] as const] : [])));
  // Each is read once, by its first name, however often it is named: a message may repeat itself a thousand times.
  for (const [id, own] of Map.groupBy(clauses, ({ owner }) => owner?.id)) {
    const owner = own.find(({ mentions }) => mentions.length > 0)?.owner;
    if (id !== undefined && owner) all.set(id, purchaseWith(own, owner, { was: all.get(id), ...about }));
  }
  return all;
}

/** What a conversation tells, with what its only purchase is of, once a message names it. */
export function withObject(told: Told | undefined, message: string): Told | undefined {
  if (!told || told.object) return told;
  const named = saidClauses(message, []).flatMap(({ mentions }) => mentions);
  const [only] = named;
  if (!only || named.some(({ id }) => id !== only.id)) return told;
  return { ...told, object: boughtOf(only, told.category) };
}

const NOT_OF_KIND = /\b(?:pas|plus|jamais) [^,;.!]{0,25}\b(?:travaux|fournitures?|services?|prestations?)\b/;

/** A message without « …, ça change quelque chose ? »: the question before is asked again of what is put right. */
const withoutWhether = (message: string): string => fold(message).replace(WHETHER_IT_CHANGES, '');

/** Whether a message says that its purchase is not of a kind: « c’est pas des travaux ! ». */
export function deniesKind(message: string): boolean {
  const said = withoutWhether(message);
  return !said.includes('?') && NOT_OF_KIND.test(said) && deniedCategories(message).length > 0;
}

/** What a conversation tells once a message says of which kind its purchase is, or is not. */
export function withKindCorrected(message: string, before: Told | undefined, today: IsoDate): Told {
  const said = withoutWhether(message);
  const category = saidCategory(message);
  const [named] = saidClauses(message, []).flatMap(({ mentions }) => mentions);
  const told = { ...toldBy(message, before, today), category };
  const object = named ?? told.object;
  const kind = category === 'supplies-services' && SAYS_GOODS.test(said) ? 'supplies' : undefined;
  return { ...told, object: object && { ...boughtOf(object, category), ...(kind && { kind }) } };
}

/** « …, ça change quelque chose ? »: the question before, for what is put right. */
const WHETHER_IT_CHANGES =
  /(?<![,.; ])[,.; ]{1,4}(?:et |alors |donc |du coup ){0,2}(?:ca|cela|sa|est[- ]ce que ca) (?:me |nous )?(?:change|joue|modifie)(?:rait)?(?: (?:quoi|quelque chose|qqch|qqchose|rien|un truc|la reponse))? ?\?{0,4}$/;
/** Goods, said and not denied. */
const SAYS_GOODS = /(?<!\bpas (?:des |de |d'|les )?)\bfournitures?\b/;

/** The purchases that a conversation tells of, the one that it is on first. */
export function purchasesOf(told: Told | undefined): readonly Purchase[] {
  if (!told?.object) return [];
  const { side: _, role: __, invoice: ___, others = [], ...on } = told;
  return [on, ...others];
}

interface Shared {
  readonly buyer: Told['buyer'];
  readonly side: Told['side'];
  /** Who writes may be the one who buys. */
  readonly buys: boolean;
}

/** A clause, and the purchase that it is of: its own, else that of the clause before. */
interface OwnedClause extends SaidClause {
  readonly owner: Mention | undefined;
}

function withOwner(clauses: readonly SaidClause[]): OwnedClause[] {
  let owner: Mention | undefined;
  let aside = false;
  return clauses.map((clause) => {
    owner = clause.mentions[0] ?? owner;
    aside = clause.mentions.length === 0 && (clause.isAside || aside);
    const owned = { ...clause, owner: aside ? undefined : owner, isAside: aside };
    // What is said aside goes on to the end of its sentence.
    if (endsSentence(clause.text)) aside = false;
    return owned;
  });
}

const endsSentence = (text: string): boolean => text.endsWith('\n') || /[.?!…;]$/.test(text.trimEnd());

/** What a message says of a purchase, with the question that it asks of all at once: « quelle procédure pour … et … ? ». */
function textOn(clauses: readonly OwnedClause[], { id }: Bought): string {
  const own = textOf(clauses, ({ owner, isAside }) => !isAside && (owner === undefined || owner.id === id));
  const asking = clauses.findIndex(({ text, owner }) => owner?.id === id && text.includes('?'));
  if (asking < 0 || ASKS.test(fold(own))) return own;
  const head = clauses.findLastIndex(({ text }, at) => at < asking && endsSentence(text)) + 1;
  const stem = STEM.exec(clauses[head]?.folded ?? '')?.[0];
  const first = clauses.findIndex(({ owner }, at) => at >= head && owner?.id === id);
  if (stem === undefined || first < 0) return own;
  const asked = textOf(clauses.slice(first), ({ owner }) => owner?.id === id).replace(/^(?:et|puis) /iu, '');
  return `${textOf(clauses.slice(0, head), ({ owner, isAside }) => !isAside && (owner === undefined || owner.id === id))} ${stem}${asked}`.trim();
}
/** What asks something of several things, up to the first of them. */
const STEM =
  /^[^\d,;:.?!]{0,80}?(?<!\p{L})(?:procedure|publicite|concurrence|seuil|avis|delai|regles?) (?:[^\d,;:.?!]{0,40}? )?pour /u;
const ASKS =
  /\b(?:quel(?:le)?s?|comment|combien|faut|dois|doit|procedure|publicite|concurrence|seuil|avis|delai|mapa)\b/;

/** The buyer that who writes says that they are, wherever it stands: « notre commune prévoit la voirie … et la tonte … ». */
const OWN_BODY =
  /(?<!\p{L})(?:notre|ma|je suis|nous sommes|on est|en tant que|(?:je|on) (?:travaille|bosse))(?!\p{L})[^,;:.?!\d]{1,40}/gu;
function ownBuyer(folded: string): Told['buyer'] {
  return folded
    .replace(/\s+/g, ' ')
    .match(OWN_BODY)
    ?.map((one) => buyerIn(one))
    .find((one) => one !== undefined);
}

/** Some of the clauses of a message, one after the other; what is left out still ends its sentence. */
function textOf(clauses: readonly OwnedClause[], isKept: (clause: OwnedClause) => boolean): string {
  let text = '';
  for (const clause of clauses) {
    const own = clause.text.trim();
    const end = /[.!…]$/.exec(own)?.[0];
    if (isKept(clause)) text = `${text} ${own}`.trim();
    else if (end && /[\p{L}\p{N}€%]$/u.test(text)) text += end;
  }
  return text;
}

const isTurnedTo = ({ isTurnedTo: is }: Mention): boolean => is;

/** What is planned, beside what is told of in full: « …, et refaire une toiture ». */
const PLANS =
  /\b(?:marches?|contrats?|consultations?|appels? d'offres|achats?|projets?|refaire|relancer|renouveler|lancer|passer|acheter|commander|renover|prevoir|remplacer|changer|autre|aussi|egalement)\b/;
const LOTS = /\blots?\b/;

/** Whether a message and what was told before it speak of several purchases, and not of the parts of one. */
function isOfSeveral(
  message: string,
  clauses: readonly OwnedClause[],
  known: readonly Purchase[],
  today: IsoDate,
): boolean {
  const named = clauses.filter(({ mentions }) => mentions.length > 0);
  // A sum said aside is not that of the purchase.
  if (clauses.some(({ isAside, text }) => isAside && /\d/.test(text))) return true;
  if (named.length === 0) return false;
  if (known.length > 1) return true;
  if (LOTS.test(fold(message))) return false;
  const ids = new Set(named.flatMap(({ mentions }) => mentions[0]?.id ?? []));
  const [only] = known;
  const counted = (id: string) =>
    clauses.some((clause) => clause.owner?.id === id && counts(clause.text, today));
  if (only?.object) {
    const own = only.object.id;
    return named.some(({ folded, mentions: [first] }) => {
      if (!first || first.id === own) return false;
      return first.isTurnedTo || (PLANS.test(folded) && counted(first.id));
    });
  }
  return ids.size > 1 && areApart(clauses, today);
}

/**
 * Whether the purchases that a first message names are told apart: each is planned or counted, one at least is counted
 * beside its own name, and they are not the trades of one building site, whose sums are added (R2121-5).
 */
function areApart(clauses: readonly OwnedClause[], today: IsoDate): boolean {
  const of = (id: string) =>
    clauses.flatMap((clause, at) =>
      clause.mentions[0]?.id === id ? [{ ...clause, next: clauses[at + 1] }] : [],
    );
  const all = [
    ...new Map(clauses.flatMap(({ mentions: [one] }) => (one ? [[one.id, one] as const] : []))).values(),
  ];
  const counted = all.filter(({ id }) =>
    of(id).some(
      ({ text, next }) =>
        counts(text, today) ||
        (next?.mentions.length === 0 && !/[.?!…]\s*$/.test(text) && counts(next.text, today)),
    ),
  );
  const isPlanned = ({ id }: Mention) => of(id).some(({ folded }) => PLANS.test(folded));
  const isOneSite = all.every(({ kind }) => kind === 'works');
  return !isOneSite && counted.length > 0 && all.every((one) => counted.includes(one) || isPlanned(one));
}

/** Whether a clause says a sum or a time. */
function counts(text: string, today: IsoDate): boolean {
  const { amounts, durations } = quantitiesIn(text, today);
  return (
    amounts.some(({ money }) => money) || durations.some(({ unit }) => unit === 'mois' || unit === 'ans')
  );
}

/** The purchase that a message is on: of which it asks, else that it counts last, else that it names last. */
function targetOf(clauses: readonly OwnedClause[], today: IsoDate): Mention | undefined {
  const asked = clauses.findLast(({ text, mentions }) => mentions.length > 0 && text.includes('?'));
  const counted = clauses.findLast(({ text, owner }) => owner && counts(text, today));
  return asked?.owner ?? counted?.owner ?? clauses.findLast(({ owner }) => owner)?.owner;
}

const buyerIn = (text: string): Told['buyer'] => {
  const buyer = buyerSaid(text);
  return buyer === 'private' ? undefined : buyer;
};

function purchaseWith(
  own: readonly OwnedClause[],
  object: Bought,
  about: { was: Purchase | undefined; shared: Shared; today: IsoDate },
): Purchase {
  const { was, shared, today } = about;
  const told = (clauses: readonly OwnedClause[]) => clauses.map(({ told: one }) => one).join(' ');
  const stated = told(own.filter(({ text }) => !text.includes('?')));
  // What is asked beside a sum is not what the sum is: « … 60 000 €. j'ai droit à une avance ? ».
  const asked = told(own.filter(({ text }) => text.includes('?')));
  // A buyer who says what is paid each year says it of what it buys.
  const before: Told = { buyer: shared.buyer, ...(shared.side === 'buyer' && { side: 'buyer' }), ...was };
  const each = toldBy(asked, toldBy(stated, before, today), today);
  // « … pour le transport (services, 90 000 € par an sur 2 ans) ? »: what the sum is of stands in the clause before.
  const isSplit = each?.worth === undefined && counts(asked, today) && !counts(stated, today);
  const now = isSplit ? toldBy(`${stated} ${asked}`, before, today) : each;
  const said = saidCategory(`${stated} ${asked}`) ?? was?.category;
  const bought = boughtOf(was?.object ?? object, said);
  const isNew = now?.worth?.value !== was?.worth?.value;
  return {
    object: bought,
    buyer: now?.buyer,
    category: said ?? (bought.kind && categoryOfKind(bought.kind)),
    worth: (!isNew && shared.buys ? soleSum(stated, today) : undefined) ?? now?.worth,
    procedure: now?.procedure,
    duration: now?.duration,
  };
}

/** The smallest sum that is what a purchase is worth. */
const SMALLEST = 500;
const BUYS = /\b(?:achet|command)/;

/** The only sum that a buyer says of a purchase: « acheter du mobilier pour 45 000 € ». */
function soleSum(text: string, today: IsoDate): Purchase['worth'] {
  if (!BUYS.test(text)) return undefined;
  const { text: folded, amounts } = quantitiesIn(text, today);
  const [only, ...more] = amounts.filter(({ money }) => money);
  if (!only || more.length > 0 || only.per || only.value < SMALLEST || isEach(folded, only.end))
    return undefined;
  return { value: only.value, tax: only.tax };
}

/** The category that a text says in so many words, or by what it denies. */
function saidCategory(text: string): Told['category'] {
  const { category } = detectCase(text);
  if (category) return category;
  const [denied, ...more] = deniedCategories(text);
  if (!denied || more.length > 0) return undefined;
  return denied === 'works' ? 'supplies-services' : 'works';
}

/** What is bought, with the kind that was said of it where that is another one than its code's. */
function boughtOf({ id, said, kind }: Bought, category: Told['category']): Bought {
  const isSo = kind && (category === undefined || categoryOfKind(kind) === category);
  const other: Kind | undefined = category && (category === 'works' ? 'works' : 'services');
  return { id, said, kind: isSo ? kind : other };
}
