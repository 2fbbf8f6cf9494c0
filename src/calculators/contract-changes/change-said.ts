import type { ComputationInput } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { comparesSums } from '#src/reader/follow-up.ts';
import type { Amount } from '#src/reader/quantities.ts';

/** A change of a contract, as a question says it. */
export interface ChangeSaid {
  /** The initial contract, in €. */
  readonly contract?: number | undefined;
  /** All changes together, in €, or in percent of the contract. */
  readonly change:
    | { readonly amount: number; readonly percent?: undefined }
    | { readonly percent: number; readonly amount?: undefined };
  /** The changes that were added. */
  readonly parts: readonly number[];
  /** The changes that were added, in percent. */
  readonly shares?: readonly number[] | undefined;
  /** The amount that the contract reaches, when the question says that one instead of the change. */
  readonly after?: number | undefined;
  readonly tax?: 'HT' | 'TTC' | undefined;
  /** Earlier changes are spoken of, their amount is not said. */
  readonly partial?: boolean | undefined;
}

const CHANGE_WORDS =
  /\b(?:avenants?|modification\w*|modifier|rallonges?|(?:travaux|prestations?|services?) (?:supplementaires?|en plus|complementaires?)|(?:ajout\w*|rajout\w*)|augment\w+)\b/;
/** Other subjects with an avenant: its signature, its payment, a change of holder, of price by a formula. */
export const OTHER_SUBJECT =
  /\b(?:sign(?:e|er|ature)\b.{0,20}\b(?:qui|quand|delai)|qui (?:signe|doit signer)|factur\w+|pay(?:e|er|ee|ement)s?|paiement|revision|indexation|penalites?|avances?|retenue|garantie|chiffre d'affaires|delais?|refus\w+ de signer|titulaire remplac\w+|cession|rachat|c'est quoi|salaires?|taux|insertion|subvention\w*|assurances?|loyers?|primes?|baisse|moins-value|diminu\w+|reduction)\b/;
const GENERAL =
  /\b(?:a partir de (?:combien|quel)|jusqu'(?:a|ou) ?(?:combien|quel)?|de combien|quel(?:le)? (?:est la )?(?:limite|plafond|hausse|pourcentage|augmentation))\b/;
const CONTRACT_BEFORE =
  /\b(?:marches?|contrat|initial\w*|base|commande|prevu|lot|chantier|services?|fournitures?|travaux|prestations?)\b(?! (?:supplementaires?|en plus|complementaires?))[^,;?]{0,30}$/;
const CONTRACT_AFTER = /^ ?(?:ht |ttc )?(?:de |du |au )?(?:marche|contrat|initial\w*|depart|base)\b/;
const CHANGE_BEFORE =
  /\b(?:avenants?|modification\w*|rallonges?|ajout\w*|rajout\w*|supplementaires?|en plus|plus|augment\w+ de|puis|deja|complementaires?|second|deuxieme|premier|troisieme|et)\b[^,;?]{0,25}$|\+ ?$/;
const CHANGE_AFTER =
  /^ ?(?:ht |ttc )?(?:€ )?(?:de plus|en plus|supplementaires?|d'avenants?|d'ajouts?|de travaux supplementaires?|de prestations supplementaires?|de rallonge)\b/;
const REACHES = /\b(?:passe\w*|porte\w*|monte\w*|arrive\w*|grimpe\w*) (?:(?:de|du) [^,;?]{1,20} )?a ?$/;
const SEVERAL = /\b(?:deja|puis|premier|deuxieme|second|troisieme|avenants|et un autre|encore|2 |3 )\b/;

const EARLIER =
  /\bavenants? ?(?:n° ?|no ?|numero ?)?[2-9]\b|\b(?:deuxieme|second|troisieme|quatrieme|2e|2eme|3e|3eme|nouvel|autre) avenant\b|\bdeja (?:eu|fait|signe)|\bencore un avenant\b/;

/**
 * Reads a change and the contract that it changes.
 * @returns undefined when the question speaks of no change with an amount, or when amounts can't be told apart
 */
export function changeSaid(input: ComputationInput): ChangeSaid | undefined {
  const { text } = input.quantities;
  const shares = input.quantities.shares.filter(({ at }) => !isLimitAt(text, at));
  if (!speaksOfChange(input.quantities)) return undefined;
  const { all } = amountsSaid(input, input.today);
  if (new Set(all.flatMap(({ tax }) => tax ?? [])).size > 1) return undefined;
  const roles = all.map((amount, index) => roleOf(text, all, amount, index));
  const of = (role: string) => all.filter((_, index) => roles[index] === role);
  const contracts = of('contract');
  const changes = of('change');
  const after = of('after');
  if (roles.includes(undefined) || contracts.length > 1 || after.length > 1) return undefined;
  const contract = contracts[0]?.value;
  const tax = all.find((amount) => amount.tax)?.tax;
  const [share, another] = shares;
  // « le SMIC augmente de 2 % » speaks of no change of a contract.
  if (share && !/\b(?:avenants?|modification\w*|marche (?:peut )?augment\w*)\b/.test(text)) return undefined;
  if (share) {
    if (changes.length + after.length > 0) return undefined;
    return another ? sharesChange(text, shares, contract, tax) : shareChange(text, share, contract, tax);
  }
  if (contract === undefined) return undefined;
  const reached = after[0]?.value;
  if (reached !== undefined) return changes.length > 0 ? undefined : changeReaching(reached, contract, tax);
  return amountsChange(text, changes, contract, tax);
}

/** « ça dépasse les 10 % ? », « en dessous de 15 % »: the limit is quoted, and is no change. */
const LIMIT =
  /\b(?:les|des|limite de|plafond de|regle des|seuil de|(?:au[ -]?|en[ -])?(?:dessus|dessous|dela) de) $/;
export const isLimitAt = (text: string, at: number): boolean => LIMIT.test(text.slice(0, at));

const speaksOfChange = ({ text, shares }: ComputationInput['quantities']): boolean =>
  (CHANGE_WORDS.test(text) || (shares.some(({ at }) => isLimitAt(text, at)) && comparesSums(text))) &&
  !OTHER_SUBJECT.test(text) &&
  !GENERAL.test(text);

/** « passe de 100 000 € à 110 000 € » */
function changeReaching(after: number, contract: number, tax: Amount['tax']): ChangeSaid | undefined {
  const amount = after - contract;
  return amount > 0 ? { contract, change: { amount }, parts: [amount], after, tax } : undefined;
}

/** One change, or several of which the question says that they are. */
function amountsChange(
  text: string,
  changes: readonly Amount[],
  contract: number,
  tax: Amount['tax'],
): ChangeSaid | undefined {
  if (changes.length === 0 || (changes.length > 1 && !SEVERAL.test(text))) return undefined;
  const parts = changes.map(({ value }) => value);
  // So many times the contract: the two were taken one for the other.
  if (parts.some((part) => part > MOST_TIMES * contract)) return undefined;
  const partial = parts.length === 1 && EARLIER.test(text);
  return { contract, change: { amount: parts.reduce((sum, part) => sum + part, 0) }, parts, tax, partial };
}

const ANOTHER = /\bun (?:autre|nouveau|nouvel)\b/;

/** « un avenant de 6 %, puis un second de 6 % »: shares are added when the question says that they are of several changes. */
function sharesChange(
  text: string,
  shares: ComputationInput['quantities']['shares'],
  contract: number | undefined,
  tax: ChangeSaid['tax'],
): ChangeSaid | undefined {
  if (!SEVERAL.test(text) && !ANOTHER.test(text)) return undefined;
  return {
    contract,
    change: { percent: shares.reduce((sum, { value }) => sum + value, 0) },
    parts: [],
    shares: shares.map(({ value }) => value),
    tax,
  };
}

/** « trois petits avenants de 5 % », « 2 avenants de chacun 6 % »: as many changes, and nothing between that counts else. */
const ALIKE =
  /\b(deux|trois|quatre|cinq|six|[2-9]) (?:petit\w* |nouveau\w* )?(?:avenants|modifications|rallonges)\b[^,;.?!\d%]{0,20}$/;
const COUNTED: Readonly<Record<string, number>> = { deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6 };

function timesOf(before: string): number {
  const [, count] = ALIKE.exec(before) ?? [];
  return count === undefined ? 1 : (COUNTED[count] ?? Number(count));
}

/** Changes of the same share each. */
const alike = (
  percent: number,
  times: number,
  contract: number | undefined,
  tax: ChangeSaid['tax'],
): ChangeSaid => ({
  contract,
  change: { percent: percent * times },
  parts: [],
  shares: Array.from({ length: times }, () => percent),
  tax,
});

/** One share, of one change or of several alike. */
function shareChange(
  text: string,
  { value, at }: ComputationInput['quantities']['shares'][number],
  contract: number | undefined,
  tax: ChangeSaid['tax'],
): ChangeSaid {
  const times = timesOf(text.slice(0, at));
  return times === 1
    ? { contract, change: { percent: value }, parts: [], tax }
    : alike(value, times, contract, tax);
}

/** A change of more than so many times its contract is none. */
const MOST_TIMES = 5;
/** Between two amounts: « 5 800 € sur 62 000 € »; « 80 000 € sur 3 ans » has no amount after it. */
const ON = /^ ?(?:€|euros?)? ?(?:ht |ttc )?sur $/;

const isOn = (text: string, one: Amount | undefined, other: Amount | undefined): boolean =>
  one !== undefined && other !== undefined && ON.test(text.slice(one.end, other.at));

/** What an amount of a question on a change is, told by the words beside it. */
export function roleOf(text: string, all: readonly Amount[], { at, end }: Amount, index: number) {
  const before = text.slice(Math.max(all[index - 1]?.end ?? 0, at - 60), at);
  const after = text.slice(end, Math.min(all[index + 1]?.at ?? text.length, end + 30));
  if (REACHES.test(text.slice(Math.max(0, at - 40), at))) return 'after';
  if (isOn(text, all[index - 1], all[index])) return 'contract';
  if (CHANGE_AFTER.test(after) || isOn(text, all[index], all[index + 1])) return 'change';
  const contract = CONTRACT_BEFORE.exec(before)?.index ?? -1;
  const change = CHANGE_BEFORE.exec(before)?.index ?? -1;
  if (contract > change) return 'contract';
  if (change >= 0) return 'change';
  if (CONTRACT_AFTER.test(after)) return 'contract';
  // Of two amounts, the one that nothing tells is what the other is not.
  return all.length === 2 ? (index === 0 ? 'change' : 'contract') : undefined;
}
