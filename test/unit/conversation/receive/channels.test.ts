import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelHost } from '#src/channel/port.ts';
import { Channels } from '#src/conversation/receive/channels.ts';
import { createLogger } from '#src/platform/logger.ts';
import { MemoryHost } from '#support/fakes/memory-host.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';

describe('The channels', () => {
  const host: ChannelHost = new MemoryHost();
  let slack: RecordingChannel;
  let telegram: RecordingChannel;
  let channels: Channels;
  /** How many times Slack was started. */
  let starts: number;

  beforeEach(() => {
    vi.useFakeTimers();
    slack = new RecordingChannel('slack');
    telegram = new RecordingChannel('telegram');
    channels = new Channels([slack, telegram], createLogger('silent'));
    starts = 0;
  });
  afterEach(async () => {
    await channels.stop();
    vi.useRealTimers();
  });
  const slackStarts = (work: () => Promise<void>) => {
    slack.starting = () => {
      starts += 1;
      return work();
    };
  };
  const refuse = async () => {
    throw new Error('invalid_auth');
  };

  it('start side by side, and one that fails takes no other down', async () => {
    slackStarts(refuse);
    expect(channels.states()).toEqual({ slack: 'starting', telegram: 'starting' });
    await channels.start(host);
    expect(channels.states()).toEqual({ slack: 'failed', telegram: 'running' });
    expect([slack.isRunning, telegram.isRunning]).toEqual([false, true]);
  });

  it('that failed are tried again, less and less often, until they start', async () => {
    slackStarts(refuse);
    await channels.start(host);
    const seconds: number[] = [];
    for (let second = 1; second <= 1_200; second += 1) {
      const before = starts;
      await vi.advanceTimersByTimeAsync(1_000);
      if (starts > before) seconds.push(second);
    }
    expect(seconds).toEqual([5, 15, 35, 75, 155, 315, 615, 915]);
    slackStarts(async () => {});
    await vi.advanceTimersByTimeAsync(300_000);
    expect(channels.states()).toEqual({ slack: 'running', telegram: 'running' });
    const after = starts;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(starts).toBe(after);
  });

  it('whose platform does not answer hold the others up for a while only', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    slackStarts(() => promise);
    let started = false;
    const starting = channels.start(host).then(() => {
      started = true;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(started).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    await starting;
    expect(channels.states()).toEqual({ slack: 'starting', telegram: 'running' });
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(channels.states()).toEqual({ slack: 'running', telegram: 'running' });
    expect(starts).toBe(1);
  });

  it('stop for good: nothing starts afterwards, not even what was starting', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    slackStarts(() => promise);
    telegram.starting = refuse;
    const starting = channels.start(host);
    await vi.advanceTimersByTimeAsync(1_000);
    await channels.stop();
    telegram.starting = async () => {};
    resolve();
    await starting;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([slack.isRunning, telegram.isRunning]).toEqual([false, false]);
    expect(channels.states()).not.toHaveProperty('slack', 'running');
  });
});
