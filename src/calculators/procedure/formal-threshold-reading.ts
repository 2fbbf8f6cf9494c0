import { BUYER_RULES } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { FORMAL_THRESHOLD_TITLE, formalThresholdTexts as texts } from './formal-threshold-texts.ts';
import { ownBody } from './possible-cases.ts';
import { caveats, formalKindName } from './texts-lines.ts';

/** « c’est bien 216 000, un lycée n’est pas l’État ? » names none: its sum is one. */
const THRESHOLD = /\bseuils?\b|\bformalis\w*|\bl'etat\b/;
/** A sum of one's own, or another threshold than that of the formal procedure. */
const OTHER =
  /\bdepass\w*|\battei\w*|\bau[- ]dessus|\ben[- ]dessous|\bsous\b|\bdevis\b|\bestim\w*|\bachat direct\b|\bdispens\w*|\bboamp\b|\bjoue\b|\bpubli\w*|\btravaux\b|\bconcession\w*|\bavenants?\b/;

/** « pour nous, le seuil formalisé est de combien ? », with no sum at all. */
const ASKS_OURS =
  /\b(?:pour|chez) nous\b.{0,60}\bseuils?\b.{0,60}\b(?:combien|quel)|\b(?:combien|quels?)\b.{0,60}\bseuils?\b.{0,60}\b(?:formalis\w*|europeens?)\b.{0,40}\b(?:nous|notre|moi)\b|\b(?:notre|mon) seuil (?:europeen|de (?:la )?procedure formalisee|formalise)\b.{0,40}\b(?:combien|quel)/;

/** Whose the thresholds of supplies and services are, in the order in which they are told apart. */
const THRESHOLDS = [
  ['seuil-formalise-etat', texts.states],
  ['seuil-formalise-collectivites', texts.local],
  ['seuil-formalise-entites', texts.entities],
] as const;

/**
 * « un lycée n’est pas l’État, c’est bien 216 000 ? », « 140 000 ou 216 000 pour nous ? »: which of the European
 * thresholds is that of the buyer who is told (annex 2). Only where every sum that is said is one of them.
 */
export const FORMAL_THRESHOLD: Computation = {
  id: 'formal-threshold',
  title: FORMAL_THRESHOLD_TITLE,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text, amounts, durations } = quantities;
    const { buyer, regime, category } = understanding.case;
    if (speaksOfAnotherTime(input) || !THRESHOLD.test(text) || OTHER.test(text)) return undefined;
    if (!buyer || buyer === 'private' || buyer === 'defence' || regime === 'defence') return undefined;
    if (regime === 'concession' || category === 'works' || durations.length > 0) return undefined;
    const known = THRESHOLDS.flatMap(([id, whose]) => {
      const figure = figures.get(id);
      return figure ? [{ id, figure, whose }] : [];
    });
    const own = known.find(({ id }) => id === BUYER_RULES[buyer].formalThreshold);
    const said = amounts.map(({ value }) => known.find(({ figure }) => figure.number === value));
    if (!own || said.includes(undefined)) return undefined;
    if (said.length === 0 && !ASKS_OURS.test(text)) return undefined;
    const other = said.find((one) => one !== own);
    return answer(input, { own: own.figure, isNamed: said.includes(own), other });
  },
};

interface Compared {
  readonly own: KnownFigure;
  /** The buyer's own is one of those that are said. */
  readonly isNamed: boolean;
  readonly other?: { readonly figure: KnownFigure; readonly whose: string } | undefined;
}

function answer(input: ComputationInput, compared: Compared): ComputedAnswer | undefined {
  const { own, other } = compared;
  const { quantities, understanding, figures } = input;
  const { buyer } = understanding.case;
  if (!buyer || buyer === 'private') return undefined;
  const works = figures.get('seuil-formalise-travaux');
  const body = ownBody(quantities.text, understanding.case);
  const kind = formalKindName({ category: 'supplies-services', buyer, body, defence: false });
  const verdict = verdictOf(input, compared);
  return {
    headline: opened(verdict, sentenceOf(compared, kind, verdict)),
    steps: [],
    caveats: sentences(
      body === 'school' && texts.school,
      buyer === 'state-agency' && caveats.agency,
      texts.before,
      works && texts.works(ht(works)),
    ),
    articles: ['annexe 2'],
    figures: [own, other?.figure, works].filter((one) => one !== undefined),
    verdict,
  };
}

/** « 140 000 ou 216 000 ? » wants the one, and no yes or no. */
function verdictOf(
  { quantities, understanding }: ComputationInput,
  { isNamed, other }: Compared,
): ComputedAnswer['verdict'] {
  const sure = understanding.polarity?.modality === 'vrai' && !asksInTheNegative(quantities);
  if (!sure || (isNamed && other)) return undefined;
  return isNamed ? 'oui' : 'non';
}

function sentenceOf({ own, other }: Compared, kind: string, verdict: ComputedAnswer['verdict']): string {
  if (other) return texts.other(ht(own), kind, ht(other.figure), other.whose);
  return verdict === undefined ? texts.is(ht(own), kind) : texts.confirmed(ht(own), kind);
}

const ht = ({ figure, value }: KnownFigure): string => formatValue(figure.unit, value.value);
