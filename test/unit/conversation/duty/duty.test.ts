import { describe, expect, it } from 'vitest';
import { checkDuties, onDutyAt } from '#src/conversation/duty/duty.ts';

const LEA = { name: 'Léa', email: 'lea@exemple.fr', days: [1, 2], from: '09:00', until: '18:00' };

describe('Who is on duty', () => {
  it.each([
    ['on Monday morning, in winter', '2026-11-30T08:00:00Z', ['Léa']],
    ['not before nine', '2026-11-30T07:59:00Z', []],
    ['not at six', '2026-11-30T17:00:00Z', []],
    ['not on Wednesday', '2026-12-02T10:00:00Z', []],
    ['from nine in Paris, in summer', '2026-07-13T07:00:00Z', ['Léa']],
  ])('%s', (_, at, names) => {
    expect(onDutyAt([LEA], Date.parse(at)).map(({ name }) => name)).toEqual(names);
  });

  it('is checked line by line, all mistakes at once; an empty line is none', () => {
    const empty = { name: ' ', email: '', days: [], from: '', until: '' };
    expect(checkDuties([LEA, empty])).toEqual({ duties: [LEA] });
    const wrong = { name: '', email: 'lea@', days: [], from: '18:00', until: '09:00' };
    const checked = checkDuties([empty, wrong]);
    expect('mistakes' in checked && checked.mistakes.map(({ place }) => place)).toEqual([
      '1.name',
      '1.email',
      '1.days',
      '1.times',
    ]);
    expect(checkDuties('rien')).toHaveProperty('mistakes');
  });
});
