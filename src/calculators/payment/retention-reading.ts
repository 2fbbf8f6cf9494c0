import { advanceClarify } from '#src/calculators/advances/advance-texts.ts';
import type { Buyer } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { companyOf } from '#src/calculators/reading/company-said.ts';
import {
  articlesOf,
  asked,
  byRole,
  datesByRole,
  sentences,
  verdictOf,
} from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, permissionAsked } from '#src/calculators/reading/verdicts.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { buyerChoices } from '#src/calculators/texts-clarify.ts';
import { addMonths } from '#src/platform/calendar/days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Amount, monthsOf } from '#src/reader/quantities.ts';
import { type RetentionCeiling, retentionCeiling } from './retention.ts';
import { RETENTION_TITLE, type RetentionBuyer, retentionTexts as texts } from './retention-texts.ts';

/** « aucune réserve », « tout est levé »: nothing is left that could keep it. */
const CLEAR =
  /(?:zero|aucune|sans|pas de|plus de|0) reserves?\b|reserves? (?:ont ete |sont |toutes )?levees?/;
const LATE = /\ben retard\b|\bretard\b|deja (?:du|rendue)|delai (?:est )?(?:depasse|passe)/;
const GUARANTEE_TIME = /garantie[^,;?.]{0,25}$/;

/** From the end of the guarantee period, or from the day on which the last reservations were lifted (R2191-35). */
function releaseAnswer(input: ComputationInput): ComputedAnswer | undefined {
  const { quantities, figures, today, understanding } = input;
  const { text } = quantities;
  const { ended, lifted, received } = datesByRole(
    input,
    {
      lifted: /reserves?.{0,25}lev|levees?|leve\b/,
      received: /\breception(?:nee?s?)?\b/,
      ended: /garantie|parfait achevement|fini|termin|expir|fin\b/,
    },
    [],
  );
  const from = lifted ?? ended ?? (received && guaranteeEnd(quantities, received));
  const limit = from && timeLimit(figures, 'retenue-restitution', from);
  if (!limit) return undefined;
  const passed = limit.last < today;
  const judges = LATE.test(text) && understanding.polarity?.modality === 'vrai' && CLEAR.test(text);
  const verdict =
    judges && !asksInTheNegative(quantities) ? verdictOf(understanding.polarity, passed) : undefined;
  return {
    headline: texts.release(verdict, limit, passed, lifted !== undefined || CLEAR.test(text)),
    steps: [texts.releaseStep(limit)],
    caveats: sentences(!lifted && texts.reserves, texts.counted),
    articles: articlesOf([limit.figure]),
    figures: [limit.figure],
    verdict,
  };
}

/** « réception le 15 octobre 2025, garantie d'un an » */
function guaranteeEnd(
  { text, durations }: ComputationInput['quantities'],
  received: IsoDate,
): IsoDate | undefined {
  const [time, ...more] = durations.filter(
    ({ at, end, unit }) =>
      (unit === 'mois' || unit === 'ans') &&
      (GUARANTEE_TIME.test(text.slice(0, at)) || /^ ?(?:de )?garantie/.test(text.slice(end))),
  );
  return time && more.length === 0 ? addMonths(received, monthsOf(time)) : undefined;
}

const RETENTION =
  /retenues? de garantie|\brg\b|\bretenues?\b.{0,60}garantie|garantie.{0,90}\bretenue|\b(?:reten(?:ir|u)|retien(?:t|nent))\b.{0,60}\bgarantie\b|\bretenue (?:de )?\d|(?:%|pour ?cents?|€|euros?) (?:de|en) retenue\b|\b(?:la|une|ma|cette|sa|leur) retenue\b(?! (?:a la source|pour|par|parmi|comme|fiscale|sur salaire))/;
const OTHER =
  /avances?\b|remplac|caution|premiere demande|penalite|sous-?traitan|retenue a la source|candidature|soumission/;
const RELEASE = /rend|restitu|rembours|recuper|liber|lever|revers|quand|delai/;
/** The pages that ask how much may be kept. */
const PAGES = new Set(
  [
    'quel-pourcentage-du-marche-l-acheteur-peut-il-garder-en-retenue-de-garantie',
    'l-etat-ou-une-commune-peut-il-retenir-plus-que-le-plafond-de-la-retenue-de-garan',
  ].map((id) => `guides/retenue-de-garantie#${id}`),
);
/** The page that asks whether there must be one: nothing is counted where the contract says none. */
const NOT_SAID = new Set([
  'guides/retenue-de-garantie#l-acheteur-est-il-oblige-de-prevoir-une-retenue-de-garantie',
]);
/** « ils vont me garder 5 pour cent », « la mairie retient 5 % »: what is kept of each payment, without its name. */
const KEEPS =
  /\b(?:gard|retien|reten|bloqu|prelev)\w{0,6} (?:\p{L}{1,8} ){0,4}\d{1,2}(?:[.,]\d)? ?(?:%|pour ?(?:cents?|100))/u;
const isOurs = (text: string): boolean => (RETENTION.test(text) || KEEPS.test(text)) && !OTHER.test(text);

/** How much retention a buyer may keep, whether a rate is allowed, when it must be given back. */
export const retentionComputation: Computation = {
  id: 'retention',
  title: RETENTION_TITLE,
  isToldInPassing: true,
  neverOnPages: NOT_SAID,
  onPages: {
    keys: PAGES,
    // A sum and a rate are counted; what else a page says of them, it says by itself.
    compute: (input) => {
      const { text, amounts, shares } = input.quantities;
      const counts = isOurs(text) && !RELEASE.test(text) && amounts.length === 1 && shares.length === 1;
      return counts && isPublic(input) ? ceilingAnswer(input) : undefined;
    },
    isSaidBy: isOurs,
  },
  compute(input) {
    const { text } = input.quantities;
    if (!isPublic(input) || !isOurs(text)) return undefined;
    return RELEASE.test(text) ? (releaseAnswer(input) ?? ceilingAnswer(input)) : ceilingAnswer(input);
  },
};

/** Who works for the holder has a private contract: no ceiling of public buyers is theirs. */
function isPublic({ understanding }: ComputationInput): boolean {
  const { regime, buyer } = understanding.case;
  if (understanding.role === 'subcontractor') return false;
  return regime === 'ordinary' && buyer !== 'private' && buyer !== 'defence';
}

function ceilingAnswer(input: ComputationInput): ComputedAnswer | undefined {
  const { understanding } = input;
  const { text } = input.quantities;
  const { buyer } = understanding.case;
  const { sme, large } = companyOf(input);
  const ceiling = retentionCeiling({ buyer, sme, large }, input.figures);
  if (!ceiling) return undefined;
  const { said, market, working } = keptOf(input);
  const most = market && roundToCents((market.value * ceiling.ceiling.number) / 100);
  const steps = [...working, ...(market ? mostSteps(market, ceiling) : [])];
  const { polarity } = understanding;
  const sumOf = asksAmount(text) ? market : undefined;
  if (said !== undefined && sumOf && !polarity) return sumAnswer(said, sumOf, ceiling, named(buyer));
  const judges = said !== undefined && (polarity !== undefined || steps.length > 0);
  if (!judges && !sumOf) return undefined;
  const judged = judges ? judgedRate(input, said, ceiling) : undefined;
  const reduced = ceiling.ifReduced;
  return {
    headline: judged?.headline ?? texts.most(most ?? 0, ceiling, named(buyer)),
    steps,
    caveats: [...(market ? [texts.basis] : []), texts.optional, texts.guarantee],
    articles: articlesOf([ceiling.ceiling], ['L2191-7']),
    figures: figuresOf(ceiling),
    verdict: judged?.verdict,
    clarify: judged?.settled ? undefined : clarifyOf(buyer, sme, reduced?.size),
  };
}

/** The rate kept, said or computed from two amounts, and the amount of the contract. */
function keptOf(input: ComputationInput): {
  said: number | undefined;
  market: Amount | undefined;
  working: string[];
} {
  const { text, shares } = input.quantities;
  const { all } = amountsSaid(input, input.today);
  const roles = byRole(text, all, {
    kept: /retenue|garde|retient|bloqu|preleve/,
    contract: /\bsur\b|marche|contrat|montant|total|travaux|prestation|chantier|factur/,
  });
  const market = all.length === 1 && !roles.kept ? all[0] : roles.contract;
  // « comme elle est plafonnée à 3 % » quotes a rule.
  const own = shares.filter(
    ({ at }) => !/\b(?:plafon\w*|limite\w*|maximum|seuil) (?:a |de |est de )?$/.test(text.slice(0, at)),
  );
  const said = own.length === 1 ? own[0]?.value : undefined;
  const { kept, contract } = roles;
  if (said !== undefined || !kept || !contract || !sameTax(kept.tax, contract.tax))
    return { said, market, working: [] };
  const rate = roundToCents((100 * kept.value) / contract.value);
  return { said: rate, market, working: [texts.ratio(kept.value, contract.value, rate)] };
}

/** The most that may be kept, and the most of a buyer and a company for which it is less. */
function mostSteps({ value, tax }: Amount, { ceiling, ifReduced }: RetentionCeiling): string[] {
  const most = roundToCents((value * ceiling.number) / 100);
  const product = texts.product(value, tax, ceiling.number, most);
  if (!ifReduced) return [product];
  const rate = ifReduced.ceiling.number;
  return [product, texts.reduced(value, tax, rate, roundToCents((value * rate) / 100))];
}

const figuresOf = ({ ceiling, ifReduced }: RetentionCeiling): KnownFigure[] =>
  ifReduced ? [ceiling, ifReduced.ceiling, ifReduced.size] : [ceiling];

/** « 5 % sur 40 000 €, ça fait combien ? » */
function sumAnswer(
  rate: number,
  market: Amount,
  ceiling: RetentionCeiling,
  buyer: RetentionBuyer,
): ComputedAnswer {
  const kept = roundToCents((market.value * rate) / 100);
  const { ifReduced } = ceiling;
  const reduced = ifReduced && rate > ifReduced.ceiling.number ? ifReduced.ceiling.number : undefined;
  const { value, tax } = market;
  return {
    headline: texts.sum(kept, rate),
    steps: sentences(
      texts.product(value, tax, rate, kept),
      reduced !== undefined && texts.reduced(value, tax, reduced, roundToCents((value * reduced) / 100)),
    ),
    caveats: sentences(
      rate > ceiling.ceiling.number && texts.tooMuch(undefined, rate, ceiling),
      ifReduced &&
        rate > ifReduced.ceiling.number &&
        rate <= ceiling.ceiling.number &&
        texts.depends(rate, ceiling, buyer),
      texts.basis,
      texts.optional,
    ),
    articles: articlesOf([ceiling.ceiling], ['L2191-7']),
    figures: figuresOf(ceiling),
  };
}

function judgedRate(
  { quantities, understanding: { polarity, case: read } }: ComputationInput,
  said: number,
  ceiling: RetentionCeiling,
): { headline: string; verdict: 'oui' | 'non' | undefined; settled: boolean } {
  const { ceiling: high, ifReduced } = ceiling;
  const asked = permissionAsked(quantities, polarity);
  const asks = asked?.modality === 'permis' || asked?.modality === 'interdit' ? asked : undefined;
  const exceeds = polarity?.modality === 'vrai' && /\bdepass|\btrop\b|exager/.test(quantities.text);
  if (said > high.number) {
    const verdict = exceeds ? 'oui' : verdictOf(asks, false);
    return { headline: texts.tooMuch(verdict, said, ceiling), verdict, settled: true };
  }
  if (ifReduced && said > ifReduced.ceiling.number)
    return { headline: texts.depends(said, ceiling, named(read.buyer)), verdict: undefined, settled: false };
  // « elle ne peut pas, si ? »: neither word would be clear.
  const verdict = exceeds ? 'non' : polarity?.negated ? undefined : verdictOf(asks, true);
  return { headline: texts.allowed(verdict, said, ceiling), verdict, settled: true };
}

const named = (buyer: Buyer | undefined): RetentionBuyer => (buyer && buyer !== 'state' ? 'other' : buyer);

const asksAmount = (text: string): boolean =>
  /combien|quel montant|maxi?\w*\b|au plus|calcul|fait|garde|bloqu|en euros|plafond|reten/.test(text);
const sameTax = (a: string | undefined, b: string | undefined): boolean => !a || !b || a === b;

function clarifyOf(
  buyer: string | undefined,
  sme: boolean | undefined,
  size: KnownFigure | undefined,
): ComputedAnswer['clarify'] {
  if (!size) return undefined;
  if (sme === undefined) return asked(advanceClarify.sme, [advanceClarify.isSme, advanceClarify.isNotSme]);
  if (!buyer)
    return asked(advanceClarify.buyer, [
      buyerChoices.state,
      buyerChoices.local,
      buyerChoices['state-agency'],
      buyerChoices.hospital,
    ]);
  return asked(advanceClarify.size(size), [advanceClarify.isLarge, advanceClarify.isSmall]);
}
