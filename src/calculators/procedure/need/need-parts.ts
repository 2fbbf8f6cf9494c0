import type { Category } from '#src/calculators/buyers.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import type { AmountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import type { Amount, Quantities } from '#src/reader/quantities.ts';

/** A need that a question says in parts which the code adds up. */
export interface NeedParts {
  readonly parts: readonly number[];
  readonly total: number;
  /** R2121-5 adds the works of an operation, R2121-6 supplies and services alike; `split`: one need cut in contracts. */
  readonly kind: 'operation' | 'alike' | 'split';
  readonly category?: Category | undefined;
  readonly tax?: 'HT' | undefined;
}

/** Works of one operation, whatever the number of trades and contracts. */
const OPERATION =
  /\b(?:une|la|cette|meme|seule|l') ?(?:seule |meme |et meme ){0,4}operation\b|\bmeme (?:chantier|projet|batiment|renovation|ecole|salle|immeuble)\b|\bcorps (?:de metiers?|d'etat)\b|\btous corps\b/;
const ALIKE =
  /\bmemes? (?:besoins?|fournitures?|services?|prestations?|produits?|type|nature)\b|\bhomogenes?\b|\bunite fonctionnelle\b|\bmeme chose\b/;
const COUNTED =
  /\b(\d{1,2}) (?:petite?s? )?(?:contrats|marches|commandes|achats|morceaux|devis|bons(?: de commande)?)\b[^,;?.\d]{0,25}(?:de|a) $/;
const SPLIT = /\b(?:de|re)?coup\w+|saucisson\w*|fraction\w*|\bscind\w*|\bmorcel\w*|\bdivis\w*|au lieu d'un/;
const EACH_AFTER = /^ ?(?:€ )?(?:ht )?(?:chacune?s?|chaque|piece|l'un)\b/;

const TOTAL_BEFORE = /(?:\b(?:soit|total\w*|donc|en tout)|=)(?: (?:de|a|est de))?[ :]*$/;

/** The parts of one need, added; undefined when the question says a single amount, or amounts that nothing adds. */
export function needParts({ text }: Pick<Quantities, 'text'>, { each }: AmountsSaid): NeedParts | undefined {
  if (each.some(({ tax }) => tax === 'TTC')) return undefined;
  const tax = each.some((amount) => amount.tax === 'HT') ? 'HT' : undefined;
  const category = categoryOf(text);
  const split = each.length === 1 && each[0] && SPLIT.test(text) ? repeated(text, each[0]) : undefined;
  if (split) return { parts: split, total: sumOf(split), kind: 'split', category, tax };
  const summed = category && partsOfSum(each);
  if (summed) {
    const kind = category === 'works' ? 'operation' : 'alike';
    return { parts: summed, total: sumOf(summed), kind, category, tax };
  }
  return addedByWords(text, each, { category, tax });
}

/** The same, where words say that they are added. */
function addedByWords(
  text: string,
  each: readonly Amount[],
  { category, tax }: Pick<NeedParts, 'category' | 'tax'>,
): NeedParts | undefined {
  if (each.length < 2) return undefined;
  // « 60 000 + 50 000, soit 110 000 »: the total is said too.
  const parts = each.filter(({ at }) => !TOTAL_BEFORE.test(text.slice(0, at))).map(({ value }) => value);
  if (parts.length < 2) return undefined;
  const total = sumOf(parts);
  const plus = each.slice(1).every(({ at }, index) => /\+/.test(text.slice(each[index]?.end ?? 0, at)));
  if (category === 'works' && (OPERATION.test(text) || plus))
    return { parts, total, kind: 'operation', category, tax };
  if (category === 'supplies-services' && ALIKE.test(text))
    return { parts, total, kind: 'alike', category, tax };
  return undefined;
}

/** « 62 000, plus 28 000, plus 14 000, cela fait 104 000 »: who tells parts, and last their sum, has added one need. */
function partsOfSum(each: readonly Amount[]): readonly number[] | undefined {
  const total = each.at(-1)?.value;
  const parts = each.map(({ value }) => value).filter((value) => value !== total);
  return parts.length >= 2 && parts.length === each.length - 1 && sumOf(parts) === total ? parts : undefined;
}

/** « 4 contrats de 50 000 » */
function repeated(text: string, { value, at, end }: Amount): number[] | undefined {
  const count = Number(COUNTED.exec(text.slice(Math.max(0, at - 60), at))?.[1] ?? 0);
  const each = EACH_AFTER.test(text.slice(end)) || /\bde $/.test(text.slice(0, at));
  return count > 1 && each ? Array<number>(count).fill(value) : undefined;
}

const sumOf = (parts: readonly number[]): number => roundToCents(parts.reduce((sum, part) => sum + part, 0));
