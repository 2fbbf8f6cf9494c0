import type { Buyer } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** A formal procedure whose reply times the code fixes. */
export type FormalProcedure = 'open' | 'restricted' | 'negotiated';

/** What decides the time that a buyer must leave. */
export interface TenderPeriodCase {
  readonly procedure: FormalProcedure;
  /** An open procedure has no separate candidacy: its only stage is `offers`. */
  readonly stage: 'candidacies' | 'offers';
  readonly buyer?: Buyer | undefined;
  readonly electronic: boolean;
  /** What shortens the time: an earlier information notice, or an urgency that the buyer justifies. */
  readonly shortened?: 'prior-notice' | 'urgency' | undefined;
}

/** The least time that a buyer must leave. */
export interface TenderPeriod {
  readonly minimum: KnownFigure;
  /** The buyer may agree on another date with the chosen candidates; `minimum` holds without their agreement. */
  readonly agreement: boolean;
  /** Ids of what an information notice or an urgency would bring it down to, when neither is said. */
  readonly shortest?: KnownFigure | undefined;
  /** What can shorten it so. */
  readonly shortenedBy: readonly ('prior-notice' | 'urgency')[];
}

/**
 * Least time for candidacies or offers in a formal procedure, in days (R2161-2 and -3 open; R2161-6 to -10 restricted;
 * R2161-12 to -16 negotiated).
 * @returns undefined when a figure is unknown at the date
 */
export function tenderPeriod(asked: TenderPeriodCase, figures: FiguresAt): TenderPeriod | undefined {
  const rule = ruleOf(asked);
  const applies = asked.shortened !== undefined && rule.shortenedBy.includes(asked.shortened);
  const shortest = rule.shortId ? figures.get(rule.shortId) : undefined;
  const minimum = applies ? shortest : figures.get(rule.id);
  if (!minimum) return undefined;
  return {
    minimum,
    agreement: rule.agreement,
    shortest: applies ? undefined : shortest,
    shortenedBy: applies ? [] : rule.shortenedBy,
  };
}

interface Rule {
  readonly id: string;
  readonly shortId?: string;
  readonly shortenedBy: readonly ('prior-notice' | 'urgency')[];
  readonly agreement: boolean;
}

function ruleOf({ procedure, stage, buyer, electronic }: TenderPeriodCase): Rule {
  const either = ['prior-notice', 'urgency'] as const;
  if (procedure === 'open') {
    const id = electronic ? 'appel-offres-delai-electronique' : 'appel-offres-delai-normal';
    return { id, shortId: 'appel-offres-delai-reduit', shortenedBy: either, agreement: false };
  }
  if (buyer === 'network') {
    const id = stage === 'candidacies' ? 'entites-candidatures-delai' : 'entites-offres-sans-accord';
    return { id, shortenedBy: [], agreement: stage === 'offers' };
  }
  const name = procedure === 'restricted' ? 'ao-restreint' : 'negociation';
  if (stage === 'candidacies') {
    const id = `${name}-candidatures`;
    return { id, shortId: `${id}-urgence`, shortenedBy: ['urgency'], agreement: false };
  }
  // Only central authorities are held to the long times: the others agree on a date, or leave a short minimum.
  if (buyer !== 'state' && buyer !== 'state-agency') {
    return { id: 'offres-date-sans-accord', shortenedBy: [], agreement: true };
  }
  const id = electronic ? `${name}-offres-electronique` : `${name}-offres`;
  return procedure === 'restricted'
    ? { id, shortId: 'ao-restreint-offres-reduit', shortenedBy: either, agreement: false }
    : { id, shortId: 'negociation-offres-urgence', shortenedBy: either, agreement: false };
}
