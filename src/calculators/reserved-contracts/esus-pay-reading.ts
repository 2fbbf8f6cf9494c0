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
    if (!/\besus\b/.test(text) || !PAY.test(text) || /\bhoraire\b|de l'heure/.test(text)) return undefined;
    if (LOWEST.test(text)) return undefined;
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
    const { all } = amountsSaid(input, input.today);
    const roles = byRole(text, all, {
      wage: /\bsmic\b|minimum de branche|minimum conventionnel|salaire minimum/,
      salary: PAY_ROLE,
    });
    if (all.length > 2 || (all.length === 2 && (!roles.wage || !roles.salary))) return undefined;
    if (roles.wage && !roles.salary) return ceilings(pay, roles.wage.value);
    if (roles.wage && roles.salary) {
      const times = Math.round((roles.salary.value / roles.wage.value) * 100) / 100;
      const working = [texts.ratio(roles.salary.value, roles.wage.value, times), texts.rule(pay)];
      return judged(input, pay, of, { times, working, wage: true, sum: euros(roles.salary.value) });
    }
    return roles.salary ? wageWanted(pay, of, roles.salary.value) : undefined;
  },
};

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
  { quantities, understanding: { polarity } }: ComputationInput,
  pay: EsusPay,
  of: 'highest' | 'mean',
  { times, working, wage, sum }: { times: number; working: string[]; wage?: boolean; sum?: string },
): ComputedAnswer {
  const allowed = esusPayAllowed(times, of, pay);
  const exceeds = EXCEEDS.test(quantities.text);
  const own = times > pay[of].number;
  const asks = polarity && polarity.modality !== 'obligatoire' && !asksWhen(quantities) && !polarity.negated;
  const verdict = !asks
    ? undefined
    : exceeds
      ? own
        ? 'oui'
        : allowed
          ? 'non'
          : undefined
      : allowed === undefined
        ? undefined
        : onPermission({ ...polarity, without: false }, allowed);
  const said = sum ? `${sum}, soit ${texts.times(times)},` : texts.times(times);
  return {
    headline:
      allowed === false
        ? texts.tooHigh(verdict, said, of, pay)
        : allowed
          ? texts.allowed(verdict, said, pay)
          : of === 'highest'
            ? texts.highestOnly(said, pay)
            : texts.meanOnly(said, pay),
    steps: working,
    caveats: sentences(wage && texts.given, texts.branch, texts.other),
    articles: ARTICLES,
    figures: figuresOf(pay),
    verdict,
  };
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
