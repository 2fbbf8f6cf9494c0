import type { ChannelPeerKind, PlatformFault } from '#support/world/channels/channel-peer.ts';
import { throughOutage } from '#support/world/outage.ts';
import { atMost, decimal, printTable, seconds, type Target } from '../figures.ts';

const FAULTS = { 'server-error': '500', 'rate-limit': '429' } as const satisfies Partial<
  Record<PlatformFault, string>
>;
/** The outbox waits a minute at most between two tries; then what waited leaves at the platform's pace. */
const CAUGHT_UP_S = 90;

/** Has platforms refuse everything for a time, with 500 then with 429, and prints what came of it. */
export async function benchOutage(kinds: readonly ChannelPeerKind[], lasting: number): Promise<Target[]> {
  const targets: Target[] = [];
  for (const [fault, status] of Object.entries(FAULTS)) {
    const results = await Promise.all(
      kinds.map(async ({ name, open }) => {
        await using peer = await open({ settings: { LOG_LEVEL: 'error' } });
        return { name, ...(await throughOutage(peer, fault as PlatformFault, lasting)) };
      }),
    );
    printTable(
      `Une plateforme qui répond ${status} à tout pendant ${lasting} s`,
      ['', 'questions', 'refus', 'répondues trop tôt', 'rattrapé en'],
      results.map(({ name, asked, refusals, early, caughtUpIn }) => [
        name,
        String(asked),
        String(refusals),
        String(early),
        `${decimal(caughtUpIn)} s`,
      ]),
    );
    for (const { name, wrong, caughtUpIn } of results)
      targets.push(
        atMost(`${name}, ${status} : conversations incomplètes ou en désordre`, wrong, 0, String),
        atMost(`${name}, ${status} : rattrapage`, caughtUpIn, CAUGHT_UP_S, seconds),
      );
  }
  return targets;
}
