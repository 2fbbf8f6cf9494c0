import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaseCore,
  type CaseEvent,
  type Expert,
  isHeld,
  OUTCOMES,
  ownerOf,
  transition,
} from '#src/features/expert/case/case.ts';

const NADIA: Expert = { key: 'slack:T:U1', name: 'Nadia' };
const PAUL: Expert = { key: 'web:42', name: 'Paul' };
/** A case that has just been opened: the company waits from now on. */
const openedCase = (at: number): CaseCore => ({
  status: { state: 'open' },
  clock: { waitedMs: 0, since: at },
});
/** Every hour is worked, so that waits are plain differences. */
const worked = (from: number, to: number) => Math.max(0, to - from);

/** Plays events one hour apart; each must be possible. */
function play(...events: CaseEvent[]): CaseCore {
  return events.reduce((core, event, index) => {
    const done = transition(core, event, (index + 1) * HOUR, worked);
    if (!done.ok) throw new Error(`${event.type} was refused: ${done.why}`);
    return done.next;
  }, openedCase(0));
}
const HOUR = 3_600_000;
const refusal = (core: CaseCore, event: CaseEvent) => {
  const done = transition(core, event, 99 * HOUR, worked);
  return done.ok ? undefined : done;
};

describe('a case', () => {
  it('goes from the queue to an expert, to and fro, to its end', () => {
    const steps: [CaseEvent, string][] = [
      [{ type: 'claim', by: NADIA }, 'claimed'],
      [{ type: 'reply', by: NADIA }, 'waiting_company'],
      [{ type: 'company_wrote' }, 'waiting_expert'],
      [{ type: 'reply', by: NADIA }, 'waiting_company'],
      [{ type: 'close', by: NADIA, outcome: 'answered' }, 'closed'],
    ];
    const states = steps.map(
      (_, index) => play(...steps.slice(0, index + 1).map(([event]) => event)).status.state,
    );
    expect(states).toEqual(steps.map(([, state]) => state));
  });

  it('belongs to the first who claims it; the second learns who has it', () => {
    const claimed = play({ type: 'claim', by: NADIA });
    expect(refusal(claimed, { type: 'claim', by: PAUL })).toEqual({ ok: false, why: 'taken', owner: NADIA });
    // A double click is no second claim.
    expect(transition(claimed, { type: 'claim', by: NADIA }, HOUR, worked)).toMatchObject({
      ok: true,
      news: [],
    });
  });

  it('is taken by any human message, and a colleague’s help does not take it away', () => {
    expect(ownerOf(play({ type: 'reply', by: PAUL }).status)).toEqual(PAUL);
    const helped = play({ type: 'claim', by: NADIA }, { type: 'reply', by: PAUL });
    expect(ownerOf(helped.status)).toEqual(NADIA);
  });

  it('goes to a colleague where it stands, or back to the queue, where the company waits again', () => {
    const answered = [{ type: 'reply', by: NADIA }] as const;
    expect(play(...answered, { type: 'transfer', by: NADIA, to: PAUL }).status).toMatchObject({
      state: 'waiting_company',
      owner: PAUL,
    });
    const back = play(...answered, { type: 'transfer', by: NADIA });
    expect(back.status).toEqual({ state: 'open' });
    expect(back.clock.since).toBe(2 * HOUR);
  });

  it.each([
    [{ type: 'return', by: NADIA }, 'returned'],
    [{ type: 'company_ended' }, 'ended_by_company'],
    [{ type: 'expire' }, 'expired'],
    ...OUTCOMES.map((outcome) => [{ type: 'close', by: NADIA, outcome }, outcome]),
  ] as [CaseEvent, string][])('ends by %o with its reason', (event, reason) => {
    expect(play({ type: 'claim', by: NADIA }, event).status).toMatchObject({ state: 'closed', reason });
  });

  it('that is in the queue already is not put back a second time: the company hears nothing', () => {
    const again = transition(openedCase(0), { type: 'transfer', by: NADIA }, HOUR, worked);
    expect(again).toMatchObject({ ok: true, next: openedCase(0), news: [] });
  });

  it('that nobody had taken is cancelled, not ended, by the company', () => {
    expect(play({ type: 'company_ended' }).status).toMatchObject({ state: 'closed', reason: 'cancelled' });
  });

  it('that is closed takes nothing more', () => {
    const closed = play({ type: 'claim', by: NADIA }, { type: 'return', by: NADIA });
    const events: CaseEvent[] = [
      { type: 'claim', by: PAUL },
      { type: 'reply', by: NADIA },
      { type: 'company_wrote' },
      { type: 'expire' },
    ];
    expect(events.map((event) => refusal(closed, event)?.why)).toEqual(events.map(() => 'closed'));
  });

  it('has a clock that runs only while the company waits', () => {
    // Waits 0–2, answered; writes at 5, answered at 6.
    const idle = { type: 'transfer', by: NADIA, to: NADIA } as const;
    const core = play(
      { type: 'claim', by: NADIA },
      { type: 'reply', by: NADIA },
      idle,
      idle,
      { type: 'company_wrote' },
      { type: 'reply', by: NADIA },
    );
    expect(core.clock).toEqual({ waitedMs: 3 * HOUR, firstAnswerMs: 2 * HOUR });
  });

  it('tells the company of every change of hands and of the end', () => {
    const told = (event: CaseEvent, ...before: CaseEvent[]) => {
      const done = transition(play(...before), event, 9 * HOUR, worked);
      return done.ok ? done.news.map(({ type }) => type) : [];
    };
    expect(told({ type: 'claim', by: NADIA })).toEqual(['claimed']);
    expect(told({ type: 'reply', by: NADIA })).toEqual(['claimed']);
    expect(told({ type: 'transfer', by: NADIA, to: PAUL }, { type: 'claim', by: NADIA })).toEqual([
      'transferred',
    ]);
    expect(told({ type: 'expire' }, { type: 'claim', by: NADIA })).toEqual(['ended']);
  });
});

describe('whatever happens to a case', () => {
  const expert = fc.constantFrom(NADIA, PAUL);
  const event: fc.Arbitrary<CaseEvent> = fc.oneof(
    expert.map((by) => ({ type: 'claim', by }) as const),
    expert.map((by) => ({ type: 'reply', by }) as const),
    fc.constant({ type: 'company_wrote' } as const),
    fc
      .tuple(expert, fc.option(expert, { nil: undefined }))
      .map(([by, to]) => ({ type: 'transfer', by, to }) as const),
    expert.map((by) => ({ type: 'return', by }) as const),
    fc.constant({ type: 'expire' } as const),
  );

  it('the wait never shrinks nor passes the time gone by, and a held case has an owner', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let core = openedCase(0);
        events.forEach((one, index) => {
          const at = index + 1;
          const done = transition(core, one, at, worked);
          if (!done.ok) return;
          expect(done.next.clock.waitedMs).toBeGreaterThanOrEqual(core.clock.waitedMs);
          expect(done.next.clock.waitedMs).toBeLessThanOrEqual(at);
          expect(isHeld(done.next.status)).toBe(
            done.next.status.state !== 'open' && done.next.status.state !== 'closed',
          );
          if (isHeld(done.next.status)) expect(ownerOf(done.next.status)).toBeDefined();
          // Who waits has a clock that runs; who does not has none.
          const waits = ['open', 'claimed', 'waiting_expert'].includes(done.next.status.state);
          expect(done.next.clock.since !== undefined).toBe(waits);
          core = done.next;
        });
      }),
    );
  });
});
