import {
  type Figure,
  type FigureRegister,
  type FigureValue,
  formatValue,
} from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { AskedCase } from '#src/reader/detect-case.ts';
import { type Claim, claimsIn } from './claim.ts';
import { holds, inUnit, type Naming, namingsOf } from './naming.ts';
import { noLonger, notThat, notYet } from './texts.ts';

/** A figure that a question takes for granted and that is not the right one on the asked date. */
export interface FalsePremise {
  readonly figure: Figure;
  /** What the question says, in the figure's unit. */
  readonly asserted: number;
  /** What holds on the asked date, with since when and its article. */
  readonly current: FigureValue;
  /** Was it right before, will it be later, or never? */
  readonly kind: 'former' | 'later' | 'never';
}

/** The day from which the code has applied: a figure as old as that has « always » held. */
const CODE_BEGINS = '2019-04-01';
/** Part of the weight of the claim's words that must be the figure's own. */
const MOSTLY = 0.6;

/**
 * The first figure that a question takes for granted wrongly, as the register knows it on the asked date. Undefined
 * when there is none, when the figure is the person's own, or when it is not sure which figure is meant.
 */
export function falsePremise(
  question: string,
  register: FigureRegister,
  asked: { readonly date: IsoDate; readonly case: AskedCase },
): FalsePremise | undefined {
  for (const claim of claimsIn(question)) {
    const namings = namingsOf(claim, question, register, asked);
    const found = onceTrue(claim, namings, asked.date) ?? neverTrue(claim, namings);
    if (found) return found;
  }
  return undefined;
}

/** The sentence that sets a premise right, with since when and by which article. */
export function correctionOf({ figure, asserted, current, kind }: FalsePremise): string {
  const { from, until, article } = current;
  const said = {
    asserted: formatValue(figure.unit, asserted),
    current: formatValue(figure.unit, current.value),
    since: from && from > CODE_BEGINS ? frenchDate(from) : undefined,
    until: until && frenchDate(until),
    article,
    label: figure.label,
  };
  if (kind === 'former') return noLonger(said);
  return kind === 'later' ? notYet(said) : notThat(said);
}

/** A value that the figure had, or will have: the claim's figure itself tells which one is meant. */
function onceTrue(claim: Claim, namings: readonly Naming[], date: IsoDate): FalsePremise | undefined {
  const meant = namings.filter(({ covered }) => covered >= MOSTLY);
  const past = meant.filter(({ figure, current }) =>
    figure.values.some((value) => value !== current && holds(figure, value, claim)),
  );
  const [best, second] = [...past].sort((a, b) => b.weight - a.weight);
  if (!best || holds(best.figure, best.current, claim)) return undefined;
  // « le seuil des données essentielles est de 40 000 € » is right, whatever other figure was once 40 000 €.
  const right = meant.filter(({ figure, current }) => holds(figure, current, claim));
  if (right.some(({ weight }) => weight >= best.weight)) return undefined;
  const tied = second && second.weight === best.weight && second.current.value !== best.current.value;
  if (tied) return undefined;
  const other = best.figure.values.find((value) => holds(best.figure, value, claim));
  const kind = other?.from && other.from > date ? 'later' : 'former';
  return { figure: best.figure, asserted: inUnit(best.figure, claim), current: best.current, kind };
}

/** A value that the figure never had: only for a figure named whole, that no other figure can be. */
function neverTrue(claim: Claim, namings: readonly Naming[]): FalsePremise | undefined {
  const named = namings.filter((naming) => naming.named > 0);
  const most = Math.max(0, ...named.map((naming) => naming.named));
  const best = named.filter((naming) => naming.named === most);
  const general = best.filter(({ figure }) => isGeneral(figure));
  const [found, ...others] = general.length === 1 ? general : best;
  if (!found || others.some(({ current }) => current.value !== found.current.value)) return undefined;
  const { figure, current } = found;
  if (holds(figure, current, claim) || !mayBeWrong(claim, figure, current)) return undefined;
  // « la retenue de garantie est de 3 % » is right for some buyers: then it is not sure what is meant.
  const family = namings.filter((one) => one.covered >= MOSTLY || one.current.article === current.article);
  const elsewhere = family.filter((one) => !isGeneral(figure) || isGeneral(one.figure));
  if (elsewhere.some((one) => one.figure.values.some((value) => holds(one.figure, value, claim))))
    return undefined;
  return { figure, asserted: inUnit(figure, claim), current, kind: 'never' };
}

/**
 * Whether a claim about a figure is about the law. A contract may say less than a ceiling and more than a floor; but a
 * time to pay longer than the law's is wrong wherever it is written.
 */
function mayBeWrong(claim: Claim, figure: Figure, current: FigureValue): boolean {
  const label = fold(figure.label);
  if (HAS_EXCEPTIONS.test(label)) return false;
  if (claim.isRule) return true;
  if (label.startsWith('delai de paiement')) return claim.value > Number(current.value);
  return !/\b(?:maxim|minim|plafond|plancher|seuil|montant|part|taux|duree)/.test(label);
}

/** A label that says itself that other cases have other figures. */
const HAS_EXCEPTIONS =
  /\b(?:ordinaire|faible montant|sauf|a defaut|urgence|apres preinformation|ordre de grandeur)\b/;

/** The ordinary buyer's figure, which is meant when nothing says otherwise. */
const isGeneral = ({ label }: Figure): boolean => /pouvoirs? adjudicateurs?/.test(fold(label));
