import { describe, expect, it } from 'vitest';
import { TeamsFailure, toDeliveryError } from '#adapters/teams/failure.ts';
import { RateLimits } from '#adapters/teams/send/rate-limits.ts';

/**
 * Sends as soon as there is a place, for a while; Teams counts each somewhere before its answer.
 * @returns when Teams counted each, in ms
 */
function sendFor(
  limits: RateLimits,
  ms: number,
  conversation: (index: number) => string,
  delay: (index: number) => number,
) {
  const counted: number[] = [];
  const answers: { readonly at: number; readonly id: string }[] = [];
  for (let now = 0; now < ms; ) {
    for (const answer of answers.filter(({ at }) => at <= now)) {
      limits.release(answer.id, 'tenant', answer.at);
      answers.splice(answers.indexOf(answer), 1);
    }
    const id = conversation(counted.length);
    const wait = limits.take(id, 'tenant', now);
    if (wait === 0) {
      const late = delay(counted.length);
      counted.push(now + late);
      answers.push({ at: now + late + 1, id });
    } else now += Math.max(1, Math.min(wait, ...answers.map(({ at }) => at - now)));
  }
  return counted.sort((one, other) => one - other);
}

const mostWithin = (times: readonly number[], ms: number): number =>
  Math.max(...times.map((from, index) => times.slice(index).filter((at) => at < from + ms).length));

describe('the pace of Teams', () => {
  it('is kept in a conversation, over every window', () => {
    const taken = sendFor(
      new RateLimits(1),
      3_700_000,
      () => 'a',
      () => 5,
    );
    for (const [count, ms] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
      [1_800, 3_600_000],
    ] as const)
      expect(mostWithin(taken, ms), `${ms} ms`).toBeLessThanOrEqual(count);
    expect(taken.length).toBeGreaterThanOrEqual(1_800);
  });

  it('is kept in a tenant, over all its conversations, however long each takes', () => {
    const taken = sendFor(
      new RateLimits(1),
      10_000,
      (index) => `c${index}`,
      (index) => (index * 37) % 400,
    );
    expect(mostWithin(taken, 1_000)).toBeLessThanOrEqual(30);
    expect(taken.length).toBeGreaterThan(200);
  });

  it('is another where Microsoft agreed to one', () => {
    const taken = sendFor(
      new RateLimits(20),
      900,
      (index) => `c${index}`,
      () => 1,
    );
    expect(taken).toHaveLength(600);
  });

  it('is for answers first: signs of work use half of it', () => {
    const limits = new RateLimits(1);
    const signs = Array.from({ length: 7 }, () => limits.take('a', 'tenant', 0, 0.5));
    expect(signs.filter((wait) => wait === 0)).toHaveLength(3);
    const answers = Array.from({ length: 7 }, () => limits.take('a', 'tenant', 1));
    expect(answers.filter((wait) => wait === 0)).toHaveLength(4);
  });

  it('stops in a conversation that Teams asks to leave alone, and goes on in the others', () => {
    const limits = new RateLimits(1);
    limits.hold('a', 5_000);
    expect(limits.take('a', 'tenant', 1_000)).toBe(4_000);
    expect(limits.take('b', 'tenant', 1_000)).toBe(0);
    expect(limits.take('a', 'tenant', 5_000)).toBe(0);
  });
});

describe('what Teams refuses', () => {
  const kindOf = (status: number, code?: string) => toDeliveryError(new TeamsFailure(status, code), 0).kind;

  it.each([
    [403, 'MessageWritesBlocked'],
    [403, 'BotNotInConversationRoster'],
    [403, 'BotDisabledByAdmin'],
    [404, 'ConversationNotFound'],
  ])('%i %s: nobody is there any more', (status, code) => {
    expect(kindOf(status, code)).toBe('unreachable');
  });

  it.each([
    [400, 'BadSyntax'],
    [403, 'Forbidden'],
    [413, 'MessageSizeTooBig'],
  ])('%i %s: this message never passes', (status, code) => {
    expect(kindOf(status, code)).toBe('rejected');
  });

  it.each([0, 401, 404, 408, 412, 429, 500, 502, 503, 504])('%i: another time', (status) => {
    expect(kindOf(status)).toBe('retry');
  });

  it('is tried again not before Teams wants it, and not all at once', () => {
    const wait = (random: number) =>
      toDeliveryError(new TeamsFailure(429, 'TooManyRequests', 7_000), random).retryAfterMs ?? 0;
    expect(wait(0)).toBe(7_000);
    expect(wait(0.9)).toBeGreaterThan(7_000);
    // What fails without a word of rest is no wait: the outbox must see that this message fails.
    expect(toDeliveryError(new TeamsFailure(502, undefined), 0.5).retryAfterMs).toBeUndefined();
  });

  it('is said without what was sent', () => {
    expect(toDeliveryError(new TeamsFailure(403, 'Forbidden'), 0).message).toBe('Teams: 403 Forbidden');
    expect(toDeliveryError(new TypeError('odd'), 0)).toMatchObject({ kind: 'retry', message: 'odd' });
  });
});
