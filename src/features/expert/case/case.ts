/** Somebody of the team, as the place they work in knows them: « slack:T1:U7 », « web:8c1f… ». */
export interface Expert {
  readonly key: string;
  /** What companies read: « Nadia Benali ». */
  readonly name: string;
}

/** Why a case was opened. */
export const OPEN_REASONS = ['asked', 'refused', 'needed', 'ratings', 'deadline', 'reopened'] as const;
export type OpenReason = (typeof OPEN_REASONS)[number];

/** What an expert says of a case that they close. */
export const OUTCOMES = ['answered', 'redirected', 'unanswered', 'too_late', 'duplicate'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a case ended: the expert's outcome, or what ended it otherwise. */
export const END_REASONS = [
  ...OUTCOMES,
  'returned',
  'cancelled',
  'ended_by_company',
  'expired',
  'erased',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Where a case stands, and who holds it. */
export type CaseStatus =
  | { readonly state: 'open' }
  | { readonly state: 'claimed'; readonly owner: Expert }
  | { readonly state: 'waiting_expert'; readonly owner: Expert }
  | { readonly state: 'waiting_company'; readonly owner: Expert; readonly since: number }
  | {
      readonly state: 'closed';
      readonly owner?: Expert | undefined;
      readonly reason: EndReason;
      readonly at: number;
    };

/**
 * How long the company has waited, in milliseconds of working time. It runs only while the company waits for a person:
 * `since` is when the present wait began.
 */
export interface CaseClock {
  readonly waitedMs: number;
  readonly since?: number | undefined;
  /** What the company had waited when the first human answer came. */
  readonly firstAnswerMs?: number | undefined;
}

/** What of a case its transitions read and change. */
export interface CaseCore {
  readonly status: CaseStatus;
  readonly clock: CaseClock;
}

/** What happens to a case. */
export type CaseEvent =
  | { readonly type: 'claim'; readonly by: Expert }
  | { readonly type: 'reply'; readonly by: Expert }
  | { readonly type: 'company_wrote' }
  /** To somebody by name, or, without one, back to the queue. */
  | { readonly type: 'transfer'; readonly by: Expert; readonly to?: Expert | undefined }
  | { readonly type: 'return'; readonly by: Expert }
  | { readonly type: 'close'; readonly by: Expert; readonly outcome: Outcome }
  /** The company needs nobody any more. */
  | { readonly type: 'company_ended' }
  | { readonly type: 'expire' }
  /** The person had their data erased: nothing is left to answer, nor to answer to. */
  | { readonly type: 'erased' };

/** What the company hears of a transition. */
export type CompanyNews =
  | { readonly type: 'claimed'; readonly by: Expert }
  | { readonly type: 'transferred'; readonly by: Expert; readonly to?: Expert | undefined }
  | { readonly type: 'ended'; readonly reason: EndReason; readonly by?: Expert | undefined };

/** What an event makes of a case: the next one and what the company hears, or why it can't be. */
type Transition =
  | { readonly ok: true; readonly next: CaseCore; readonly news: readonly CompanyNews[] }
  | { readonly ok: false; readonly why: 'closed' }
  | { readonly ok: false; readonly why: 'taken'; readonly owner: Expert };

/** Working milliseconds from one moment to another. */
type WorkingTime = (from: number, to: number) => number;

/** Who holds a case; nobody while it is open. */
export const ownerOf = (status: CaseStatus): Expert | undefined =>
  status.state === 'open' ? undefined : status.owner;

/** Whether a person holds the conversation: the bot is then silent. */
export const isHeld = (status: CaseStatus): boolean =>
  status.state === 'claimed' || status.state === 'waiting_expert' || status.state === 'waiting_company';

/**
 * What an event makes of a case. Pure: time is given.
 * A claim by the one who holds the case changes nothing and is fine; any human message takes an open case.
 */
export function transition(core: CaseCore, event: CaseEvent, at: number, worked: WorkingTime): Transition {
  const { status, clock } = core;
  if (status.state === 'closed') return { ok: false, why: 'closed' };
  const stopped = stopClock(clock, at, worked);
  const owner = ownerOf(status);
  switch (event.type) {
    case 'claim':
      return claimed(core, event.by, owner);
    case 'reply': {
      // A colleague may help in somebody's case without taking it.
      const next = { state: 'waiting_company', owner: owner ?? event.by, since: at } as const;
      const answered = { ...stopped, firstAnswerMs: clock.firstAnswerMs ?? stopped.waitedMs };
      const taken: CompanyNews[] = owner ? [] : [{ type: 'claimed', by: event.by }];
      return done({ status: next, clock: answered }, ...taken);
    }
    case 'company_wrote':
      return status.state === 'waiting_company'
        ? done({
            status: { state: 'waiting_expert', owner: status.owner },
            clock: { ...clock, since: at },
          })
        : done(core);
    case 'transfer':
      // Nobody had it, or the same one: nothing changes hands, and the company hears nothing.
      return owner?.key === event.to?.key ? done(core) : transferred(status, clock, event, at);
    case 'return':
      return done(ended(owner ?? event.by, 'returned'), endNews('returned', event.by));
    case 'close':
      return done(ended(owner ?? event.by, event.outcome), endNews(event.outcome, event.by));
    case 'company_ended': {
      const reason = owner ? 'ended_by_company' : 'cancelled';
      return done(ended(owner, reason), endNews(reason));
    }
    case 'expire':
      return done(ended(owner, 'expired'), endNews('expired'));
    case 'erased':
      return done(ended(owner, 'erased'));
    default:
      return event satisfies never;
  }

  function ended(by: Expert | undefined, reason: EndReason): CaseCore {
    return { status: { state: 'closed', owner: by, reason, at }, clock: stopped };
  }
}

const done = (next: CaseCore, ...news: CompanyNews[]): Transition => ({ ok: true, next, news });

/** A case that nobody has is taken; who has it already changes nothing. */
function claimed(core: CaseCore, by: Expert, owner: Expert | undefined): Transition {
  if (!owner)
    return done({ status: { state: 'claimed', owner: by }, clock: core.clock }, { type: 'claimed', by });
  return owner.key === by.key ? done(core) : { ok: false, why: 'taken', owner };
}

/** To a colleague, or back in the queue, where somebody must come: the company waits, whoever wrote last. */
function transferred(
  status: Exclude<CaseStatus, { state: 'closed' }>,
  clock: CaseCore['clock'],
  { by, to }: Extract<CaseEvent, { type: 'transfer' }>,
  at: number,
): Transition {
  const news: CompanyNews = { type: 'transferred', by, to };
  if (to) return done({ status: handedTo(status, to), clock }, news);
  return done({ status: { state: 'open' }, clock: { ...clock, since: clock.since ?? at } }, news);
}

const endNews = (reason: EndReason, by?: Expert): CompanyNews => ({ type: 'ended', reason, by });

/** The same place in the exchange, in somebody else's hands. */
function handedTo(status: Exclude<CaseStatus, { state: 'closed' }>, to: Expert): CaseStatus {
  return status.state === 'open' ? { state: 'claimed', owner: to } : { ...status, owner: to };
}

function stopClock(clock: CaseClock, at: number, worked: WorkingTime): CaseClock {
  if (clock.since === undefined) return clock;
  const { since, ...rest } = clock;
  return { ...rest, waitedMs: clock.waitedMs + worked(since, at) };
}
