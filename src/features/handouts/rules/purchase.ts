import { capitalised } from '#src/platform/french/capitals.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { placeOf } from '#src/reader/purchases/mentions.ts';
import { objectsIn } from '#src/reader/purchases/objects.ts';
import type { Told } from '#src/reader/told.ts';
import { sectorsIn } from '#src/reference/sectors.ts';
import { lotsIn } from './lots-told.ts';
import { lastFirst } from './said-anew.ts';

/** What a message says of a purchase, in its own words. */
export interface SaidPurchase {
  /** « nettoyage des écoles » */
  readonly object?: string | undefined;
  /** « ville de Lyon » */
  readonly buyer?: string | undefined;
  readonly place?: string | undefined;
  /** « 2 »; empty where several are named, none of which is surely meant. */
  readonly lot?: string | undefined;
}

const BODIES =
  "mairie|ville|commune|département|région|métropole|agglomération|hôpital|centre hospitalier|CHU|université|syndicat|ministère|préfecture|CCAS|lycée|collège|communauté (?:de communes|d['’]agglomération|urbaine)|conseil (?:départemental|régional|municipal)";
/** Where what is bought ends. Capitals tell names; all other words are read whatever their case. */
const STOP = `(?=(?i: (?:à|a|de|d['’]environ|pour|sur|pendant|en) (?:environ |les |mes |nos |ces )?\\d| d['’]un montant| estim| (?:pour |de |dans )(?:la |l['’]|notre |une? )?(?:${BODIES})(?!\\p{L})| du (?:${BODIES})(?!\\p{L})| avec | où | dont | qui | que | pendant | durant | en (?:groupement|word|pdf)|[,;.?!:(\\n]| svp| stp)|(?i: (?:à|sur|en) )\\p{Lu}|$)`;
const OBJECT = new RegExp(
  `(?<!\\p{L})(?i:(?:marché|marche|contrat|accord-cadre|consultation|appel d['’]offres|prestation)s?(?: publics?| publiques?)? (?:de (?:la |l['’])?|d['’]|du |des |pour (?:la |le |les |l['’])))(\\p{L}.{1,80}?)${STOP}`,
  'u',
);
const FOR_WHAT = new RegExp(
  `(?<!\\p{L})(?i:pour (?:la |le |les |l['’]|nos |notre |du |de la ))(?!(?i:${BODIES}|avec|et|maires?|élue?s?|clients?|acheteu(?:r|se)s?|comptables?|trésor\\p{L}*|candidatures?|consultation|groupement|paiement|mémoire|marché|contrat|lot|rejet|réponse|répondre|demander|facture|dépôt|notre|nos|ce|\\d)(?!\\p{L}))(\\p{L}.{2,80}?)${STOP}`,
  'u',
);
/** What follows it is whom a letter is for. */
const LETTER_FOR = /(?<!\p{L})(?:lettre|courrier|mail)s?(?: de \p{L}{3,20})? pour (?!d)/giu;
/** Whom a letter is for: « la lettre pour les perdants » says nothing of what is bought. */
const RECIPIENT =
  /^(?:perdants?|gagnants?|vainqueurs?|candidats?|soumissionnaires?|concurrents?|entreprises?|societes?|boites?|titulaires?|attributaires?|evinces?|ecartes?|autres|personnes?|celles?|ceux)(?!\p{L})/u;
const NAME =
  "\\p{Lu}[\\p{L}'’-]*(?:[ -](?:\\p{Lu}[\\p{L}'’-]*|(?:sur|sous|en|lès|les|de|du|la|le)(?=[ -](?:\\p{Lu}|la|le|les|l['’])))(?![\\p{L}]))*";
const BUYER = new RegExp(
  `(?<!\\p{L})((?i:${BODIES})(?i: (?:de la |de l['’]|du |des |de |d['’]))${NAME})|(?<!\\p{L})((?i:${BODIES}))(?= (?i:nous|me|m['’]|a|ne|n['’]|doit|paie|lance)(?!\\p{L}))`,
  'u',
);
/** A town as it is typed in a hurry: « ville de vénissieux ». */
const TYPED_BUYER =
  /(?<!\p{L})((?:mairie|ville) de )(?!(?:la|le|les|l|du|des|mon|ma|notre|votre|leur|son|sa|ce|cette|plus|moins|taille|quartier|secteur|centre|montagne|province|banlieue)(?![\p{L}-]))((?:sainte?|ste?)[ -]\p{L}[\p{L}-]{2,30}|\p{Ll}[\p{L}-]{3,30})(?!\p{L})/iu;
/** « acheteuse d'un syndicat intercommunal », « notre CCAS »: a body that nobody names. */
const OWN_BUYER = new RegExp(
  `(?<!\\p{L})(?:(?:acheteu(?:r|se)s?|responsables? (?:des )?(?:achats|marchés)(?: publics)?|(?:secrétaire|agente?|directeur|directrice|assistante?|gestionnaire|dgs)(?: \\p{L}{4,16})?) (?:d['’]une?|du|de la|de l['’]|pour une?|dans une?|en)|(?:nous sommes|on est|je suis) (?:dans )?(?:une?|la|le|l['’])|(?:pour|dans|chez) (?:une?|mon|ma|notre)|(?:mon|ma|notre)) (?:petite? |grande? )?((?:${BODIES})(?: (?:mixte|\\p{Ll}{3,20}(?:al|ale|ain|aine|ique|ier|ière)))?)(?!\\p{L})`,
  'iu',
);
const PLACES = new RegExp(`(?<!\\p{L})(?:à|sur|dans le|dans la|dans l['’]|en) (${NAME})`, 'gu');
/** Papers and places of publication that « dans le … » names as it does a place. */
const NO_PLACE =
  /^(?:CCAP|CCTP|CCAG|CCP|RC|DCE|DPGF|BPU|DQE|AE|DUME|MAPA|BOAMP|JAL|JOUE|AAPC|DC\d|ESAT|EA|SIAE|ESS|HT|TTC|PDF|Word|Excel|Chorus)(?!\p{L})/u;

/** What stands before a purchase that is said not to be the one: « ce n’est pas un marché de travaux ». */
const DENIED = /(?<!\p{L})(?:est|était|c['’]est|sont) (?:pas|plus) (?:une? |le |la |du |de la |des )?$/iu;
/** « …, c’est de l’entretien d’espaces verts »: what it is, once it is said what it is not. */
const RATHER = new RegExp(
  `(?<!\\p{L})(?i:(?:est|était) (?:pas|plus) [^,;.!?]{3,50}[,;.!] ?(?:mais )?c['’]est (?:bien |plutôt )?(?:de la |de l['’]|du |des |d['’]))(\\p{L}.{1,80}?)${STOP}`,
  'u',
);
/** What is said of any purchase, and names none. */
const ANY_OBJECT =
  /^(?:travaux|services?|fournitures?(?: (?:et|ou) services?)?|prestations?(?: de services?)?)$/iu;
/** A body that nobody names. */
const BARE_BODY = new RegExp(`^(?:${BODIES})$`, 'iu');

/** What is told by the labels of a document: « Lieu : la Creuse. Objet : … ». */
const LABELS: readonly (readonly [key: keyof SaidPurchase, name: string])[] = [
  ['object', 'objet(?: du (?:marché|contrat))?'],
  ['buyer', 'acheteur'],
  ['place', "lieu(?: d['’]exécution)?"],
  ['lot', '(?:numéro du )?lot'],
];
const LABELLED = LABELS.map(
  ([key, name]) =>
    [
      key,
      new RegExp(`(?<!\\p{L})${name} ?[:=] ?([^.;:\\n]{1,80}?)(?=[.;\\n]|, ?[^,.:;]{3,30} ?:|$)`, 'iu'),
    ] as const,
);

/** Whether a message tells something of a purchase by the labels of a document. */
export const isLabelled = (text: string): boolean => LABELLED.some(([, pattern]) => pattern.test(text));

/** Reads what a message, or the lines said one after the other, say of a purchase; the rest is left out, never guessed. */
export function purchaseIn(text: string): SaidPurchase {
  return lastOf(lastFirst(text).map(purchaseInLine));
}

/** Of each thing, what was said last; what names it holds against what names none: « la ville » is that of Vénissieux. */
function lastOf(all: readonly SaidPurchase[]): SaidPurchase {
  const last = (key: keyof SaidPurchase) => all.find((one) => one[key] !== undefined)?.[key];
  const objects = all.flatMap(({ object }) => object ?? []);
  return {
    object: objects.find((object) => !ANY_OBJECT.test(object)) ?? objects[0],
    buyer: namedBuyer(
      last('buyer'),
      all.map(({ buyer }) => buyer),
    ),
    place: last('place'),
    lot: last('lot'),
  };
}

/** A buyer as it was named elsewhere, where it is now said by its kind alone. */
function namedBuyer(buyer: string | undefined, others: readonly (string | undefined)[]): string | undefined {
  if (buyer === undefined || !BARE_BODY.test(buyer)) return buyer;
  return others.find((one) => one?.toLowerCase().startsWith(`${buyer.toLowerCase()} `)) ?? buyer;
}

/** Whether two objects may be of one purchase: « nettoyage » is said of « nettoyage de locaux ». */
export function isSameObject(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  const [a, b] = [stemsOf(one), stemsOf(other)];
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  return few.size > 0 && [...few].every((stem) => many.has(stem));
}

/** A purchase as it is told now, completed with what was said of it before. */
export function completedBy(now: SaidPurchase, before: SaidPurchase = {}): SaidPurchase {
  // Another object is another purchase.
  const same = isSameObject(now.object, before.object) ? before : {};
  return {
    object: longest(now.object, same.object),
    buyer: namedBuyer(now.buyer, [same.buyer]) ?? same.buyer,
    place: now.place ?? same.place,
    lot: now.lot ?? same.lot,
  };
}

/** What is said in more words says more. */
const longest = (now: string | undefined, before: string | undefined): string | undefined =>
  now !== undefined && (before === undefined || now.length >= before.length) ? now : before;

/**
 * What is told of a purchase in passing, by messages that order nothing: only what is said in so many words, « un marché
 * de… », « la mairie de… », « lot 2 ».
 */
export function purchaseTold(messages: readonly string[]): SaidPurchase {
  const all = messages.map((text) => {
    const { buyer = OWN_BUYER.exec(clean(text))?.[1]?.trim() } = purchaseInLine(text);
    return { object: objectIn(clean(text), OBJECT), buyer };
  });
  // Of several lots that were spoken of, nobody can tell which one a document is for.
  const lots = new Set(messages.flatMap(lotsIn));
  return { ...lastOf(all), lot: lots.size === 1 ? [...lots][0] : undefined };
}

/** What is bought, unless it is said not to be. */
function objectIn(said: string, pattern: RegExp): string | undefined {
  const rather = RATHER.exec(said)?.[1];
  const found = rather === undefined ? pattern.exec(said) : undefined;
  const isDenied = found !== undefined && found !== null && DENIED.test(said.slice(0, found.index));
  const object = (rather ?? (isDenied ? undefined : found?.[1]))?.trim();
  if (object === undefined) return undefined;
  const speaks = object.search(SPEAKS);
  const named = speaks < 0 ? object : object.slice(0, speaks).trim();
  // « pour les critères je ne vous ai pas demandé… », « pour la prochaine fois » name no purchase.
  return named === '' || (pattern === FOR_WHAT && !isBought(named)) ? undefined : named;
}

/** Whether words name something that is bought, by the tables of trades and of purchases. */
const isBought = (words: string): boolean => sectorsIn(words).length > 0 || objectsIn(fold(words)).length > 0;

/** Where somebody says what they do: no name of a purchase goes so far. */
const SPEAKS =
  /(?:^| )(?:je|j['’ ]ai|tu|on|nous|vous|ils?|elles?|ça|c['’]est|est-ce|qui|que|qu['’]\p{L}+)(?!\p{L})/iu;

/** A purchase that was told of, where the conversation told of several: that of the contract that it is on. */
export function ofContract(purchase: SaidPurchase, contract: Told | undefined): SaidPurchase {
  if (!contract?.object || !contract.others?.length) return purchase;
  const { id, said } = contract.object;
  const place = placeOf(id);
  if (place !== undefined) return { buyer: isOfPlace(purchase.buyer, place) ? purchase.buyer : undefined };
  const object = said.replace(/^(?:les? |la |l['’])/u, '');
  return { ...purchase, object, lot: undefined };
}

const isOfPlace = (buyer: string | undefined, place: string): boolean =>
  buyer !== undefined && fold(buyer).includes(place);

function purchaseInLine(text: string): SaidPurchase {
  const said = clean(text);
  const lots = lotsIn(said);
  const buyer = BUYER.exec(said);
  const typed = TYPED_BUYER.exec(said);
  const place = [...said.matchAll(PLACES)]
    .map(([, name = '']) => name.trim())
    .find((name) => !NO_PLACE.test(name));
  const named = Object.fromEntries(
    LABELLED.flatMap(([key, pattern]) => {
      const value = pattern.exec(said)?.[1]?.trim();
      return value ? [[key, value] as const] : [];
    }),
  );
  const object = objectIn(said, OBJECT) ?? objectIn(said.replace(LETTER_FOR, ' '), FOR_WHAT);
  return {
    object: object !== undefined && RECIPIENT.test(fold(object)) ? undefined : object,
    buyer: (
      buyer?.[1] ??
      (typed ? `${typed[1]}${capital(typed[2] ?? '')}` : undefined) ??
      buyer?.[2]
    )?.trim(),
    place,
    lot: lots.length > 1 ? '' : lots[0],
    ...named,
  };
}

/** No document takes a control character. */
const clean = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();

/** What ties the parts of a town's name, in small letters: « Fontenay-sous-Bois ». */
const TIES = /^(?:sous|sur|en|l[eè]s|l[ae]|les|de|du|des|d|l|et|aux?|à)$/u;
const capital = (name: string): string =>
  name.replace(/\p{L}+/gu, (part, at: number) => (at > 0 && TIES.test(part) ? part : capitalised(part)));
