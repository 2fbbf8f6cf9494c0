import type { Computation } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { articlesOf, sentences } from '#src/calculators/reading/roles.ts';
import { flatCompensation, interestRate } from './interest-rate.ts';
import {
  COMPENSATION_TITLE,
  compensationTexts,
  INTEREST_RATE_TITLE,
  interestRateTexts as texts,
} from './interest-rate-texts.ts';
import { payerOf } from './payment-said.ts';

const BANK_BEFORE = /\b(?:bce|banque centrale|refinancement|taux directeur)\b[^%?]{0,70}$/;
const INTEREST = /\binterets?\b|moratoires?|penalites?|\bretard\b/;
const RATE = /\btaux\b|combien|\bquel\b|pourcentage|\bdonne\b|\bfait\b/;
const OTHER = /livraison|execution|chantier|\bccag\b|plafond|taux legal|interet legal|credit|emprunt/;

/** The rate of late-payment interest, from a rate of the bank that the question gives (R2192-31). */
export const interestRateComputation: Computation = {
  id: 'interest-rate',
  title: INTEREST_RATE_TITLE,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text, shares } = quantities;
    const payer = payerOf(understanding);
    const [share, ...more] = shares;
    if (!payer || payer.buyer === 'network' || !share || more.length > 0) return undefined;
    if (!BANK_BEFORE.test(text.slice(0, share.at)) || !INTEREST.test(text) || !RATE.test(text))
      return undefined;
    // With an amount the interest itself is computed.
    if (OTHER.test(text) || amountsSaid(input, input.today).all.length > 0) return undefined;
    const client = payer.buyer === 'private' ? 'private' : 'public';
    const result = interestRate(share.value, client, figures);
    const compensation = flatCompensation(1, client, figures);
    if (!result || !compensation) return undefined;
    return {
      headline: texts.rate(result, share.value, client),
      steps: [texts.step(result, share.value)],
      caveats: sentences(
        texts.given,
        client === 'public' && texts.half,
        texts.flat(compensation.flat),
        !payer.buyer && texts.privateClient,
      ),
      articles: articlesOf([result.margin, compensation.flat]),
      figures: [result.margin, compensation.flat],
    };
  },
};

const COMPENSATION =
  /indemnites? forfaitaires?|frais de recouvrement|\bles 40 ?(?:€|euros|balles)|\bforfait de 40\b/;
const LATE = /\bretard\b|hors delai|impaye/;
const COUNT = /\b(\d{1,3}) (?:petites |grosses )?factures\b/;

/** The flat compensation of several invoices paid late (D2192-35). */
export const compensationComputation: Computation = {
  id: 'late-compensation',
  title: COMPENSATION_TITLE,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    const payer = payerOf(understanding);
    const invoices = Number(COUNT.exec(text)?.[1] ?? 0);
    if (!payer || payer.buyer === 'network' || invoices < 2) return undefined;
    if (!COMPENSATION.test(text) || !LATE.test(text) || OTHER.test(text)) return undefined;
    const client = payer.buyer === 'private' ? 'private' : 'public';
    const result = flatCompensation(invoices, client, figures);
    if (!result) return undefined;
    // Any other amount is that of the invoices, whose interest is then asked.
    const { all } = amountsSaid(input, input.today);
    if (all.some(({ value }) => value !== result.flat.number)) return undefined;
    return {
      headline: compensationTexts.total(result.flat, invoices, result.total),
      steps: [compensationTexts.step(result.flat, invoices, result.total)],
      caveats: sentences(compensationTexts.each, client === 'public' && compensationTexts.interest),
      articles: articlesOf([result.flat], client === 'public' ? ['L2192-13'] : []),
      figures: [result.flat],
    };
  },
};
