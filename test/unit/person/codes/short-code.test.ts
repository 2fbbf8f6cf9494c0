import { describe, expect, it } from 'vitest';
import { Budget } from '#src/person/budgets/budget.ts';
import type { WhoAsks } from '#src/person/budgets/who-asks.ts';
import { CODE_GROUP, CODE_GROUPS, CODE_SIGNS, readCode } from '#src/person/codes/code-text.ts';
import { Guesses } from '#src/person/codes/guesses.ts';
import { digestOf, drawCode } from '#src/person/codes/short-code.ts';

describe('A code', () => {
  it('is one of so many that a guess a second for a month finds one of a hundred less than once in a million', () => {
    // Groups of signs with a digit in each.
    const signs = CODE_SIGNS.length;
    const count = (signs ** CODE_GROUP - (signs - 10) ** CODE_GROUP) ** CODE_GROUPS;
    const guesses = 31 * 24 * 3_600;
    expect((guesses * 100) / count).toBeLessThan(1e-6);
    expect(count).toBe((32 ** 5 - 22 ** 5) ** 2);
  });

  it('reads back as it is shown, in whatever way it is typed, and is nobody else’s', async () => {
    const kept = new Set<string>();
    for (let drawn = 0; drawn < 500; drawn += 1) {
      const code = await drawCode(async (digest) => {
        kept.add(digest);
        return true;
      });
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      const bare = code.replace('-', '');
      for (const typed of [
        code,
        bare,
        code.toLowerCase(),
        code.replace('-', ' '),
        bare.replace(/(.)/g, '$1 '),
      ])
        expect(readCode(typed)).toEqual({ type: 'code', code: bare });
      expect(readCode(code.replaceAll('0', 'O').replaceAll('1', 'l')).type === 'none').toBe(
        !/[2-9]/.test(code),
      );
      expect(kept.has(digestOf(bare))).toBe(true);
    }
    expect(kept.size).toBe(500);
  });

  it('is drawn anew where somebody holds it', async () => {
    let tries = 0;
    await drawCode(async () => {
      tries += 1;
      return tries === 3;
    });
    expect(tries).toBe(3);
  });

  it.each(['messageries', 'bonjour tout', '', '2026', 'a'.repeat(5_000), '7'.repeat(20_000)])(
    'is not « %s »',
    (text) => {
      expect(readCode(text).type).not.toBe('code');
    },
  );
});

describe('A budget', () => {
  it('counts each key by itself, on its own clock', () => {
    let now = 0;
    const budget = new Budget(1_000, () => now);
    budget.note('a');
    now = 600;
    budget.note('a');
    expect([budget.count('a'), budget.count('b')]).toEqual([2, 0]);
    now = 1_001;
    expect(budget.count('a')).toBe(1);
    now = 5_000;
    expect(budget.count('a')).toBe(0);
  });

  it('remembers so many keys and no more', () => {
    const budget = new Budget(1_000, () => 0);
    for (let key = 0; key < 50_010; key += 1) budget.note(String(key));
    expect([budget.count('0'), budget.count('50009')]).toEqual([0, 1]);
  });
});

describe('Wrong guesses', () => {
  const who = (name: string, more: Partial<WhoAsks> = {}): WhoAsks => ({
    personId: name,
    conversationId: `c-${name}`,
    source: `s-${name}`,
    isKnown: false,
    ...more,
  });
  const fail = (guesses: Guesses, by: WhoAsks, times: number) => {
    for (let count = 0; count < times; count += 1) guesses.wrong('link', by);
  };

  it('are five in ten minutes, of a person and of a conversation; each kind of code by itself', () => {
    let now = 0;
    const guesses = new Guesses(new Budget(600_000, () => now));
    const eve = who('eve');
    fail(guesses, eve, 4);
    expect(guesses.may('link', eve)).toBe(true);
    fail(guesses, eve, 1);
    expect(guesses.may('link', eve)).toBe(false);
    expect(guesses.may('link', who('other', { conversationId: 'c-eve' }))).toBe(false);
    expect(guesses.may('contact', eve)).toBe(true);
    now = 600_001;
    expect(guesses.may('link', eve)).toBe(true);
  });

  it('of ten thousand strangers stop nobody else', () => {
    const guesses = new Guesses(new Budget(600_000, () => 0));
    for (let stranger = 0; stranger < 10_000; stranger += 1) fail(guesses, who(`eve-${stranger}`), 5);
    expect(guesses.may('link', who('anne'))).toBe(true);
  });

  it('of strangers behind one network stop its strangers, and not who is known there', () => {
    const guesses = new Guesses(new Budget(600_000, () => 0));
    for (let stranger = 0; stranger < 6; stranger += 1)
      fail(guesses, who(`eve-${stranger}`, { source: 'office' }), 5);
    expect(guesses.may('link', who('new', { source: 'office' }))).toBe(false);
    expect(guesses.may('link', who('anne', { source: 'office', isKnown: true }))).toBe(true);
  });
});
