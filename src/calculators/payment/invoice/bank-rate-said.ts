import type { Quantities } from '#src/reader/quantities.ts';
import { around, type Clause, clauseAt, clausesOf, isDenied, masked, saysOnly } from './clauses.ts';

/** The bank, or its rate. */
const BANK = /\b(?:bce|banque centrale(?: europeenne)?|refi(?:nancement)?|taux directeur|francfort)\b/;
/** Words that may stand between the bank and its rate, or beside a rate that was asked. */
const OF_RATE = new Set(
  'taux directeur cent cents pourcent pourcentage chiffre semestre premier janvier juillet jour annee actuel actuelle actuellement aujourd hui aujourdhui site internet google net web femme mari comptable expert comptables fils fille frere soeur pere mere conjoint conjointe belle beau associe associee collegue patron patronne secretaire copain copine ami amie gars dame cabinet ia chatgpt regarde regarder vu vois voit voir verifie cherche trouve trouver lu lit noter note marque affiche annonce indique apparemment parait sais sait savais arrondi mettons disons crois croit que pense prenons prends prenez mets mettez suppose supposons donnez donner donne dernier derniere retard hypothese soit serait egal vaut valait passe cas fixe fixee prendre ecrit ecris officiel source ici lui meme tjr toujours moment totaux'.split(
    ' ',
  ),
);
/** The most that the bank's own rate may be: it has never been as high, and what is above is another rate. */
const MOST = 6;
/** What a public buyer adds, in points: a rate that is said to hold it is the sum of both (R2192-31). */
const MARGIN = 8;
/** A rate that is said with a margin, or whole. */
const PLUS_EIGHT = /(?:\+|\bplus) ?8\b(?![.,]?\d)/;
const WHOLE = /\b(?:en tout|au total|tout compris|en totalite)\b|=/;
const OF_HALF_YEAR =
  /^ ?(?:%|pour ?cent|er|e|eme|nd|points?|pts?|jours?|mois|ans?|semestres?|€|euros?|h\b|\d)/;

interface Rate {
  readonly value: number;
  readonly at: number;
  readonly end: number;
  /** Its sign is said. */
  readonly isShare: boolean;
}

/** Rates of a text: those with their sign, and numbers that nothing else counts. */
function ratesIn(quantities: Quantities, text: string): Rate[] {
  const shares = quantities.shares.map((share) => ({ ...share, isShare: true }));
  // A number that was taken back is masked nowhere: only what is left of the words is read.
  const bare = [...text.matchAll(/(?<![\d.,/#\p{L}-])(\d{1,2}(?:[.,]\d{1,4})?)(?![\d/#]|[.,]\d|[-–]\d)/gu)]
    .map((match) => ({
      value: Number((match[1] ?? '').replace(',', '.')),
      at: match.index,
      end: match.index + match[0].length,
      isShare: false,
    }))
    .filter(({ at, end }) => !OF_HALF_YEAR.test(text.slice(end)) && !isDenied(text, at));
  return [...shares, ...bare].sort((a, b) => a.at - b.at);
}

/**
 * The bank's rate, in percent, where its own clause says that it is the bank's, or where it is what was asked.
 * @param isAsked the rate is what is missing, and was asked: a rate that its clause gives to nothing else answers
 * @returns as it is written in French; undefined where no rate, or more than one, may be it
 */
export function bankRateSaid(quantities: Quantities, isAsked: boolean): string | undefined {
  const text = masked(quantities);
  const rates = ratesIn(quantities, text);
  const clauses = clausesOf(text);
  const named = rates.filter((rate) => isOfBank(rate, clauses));
  const found =
    named.length > 0 ? named : isAsked ? rates.filter((rate) => answers(rate, rates, clauses)) : [];
  return rateOf(found, text, clauses);
}

/** The rate of those found: the one that is one, or the bank's part of a sum. */
function rateOf(found: readonly Rate[], text: string, clauses: readonly Clause[]): string | undefined {
  const [first] = found;
  const clause = first && clauses[clauseAt(clauses, first.at)];
  if (!clause) return undefined;
  const own = text.slice(clause.at, clause.end);
  const values = [...new Set(found.map(({ value }) => value))];
  const bank = values.filter((value) => value <= MOST);
  const whole = values.filter((value) => value >= MARGIN && value <= MARGIN + MOST);
  const isSum = PLUS_EIGHT.test(own) || WHOLE.test(own);
  if (isSum) {
    const rest = whole
      .filter((value) => value !== MARGIN)
      .map((value) => Math.round((value - MARGIN) * 1e4) / 1e4);
    const said = [...new Set([...bank, ...rest])];
    return said.length === 1 ? written(said[0]) : undefined;
  }
  return values.length === 1 && bank.length === 1 ? written(bank[0]) : undefined;
}

const written = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value).replace('.', ',');

/** Whether a clause says that a rate is the bank's: before it, or just after, with nothing of another between. */
function isOfBank(rate: Rate, clauses: readonly Clause[]): boolean {
  const rank = clauseAt(clauses, rate.at);
  const clause = clauses[rank];
  if (!clause) return false;
  const { before, after } = around(clause, rate);
  const at = lastOf(before);
  if (at !== undefined) return says(before.slice(at));
  const following = BANK.exec(after);
  if (following && says(after.slice(0, following.index)) && !/\d|#/.test(after.slice(0, following.index)))
    return says(before) || rate.isShare;
  // « le taux BCE, c'est 2,15 % », « taux BCE 2,15 %, enfin non, 2,40 % »
  if (!says(clause.words) || /\d/.test(before)) return false;
  for (let at = rank - 1; clauses[at]?.sentence === clause.sentence; at--) {
    const words = clauses[at]?.words ?? '';
    if (BANK.test(words)) return says(words) || rate.isShare;
    if (!says(words)) return false;
  }
  return false;
}

const says = (words: string): boolean => saysOnly({ words: words.replace(EACH_BANK, ' ') }, OF_RATE);
const EACH_BANK = new RegExp(BANK.source, 'g');

function lastOf(words: string): number | undefined {
  let at: number | undefined;
  for (const found of words.matchAll(EACH_BANK)) at = found.index + found[0].length;
  return at;
}

/** Whether a rate is what was asked: its clause says it and nothing of another thing. A bare number has decimals, or stands alone. */
function answers(rate: Rate, rates: readonly Rate[], clauses: readonly Clause[]): boolean {
  const clause = clauses[clauseAt(clauses, rate.at)];
  if (!clause || !says(clause.words)) return false;
  const isDecimal = !Number.isInteger(rate.value);
  return (
    rate.isShare || isDecimal || (rates.length === 1 && clauses.length === 1 && !clause.words.includes('#'))
  );
}
