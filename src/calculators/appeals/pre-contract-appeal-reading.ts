import type { Computation, ComputedAnswer } from '#src/calculators/computation.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { ordinaryOrNetworkContract } from '#src/calculators/reading/contract-rules.ts';
import { asksInTheNegative, asksWhen, onPermission } from '#src/calculators/reading/verdicts.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import { PRE_CONTRACT_TITLE, preContractTexts as texts } from './pre-contract-appeal-texts.ts';
import { SIGNED } from './standstill-reading.ts';

const APPEAL = /precontractuel/;
const NOT_SIGNED =
  /(?:pas|jamais) (?:encore )?(?:ete )?signe|avant (?:la |qu'ils? |sa )?sign|non signe|sera signe|vont signer|va signer/;
const TOO_LATE = /trop tard|\bferme\b|\bpasse\b|\bforclos/;
const AFTER = /\bapres (?:la )?(?:signature|conclusion)\b/;
const BUYER_SIGNS =
  /\b(?:peu(?:t|vent)|pourr\w+|droit de|possible de|interdit de|attendre (?:pour|avant de)) (?:[\p{L}'-]+ ){0,2}?(?:signer|conclure)\b/u;
/** A definition, its cost, what it must prove, how it is judged. */
const OTHER =
  /c'est quoi|definition|coute|prix|avocat|combien|dans quel|difference|comment|juge(?:ment|e)? sous|bloqu|suspen|motif|gagn|avant ou apres/;

/** Whether the référé précontractuel is still open, by whether the contract is signed (CJA L551-1). */
export const preContractAppealComputation: Computation = {
  id: 'pre-contract-appeal',
  title: PRE_CONTRACT_TITLE,
  compute({ quantities, understanding }) {
    const { text } = quantities;
    const { polarity } = understanding;
    if (!ordinaryOrNetworkContract(understanding)) return undefined;
    if (!APPEAL.test(text) || OTHER.test(text) || !polarity || asksWhen(quantities)) return undefined;
    // « la ville peut signer pendant ce temps ? » asks of the buyer's act, not of the appeal.
    if (BUYER_SIGNS.test(askedPart(quantities)?.asking ?? '')) return buyerSigns(polarity);
    const open = NOT_SIGNED.test(text);
    if (!open && !SIGNED.test(text) && !AFTER.test(text)) return undefined;
    // « le contrat n'est pas signé » denies no more than the story.
    const negated = !open && asksInTheNegative(quantities);
    const verdict = negated ? undefined : verdictOn(polarity, open, TOO_LATE.test(text));
    return {
      headline: open ? texts.open(verdict) : texts.closed(verdict),
      steps: [],
      caveats: [open ? texts.wait : texts.after, texts.judge],
      articles: ['CJA L551-1', 'CJA L551-4'],
      figures: [],
      verdict,
    };
  },
};

/** « c'est trop tard ? » and « est-ce interdit de saisir le juge ? » have the contrary answer of « je peux ? ». */
function verdictOn({ modality }: Polarity, open: boolean, late: boolean): 'oui' | 'non' | undefined {
  if (late) return open ? 'non' : 'oui';
  if (modality === 'obligatoire') return undefined;
  return open !== (modality === 'interdit') ? 'oui' : 'non';
}

/** Once the judge is seised, the contract may not be signed before the decision (CJA L551-4). */
function buyerSigns(polarity: Polarity): ComputedAnswer {
  const verdict = onPermission(polarity, false);
  return {
    headline: texts.blocked(verdict),
    steps: [],
    caveats: [texts.notice, texts.judge],
    articles: ['CJA L551-4', 'CJA L551-1'],
    figures: [],
    verdict,
  };
}
