import type { Computation } from '#src/calculators/computation.ts';
import { articlesOf, sentences } from '#src/calculators/reading/roles.ts';
import { asksWhen } from '#src/calculators/reading/verdicts.ts';
import { SME_CAPITAL_TITLE, smeCapitalTexts as texts } from './sme-capital-texts.ts';

const SME = /\bpme\b|petite(?:s)? (?:et moyenne|entreprise)/;
const CAPITAL = /\bcapital\b|\bvoix\b|\bdeti\w+|\bactionn\w+|\bassocie\w*|\bparts?\b|\bpossed\w+/;
const PUBLIC =
  /\b(?:commune|mairie|ville|departement|region|collectivites?|metropole|agglo\w*|etat|epci|public\w*|hopital|universite)\b/;
/** What a SME gets; a group, whose accounts are added. */
const OTHER = /\bgroupe\b|filiale|holding|marche global|conception|partenariat|confi\w+|sous-?trait/;
const LOSES = /\bperd\w*|\bplus (?:une )?pme\b|\bcasse\b|\bempeche\b|\bsort\w*\b/;

/** Whether public shareholders cost a company its quality of SME (European definition, R2151-13). */
export const SME_CAPITAL: Computation = {
  id: 'sme-capital',
  title: SME_CAPITAL_TITLE,
  compute({ quantities, understanding, figures }) {
    const { text, shares } = quantities;
    if (!SME.test(text) || !CAPITAL.test(text) || !PUBLIC.test(text) || OTHER.test(text)) return undefined;
    const limit = figures.get('pme-capital-public');
    const total = Math.round(shares.reduce((sum, { value }) => sum + value, 0) * 100) / 100;
    if (!limit || shares.length === 0 || shares.length > 3 || total > 100) return undefined;
    const { polarity } = understanding;
    const over = total >= limit.number;
    // Under the limit the rest of the definition decides; over it, listed cases may: only « perd-on ? » has its answer.
    const verdict =
      !over && polarity && LOSES.test(text) && !polarity.negated && !asksWhen(quantities) ? 'non' : undefined;
    return {
      headline: over ? texts.over(total, limit) : texts.under(verdict, total, limit),
      steps: [
        ...(shares.length > 1
          ? [
              texts.sum(
                shares.map(({ value }) => value),
                total,
              ),
            ]
          : []),
        texts.compared(total, limit),
      ],
      caveats: sentences(over && texts.cases, !over && texts.rest, texts.both),
      articles: articlesOf([limit]),
      figures: [limit],
      verdict,
    };
  },
};
