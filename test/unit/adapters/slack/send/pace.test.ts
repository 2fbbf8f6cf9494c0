import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '#adapters/slack/bolt-logger.ts';
import { isRefused, toDeliveryError } from '#adapters/slack/failure.ts';
import { Pace } from '#adapters/slack/send/pace.ts';
import { isResponseAddress } from '#adapters/slack/send/respond.ts';

describe('2.3.9 the pace of a channel', () => {
  it('gives each message a moment more than a second after the last, channel by channel', () => {
    const pace = new Pace();
    const waits = ['a', 'b', 'c'].map((id) => pace.reserve('C1', id, 10_000));
    expect(waits[0]).toBe(0);
    expect(waits[1]).toBeGreaterThan(1_000);
    expect(waits[2]).toBeGreaterThan(2_000);
    expect(pace.reserve('C2', 'd', 10_000)).toBe(0);
    expect(new Pace(20).reserve('C1', 'a', 0)).toBe(0);
  });

  it('keeps the place of a message that comes back for it', () => {
    const pace = new Pace();
    pace.reserve('C1', 'a', 0);
    const wait = pace.reserve('C1', 'b', 0);
    pace.reserve('C1', 'c', 0);
    expect(pace.reserve('C1', 'b', wait)).toBe(0);
  });

  it('gives a new place to a message that missed its own', () => {
    const pace = new Pace();
    pace.reserve('C1', 'a', 0);
    pace.reserve('C1', 'b', 0);
    pace.reserve('C1', 'c', 9_900);
    expect(pace.reserve('C1', 'b', 10_000)).toBeGreaterThan(900);
  });

  it('lets nothing leave in a channel that Slack asked to rest, and leaves the others alone', () => {
    const pace = new Pace();
    pace.reserve('C1', 'a', 0);
    pace.hold('C1', 30_000);
    expect(pace.reserve('C1', 'a', 0)).toBe(30_000);
    expect(pace.reserve('C1', 'b', 0)).toBeGreaterThan(31_000);
    expect(pace.reserve('C2', 'c', 0)).toBe(0);
  });
});

describe('what a failed call means', () => {
  const refusal = (error: string) => Object.assign(new Error(error), { data: { ok: false, error } });

  const failures: readonly [unknown, string, number | undefined][] = [
    [refusal('not_in_channel'), 'unreachable', undefined],
    [refusal('channel_not_found'), 'unreachable', undefined],
    [refusal('is_archived'), 'unreachable', undefined],
    [refusal('token_revoked'), 'unreachable', undefined],
    [refusal('invalid_blocks'), 'rejected', undefined],
    [refusal('something_new'), 'rejected', undefined],
    [refusal('internal_error'), 'retry', undefined],
    [refusal('ratelimited'), 'retry', 30_000],
    [Object.assign(new Error('limited'), { retryAfter: 7 }), 'retry', 7_000],
    [Object.assign(new Error('500'), { statusCode: 500 }), 'retry', undefined],
    [new TypeError('fetch failed'), 'retry', undefined],
  ];
  it.each(failures)('2.3.13 %s', (error, kind, retryAfterMs) => {
    expect(toDeliveryError(error)).toMatchObject({ kind, retryAfterMs });
  });

  it('knows a message that Slack finds badly made', () => {
    expect(isRefused(refusal('msg_blocks_too_long'))).toBe(true);
    expect(isRefused(refusal('channel_not_found'))).toBe(false);
    expect(isRefused(new Error('x'))).toBe(false);
  });
});

describe('what the adapter is careful with', () => {
  it('answers only at addresses of Slack, or of the API it was told to use', () => {
    const may = (address: string, api?: string) => isResponseAddress(address, api);
    expect(may('https://hooks.slack.com/actions/T1/1/x')).toBe(true);
    expect(may('https://hooks.slack-gov.com/actions/T1/1/x')).toBe(true);
    expect(may('http://hooks.slack.com/x')).toBe(false);
    expect(may('https://hooks.slack.com.evil.example/x')).toBe(false);
    expect(may('https://evilslack.com/x')).toBe(false);
    expect(may('http://169.254.169.254/latest')).toBe(false);
    expect(may('not an address')).toBe(false);
    expect(may('http://127.0.0.1:9/response/1', 'http://127.0.0.1:9/api/')).toBe(true);
    expect(may('http://127.0.0.1:8/response/1', 'http://127.0.0.1:9/api/')).toBe(false);
  });

  it('never writes a token in the log', () => {
    const said = withoutSecrets(
      'xoxb-1-2-abc failed, xapp-1-A-b, wss://x/link/?ticket=secret&app_id=1 xoxe.xoxp-1-9',
    );
    expect(said).not.toMatch(/abc|A-b|=secret|xoxp-1/);
  });
});
