import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import type { ChannelPeer } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
/** How long the model says nothing; the pages answer then. */
const SILENT_MS = 60_000;
/** What every platform is promised. */
const ACKNOWLEDGED_WITHIN_MS = 1_000;

/** Somebody on the web chat of the same hotline writes. @returns how long the acknowledgement took, in ms */
async function sayOnTheWeb(peer: ChannelPeer, text: string): Promise<number> {
  const url = peer.hotline.url ?? '';
  const person = new ChatPerson();
  await person.open(url);
  person.write(text);
  const begun = performance.now();
  expect(await person.flush(url)).toBe(true);
  return performance.now() - begun;
}

it('1.3.4, 2.3.2, 3.3.1: a core that waits for a minute keeps no acknowledgement waiting, and answers afterwards', async () => {
  const slowest = await Promise.all(
    CHANNEL_PEERS.map(async ({ name, open }) => {
      await using model = await startOpenAiServer();
      model.chat({ kind: 'silent' });
      const llm = { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: String(SILENT_MS) };
      await using peer = await open({ settings: llm });
      const answers = (user: string) => peer.received(user).filter(({ text }) => /^(?:Oui|Non)/.test(text));

      const waits = [await peer.say('anne', ADVANCE).acknowledged];
      while (model.requests.length === 0) await sleep(10);
      const asked = Date.now();
      for (let other = 0; Date.now() < asked + SILENT_MS - 8_000; other += 1) {
        waits.push(
          await peer.say('anne', SUBCONTRACT).acknowledged,
          await peer.say(`other-${other}`, SUBCONTRACT).acknowledged,
          await sayOnTheWeb(peer, SUBCONTRACT),
        );
        expect([name, answers('anne')]).toEqual([name, []]);
        await sleep(5_000);
      }
      while (answers('anne').length === 0) await sleep(100);
      expect(Date.now() - asked).toBeGreaterThanOrEqual(SILENT_MS - 1_000);
      return { name, ms: Math.max(...waits) };
    }),
  );
  expect(slowest.filter(({ ms }) => ms >= ACKNOWLEDGED_WITHIN_MS)).toEqual([]);
});
