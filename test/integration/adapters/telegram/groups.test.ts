import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Spot } from '#support/fakes/telegram/people.ts';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';

describe('Groups on Telegram, and people who are gone', () => {
  let peer: TelegramPeer;
  let lastGroup = -100_100;
  const newGroup = (): Spot => {
    lastGroup -= 1;
    return { chatId: lastGroup };
  };
  const write = (spot: Spot, text: string, replyTo?: object) =>
    peer.people.write(peer.idOf('anne'), text, replyTo ? { spot, replyTo } : { spot });
  const texts = ({ chatId }: Spot) =>
    peer.shown(chatId).map(({ text }) => text.replace(/[\u00A0\u202F]/g, ' '));
  const untilText = async (spot: Spot, count: number) => {
    await peer.untilShown(spot.chatId, count);
    return texts(spot);
  };
  const mention = () => `@${peer.fake.bot.username}`;
  const untilDead = async (chatId: number) => {
    const query = `SELECT outbox.id FROM outbox JOIN conversation ON conversation.id = conversation_id
      WHERE status = 'dead' AND channel_key = $1 AND unreachable_at IS NOT NULL`;
    while ((await peer.hotline.query(query, [String(chatId)])).length === 0) await sleep(20);
  };

  beforeAll(async () => {
    peer = await TelegramPeer.open('webhook', { rateFactor: 50 });
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('3.3.11 answers in a group only what is said to it: a mention, a command, a reply', async () => {
    const group = newGroup();
    const stranger = { message_id: 5, from: { id: 9, is_bot: false, first_name: 'X' } };
    for (const text of [ADVANCE, 'bonjour', '@quelqu_un_d_autre ça va ?', '/help@another_bot', '/roll 6'])
      await write(group, text).acknowledged;
    await write(group, ADVANCE, stranger).acknowledged;
    await peer.people.send(9, { sticker: { file_id: 'a' } }, { spot: group }).acknowledged;
    await write(group, `${mention()}, ${SUBCONTRACT}`).acknowledged;
    expect((await untilText(group, 1))[0]).toMatch(/^Non/);
    await write(group, `${SUPPLIES} ${mention().toUpperCase()}`).acknowledged;
    expect((await untilText(group, 2))[1]).toContain('60 000 € HT');
    const reply = { message_id: peer.shown(group.chatId)[1]?.messageId, from: peer.fake.bot };
    await write(group, 'et pour les travaux ?', reply).acknowledged;
    expect((await untilText(group, 3))[2]).toContain('100 000 € HT');
    await write(group, mention()).acknowledged;
    expect((await untilText(group, 4))[3]).toMatch(/^Bonjour, je suis la Hotline/);
    await write(group, `/help${mention()}`).acknowledged;
    expect((await untilText(group, 5))[4]).toMatch(/^Bonjour, je suis la Hotline/);
    // The words kept are the person's, without the name that called.
    const kept = await peer.hotline.query<{ content: string }>(
      `SELECT content FROM message JOIN conversation ON conversation.id = conversation_id
       WHERE author = 'company' AND channel_key = $1 ORDER BY seq`,
      [String(group.chatId)],
    );
    expect(kept.map(({ content }) => JSON.parse(content).text ?? '').slice(0, 2)).toEqual([
      SUBCONTRACT,
      SUPPLIES,
    ]);
  });

  it('3.3.11 answers in the topic where it was asked, each topic being a conversation of its own', async () => {
    const group = newGroup();
    const [first, second] = [11, 22].map((threadId) => ({ ...group, threadId }));
    // Every message of a topic seems to reply to the one that opened it, whoever that was.
    const root = { message_id: 11, from: peer.fake.bot, forum_topic_created: { name: 'Sujet' } };
    await write(first as Spot, ADVANCE, root).acknowledged;
    await write(first as Spot, `${mention()} ${SUPPLIES}`, root).acknowledged;
    await peer.untilShown(group.chatId, 1);
    await write(second as Spot, `${mention()} ${SUBCONTRACT}`).acknowledged;
    await peer.untilShown(group.chatId, 2);
    await write(first as Spot, `${mention()} et pour les travaux ?`).acknowledged;
    const shown = await peer.untilShown(group.chatId, 3);
    expect(shown.map(({ threadId }) => threadId)).toEqual([11, 22, 11]);
    expect(texts(group)[2]).toContain('100 000 € HT');
    const typing = peer.fake.callsOf('sendChatAction', group.chatId);
    expect(typing[0]?.payload.message_thread_id).toBe(11);
  });

  it('3.3.11 shows nothing of a person’s private affairs in a group', async () => {
    const group = newGroup();
    peer.say('bilal', 'je veux parler à un humain svp.');
    await peer.untilReceived('bilal', 1);
    peer.people.write(peer.idOf('bilal'), `${mention()} où en est ma demande ?`, { spot: group });
    expect((await untilText(group, 1))[0]).toMatch(/^Je n’ai aucune demande en cours/);
  });

  it('3.3.9 changes its messages once in three seconds at most in a group', async () => {
    const group = newGroup();
    await write(group, `${mention()} ${ADVANCE}`).acknowledged;
    const [shown] = await peer.untilShown(group.chatId, 1);
    if (!shown) throw new Error('nothing shown');
    for (const label of ['👍', '👎', 'Parler à un expert'])
      await peer.people.press(peer.idOf('anne'), shown, label).acknowledged;
    const marks = () => shown.keyboard.flat().filter(({ text }) => text.startsWith('✓ ')).length;
    await peer.fake.until(() => marks() >= 2);
    const edits = peer.fake.callsOf('editMessageReplyMarkup', group.chatId).map(({ at }) => at);
    expect(edits.length).toBeGreaterThanOrEqual(2);
    for (const [index, at] of edits.entries())
      if (index > 0) expect(at - (edits[index - 1] ?? 0)).toBeGreaterThanOrEqual(3_000);
  });

  it.each(['kicked', 'deactivated', 'missing'] as const)(
    '3.3.12 gives up on a chat that is %s, at the first refusal',
    async (state) => {
      const group = newGroup();
      await write(group, `${mention()} ${ADVANCE}`).acknowledged;
      await peer.untilShown(group.chatId, 1);
      peer.fake.chats.set(group.chatId, state);
      const before = peer.fake.callsOf('sendMessage', group.chatId).length;
      await write(group, `${mention()} ${SUBCONTRACT}`).acknowledged;
      await untilDead(group.chatId);
      peer.say(`other-${state}`, SUBCONTRACT);
      await peer.untilReceived(`other-${state}`, 1);
      expect(peer.fake.callsOf('sendMessage', group.chatId)).toHaveLength(before + 1);
      // Back again, it is answered again.
      peer.fake.chats.delete(group.chatId);
      await write(group, `${mention()} ${SUPPLIES}`).acknowledged;
      expect((await untilText(group, 2))[1]).toContain('60 000 € HT');
    },
  );

  it('3.3.12 follows a group that became a supergroup', async () => {
    const group = newGroup();
    const moved = newGroup();
    peer.fake.chats.set(group.chatId, { migratedTo: moved.chatId });
    await write(group, `${mention()} ${SUBCONTRACT}`).acknowledged;
    expect((await untilText(moved, 1))[0]).toMatch(/^Non/);
    await write(group, `${mention()} ${SUPPLIES}`).acknowledged;
    expect((await untilText(moved, 2))[1]).toContain('60 000 € HT');
    // It has learnt the new number: the second message went there at once.
    expect(peer.fake.callsOf('sendMessage', group.chatId)).toHaveLength(1);
  });

  it('3.3.12 answers in the group when the topic was deleted', async () => {
    const group = newGroup();
    peer.fake.deletedTopics.add(`${group.chatId}:33`);
    await write({ ...group, threadId: 33 }, `${mention()} ${SUBCONTRACT}`).acknowledged;
    const [shown] = await peer.untilShown(group.chatId, 1);
    expect(shown?.threadId).toBeUndefined();
  });
});
