import type { ChannelAdapter, ChannelHost } from '#src/channel/port.ts';
import type { Metrics } from './metrics.ts';

/** A host that counts what comes and is kept. */
export const counted = (host: ChannelHost, metrics: Pick<Metrics, 'received'>): ChannelHost => ({
  ...host,
  receive: async (message) => {
    const status = await host.receive(message);
    if (status === 'accepted') metrics.received(message.channel);
    return status;
  },
});

/** A channel that counts what it does not take. */
export const countedSends = (
  adapter: ChannelAdapter,
  metrics: Pick<Metrics, 'sendFailed'>,
): ChannelAdapter => ({
  name: adapter.name,
  routes: adapter.routes,
  start: (host) => adapter.start(host),
  stop: () => adapter.stop(),
  send: async (address, message) => {
    try {
      return await adapter.send(address, message);
    } catch (error) {
      metrics.sendFailed(adapter.name);
      throw error;
    }
  },
});
