import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { type SmeShare, smeShare } from './sme-share.ts';
import {
  contractNames,
  SME_SHARE_TITLE,
  smeShareCaveats,
  smeShareHeadline,
  smeShareStep,
} from './sme-share-texts.ts';

const GLOBAL =
  /\bmarches? globa(?:l|ux)\b|\bconception[- ]realisation\b|\bglobal de performance\b|\bmarches? globaux sectoriels\b/;
const PARTNERSHIP = /\bmarches? de partenariat\b|\bcontrats? de partenariat\b|\bppp\b/;
const SMALL = /\b(?:pme|tpe|artisans?|petites? entreprises?|petites? et moyennes)\b/;
const ENTRUSTED =
  /\b(?:confi\w+|sous-?trait\w+|donn\w+|reserv\w+|laiss\w+|prevoi\w+|engag\w+|(?:aux|a des) (?:pme|artisans))\b/;
/** A holder that is itself an SME is not concerned. */
const OWN_SME =
  /\b(?:je suis|on est|nous sommes|titulaire est|c'est) (?:moi-meme |nous-memes |lui-meme |deja )?(?:une? )?(?:pme|tpe|artisans?|petite entreprise)\b/;
const GENERAL =
  /\b(?:c'est quoi|pourquoi|avances?|retenue|acomptes?|pay(?:e|er|ement)|paiement\w*|delais?|depuis quand)\b/;

/** The part of a global or partnership contract that goes to SMEs (R2171-23, R2213-5). */
export const SME_SHARE: Computation = {
  id: 'sme-share',
  title: SME_SHARE_TITLE,
  isOfContract: true,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text, shares } = quantities;
    const { regime } = understanding.case;
    if (['defence', 'concession', 'private'].includes(regime)) return undefined;
    const kind = PARTNERSHIP.test(text) ? 'partnership' : GLOBAL.test(text) ? 'global' : undefined;
    if (!kind || !SMALL.test(text) || GENERAL.test(text) || OWN_SME.test(text) || shares.length > 1)
      return undefined;
    const { contract, entrusted } = amountsByRole(text, amountsSaid(input, input.today).all);
    const percent = ENTRUSTED.test(text) ? shares[0]?.value : undefined;
    if (!contract && percent === undefined) return undefined;
    // The same share of an amount with tax and of one without, but not of one and the other.
    if (entrusted && contract && entrusted.tax !== contract.tax && entrusted.tax && contract.tax)
      return undefined;
    const result = smeShare({ kind, amount: contract?.value }, figures, {
      amount: entrusted?.value,
      percent,
    });
    return result && compose(input, kind, result, { contract, entrusted, percent });
  },
};

interface Said {
  readonly contract?: Amount | undefined;
  readonly entrusted?: Amount | undefined;
  readonly percent?: number | undefined;
}

/** Of two amounts the larger is the contract's; a single one beside « confie » is neither for certain. */
function amountsByRole(text: string, amounts: readonly Amount[]): Said {
  const [first, second, third] = [...amounts].sort((a, b) => b.value - a.value);
  if (!first || third) return {};
  if (second) return ENTRUSTED.test(text) ? { contract: first, entrusted: second } : {};
  return { contract: first };
}

function compose(
  { understanding }: ComputationInput,
  kind: 'global' | 'partnership',
  { share, minimum, enough }: SmeShare,
  { contract, entrusted, percent }: Said,
): ComputedAnswer | undefined {
  const unit = contract?.tax ? `€ ${contract.tax}` : '€';
  const shareText = formatValue('%', share.number);
  const minimumText = minimum === undefined ? undefined : formatValue(unit, minimum);
  const entrustedText = entrusted && formatValue(unit, entrusted.value);
  const said = percent === undefined ? entrustedText : formatValue('%', percent);
  const verdict = verdictFor(understanding.polarity, enough);
  const name = contractNames[kind];
  const needed = percent === undefined && minimumText ? `${minimumText} (${shareText})` : shareText;
  // What the share comes to, of the contract's amount.
  const sum =
    contract && minimumText ? ([formatValue(unit, contract.value), minimumText] as const) : undefined;
  const headline =
    enough === undefined || !said
      ? sum && smeShareHeadline.minimum(shareText, ...sum, name)
      : smeShareHeadline[enough ? 'enough' : 'short'](said, needed, name);
  if (!headline) return undefined;
  return {
    headline: opened(verdict, headline),
    verdict,
    steps: sum ? [smeShareStep(shareText, ...sum)] : [],
    caveats: [...CAVEATS[kind], smeShareCaveats.holder, smeShareCaveats.sector, smeShareCaveats.ways],
    articles: ARTICLES[kind],
    figures: [share],
  };
}

const CAVEATS = { global: [], partnership: [smeShareCaveats.financing] } as const;
const ARTICLES = { global: ['R2171-23', 'L2152-9'], partnership: ['R2213-5'] } as const;

/** « c'est assez ? », « il a le droit ? »: the contrary for « c'est trop peu ? », nothing for what else is asked. */
function verdictFor(polarity: Polarity | undefined, enough: boolean | undefined): 'oui' | 'non' | undefined {
  if (enough === undefined || !polarity || polarity.negated || polarity.modality === 'obligatoire')
    return undefined;
  return (polarity.modality === 'interdit') === enough ? 'non' : 'oui';
}
