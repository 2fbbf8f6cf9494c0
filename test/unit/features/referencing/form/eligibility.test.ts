import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Answers, Value } from '#src/company/form/answers.ts';
import { eligibilityOf } from '#src/features/referencing/form/eligibility.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';

const path = fileURLToPath(new URL('../../../../../knowledge/figures.yaml', import.meta.url));
const { figures } = readFigures(readFileSync(path, 'utf8'), 'figures.yaml');
const law = { figures, today: '2026-11-25' };
const answered = (values: Readonly<Record<string, Value>>): Answers =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, origin: 'declared' as const }]),
  );
const of = (values: Readonly<Record<string, Value>>, facts = {}) =>
  eligibilityOf({ answers: answered(values), facts }, law);
const about = (found: ReturnType<typeof of>, what: string) => found.filter((one) => one.about === what);

describe('What a company is eligible for', () => {
  it('depends on where it works; elsewhere it is kept, and told so', () => {
    const on = (value: Value) => about(of({ territories: value }), 'territory')[0];
    expect(on({ departments: ['93'], regions: [] })).toMatchObject({ verdict: 'yes' });
    expect(on({ departments: ['13', '59'], regions: [] })?.text).toContain('Région Sud');
    expect(on({ departments: [], regions: [], everywhere: true })?.verdict).toBe('yes');
    expect(on({ departments: ['59'], regions: ['Bretagne'] })).toMatchObject({ verdict: 'later' });
    expect(about(of({}), 'territory')[0]?.verdict).toBe('unknown');
    expect(about(of({ seat: 'Montreuil (93)' }), 'territory')[0]?.verdict).toBe('yes');
  });

  it('opens the markets that the law reserves, with the article and the figure', () => {
    const ea = about(
      of({ engagements: ['handicap'], 'handicap-kind': ['ea'], 'handicap-proof': 'cpom' }),
      'handicap',
    );
    expect(ea[0]).toMatchObject({ verdict: 'yes' });
    expect(ea[0]?.text).toMatch(/L2113-12.*50\u00a0%/);
    const ei = about(of({ engagements: ['insertion'], 'insertion-kind': ['ei'] }), 'insertion');
    expect(ei[0]?.text).toMatch(/L2113-13.*50\u00a0%.*à fournir/);
    const siae = about(
      of({ engagements: ['insertion'], 'insertion-kind': ['ei'] }, { isSiae: true }),
      'insertion',
    );
    expect(siae[0]?.text).toContain('La base publique vous indique');
  });

  it('promises nothing that the law leaves open, and says what it does not know', () => {
    const verdict = (what: string, values: Readonly<Record<string, Value>>) =>
      about(of(values), what)[0]?.verdict;
    expect(verdict('handicap', { engagements: ['handicap'], 'handicap-kind': ['tih'] })).toBe('case');
    expect(verdict('handicap', { engagements: ['handicap'] })).toBe('unknown');
    expect(verdict('insertion', { engagements: ['insertion'], 'insertion-kind': ['eiti'] })).toBe('case');
    expect(verdict('insertion', { engagements: ['insertion'] })).toBe('unknown');
    expect(verdict('qpv', { engagements: ['qpv'] })).toBe('no');
    expect(verdict('circular', { engagements: ['circular'] })).toBe('no');
    expect(verdict('family', { engagements: ['none'] })).toBe('case');
    expect(verdict('family', {})).toBe('unknown');
    expect(verdict('handicap', { engagements: ['ess'] })).toBeUndefined();
  });

  it('tells the conditions of the ESUS approval, or that it comes by right', () => {
    const esus = (values: Readonly<Record<string, Value>>) => about(of(values), 'esus')[0];
    expect(esus({ engagements: ['ess'], 'ess-kind': ['company'] })?.text).toMatch(/66\u00a0%.*7.*SMIC.*10/);
    expect(esus({ engagements: ['insertion'], 'insertion-kind': ['aci'] })?.text).toContain('de plein droit');
    expect(esus({ engagements: ['ess'], 'ess-kind': ['esus'] })?.text).toContain('5\u00a0ans');
    expect(esus({ engagements: ['qpv'] })).toBeUndefined();
  });

  it('says no figure that is unknown, and leaves no mark of one', () => {
    const answers = answered({
      engagements: ['ess', 'insertion', 'handicap'],
      'insertion-kind': ['ei'],
      'handicap-kind': ['ea'],
    });
    for (const { text } of eligibilityOf({ answers, facts: {} }, { figures: new Map(), today: law.today }))
      expect(text).not.toMatch(/[{}[\]]|\s{2}|\(\)/);
  });
});
