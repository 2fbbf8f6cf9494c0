import type { CaseRow } from '#src/features/expert/store/cases.ts';
import {
  type CaseClock,
  type CaseCore,
  type CaseStatus,
  END_REASONS,
  type EndReason,
  ownerOf,
} from './case.ts';

/** What of a kept case its transitions read. */
export function coreOf(row: CaseRow): CaseCore {
  const clock: CaseClock = {
    waitedMs: row.waitedMs,
    since: row.waitingSince,
    firstAnswerMs: row.firstAnswerMs,
  };
  return { status: statusOf(row), clock };
}

function statusOf(row: CaseRow): CaseStatus {
  const { owner } = row;
  if (row.state === 'closed')
    return {
      state: 'closed',
      owner,
      reason: END_REASONS.find((reason) => reason === row.endReason) ?? ('expired' satisfies EndReason),
      at: row.closedAt ?? row.stateSince,
    };
  if (!owner) return { state: 'open' };
  if (row.state === 'waiting_company') return { state: 'waiting_company', owner, since: row.stateSince };
  return row.state === 'waiting_expert' ? { state: 'waiting_expert', owner } : { state: 'claimed', owner };
}

/** What is written of a case after a transition. */
export function keptOf(core: CaseCore, before: CaseRow, at: number) {
  const { status, clock } = core;
  const closed = status.state === 'closed';
  return {
    state: status.state,
    owner: ownerOf(status),
    stateSince: status.state === before.state ? before.stateSince : at,
    endReason: closed ? status.reason : undefined,
    waitedMs: clock.waitedMs,
    waitingSince: clock.since,
    firstAnswerMs: clock.firstAnswerMs,
    closedAt: closed ? status.at : undefined,
    at,
  };
}
