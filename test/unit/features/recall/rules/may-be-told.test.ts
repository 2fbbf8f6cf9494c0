import { describe, expect, it } from 'vitest';
import { type Current, isOtherwise } from '#src/features/recall/rules/changed.ts';
import {
  isCivilHour,
  type MayBeTold,
  mayBeTold,
  needsSecond,
  type Reachable,
  saysStop,
} from '#src/features/recall/rules/may-be-told.ts';

const ANNE: Reachable = {
  personId: 'anne',
  channel: 'telegram',
  mode: 'bot',
  isUnreachable: false,
  hasStopped: false,
};

describe('Who may be told unasked', () => {
  it.each<[string, Partial<Reachable>, MayBeTold]>([
    ['somebody alone with the hotline', {}, 'now'],
    ['somebody who waits for an expert', { mode: 'waiting' }, 'now'],
    ['nobody in a group', { personId: undefined }, 'group'],
    ['nobody on the web, who may be gone', { channel: 'web' }, 'channel'],
    ['nobody who said stop', { hasStopped: true }, 'stopped'],
    ['nobody who left', { isUnreachable: true }, 'unreachable'],
    ['nobody while an expert holds', { mode: 'human' }, 'held'],
  ])('%s', (_, more, expected) => {
    expect(mayBeTold({ ...ANNE, ...more })).toBe(expected);
  });

  it.each([
    ['on a working day', '2026-11-30T09:00:00Z', true],
    ['from nine in Paris, in winter', '2026-11-30T08:00:00Z', true],
    ['not before', '2026-11-30T07:59:00Z', false],
    ['from nine in Paris, in summer', '2026-07-13T07:00:00Z', true],
    ['not at six in the evening', '2026-11-30T17:00:00Z', false],
    ['not on a Sunday', '2026-11-29T10:00:00Z', false],
    ['not on a public holiday', '2026-07-14T10:00:00Z', false],
    ['at nine on the Monday after the clocks went forward', '2026-03-30T07:00:00Z', true],
    ['not an hour before, as the clocks of the week before had it', '2026-03-30T06:59:00Z', false],
    ['at nine on the Monday after they went back', '2026-10-26T08:00:00Z', true],
    ['not before, as the clocks of the week before had it', '2026-10-26T07:30:00Z', false],
  ])('%s', (_, at, expected) => {
    expect(isCivilHour(Date.parse(at))).toBe(expected);
  });

  it('takes a second member of the staff above twenty', () => {
    expect([20, 21].map(needsSecond)).toEqual([false, true]);
  });

  it('hears « stop » as a whole message only', () => {
    expect(['stop', 'ne m ecrivez plus', 'me desabonner'].map(saysStop)).toEqual([true, true, true]);
    expect(saysStop('le marche peut il stopper')).toBe(false);
  });
});

describe('What an answer stood on', () => {
  const current: Current = {
    generation: '1',
    // 20 until the end of 2025, 30 since, 35 from 2027 on.
    versionOn: ({ kind }, day) =>
      kind === 'section'
        ? day < '2027-01-01'
          ? 'abc'
          : ''
        : day < '2026-01-01'
          ? '20 depuis 2023-01-01'
          : day < '2027-01-01'
            ? '30 depuis 2026-01-01'
            : '35 depuis 2027-01-01',
    versionsOf: () => ['20 depuis 2023-01-01', '30 depuis 2026-01-01', '35 depuis 2027-01-01'],
    valueOn: () => undefined,
    labelOf: () => '',
  };
  const figure = (version: string) => ({ kind: 'figure', reference: 'taux', version }) as const;
  const section = (version: string) => ({ kind: 'section', reference: 'a#b', version }) as const;

  it.each([
    ['is the same', figure('30 depuis 2026-01-01'), '2026-11-20', '2026-12-31', false],
    ['changed at midnight', figure('30 depuis 2026-01-01'), '2026-12-31', '2027-01-01', true],
    [
      'was of another day, which was asked for',
      figure('20 depuis 2023-01-01'),
      '2026-11-20',
      '2026-12-01',
      false,
    ],
    ['was corrected since', figure('25 depuis 2026-01-01'), '2026-11-20', '2026-12-01', true],
    ['is a section as it was', section('abc'), '2026-11-20', '2026-12-01', false],
    ['is a section that was rewritten', section('abd'), '2026-11-20', '2026-12-01', true],
    ['is a section whose time ended', section('abc'), '2026-12-31', '2027-01-01', true],
  ] as const)('%s', (_, support, day, today, expected) => {
    expect(isOtherwise(support, day, today, current)).toBe(expected);
  });
});
