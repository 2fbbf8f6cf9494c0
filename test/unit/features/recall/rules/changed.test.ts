import { describe, expect, it } from 'vitest';
import { type Current, isOtherwise } from '#src/features/recall/rules/changed.ts';
import { needsSecond } from '#src/features/recall/rules/needs-second.ts';

it('A recall takes a second member of the staff above twenty', () => {
  expect([20, 21].map(needsSecond)).toEqual([false, true]);
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
