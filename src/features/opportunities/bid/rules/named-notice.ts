import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';

/** Numbers under which sources publish, as people copy them or their addresses: « 26-88099 », « 634805-2022 ». */
const BOAMP_NUMBER = /(?<![\d-])\d{2}-\d{3,7}(?![\d-])/g;
const TED_NUMBER = /(?<![\d-])\d{3,8}-20\d{2}(?![\d-])/g;
const LONGEST = 2_000;

/** The numbers of publications that a message writes, with where they are from. Pure. */
export function referencesIn(
  text: string,
): readonly { readonly source: 'boamp' | 'ted'; readonly reference: string }[] {
  const read = text.slice(0, LONGEST);
  return [
    ...(read.match(BOAMP_NUMBER) ?? []).map((reference) => ({ source: 'boamp', reference }) as const),
    ...(read.match(TED_NUMBER) ?? []).map((reference) => ({ source: 'ted', reference }) as const),
  ];
}

/** Words that name no call: those in which one asks, and those of every notice. */
const NAMES_NOTHING = new Set(
  stemsOf(
    `répondre réponse réponds répond répondu aller vas y marché marchés appel offre offres consultation avis celui celle
     celui-ci celui-là ceux peux puis pouvoir peut pouvons on nous je moi est ce que pour faire fait droit possible
     candidater candidature candidate postuler tenter lancer go intéresse intéressant vaut coup chance chances lot lots
     dernier premier deuxième troisième autre même public publics ça cela là montré envoyé reçu vu suivi hier matin
     aujourd'hui jour semaine déposer déposé dossier offre gagner gagné perdu retenu eu opportunité annonce prestation`,
  ),
);
/** Kinds of buyer: they name a call only beside another name. */
const BUYER_KINDS = new Set(
  stemsOf(
    `mairie ville commune département région métropole agglomération communauté hôpital centre syndicat ministère
     préfecture lycée collège école université conseil office acheteur`,
  ),
);

/** What of a message may name a call. */
export interface Naming {
  readonly strong: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
}

/** The words of a message that may name a call. Pure. */
export function namingIn(text: string): Naming {
  const stems = [...stemsOf(text.slice(0, LONGEST))].filter((stem) => !NAMES_NOTHING.has(stem));
  return {
    strong: new Set(stems.filter((stem) => !BUYER_KINDS.has(stem))),
    weak: new Set(stems.filter((stem) => BUYER_KINDS.has(stem))),
  };
}

export const namesSomething = ({ strong, weak }: Naming): boolean => strong.size > 0 || weak.size > 0;

/** What may be named by words: a notice, or the answer to one. */
export interface Nameable {
  readonly notice: Pick<Notice, 'title' | 'buyer' | 'lots' | 'buyerReference' | 'written'>;
}

/** Of the words that name, the part that must be those of a notice for it to be the one that is meant. */
const ENOUGH = 0.6;
const WEAK = 0.2;

/**
 * The notices that words name, the best ones only: alike, they are several.
 * @param least the part of the words that must be theirs
 */
export function noticesNamed<T extends Nameable>(
  naming: Naming,
  notices: readonly T[],
  least: number = ENOUGH,
): T[] {
  const whole = naming.strong.size + WEAK * naming.weak.size;
  if (whole === 0) return [];
  const scored = notices.map((kept) => ({ kept, score: scoreOf(naming, kept) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0 || best / whole < least) return [];
  return scored.filter(({ score }) => score >= best - 1e-9).map(({ kept }) => kept);
}

function scoreOf({ strong, weak }: Naming, { notice }: Nameable): number {
  const { title, buyer, lots, buyerReference = '', written } = notice;
  const words = [
    title,
    buyer?.name ?? '',
    buyer?.commune ?? '',
    written?.publisher ?? '',
    ...lots.flatMap((lot) => [lot.title, ...lot.places.map(({ commune = '' }) => commune)]),
  ].join(' ');
  const own = stemsOf(words);
  // A number of the buyer is one word to them.
  const number = fold(buyerReference);
  const has = (stem: string) => own.has(stem) || (number !== '' && number.includes(stem) && stem.length > 2);
  const of = (stems: ReadonlySet<string>) => [...stems].filter(has).length;
  return of(strong) + WEAK * of(weak);
}
