import { fold } from '#src/platform/french/text-analysis.ts';
import type { Reserved, ReservedFor } from './notice.ts';

/** Open to all. */
export const OPEN_TO_ALL: Reserved = { for: [] };
/** What European forms say of both: sheltered workshops, and integration of disabled or disadvantaged persons. */
export const SHELTERED: readonly ReservedFor[] = ['adapted', 'insertion'];

/** Articles of the Code de la commande publique, with those whom they name. */
const ARTICLES: readonly (readonly [string, ReservedFor])[] = [
  ['L2113-12', 'adapted'],
  ['L2113-13', 'insertion'],
  ['L2113-15', 'ess'],
];

/** Reserved, said of the contract and not of what is paid or planned (« emplacement réservé »). */
const SAID =
  /\b(?:marche|lot|consultation|accord-cadre|contrat|participation|procedure)s?[^.;]{0,60}\breservee?s?\b/;
const ADAPTED =
  /\b(?:esat|entreprises? adaptees?|ateliers? proteges?|travailleurs? handicapes?|services? d'aide par le travail)\b|\bea\b(?= (?:ou|et|\/))/;
const INSERTION =
  /\b(?:siae|insertion par l'activite|structures? d'insertion|entreprises? d'insertion|chantiers? d'insertion)\b/;
const ESS = /\b(?:economie sociale et solidaire|entreprises? de l'ess)\b/;

/**
 * To whom words reserve a contract: by the article that they cite, or by those whom they name beside « réservé ».
 * Undefined where they reserve nothing: a clause that asks for hours of insertion is no reservation.
 */
export function reservedSaid(text: string | undefined): Reserved | undefined {
  const plain = fold((text ?? '').slice(0, 8_000)).replace(/[’]/g, "'");
  const cited = ARTICLES.filter(([article]) =>
    new RegExp(String.raw`\bl\.? ?${article.slice(1)}(?![\d-])`).test(plain),
  );
  const [sole] = cited;
  if (sole && cited.length === 1) return { for: [sole[1]], article: sole[0] };
  if (cited.length > 1) return { for: cited.map(([, whom]) => whom) };
  if (!SAID.test(plain)) return undefined;
  const named = namedIn(plain);
  return named.length === 0 ? undefined : { for: named };
}

/** Whom words name, where it is known already that something is reserved. */
export const reservedTo = (text: string | undefined): ReservedFor[] =>
  namedIn(fold((text ?? '').slice(0, 8_000)).replace(/[’]/g, "'"));

const namedIn = (plain: string): ReservedFor[] => [
  ...(ADAPTED.test(plain) ? (['adapted'] as const) : []),
  ...(INSERTION.test(plain) ? (['insertion'] as const) : []),
  ...(ESS.test(plain) ? (['ess'] as const) : []),
];
