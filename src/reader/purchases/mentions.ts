import { fold } from '#src/platform/french/text-analysis.ts';
import type { Bought, Purchase } from '#src/reader/told.ts';
import { type NamedObject, objectsIn } from './objects.ts';

/** A purchase that a clause names. */
export interface Mention extends Bought {
  /** « et pour la toiture », « celui de Lens »: the message turns to it. */
  readonly isTurnedTo: boolean;
}

/** A clause of a message, as it is written, signs and all. */
export interface SaidClause {
  readonly text: string;
  readonly folded: string;
  /** Folded, without the purchases that it says it is not of: what it tells of its own. */
  readonly told: string;
  /** The purchases that it names, without those that it says it is not of. */
  readonly mentions: readonly Mention[];
  /** It speaks of something that is bought, but not as a purchase to be made: « on a une association qui fait le jardinage ». */
  readonly isAside: boolean;
}

/**
 * Where a clause ends, in a message as it is written: the sign, or the word that joins, stays with its clause. « et des »
 * joins two things of one purchase, unless a sum stands before it.
 */
const CLAUSE_END =
  /(?<=[?!…;:\n])|(?<=[.,])(?=\s)|(?<=€|euros?|HT|TTC|\d{3}|par an)\s(?=et\s)|\s(?=(?:et(?!\s(?:de\s|du\s|des\s|d['’]))|mais|puis|par contre|sinon|alors que)\s)/iu;

const NOT_IT =
  /\b(?:pas|non|plus|jamais) (?:pour |sur |de |d'|du )?(?:la |le |les |l'|des |du |celui |celle )?$/;
/** What stands before the name of a purchase that the message turns to. */
const TURNS_BEFORE =
  /(?:^|[^\p{L}])(?:pour|concernant|cote|quant a|(?:re)?ven(?:ons|ir|ez) (?:a|sur)|retour (?:a|sur)|parl\w{1,4} (?:de|du|bien de)|celui|celle|c'est|c'etait|^et|^mais|^sinon) ?(?:de |d'|du |des |a )?(?:la |le |les |l'|notre |nos |mon |ma )?$/u;
/** « la toiture c’est 85 000 € », « les photocopieurs de la mairie valent 240 000 € » */
const IS =
  "(?:c'est|c'etait|ca (?:fait|dure|coute|vaut)|fait|font|(?:est|sont|sera|seront|etait) (?:de|a|estimee?s?)|coute(?:nt|ra|ront)?|dure(?:nt|ra)?|vaut|valent|vaudra|s'eleve(?:nt)? a|represente(?:nt)?|revien(?:t|nent) a|:)";
const TURNS_AFTER = new RegExp(`^,? ?${IS}|^ [^,;:.?!\\d]{1,50}(?<!\\p{L})${IS}[^,;:.?!\\d]{0,25}\\d`, 'u');
const AT_HEAD =
  /^\W*(?:(?:et|mais|bon|non|ok|alors|sinon|du coup|donc) ){0,3}(?:la |le |les |l'|notre |nos |mon |ma )$/;

/** Somebody does it already, or complains of it: it is no purchase that is asked of. */
const ASIDE_BEFORE =
  /(?<!\p{L})(?:on a|nous avons|j'ai|il y a|c'est) (?:deja )?(?:une?|des|les?|la|l'|notre|nos) ?[\p{L}-]{3,20} qui (?:nous )?(?:fait|font|faisait|s'occupe(?:nt)?|assure(?:nt)?|gere(?:nt)?) (?:deja )?(?:de |du |des |d')?(?:la |les? |l')?$/u;
const ASIDE_AFTER = /^ que? (?:les|des|certaine?s|mes|nos|le|la|l'|tout)(?!\p{L})/u;
const IN_CLEFT = /(?:^|[^\p{L}])(?:c'est|c'etait) (?:pour |sur |a |de |d'|du )?(?:la |les? |l'|notre )?$/u;
/** « 12 € le repas »: what one costs names no purchase. */
const PRICE_OF_ONE =
  /(?<![\d.,]|\d )[1-4]?\d{1,2}(?:[.,]\d{1,2})? ?(?:€|euros?|eur) ?(?:ht |ttc )?(?:le |la |l'|les |par |du |chaque |\/ ?)$/;

/** A name of a place, and what stands before it where a purchase is told by it. */
const NAME = "\\p{Lu}[\\p{L}’'-]{1,30}(?:[ -]\\p{Lu}[\\p{L}’'-]{1,30}){0,3}";
const OF_PLACE = new RegExp(
  `(?<!\\p{L})(?i:(?:celui|celle|march[ée]|consultation|appel d['’]offres|contrat|mairie|ville|commune) (?:de |d['’]|du |à )(?:la |l['’])?)(${NAME})`,
  'gu',
);
/** The other one of two. */
const THE_OTHER =
  /(?:^|[^\p{L}])(?:pour|sur|de|et|dans|mais|^) ?l'autre(?: (?:marche|contrat|consultation|appel d'offres|projet|achat))?(?=$|[ ,]{0,2}(?:[?!.:;,]|c'est|ca|il|elle|est|fait|j'|je|on))/u;

/** « et l'autre, son attestation manque »: somebody, and no other purchase. */
const OF_SOMEBODY = /^(?:son|sa|ses|elle|qui|lui)\b/;
/** « un sous-traitant pour l'isolation »: a part of the work, and no purchase. */
const OF_SUBCONTRACTOR =
  /\bsous-?traitan\w*,? (?:qui [^,;.?!]{1,25} )?(?:pour|sur|de|en|d') ?(?:la |les? |l')?$/;
/** A contract of years ago, told for what happened then. */
const LONG_AGO =
  /\b(?:il y a|y a|ya) (?:deja )?(?:deux|trois|quatre|cinq|six|dix|quelques|plusieurs|\d{1,2}) ?ans\b|\bl'an(?:nee)? (?:dernier|derniere|passee?)\b|\b(?:a l'epoque|autrefois|jadis|mon predecesseur|un souvenir)\b/;
/** It runs still. */
const STILL_RUNS = /\b(?:gagn\w*|titulaires?|remport\w*|notre|nos|toujours|encore|cours)\b/;

/** Clauses of a sentence that are looked at before one: a message may be nothing but their marks. */
const NEAR = 8;

/** Whether a piece is in a sentence that tells of years ago. */
function isLongAgo(pieces: readonly string[], at: number): boolean {
  const near = pieces.slice(Math.max(0, at - NEAR), at);
  const from = near.findLastIndex((piece) => /[.?!…;\n]\s{0,4}$/.test(piece)) + 1;
  const sentence = fold([...near.slice(from), pieces[at]].join(' '));
  return LONG_AGO.test(sentence) && !STILL_RUNS.test(sentence);
}

/** The clauses of a message, each with the purchases that it names. */
export function saidClauses(message: string, known: readonly Purchase[]): SaidClause[] {
  const pieces = message.split(CLAUSE_END).filter((one) => one.trim() !== '');
  const places = placesIn(pieces, known);
  const told = known.flatMap(({ object }) => object ?? []);
  return pieces.map((text, at) => {
    const folded = fold(text).replace(/\s+/g, ' ').trim();
    const named =
      places === undefined
        ? objectsOf(folded, told)
        : places.filter(({ id }) => isPlaceSaid(text, folded, id));
    const mentions = isLongAgo(pieces, at)
      ? named.filter(({ id }) => told.some((one) => one.id === id))
      : named;
    const isOfSomebody = OF_SOMEBODY.test(fold(pieces[at + 1] ?? '').trim());
    const own = mentions.length > 0 ? mentions : isOfSomebody ? [] : theOther(folded, known);
    const isAside = objectsIn(folded, told).some((one) => isSaidAside(folded, one, told));
    return { text, folded, told: withoutDenied(folded, told), mentions: own, isAside };
  });
}

/** « … c’est la cantine pas la toiture »: what is said is not said of the roof. */
function withoutDenied(folded: string, known: readonly Bought[]): string {
  let told = folded;
  for (const { at, end } of objectsIn(folded, known).toReversed()) {
    const denied = NOT_IT.exec(folded.slice(0, at));
    if (denied) told = `${told.slice(0, denied.index)}${told.slice(end)}`;
  }
  return told.trim();
}

/** What was told of as a purchase is one, however it is named again. */
function isSaidAside(
  folded: string,
  { id, at, end }: Pick<NamedObject, 'id' | 'at' | 'end'>,
  known: readonly Bought[],
): boolean {
  const before = folded.slice(0, at);
  return (
    !known.some((one) => one.id === id) &&
    (ASIDE_BEFORE.test(before) || (IN_CLEFT.test(before) && ASIDE_AFTER.test(folded.slice(end))))
  );
}

const objectsOf = (folded: string, known: readonly Bought[]): Mention[] =>
  objectsIn(folded, known)
    .filter(
      (one) =>
        !NOT_IT.test(folded.slice(0, one.at)) &&
        !PRICE_OF_ONE.test(folded.slice(0, one.at)) &&
        !OF_SUBCONTRACTOR.test(folded.slice(0, one.at)) &&
        !isSaidAside(folded, one, known),
    )
    .map(({ id, said, kind, at, end }) => {
      const [before, after] = [folded.slice(0, at), folded.slice(end)];
      const isTurnedTo =
        TURNS_BEFORE.test(before) ||
        (AT_HEAD.test(before) && (TURNS_AFTER.test(after) || /^[^\p{L}]*\?/u.test(after)));
      return { id, said, kind, isTurnedTo };
    });

/** The places by which purchases are told apart; undefined where they are not told by their places. */
function placesIn(pieces: readonly string[], known: readonly Purchase[]): Mention[] | undefined {
  const before = known.flatMap(({ object }) => (object && isPlace(object.id) ? [object] : []));
  const named = pieces.flatMap((piece) => [...piece.matchAll(OF_PLACE)].map(([, name = '']) => name));
  const all = new Map<string, Mention>(before.map((one) => [one.id, { ...one, isTurnedTo: true }]));
  for (const name of named) {
    const id = `${PLACE}${fold(name)}`;
    if (!all.has(id))
      all.set(id, {
        id,
        said: `celui ${/^[aeiouyh]/.test(fold(name)) ? 'd’' : 'de '}${name}`,
        isTurnedTo: true,
      });
  }
  return all.size > 1 ? [...all.values()] : undefined;
}

const PLACE = 'place:';
const isPlace = (id: string): boolean => id.startsWith(PLACE);

/** The folded name of the place by which a purchase is told; undefined for one that is told by what is bought. */
export const placeOf = (id: string): string | undefined => (isPlace(id) ? id.slice(PLACE.length) : undefined);

/** A place that is known is named by its name, whatever its capitals. */
function isPlaceSaid(text: string, folded: string, id: string): boolean {
  const name = id.slice(PLACE.length);
  const at = folded.indexOf(name);
  if (at < 0 || /\p{L}/u.test(folded[at + name.length] ?? ' ')) return false;
  return !NOT_IT.test(folded.slice(0, at).replace(/(?:de |d')$/, '')) && text.length > 0;
}

function theOther(folded: string, [, other, ...more]: readonly Purchase[]): Mention[] {
  if (!other?.object || more.length > 0 || !THE_OTHER.test(folded)) return [];
  return [{ ...other.object, isTurnedTo: true }];
}
