import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatBehaviour } from '#support/fakes/model/chat.ts';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const VERIFIED =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';

/** Signs come at the pace that Telegram asks for. */
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
  const methodsTo = (chatId: number) =>
    peer.fake.calls.filter((call) => call.chatId === chatId).map(({ method }) => method);

  beforeEach(async () => {
    model = await startOpenAiServer();
    model.chat({ kind: 'text', text: VERIFIED });
    peer = await TelegramPeer.open('webhook', {
      settings: { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' },
    });
  });
  afterEach(async () => {
    await peer[Symbol.asyncDispose]();
    await model[Symbol.asyncDispose]();
  });

  it('3.3.8 shows that it works, and 3.3.10 says so in a draft of a private chat, never after the answer', async () => {
    const release = hold();
    const chatId = peer.idOf('anne');
    const group = { chatId: -100_500 };
    peer.say('anne', ADVANCE);
    peer.people.write(chatId, `@${peer.fake.bot.username} ${ADVANCE}`, { spot: group });
    await peer.fake.until(() => peer.fake.callsOf('sendChatAction', chatId).length >= 3);
    await peer.fake.until(() => peer.fake.callsOf('sendChatAction', group.chatId).length >= 3);
    const times = peer.fake.callsOf('sendChatAction', chatId).map(({ at }) => at);
    for (const [index, at] of times.entries())
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeLessThan(5_000);
    release();
    await peer.untilShown('anne', 1);
    await peer.untilShown(group.chatId, 1);
    const drafts = peer.fake.callsOf('sendMessageDraft');
    expect(drafts.length).toBeGreaterThan(0);
    for (const { payload, status, chatId: to } of drafts) {
      expect([status, to]).toEqual([200, chatId]);
      expect(payload.draft_id).not.toBe(0);
      expect(payload.text).toMatch(/^Je cherche dans mes textes/);
    }
    // The next sign after the answer belongs to the next question.
    peer.say('anne', 'merci');
    await peer.untilShown('anne', 2);
    const methods = methodsTo(chatId);
    expect(methods.slice(methods.indexOf('sendMessage'))).toEqual([
      'sendMessage',
      'sendChatAction',
      'sendMessage',
    ]);
  });

  it('3.3.10 does without drafts, and 3.3.8 without any sign, where Telegram refuses them', async () => {
    peer.fake.fail({ kind: 'status', status: 404, description: 'Not Found', methods: /^sendMessageDraft$/ });
    const chatId = peer.idOf('anne');
    let release = hold();
    peer.say('anne', ADVANCE);
    await peer.fake.until(() => peer.fake.callsOf('sendMessageDraft').length === 1);
    release();
    expect((await peer.untilShown('anne', 1))[0]?.text).toMatch(/^Oui/);
    release = hold();
    peer.fake.fail({ kind: 'status', status: 500, methods: /^sendChatAction$/ });
    const signs = peer.fake.callsOf('sendChatAction', chatId).length;
    peer.say('anne', ADVANCE);
    await peer.fake.until(() => peer.fake.callsOf('sendChatAction', chatId).length >= signs + 2);
    release();
    await peer.untilShown('anne', 2);
    expect(peer.fake.callsOf('sendMessageDraft')).toHaveLength(1);
  });
});
