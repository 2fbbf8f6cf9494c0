import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { asksWhen } from '#src/calculators/reading/verdicts.ts';
import { euros, percent } from '#src/calculators/texts-amounts.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { type Bought, type FoodShare, foodShares, meatShare } from './egalim-share.ts';
import { EGALIM_TITLE, egalimTexts as texts } from './egalim-share-texts.ts';

const CANTEEN =
  /\begalim\b|\bcantines?\b|restauration (?:collective|publique|scolaire|municipale)|restos? (?:scolaires?|municipal|administratif)|restaurants? (?:scolaires?|administratifs?|universitaires?)|self municipal|repas scolaires?/;
const FOOD = /\bbio\b|biologiques?|\bdurables?\b|de qualite|\bviandes?\b|\bpoissons?\b/;
const MEAT = /\bviandes?\b|\bpoissons?\b/;
/** Another rule on canteens, or a company's own. */
const OTHER =
  /certification|niveau 2|\bhve\b|label|vegetari|gaspillage|plastique|seuil de procedure|mise en concurrence|sans appel|\bdirect\b|publier|boamp|\bprix\b|retard|local\b/;
const ASKS_SUM =
  /combien|calcul|\bquel(?:le)?s? (?:part|montant|somme|budget)|minimum|au moins|ca fait|\ben euros\b/;
/** What is missing to reach the shares. */
const MISSES =
  /\bmanqu\w*|\bil (?:me |nous )?(?:reste|faut encore)\b|\becart\b|\bencore\b|\brattrap\w*|\bajouter\b|\bloin\b|\bde plus\b|\bau bout\b/;
/** A public kitchen buys food. */
const KITCHEN = /\bdenrees\b|\bachats? alimentaires?\b|\bself\b|\bcuisines?\b|\brepas\b|\bconvives?\b/;
const BOTH = /\bdurables?\b.{0,80}\bbio\b|\bbio\b.{0,80}\bdurables?\b/;
const JUDGES = /suffi\w*|assez|dans les clous|conforme|respecte\w*|\bok\b|legal|regle|atteint|compte|bon\b/;

type Kind = 'sustainable' | 'organic' | 'meat';
const KIND_AFTER: Readonly<Record<Kind, RegExp>> = {
  organic: /^ ?(?:€ )?(?:ht |ttc )?(?:de |d'|en )?(?:produits? )?(?:bio\b|biologiques?)/,
  sustainable: /^ ?(?:€ )?(?:ht |ttc )?(?:de |d'|en )?(?:produits? )?(?:durables?|de qualite|egalim)\b/,
  meat: /^ ?(?:€ )?(?:ht |ttc )?(?:de |d'|en )?(?:la )?(?:viandes?|poissons?)/,
};
const KIND_BEFORE: Readonly<Record<Kind, RegExp>> = {
  organic: /\b(?:bio|biologiques?) ?(?:a |: ?|= ?|pour |fait )$/,
  sustainable: /\bdurables? ?(?:a |: ?|= ?|pour |fait )$/,
  meat: /\b(?:viandes?|poissons?) ?(?:a |: ?|= ?|pour |fait )$/,
};

/** Sustainable and organic shares of public catering, in euros, or what is bought against them (C. rural L230-5-1). */
export const EGALIM_SHARE: Computation = {
  id: 'egalim-share',
  title: EGALIM_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input) || !isOfCanteen(input)) return undefined;
    const { text } = input.quantities;
    const { all } = amountsSaid(input, input.today);
    // Of several amounts, the one that no food names is that of all purchases; meat alone has its own total.
    const [total, ...more] = all.filter((amount) => kindOf(text, amount) === undefined);
    if (more.length > 0) return undefined;
    const onMeat = MEAT.test(text) && !/\bbio\b|biologiques?/.test(text);
    if (onMeat) return missingMeat(input, all, total) ?? meatAnswer(input, all.length === 1 ? all[0] : total);
    return foodAnswer(input, all, total);
  },
};

/** Whether a question is on what a public kitchen buys of each kind of food. */
function isOfCanteen({ quantities: { text }, understanding }: ComputationInput): boolean {
  const { regime, buyer } = understanding.case;
  if (regime === 'private' || buyer === 'private' || !FOOD.test(text) || OTHER.test(text)) return false;
  return CANTEEN.test(text) || (BOTH.test(text) && (KITCHEN.test(text) || buyer !== undefined));
}

function foodAnswer(
  input: ComputationInput,
  all: readonly Amount[],
  total: Amount | undefined,
): ComputedAnswer | undefined {
  const { text } = input.quantities;
  const bought = {
    sustainable: boughtOf(input, all, 'sustainable'),
    organic: boughtOf(input, all, 'organic'),
  };
  const shares = foodShares(total?.value, bought, input.figures);
  if (!shares) return undefined;
  const judged = (['sustainable', 'organic'] as const).flatMap((kind) => {
    const said = saidOf(bought[kind], total?.tax);
    return said && shares[kind].enough !== undefined ? [{ kind, share: shares[kind], said }] : [];
  });
  if (judged.length > 0 && total && MISSES.test(text)) return missingAnswer(input, judged, total);
  if (judged.length > 0 && JUDGES.test(text)) return judgedAnswer(input, judged, total);
  if (!total || judged.length > 0 || !ASKS_SUM.test(text)) return undefined;
  return sumsAnswer(input, shares, total);
}

/** What both shares come to, of the total of the purchases. */
function sumsAnswer(
  { figures, understanding }: ComputationInput,
  shares: NonNullable<ReturnType<typeof foodShares>>,
  total: Amount,
): ComputedAnswer {
  const ofState = understanding.case.buyer === 'state';
  const meat = ofState ? undefined : meatShare(undefined, false, undefined, figures);
  return {
    headline: texts.both(shares, total.tax),
    steps: [
      texts.step(shares.sustainable, total.value, total.tax),
      texts.step(shares.organic, total.value, total.tax),
    ],
    caveats: sentences(texts.inside, texts.yearly, meat && texts.meatToo(meat)),
    articles: ['C. rural L230-5-1'],
    figures: [shares.sustainable.least, shares.organic.least, ...(meat ? [meat.least] : [])],
  };
}

/** The same, of meat and fish, which have their own total. */
function missingMeat(
  input: ComputationInput,
  all: readonly Amount[],
  total: Amount | undefined,
): ComputedAnswer | undefined {
  if (!total || !MISSES.test(input.quantities.text)) return undefined;
  const bought = boughtOf(input, all, 'meat');
  const share = meatShare(total.value, input.understanding.case.buyer === 'state', bought, input.figures);
  const said = saidOf(bought, total.tax);
  return share?.missing !== undefined && said
    ? missingAnswer(input, [{ kind: 'meat', share, said }], total)
    : undefined;
}

/** How much more of each kind is to be bought, of the total of the purchases. */
function missingAnswer(
  { figures, understanding }: ComputationInput,
  judged: readonly Judged[],
  total: Amount,
): ComputedAnswer {
  const ofState = understanding.case.buyer === 'state';
  const meat = meatShare(undefined, ofState, undefined, figures);
  const lacksOrganic = judged.some(({ kind, share }) => kind === 'organic' && share.missing);
  return {
    headline: texts.missing(judged, total.tax),
    steps: judged
      .flatMap(({ kind, share, said }) => [
        texts.step(share, total.value, total.tax),
        ...(/%$/.test(said) ? [texts.boughtStep(said, total.value, share, total.tax)] : []),
        texts.missingStep(share, kind, total.tax),
      ])
      .filter((line) => line !== ''),
    caveats: sentences(
      judged.every(({ kind }) => kind !== 'meat') &&
        (lacksOrganic && judged.length > 1 ? texts.organicCounts : texts.inside),
      texts.yearly,
      meat && judged.every(({ kind }) => kind !== 'meat') && texts.meatToo(meat),
    ),
    articles: ['C. rural L230-5-1'],
    figures: [...judged.map(({ share }) => share.least), ...(meat ? [meat.least] : [])],
  };
}

function kindOf(text: string, { at, end }: { readonly at: number; readonly end: number }): Kind | undefined {
  const names = ['organic', 'sustainable', 'meat'] as const;
  return (
    names.find((name) => KIND_AFTER[name].test(text.slice(end))) ??
    names.find((name) => KIND_BEFORE[name].test(text.slice(Math.max(0, at - 40), at)))
  );
}

function boughtOf(
  { quantities: { text, shares } }: ComputationInput,
  all: readonly Amount[],
  kind: Kind,
): Bought {
  const amount = all.find((one) => kindOf(text, one) === kind);
  if (amount) return { amount: amount.value };
  const share = shares.find((one) => kindOf(text, one) === kind);
  return share && { percent: share.value };
}

const saidOf = (bought: Bought, tax: Amount['tax']): string | undefined =>
  bought && ('percent' in bought ? percent(bought.percent) : euros(bought.amount, tax));

type Judged = { kind: Kind; share: FoodShare; said: string };

function judgedAnswer(
  { quantities, understanding: { polarity } }: ComputationInput,
  judged: readonly Judged[],
  total: Amount | undefined,
): ComputedAnswer {
  const enough = judged.every(({ share }) => share.enough);
  // Enough of one kind says nothing of the other: only both, or one that falls short, decide.
  const decides =
    polarity && !polarity.negated && polarity.modality !== 'obligatoire' && !asksWhen(quantities);
  const sure = !enough || judged.length > 1 || judged.some(({ kind }) => kind === 'meat');
  const verdict =
    decides && sure ? (enough === (polarity.modality !== 'interdit') ? 'oui' : 'non') : undefined;
  return {
    headline: texts.judged(verdict, judged, total?.tax),
    steps: judged.map(({ kind, share }) =>
      total ? texts.step(share, total.value, total.tax) : texts.limit(kind, share),
    ),
    caveats: [texts.yearly, texts.inside, texts.contract],
    articles: ['C. rural L230-5-1'],
    figures: judged.map(({ share }) => share.least),
    verdict,
  };
}

function meatAnswer(input: ComputationInput, total: Amount | undefined): ComputedAnswer | undefined {
  const { quantities, understanding, figures } = input;
  const { text, shares } = quantities;
  const ofState = understanding.case.buyer === 'state';
  const [share, ...more] = shares;
  if (more.length > 0) return undefined;
  const judges = share && JUDGES.test(text);
  const result = meatShare(total?.value, ofState, judges ? { percent: share.value } : undefined, figures);
  if (!result) return undefined;
  if (judges)
    return judgedAnswer(input, [{ kind: 'meat', share: result, said: percent(share.value) }], total);
  if (!total || share || !ASKS_SUM.test(text)) return undefined;
  return {
    headline: texts.meat(result, total.tax),
    steps: [texts.step(result, total.value, total.tax)],
    caveats: [texts.yearly],
    articles: ['C. rural L230-5-1'],
    figures: [result.least],
  };
}
