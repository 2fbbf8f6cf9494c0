import type { Criteria } from './criteria.ts';
import { byStrength, type Match, matchCard } from './match.ts';
import type { PublicCard } from './public-card.ts';

/** How a company answers a need, by rules finer than the sectors of its file. */
export interface Weighed {
  readonly companyId: string;
  readonly activity: 'fits' | 'near';
  /** What it does of what is asked, or what it does beside it. */
  readonly trade: string | undefined;
  readonly territory: 'fits' | 'near' | 'fails';
  /** Codes of departments asked that touch its own. */
  readonly beside: readonly string[];
}

/** What a search found: those that answer, those that answer part of it, and those for which one thing is missing. */
export interface Weighing {
  readonly found: readonly Match[];
  readonly partial: readonly Match[];
  readonly near: readonly Match[];
}

/**
 * What a search found, with those that a finer look at trades and territories adds: a trade that no sector names, and who
 * works next door. Commitments and places are those that the public reads. Pure.
 */
export function weighIn(
  cards: readonly PublicCard[],
  asked: Criteria,
  { found, partial }: Pick<Weighing, 'found' | 'partial'>,
  weighed: readonly Weighed[],
): Weighing {
  const of = new Map(weighed.map((one) => [one.companyId, one]));
  const known = new Set(found.map(({ card }) => card.key));
  const more: Match[] = [];
  const near: Match[] = [];
  for (const card of cards) {
    const one = of.get(card.companyId);
    if (!one || known.has(card.key)) continue;
    const match = matchCard(card, asked);
    const missing = match.missing.filter((what) => what !== 'activity');
    const told = { ...match, missing, reasons: [tradeReason(one), ...match.reasons.filter(isNoTrade)] };
    if (one.activity === 'fits' && missing.length === 0) more.push(told);
    else if (isNear(one, missing)) near.push(told.missing.includes('place') ? beside(told, one) : told);
  }
  const nearKeys = new Set(near.map(({ card }) => card.key));
  return {
    found: [...found, ...more.sort(byStrength)],
    partial: partial.filter(({ card }) => !nearKeys.has(card.key)),
    near: near.sort(byStrength),
  };
}

/** One single thing is missing: the trade is beside it, the place is next door, or a commitment. */
function isNear({ activity, territory }: Weighed, missing: Match['missing']): boolean {
  if (activity === 'near') return missing.length === 0;
  const [only, ...others] = missing;
  return others.length === 0 && (only === 'family' || (only === 'place' && territory === 'near'));
}

const isNoTrade = ({ type }: Match['reasons'][number]): boolean => type !== 'sector' && type !== 'offer';

const tradeReason = ({ activity, trade }: Weighed): Match['reasons'][number] =>
  trade === undefined ? { type: 'offer' } : { type: activity === 'fits' ? 'trade' : 'trade-beside', trade };

const beside = (match: Match, { beside: departments }: Weighed): Match => ({
  ...match,
  missing: match.missing.filter((what) => what !== 'place'),
  reasons: [...match.reasons, { type: 'beside', departments }],
});
