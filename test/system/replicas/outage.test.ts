import { expect, it } from 'vitest';
import type { PlatformFault } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';
import { throughOutage } from '#support/world/outage.ts';

/** Long enough for many tries and for waits that grow; the bench lasts longer (`npm run bench:channels -- --outage 300`). */
const SECONDS = 40;

it.each<PlatformFault>(['server-error', 'rate-limit'])(
  '1.3.11, 2.3.9, 3.3.9: a platform that answers everything with a %s for a while gets every message afterwards, in order',
  async (fault) => {
    const results = await Promise.all(
      CHANNEL_PEERS.map(async ({ name, open }) => {
        await using peer = await open();
        const { wrong, early, refusals } = await throughOutage(peer, fault, SECONDS);
        const dead = await peer.hotline.query("SELECT id FROM outbox WHERE status = 'dead'");
        return { name, wrong, early, dead, wasRefused: refusals > 3 };
      }),
    );
    expect(results).toEqual(
      CHANNEL_PEERS.map(({ name }) => ({ name, wrong: 0, early: 0, dead: [], wasRefused: true })),
    );
  },
);
