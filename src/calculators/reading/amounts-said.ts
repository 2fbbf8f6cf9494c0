import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Amount, type Quantities, quantitiesIn } from '#src/reader/quantities.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { isBuyerSpending } from './buyer-size-said.ts';

/** What follows a number that counts something else than money. */
const COUNTED =
  /^ ?(?:habitants?|hab\b|salaries|personnes?|agents?|repas|couverts?|eleves|enfants?|m2|m²|m3|metres?|km|heures?|logements?|places?|tonnes?|kg|litres?|exemplaires?|unites?|pieces?|tables?|chaises?|postes?|ordis?|ordinateurs?|sites?|adherents?)\b/;
/** A number that sits at the end of these is a rule that the question quotes, not the amount of its own need. */
const QUOTED_RULE = /\b(?:seuils?|derogations?|dispenses?|plafonds?|limites?|barre|palier)\b[^,;?]{0,40}$/;
/** « un accord-cadre de ménage, plafond 150 000 € »: the most that this contract is worth. */
const OWN_CEILING =
  /\b(?:contrats?|marches?|accords?-? ?cadres?)\b[^.?;]{0,40}[,(] ?plafond(?:ne\w*)? (?:de |a |: ?)?$/;
/** « vu que chacun est sous 100 000 » */
const EACH_UNDER =
  /\b(?:chacune?s?|chaque \w+|tous|toutes|aucune?) (?:est |sont |reste\w* |fait |font |ne depasse\w* |n'atteint )?(?:tous |toutes )?(?:sous |en[- ]dessous de |inferieure?s? a |moins de |a moins de )?(?:les |la |l'|le )?$/;
/** « ce n'est plus 62 000 mais 104 000 », « 21 000 au lieu de 28 000 »: what is said not to be any more counts for nothing. */
const NO_MORE_BEFORE =
  /\b(?:(?:c'est|n'est|ce sont|est) (?:pas|plus)|au lieu|et non(?: pas)?|plutot que)(?: de| les)? $/;
const isNoMore = (text: string, { at, end }: Amount): boolean =>
  NO_MORE_BEFORE.test(text.slice(0, at)) &&
  (/^[^.;?!]{0,25}\bmais\b/.test(text.slice(end)) ||
    /(?:lieu|non(?: pas)?|que)(?: de| les)? $/.test(text.slice(0, at)));
const TAX_BEFORE = /\b(ht|hors taxes?|ttc)\W{0,2}$/;

/** The amounts of money that a question says about its own contract, each once, in the order of the text. */
export interface AmountsSaid {
  readonly all: readonly Amount[];
  /** Those that the follow-up itself says; none when the message is no follow-up. */
  readonly latest: readonly Amount[];
  /** All of them, the same amount as many times as it is said. */
  readonly each: readonly Amount[];
}

/** Leaves out what counts heads, tells the buyer's size or quotes a threshold; « TTC 48 000 € » said after « 48 000 € » completes it. */
export function amountsSaid(
  { quantities, understanding }: { quantities: Quantities; understanding: Understanding },
  today: IsoDate,
): AmountsSaid {
  const { text } = quantities;
  const kept = quantities.amounts
    .filter(({ end }) => !COUNTED.test(text.slice(end)))
    .filter(({ at }) => !QUOTED_RULE.test(text.slice(0, at)) || OWN_CEILING.test(text.slice(0, at)))
    .filter(({ at }) => !EACH_UNDER.test(text.slice(0, at)))
    .filter((amount, _, all) => all.length < 2 || !isNoMore(text, amount))
    .filter((amount) => !isBuyerSpending(text, amount, quantities.amounts))
    .map((amount) => ({ ...amount, tax: amount.tax ?? taxBefore(text.slice(0, amount.at)) }));
  const start = understanding.followsUp ? askedFrom(text, understanding.asked, today) : text.length;
  return { all: distinct(kept), latest: distinct(kept.filter(({ at }) => at >= start)), each: kept };
}

/** Where a follow-up begins in the completed question, whose words it ends: only its opening may have been cut. */
export function askedFrom(text: string, asked: string, today: IsoDate): number {
  const bare = (words: string) => words.replace(/(?<![\s?.!])[\s?.!]+$/, '');
  const whole = bare(text);
  const own = bare(quantitiesIn(asked, today).text);
  let common = 0;
  while (common < own.length && whole.at(-1 - common) === own.at(-1 - common)) common++;
  // A follow-up starts at a word, not within one that happens to end alike.
  while (common > 0 && /[\p{L}\d]/u.test(whole.at(-1 - common) ?? ' ')) common--;
  return whole.length - common;
}

function taxBefore(before: string): 'HT' | 'TTC' | undefined {
  const said = TAX_BEFORE.exec(before)?.[1];
  if (!said) return undefined;
  return said === 'ttc' ? 'TTC' : 'HT';
}

function distinct(amounts: readonly Amount[]): Amount[] {
  const byValue = new Map<number, Amount>();
  for (const amount of amounts) {
    const first = byValue.get(amount.value);
    byValue.set(amount.value, first ? { ...first, tax: amount.tax ?? first.tax } : amount);
  }
  return [...byValue.values()];
}
