import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';

/** Telegram's limits at their true values: what is tried elsewhere does not wait for them. */
describe('The pace of Telegram', () => {
  let peer: TelegramPeer;
  beforeAll(async () => {
    peer = await TelegramPeer.open('webhook');
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('3.3.9 keeps to Telegram’s pace: in a chat, in a group, and in all', async () => {
    const users = Array.from({ length: 45 }, (_, index) => `many-${index}`);
    const group = { chatId: -100_777 };
    const mention = `@${peer.fake.bot.username}`;
    for (const user of users) peer.say(user, SUBCONTRACT);
    for (let count = 0; count < 6; count += 1) {
      peer.say('ines', ADVANCE);
      peer.people.write(peer.idOf('ines'), `${mention} ${ADVANCE}`, { spot: group });
    }
    for (const user of users) await peer.untilReceived(user, 1);
    await peer.untilReceived('ines', 6);
    await peer.untilShown(group.chatId, 6);
    expect(peer.fake.callsOf('sendMessage').filter(({ status }) => status === 429)).toEqual([]);
  });

  it('3.3.9 waits as long as Telegram asks, in that chat only', async () => {
    const chatId = peer.idOf('jules');
    peer.fake.fail({
      kind: 'status',
      status: 429,
      retryAfter: 3,
      chatId,
      times: 1,
      methods: /^sendMessage$/,
    });
    peer.say('jules', ADVANCE);
    await peer.fake.until(() => peer.fake.callsOf('sendMessage', chatId).length === 1);
    peer.say('karim', SUBCONTRACT);
    expect((await peer.untilReceived('karim', 1))[0]?.text).toMatch(/^Non/);
    expect(peer.received('jules')).toEqual([]);
    await peer.untilReceived('jules', 1);
    const [first, second] = peer.fake.callsOf('sendMessage', chatId).map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_000);
  });
});
