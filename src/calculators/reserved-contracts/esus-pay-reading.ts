import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { asked, byRole, sentences } from '#src/calculators/reading/roles.ts';
import { asksWhen, onPermission } from '#src/calculators/reading/verdicts.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import { type EsusPay, esusCeilings, esusLeastWage, esusPay, esusPayAllowed } from './esus-pay.ts';
import { ESUS_PAY_TITLE, esusPayTexts as texts } from './esus-pay-texts.ts';

const PAY =
  /\bsalaires?\b|remunerations?|\bgagne\w*|\bpaye\w*|\bpaie\b|\btouche\w*|\bsmic\b|dirigeant|directeur|directrice|patron/;
const TIMES = /\b(\d{1,2}(?:[.,]\d{1,2})?) ?(?:fois|x) (?:le |du )?smic\b/;
const MEAN = /\bmoyenne\b/;
const EXCEEDS = /\bdepass\w*|\btrop\b/;
/** Units that can't be compared without an assumption on the year. */
const MONTHLY = /\bmensuel\w*|par mois|\/ ?mois|\ble mois\b/;
const YEARLY = /\bannuel\w*|par an\b|\/ ?an\b|l'annee|\bl'an\b/;

/** The lowest wage of the company is no minimum wage of the law. */
const LOWEST = /plus (?:bas|basse|faible|petit)s?\b|\bmoins (?:paye|bien paye)/;

/** Pay ceilings of the ESUS approval from a minimum wage or a salary that the question gives (C. trav. L3332-17-1). */
export const ESUS_PAY: Computation = {
  id: 'esus-pay',
  title: ESUS_PAY_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, figures } = input;
    const { text } = quantities;
    if (!asksOfPay(text)) return undefined;
    const pay = esusPay(figures);
    if (!pay) return undefined;
    const of = MEAN.test(text) ? 'mean' : 'highest';
    const said = TIMES.exec(text)?.[1];
    if (said) {
      // « 7 fois le SMIC, c'est la règle ? » quotes the rule.
      if (/c'est quoi|\bplafonds?\b.{0,20}\d/.test(text)) return undefined;
      return judged(input, pay, of, { times: Number(said.replace(',', '.')), working: [texts.rule(pay)] });
    }
    if (MONTHLY.test(text) && YEARLY.test(text)) return undefined;
    return onAmounts(input, pay, of);
  },
};

const asksOfPay = (text: string): boolean =>
  /\besus\b/.test(text) && PAY.test(text) && !/\bhoraire\b|de l'heure/.test(text) && !LOWEST.test(text);

/** A minimum wage gives the ceilings, a salary too judges it; a salary alone wants the minimum wage. */
function onAmounts(
  input: ComputationInput,
  pay: EsusPay,
  of: 'highest' | 'mean',
): ComputedAnswer | undefined {
  const { all } = amountsSaid(input, input.today);
  const { wage, salary } = byRole(input.quantities.text, all, {
    wage: /\bsmic\b|minimum de branche|minimum conventionnel|salaire minimum/,
    salary: PAY_ROLE,
  });
  if (all.length > 2 || (all.length === 2 && (!wage || !salary))) return undefined;
  if (!salary) return wage && ceilings(pay, wage.value);
  if (!wage) return wageWanted(pay, of, salary.value);
  const times = Math.round((salary.value / wage.value) * 100) / 100;
  const working = [texts.ratio(salary.value, wage.value, times), texts.rule(pay)];
  return judged(input, pay, of, { times, working, wage: true, sum: euros(salary.value) });
}

const PAY_ROLE =
  /salaires?\b(?! minimum)|remunerations?|gagne\w*|paye\w*|paie\b|touche\w*|dirigeant|directeur|directrice|patron|moyenne/;
const ARTICLES = ['C. trav. L3332-17-1'];
const figuresOf = ({ mean, highest, counted }: EsusPay) => [mean, highest, counted];

function ceilings(pay: EsusPay, wage: number): ComputedAnswer {
  const result = esusCeilings(wage, pay);
  return {
    headline: texts.ceilings(result, pay),
    steps: [
      texts.product(pay.highest.number, wage, result.highest),
      texts.product(pay.mean.number, wage, result.mean),
      texts.rule(pay),
    ],
    caveats: [texts.given, texts.branch, texts.other],
    articles: ARTICLES,
    figures: figuresOf(pay),
  };
}

function judged(
  input: ComputationInput,
  pay: EsusPay,
  of: 'highest' | 'mean',
  { times, working, wage, sum }: { times: number; working: string[]; wage?: boolean; sum?: string },
): ComputedAnswer {
  const allowed = esusPayAllowed(times, of, pay);
  const over = times > pay[of].number;
  const verdict = verdictOn(input, allowed, over);
  const said = sum ? `${sum}, soit ${texts.times(times)},` : texts.times(times);
  const only = of === 'highest' ? texts.highestOnly(said, pay) : texts.meanOnly(said, pay);
  const settled = allowed ? texts.allowed(verdict, said, pay) : texts.tooHigh(verdict, said, of, pay);
  return {
    headline: allowed === undefined ? only : settled,
    steps: working,
    caveats: sentences(wage && texts.given, texts.branch, texts.other),
    articles: ARTICLES,
    figures: figuresOf(pay),
    verdict,
  };
}

/** « ça dépasse ? » asks of the one ceiling, « on a le droit ? » of both. */
function verdictOn(
  { quantities, understanding: { polarity } }: ComputationInput,
  allowed: boolean | undefined,
  over: boolean,
): ComputedAnswer['verdict'] {
  if (!polarity || polarity.modality === 'obligatoire' || polarity.negated || asksWhen(quantities))
    return undefined;
  if (EXCEEDS.test(quantities.text)) {
    if (over) return 'oui';
    return allowed ? 'non' : undefined;
  }
  return allowed === undefined ? undefined : onPermission({ ...polarity, without: false }, allowed);
}

function wageWanted(pay: EsusPay, of: 'highest' | 'mean', salary: number): ComputedAnswer {
  const least = esusLeastWage(salary, of, pay);
  return {
    headline: texts.wageWanted(euros(salary), least, of, pay),
    steps: [texts.least(salary, pay[of].number, least), texts.rule(pay)],
    caveats: [texts.branch, texts.other],
    articles: ARTICLES,
    figures: figuresOf(pay),
    clarify: asked(texts.question, []),
  };
}
