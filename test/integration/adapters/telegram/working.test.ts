import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatBehaviour } from '#support/fakes/model/chat.ts';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const VERIFIED =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';

describe('Telegram while an answer takes its time', () => {
  let model: OpenAiServer;
  let peer: TelegramPeer;
  /** The model answers at once, until it is held. @returns lets it speak */
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const held: ChatBehaviour = { kind: 'text', text: VERIFIED, hold: promise };
    model.chat(held);
    return resolve;
  };
  beforeAll(async () => {
    model = await startOpenAiServer();
    model.chat({ kind: 'text', text: VERIFIED });
    peer = await TelegramPeer.open('webhook', {
      settings: { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' },
    });
  });
  afterAll(async () => {
    await peer?.[Symbol.asyncDispose]();
    await model?.[Symbol.asyncDispose]();
  });

  it('3.3.1 is acknowledged, 3.3.3 holds up no other chat, and 3.3.7 lets buttons be pressed', async () => {
    peer.say('anne', ADVANCE);
    const [shown] = await peer.untilShown('anne', 1);
    const release = hold();
    const asked = model.requests.length;
    await peer.say('anne', ADVANCE).acknowledged;
    while (model.requests.length === asked) await sleep(10);
    // Anne's answer is being made and will be for as long as the test wants.
    await peer.say('bilal', 'bonjour').acknowledged;
    await peer.untilReceived('bilal', 1);
    await peer.press('anne', 'Parler à un expert').acknowledged;
    const answered = await peer.fake.until(() => peer.fake.callsOf('answerCallbackQuery')[0]);
    expect(answered.status).toBe(200);
    await peer.fake.until(() => shown?.keyboard.flat().some(({ text }) => text === '✓ Parler à un expert'));
    expect(peer.received('anne')).toHaveLength(1);
    release();
    const seen = await peer.untilReceived('anne', 3);
    expect(seen[1]?.text).toMatch(/^Oui/);
    expect(seen[2]?.text).toContain('un expert de la Fabrique');
  });
});
