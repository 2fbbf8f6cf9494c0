import { departmentsOfRegions } from '#src/features/opportunities/matching/bidder.ts';
import { tokensOf, tradesIn } from '#src/features/opportunities/matching/trades/trades.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { placesSaid } from '#src/reference/places-said.ts';
import type { Named } from './wanted.ts';

/** Longer than anybody says what they want. */
const MOST_SIGNS = 600;
/** An amount below is no size of a contract: a number of alerts, of days. */
const LEAST_AMOUNT = 1_000;
/** Round thousands are money, whatever postal code they may be. */
const THOUSANDS = /(?<![\d.,])(\d{2,3})[ .\u00A0\u202F]?000(?![\d])/g;
/** A lot of a tender is no department; « le Lot » is written with its capital. */
const OF_TENDER = /(?<!\p{L})lots?(?!\p{L})/gu;
/** What is named apart. */
const CLAUSES = /[,;.:!?()\n]| et | ou | ni /;
/** Words that speak of the alerts themselves, which some companies would say of their trade. */
const OF_ALERTS: ReadonlySet<string> = new Set(
  `surveillance surveiller surveillez surveilles surveille surveillera veille consultation consultations courant informe
   informee informes informer tenir tenez tenu mot mots cle cles telephone telephoner message messages mail mails seul seule
   avis annonce annonces alerte alertes formule`.split(/\s+/),
);

/** The trades, the places and the size that words name: whoever says them means them all alike. @param now epoch milliseconds */
export function namedIn(text: string, now: number): Named {
  const said = text.slice(0, MOST_SIGNS);
  const plain = said.replace(THOUSANDS, ' ').replace(OF_TENDER, ' ');
  const { regions, departments, towns } = placesSaid(plain, true);
  // A town of several departments is not guessed: the first of the table is no better than another one.
  const inTowns = towns.flatMap(({ codes }) => (codes.length === 1 ? codes : []));
  return {
    // One by one: « le nettoyage, les espaces verts » is not « le nettoyage d’espaces verts ».
    trades: [...new Set(plain.split(CLAUSES).flatMap(tradesNamed))],
    departments: [...new Set([...departments, ...inTowns, ...departmentsOfRegions(regions)])],
    most: amountIn(said, now),
  };
}

function tradesNamed(clause: string): string[] {
  const words = bareWords(placesSaid(clause, true).rest)
    .split(' ')
    .filter((word) => !OF_ALERTS.has(word))
    .join(' ');
  const tokens = tokensOf(words);
  const plain = tradesIn(tokens);
  // Those who do it, where what they do is not named: « les plombiers ».
  const found = plain.length > 0 ? plain : tradesIn(tokens, true);
  return found.map(({ trade }) => trade.id);
}

function amountIn(text: string, now: number): number | undefined {
  const money = quantitiesIn(text, parisDay(now)).amounts.find(
    ({ value, money: isMoney }) => isMoney && value >= LEAST_AMOUNT,
  );
  const [thousands] = text.matchAll(THOUSANDS);
  return money?.value ?? (thousands ? Number(thousands[1]) * 1_000 : undefined);
}

/** Words by which an amount is the least, where what is wanted is said, or the most that is left out. */
const LEAST: readonly string[] = ['minimum', 'mini', 'minimal', 'minimale', 'superieurs', 'superieur'];
const BELOW: readonly string[] = ['dessous', 'inferieurs', 'inferieur'];

/** Whether an amount that is said is the least of what is wanted: no such bound is kept. */
export function isLeastSaid(text: string, isLeftOut: boolean): boolean {
  const words = bareWords(text);
  const all = words.split(' ');
  if (all.some((word) => LEAST.includes(word))) return true;
  if (isLeftOut) return all.some((word) => BELOW.includes(word)) || ` ${words} `.includes(' moins de ');
  return [' plus de ', ' au moins '].some((said) => ` ${words} `.includes(said));
}

/** Whether words name anything of it. */
export const namesAny = ({ trades, departments, most }: Named): boolean =>
  trades.length > 0 || departments.length > 0 || most !== undefined;
