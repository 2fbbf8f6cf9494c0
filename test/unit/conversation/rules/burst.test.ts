import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundContent } from '#src/channel/port.ts';
import { takeBurst, waitForMore } from '#src/conversation/rules/burst.ts';

const T0 = Date.UTC(2026, 10, 24, 9);
const message = (seq: number, at: number, content: InboundContent) =>
  ({ id: `m${seq}`, conversationId: 'c', seq, at: T0 + at, author: 'company', content }) as const;
/** Messages from pairs of milliseconds and words; a word of the form « [expert] » is a button. */
const typed = (...lines: readonly (readonly [number, string])[]) =>
  lines.map(([at, text], index) => {
    const button = /^\[(.*)\]$/.exec(text)?.[1];
    const content: InboundContent = button
      ? { type: 'action', value: button, label: button }
      : { type: 'text', text };
    return message(index + 1, at, content);
  });
const answeredTogether = (...lines: readonly (readonly [number, string])[]) =>
  takeBurst(typed(...lines)).length;

describe('A burst of messages', () => {
  it('is empty when nobody waits', () => {
    expect(takeBurst([])).toEqual([]);
    expect(waitForMore([], T0)).toBe(0);
  });

  it('is answered together when a person cuts a sentence over several messages', () => {
    expect(
      answeredTogether([0, 'bonjour'], [900, 'petite question'], [2_500, 'ai-je droit à une avance ?']),
    ).toBe(3);
  });

  it('ends with a closed sentence, so that two questions get two answers', () => {
    expect(answeredTogether([0, 'ai-je droit à une avance ?'], [200, 'et une garantie ?'])).toBe(1);
    expect(answeredTogether([0, 'C’est urgent !'], [200, 'quel délai'])).toBe(1);
    expect(answeredTogether([0, 'Voilà.  '], [200, 'quel délai'])).toBe(1);
  });

  it('goes on while a person tells their story, a sentence at a time, up to what they ask', () => {
    const story = [
      [0, 'Bonjour, on est une PME de nettoyage.'],
      [1_200, 'La mairie veut nous commander 30 000 € de ménage.'],
      [2_900, 'Elle peut signer sans consulter ?'],
    ] as const;
    expect(answeredTogether(...story)).toBe(3);
    expect(answeredTogether(...story, [3_000, 'Et pour les travaux ?'])).toBe(3);
    expect(answeredTogether(story[0], [3_100, 'Elle peut signer ?'])).toBe(1);
  });

  it('ends where a person pauses for more than three seconds', () => {
    expect(answeredTogether([0, 'bonjour'], [3_000, 'quel délai de paiement'])).toBe(2);
    expect(answeredTogether([0, 'bonjour'], [3_001, 'quel délai de paiement'])).toBe(1);
    expect(answeredTogether([0, 'un'], [2_900, 'deux'], [5_800, 'trois'], [8_900, 'quatre'])).toBe(3);
  });

  it('does not mix a button with words, before or after', () => {
    expect(answeredTogether([0, 'bonjour'], [100, '[expert]'])).toBe(1);
    expect(answeredTogether([0, '[expert]'], [100, 'bonjour'])).toBe(1);
    expect(answeredTogether([0, '[expert]'], [100, '[aide]'])).toBe(1);
  });

  it('takes a long message for a whole one, closed or not', () => {
    const long =
      'nous sommes une petite entreprise de nettoyage qui voudrait répondre à un marché de la ville';
    expect(answeredTogether([0, long], [100, 'et la caution'])).toBe(1);
    expect(answeredTogether([0, 'bonjour'], [100, long], [200, 'et la caution'])).toBe(2);
  });

  it('always holds the oldest messages, in order, and at least one', () => {
    const line = fc.tuple(fc.nat(5_000), fc.constantFrom('bonjour', 'et puis', 'combien ?', '[expert]', '…'));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (steps) => {
        let at = 0;
        const waiting = typed(
          ...steps.map(([gap, text]): [number, string] => {
            at += gap;
            return [at, text];
          }),
        );
        const burst = takeBurst(waiting);
        expect(burst.length).toBeGreaterThan(0);
        expect(burst).toEqual(waiting.slice(0, burst.length));
      }),
    );
  });
});

describe('Waiting for the rest of a sentence', () => {
  const waits = (text: string, elapsed: number) => waitForMore(typed([0, text]), T0 + elapsed);

  it('takes no time after a closed sentence, a long message or a button', () => {
    const whole = ['ai-je droit à une avance ?', 'x'.repeat(80), '[expert]'];
    for (const text of whole) expect(waits(text, 0)).toBe(0);
  });

  it('lasts less than a second after an open fragment, longer after one or two words than after a phrase', () => {
    const short = waits('bonjour', 0);
    const phrase = waits('je voudrais savoir une chose', 0);
    expect(short).toBeGreaterThan(phrase);
    expect(phrase).toBeGreaterThan(0);
    expect(short).toBeLessThan(1_000);
  });

  it('lasts longer after a sentence that ends quietly, and never as long as a pause', () => {
    for (const text of ['On est une PME de nettoyage.', 'Notre offre a été rejetée hier…'])
      expect(waits(text, 0)).toBeGreaterThan(1_000);
    for (const text of ['Oui.', 'C’est urgent !', 'Ai-je droit à une avance ?'])
      expect(waits(text, 0)).toBe(0);
    expect(waits('On est une PME de nettoyage.', 0)).toBeLessThan(3_000);
    expect(waits('on est payé sous combien de temps', 0)).toBeLessThan(700);
  });

  it('counts from when the last message came, and is over for what waited through a restart', () => {
    expect(waits('bonjour', 100)).toBe(waits('bonjour', 0) - 100);
    expect(waits('bonjour', 60_000)).toBe(0);
  });
});
