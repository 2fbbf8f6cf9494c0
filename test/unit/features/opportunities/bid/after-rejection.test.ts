import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresAt } from '#src/calculators/known.ts';
import { afterRejection } from '#src/features/opportunities/bid/rules/after-rejection.ts';
import { bidTexts } from '#src/features/opportunities/bid/texts.ts';
import type { Procedure } from '#src/features/opportunities/notice/notice.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { ROOT } from '#support/repository/source-files.ts';

const register = readFigures(
  readFileSync(join(ROOT, 'knowledge/figures.yaml'), 'utf8'),
  'figures.yaml',
).figures;
const today = '2026-12-08';
const said = (procedure: Procedure | undefined, rejectedOn = '2026-12-03', at = today): string => {
  const figures = figuresAt(register, at);
  return bidTexts
    .limits(afterRejection({ procedure, rejectedOn, today: at, figures }), rejectedOn, at)
    .join(' ')
    .replace(/[\u00A0\u202F]/g, ' ');
};

describe('After a rejection', () => {
  it('counts eleven days from the letter in a formalised procedure, and fifteen for the reasons', () => {
    const text = said('open');
    expect(text).toContain('ne peut pas signer avant la fin du 14 décembre 2026');
    expect(text).toContain('comptez jusqu’au 14 décembre 2026');
    expect(text).toContain('répondre au plus tard le 23 décembre 2026');
  });

  it('promises no wait in an adapted procedure', () => {
    const text = said('adapted');
    expect(text).toContain('l’acheteur peut signer sans attendre');
    expect(text).not.toContain('14 décembre');
    expect(text).toContain('23 décembre 2026');
  });

  it('says both, with their condition, where the notice does not tell', () => {
    expect(said(undefined)).toContain('Si la procédure est formalisée, l’acheteur ne peut pas signer');
  });

  it('says that the wait is over once it is', () => {
    expect(said('open', '2026-11-20')).toContain('a pu signer après le 1er décembre 2026');
  });

  it('counts to the last worked day for whoever must act', () => {
    // Eleven days after Tuesday 1 December is a Saturday.
    expect(said('open', '2026-12-01')).toContain('comptez jusqu’au 11 décembre 2026');
  });
});
