import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentSteps } from '#src/calculators/appeals/document-request.ts';
import { standstill } from '#src/calculators/appeals/standstill.ts';
import { certificateValidity } from '#src/calculators/certificates/certificate-validity.ts';
import { type TenderPeriodCase, tenderPeriod } from '#src/calculators/deadlines/tender-period.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { known } from '#support/knowledge/deadline-and-money.ts';

const figures = known();
const anyDay = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2024-01-01', days));

describe('the time to answer a formal procedure', () => {
  const days = (asked: Partial<TenderPeriodCase>) =>
    tenderPeriod({ procedure: 'open', stage: 'offers', electronic: true, ...asked }, figures)?.minimum.number;

  it('is 30 days in an open procedure by electronic means, 35 without, 15 when shortened', () => {
    expect(days({})).toBe(30);
    expect(days({ electronic: false })).toBe(35);
    expect(days({ shortened: 'urgency' })).toBe(15);
    expect(days({ shortened: 'prior-notice' })).toBe(15);
  });

  it('has two stages in a restricted or negotiated procedure', () => {
    for (const procedure of ['restricted', 'negotiated'] as const) {
      expect(days({ procedure, stage: 'candidacies', buyer: 'local' })).toBe(30);
      expect(days({ procedure, stage: 'candidacies', buyer: 'local', shortened: 'urgency' })).toBe(15);
      expect(days({ procedure, buyer: 'state' })).toBe(25);
      expect(days({ procedure, buyer: 'state', electronic: false })).toBe(30);
      expect(days({ procedure, buyer: 'state', shortened: 'urgency' })).toBe(10);
      expect(days({ procedure, buyer: 'network', stage: 'candidacies' })).toBe(15);
      expect(days({ procedure, buyer: 'network' })).toBe(10);
    }
  });

  it('is not shortened by an information notice where only urgency shortens it', () => {
    expect(days({ procedure: 'restricted', stage: 'candidacies', shortened: 'prior-notice' })).toBe(30);
    expect(days({ procedure: 'negotiated', stage: 'candidacies', shortened: 'prior-notice' })).toBe(30);
  });

  it('is shortened by either before the offers that a central authority negotiates (R2161-15)', () => {
    for (const shortened of ['prior-notice', 'urgency'] as const)
      expect(days({ procedure: 'negotiated', buyer: 'state', shortened })).toBe(10);
  });

  it('may be agreed with the candidates, save by central authorities', () => {
    const agreement = (buyer: TenderPeriodCase['buyer']) =>
      tenderPeriod({ procedure: 'restricted', stage: 'offers', electronic: true, buyer }, figures)?.agreement;
    expect(agreement('local')).toBe(true);
    expect(agreement('state')).toBe(false);
    expect(agreement('state-agency')).toBe(false);
  });

  it('is unknown before the register begins', () => {
    expect(
      tenderPeriod({ procedure: 'open', stage: 'offers', electronic: true }, known('2018-01-01')),
    ).toBeUndefined();
  });
});

describe('time limits on the calendar', () => {
  it('waits 11 days after an electronic letter and 16 after another before the signature', () => {
    const wait = standstill('2026-11-20', true, figures);
    expect(wait).toMatchObject({ earliestSignature: '2026-12-01', lastSafeDay: '2026-11-30' });
    expect(standstill('2026-11-20', false, figures)?.earliestSignature).toBe('2026-12-06');
    // The day before Monday 23 November is a Sunday.
    expect(standstill('2026-11-12', true, figures)).toMatchObject({
      earliestSignature: '2026-11-23',
      lastSafeDay: '2026-11-20',
    });
  });

  it('counts months to the same day and keeps the worked day before a weekend', () => {
    // 5 December 2026 is a Saturday.
    expect(timeLimit(figures, 'tarn-et-garonne-delai', '2026-10-05')).toMatchObject({
      last: '2026-12-05',
      prudent: '2026-12-04',
    });
    expect(timeLimit(figures, 'refere-contractuel-avis-joue', '2026-11-03')?.last).toBe('2026-12-04');
    expect(timeLimit(figures, 'tarn-et-garonne-delai-raisonnable', '2026-09-03')?.last).toBe('2027-09-03');
    expect(timeLimit(figures, 'avance-taux-minimal', '2026-09-03')).toBeUndefined();
  });

  it('chains the silence of the buyer, the CADA and its own silence', () => {
    const steps = documentSteps({ asked: '2026-10-10' }, figures);
    expect(steps?.silence?.last).toBe('2026-11-10');
    expect(steps?.referral).toMatchObject({ last: '2027-01-10', prudent: '2027-01-08' });
    expect(documentSteps({ asked: '2026-10-10', refused: '2026-10-20' }, figures)?.referral?.last).toBe(
      '2026-12-20',
    );
    expect(documentSteps({ referred: '2026-10-01' }, figures)?.confirmed?.last).toBe('2026-12-01');
    expect(documentSteps({}, figures)).toBeUndefined();
  });

  it('never gives a person who must act a later day than the limit, nor a day off', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom('cada-saisine', 'refere-contractuel-avis-joue', 'refere-contractuel-sans-avis'),
        (from, id) => {
          const limit = timeLimit(figures, id, from);
          expect(limit && limit.from < limit.prudent && limit.prudent <= limit.last).toBe(true);
          expect(isWorkingDay(limit?.prudent ?? '')).toBe(true);
        },
      ),
    );
  });

  it('lets nobody sign sooner after another letter than after an electronic one', () => {
    fc.assert(
      fc.property(anyDay, (sent) => {
        const fast = standstill(sent, true, figures);
        const slow = standstill(sent, false, figures);
        expect(fast && slow && fast.lastSafeDay < fast.earliestSignature).toBe(true);
        expect(fast && slow && fast.earliestSignature < slow.earliestSignature).toBe(true);
      }),
    );
  });
});

describe('the age of a vigilance certificate', () => {
  it('must be under six months: six months to the day is too old', () => {
    expect(certificateValidity('2026-05-03', '2026-11-02', figures)?.valid).toBe(true);
    expect(certificateValidity('2026-05-03', '2026-11-03', figures)?.valid).toBe(false);
    expect(certificateValidity('2026-08-31', '2027-02-27', figures)).toMatchObject({
      valid: true,
      lastDay: '2027-02-27',
    });
  });

  it('does not begin before the certificate', () => {
    expect(certificateValidity('2026-05-03', '2026-05-02', figures)?.valid).toBe(false);
  });
});
