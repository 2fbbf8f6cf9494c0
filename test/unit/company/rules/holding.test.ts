import { describe, expect, it } from 'vitest';
import { companyButtons, companyRequestOf } from '#src/company/chat/request.ts';
import { type HoldingState, holdingStep } from '#src/company/rules/holding.ts';

const said = (text: string) => companyRequestOf({ type: 'text', text });

describe('A holding', () => {
  const STATES: readonly HoldingState[] = ['pending', 'approved', 'refused', 'disputed'];
  it('is approved by the team alone', () => {
    for (const state of STATES) expect(holdingStep(state, 'ask')).not.toBe('approved');
    expect(STATES.map((state) => holdingStep(state, 'approve'))).toEqual([
      'approved',
      undefined,
      'approved',
      'approved',
    ]);
  });
  it('waits again when it asks, but not while it is disputed', () => {
    expect(STATES.map((state) => holdingStep(state, 'ask'))).toEqual([
      undefined,
      'pending',
      'pending',
      undefined,
    ]);
  });
  it('is refused, or suspended, once', () => {
    expect(STATES.map((state) => holdingStep(state, 'refuse'))).toEqual([
      'refused',
      'refused',
      undefined,
      'refused',
    ]);
    expect(STATES.map((state) => holdingStep(state, 'dispute'))).toEqual([
      'disputed',
      'disputed',
      undefined,
      undefined,
    ]);
  });
});

describe('Words that dispute who holds a file', () => {
  it.each([
    ['ce n’est pas nous', {}],
    ['Bonjour, ce n’est pas nous.', {}],
    ['Cette fiche n’est pas à nous !', {}],
    ['quelqu’un se fait passer pour notre entreprise', {}],
    ['ce n’est pas nous qui avons créé cette fiche', {}],
    ['Ce n’est pas nous (fiche 0a1b2c3d4e)', { key: '0a1b2c3d4e' }],
    ['ce n’est pas nous, SIRET 732 829 320 00074', { siren: '732829320' }],
    ['ce n’est pas notre entreprise 732829320', { siren: '732829320' }],
  ])('« %s »', (text, about) => {
    expect(said(text)).toEqual({ type: 'dispute', about, words: text });
  });

  it.each([
    'ce n’est pas nous qui fixons le prix',
    'ce n’est pas notre entreprise qui a signé le marché, est-ce grave ?',
    'Qui est le mandataire si ce n’est pas nous ?',
    'ce n’est pas moi qui décide',
    'Ce n’est pas moi',
    'c’est nous',
    `ce n’est pas nous ${'1 '.repeat(20_000)}`,
  ])('are not « %s »', (text) => {
    expect(said(text)?.type).not.toBe('dispute');
  });

  it('have a button, and a refusal has one to ask again', () => {
    const press = (value: string) => companyRequestOf({ type: 'action', value, label: '' });
    expect(press(companyButtons.dispute('732829320'))).toMatchObject({ about: { siren: '732829320' } });
    expect(press('co:dispute:1')).toBeUndefined();
    expect(press(companyButtons.review)).toEqual({ type: 'review' });
    expect(said('nouvelle vérification de ma fiche')).toEqual({ type: 'review' });
  });
});
