import { activityOf } from './criteria/activity.ts';
import { familiesOf } from './criteria/families.ts';
import { sizeOf } from './criteria/size.ts';
import { territoryOf } from './criteria/territory.ts';
import { timeOf } from './criteria/time.ts';
import type { Finding } from './finding.ts';
import type { BidderProfile, LotProfile } from './profiles.ts';

/** A lot held against a company. */
export interface Match {
  readonly bidderId: string;
  readonly lotId: string;
  /** `useful`: all fits; `near`: one single thing fails, and something would change it; `no`: the rest. */
  readonly verdict: 'useful' | 'near' | 'no';
  /** To put the best first, among useful ones and among near ones: 0 to 100 and a little more. */
  readonly score: number;
  /** What each criterion found, in their order. */
  readonly findings: readonly Finding[];
  /** Of a near one: another lot of the same notice that fits this company. */
  readonly otherLot?: string | undefined;
}

/** Holds a lot against a company, all criteria told, whatever they find. @param now epoch milliseconds */
export function matchLot(bidder: BidderProfile, asked: LotProfile, now: number): Match {
  const findings = [
    activityOf(bidder, asked),
    territoryOf(bidder, asked),
    sizeOf(bidder, asked),
    familiesOf(bidder, asked),
    timeOf(asked, now),
  ];
  return {
    bidderId: bidder.bidder.id,
    lotId: asked.lot.id,
    verdict: verdictOf(findings),
    score: findings.reduce((sum, { points }) => sum + points, 0),
    findings,
  };
}

function verdictOf(findings: readonly Finding[]): Match['verdict'] {
  if (findings.some(({ verdict }) => verdict === 'fails')) return 'no';
  const near = findings.filter(({ verdict }) => verdict === 'near');
  if (near.length === 0) return 'useful';
  return near.length === 1 || near.every(({ because: { is } }) => SAME_PARTNER.includes(is)) ? 'near' : 'no';
}

/** A partner of the other departments shares the weight too: these two are one thing to change. */
const SAME_PARTNER: readonly Finding['because']['is'][] = ['size-large', 'departments-some'];

/** The matches of one company on the lots of one notice, each near one with the lot that it could take instead. */
export function withOtherLots(matches: readonly Match[]): Match[] {
  const best = matches.filter(({ verdict }) => verdict === 'useful').sort((a, b) => b.score - a.score)[0];
  return matches.map((match) =>
    match.verdict === 'near' && best ? { ...match, otherLot: best.lotId } : match,
  );
}
