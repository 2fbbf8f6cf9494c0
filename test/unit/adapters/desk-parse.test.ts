import { describe, expect, it } from 'vitest';
import { parseEvent, type SlackIdentity } from '#adapters/slack/parse.ts';
import { parseActions } from '#adapters/slack/receive/parse-interaction.ts';
import { parseActivity } from '#adapters/teams/parse.ts';
import { readActivity } from '#adapters/teams/receive/activity.ts';
import { parseUpdate } from '#adapters/telegram/parse.ts';
import { readButton, renderMessage } from '#adapters/telegram/render.ts';

describe('the experts’ channel of Slack', () => {
  const identity: SlackIdentity = { teamId: 'T1', botUserId: 'UBOT', botId: 'BBOT', deskChannel: 'CDESK' };
  const said = (more: object) => ({
    type: 'message',
    channel: 'CDESK',
    channel_type: 'channel',
    user: 'U1',
    text: 'Bonjour',
    ts: '2.0',
    thread_ts: '1.0',
    team: 'T1',
    ...more,
  });
  const messages = (more: object) => {
    const parsed = parseEvent(said(more), identity);
    return parsed.type === 'messages' ? parsed.messages : [];
  };

  it('hears what is written in a thread, from whoever writes it, and knows who', () => {
    const parsed = parseEvent(said({}), identity);
    expect(parsed).toMatchObject({ type: 'messages', ifKnown: false });
    expect(messages({})).toEqual([
      {
        channel: 'slack',
        deliveryId: 'CDESK:2.0',
        conversationKey: 'T1/CDESK/1.0',
        messageRef: '2.0',
        address: {
          kind: 'chat',
          key: 'T1/CDESK/1.0',
          channel: 'CDESK',
          thread: '1.0',
          user: 'U1',
          team: 'T1',
          desk: true,
        },
        speaker: { key: 'T1:U1' },
        desk: true,
        content: { type: 'text', text: 'Bonjour' },
      },
    ]);
  });

  it('lets people talk outside of threads, and bots anywhere', () => {
    expect(messages({ thread_ts: undefined })).toEqual([]);
    for (const bot of [
      { bot_id: 'BBOT', user: 'UBOT' },
      { bot_id: 'BOTHER' },
      { user: 'UBOT' },
      { subtype: 'bot_message' },
    ])
      expect(messages(bot), JSON.stringify(bot)).toEqual([]);
  });

  it.each([
    ['<@UBOT> Bonjour', 'Bonjour'],
    ['<@UBOT>', '!aide'],
    ['<@U7> tu regardes ?', '// @U7 tu regardes ?'],
    ['Vois avec <@U7>.', 'Vois avec @U7.'],
  ])('reads « %s » as « %s »', (text, expected) => {
    expect(messages({ text })[0]?.content).toEqual({ type: 'text', text: expected });
  });

  it('takes a new press of what stands in a card again, and a press told twice once', () => {
    const press = (action_ts: string) =>
      parseActions(
        {
          type: 'block_actions',
          user: { id: 'U1' },
          channel: { id: 'CDESK' },
          container: { message_ts: '1.0' },
          actions: [
            {
              action_id: 'choice:3:0',
              action_ts,
              value: '{"kind":"action","value":"case:claim:c1","label":"Prendre"}',
            },
          ],
        },
        identity,
        0,
      );
    const idOf = (parsed: ReturnType<typeof press>) =>
      parsed.type === 'choice' ? parsed.message.deliveryId : '';
    expect(press('5.0')).toMatchObject({
      message: {
        conversationKey: 'T1/CDESK/1.0',
        desk: true,
        speaker: { key: 'T1:U1' },
        content: { type: 'action', value: 'case:claim:c1' },
      },
    });
    expect(idOf(press('5.0'))).toBe(idOf(press('5.0')));
    expect(idOf(press('6.0'))).not.toBe(idOf(press('5.0')));
  });
});

describe('the experts’ group of Telegram', () => {
  const bot = { id: 42, username: 'Hotline_bot', deskChat: -100_500 };
  const topic = {
    message_id: 7,
    date: 1,
    from: { id: 9, is_bot: false, first_name: 'Nadia', last_name: 'Benali' },
    chat: { id: -100_500, type: 'supergroup' },
    message_thread_id: 3,
    is_topic_message: true,
  };
  const parse = (more: object) => parseUpdate({ update_id: 5, message: { ...topic, ...more } }, bot);
  const contents = (more: object) => {
    const parsed = parse(more);
    return parsed.type === 'messages' ? parsed.messages.map(({ content }) => content) : [];
  };

  it('hears what is written in a topic, and knows who', () => {
    expect(parse({ text: 'Bonjour' })).toMatchObject({
      messages: [
        {
          conversationKey: '-100500:3',
          desk: true,
          speaker: { key: '9', name: 'Nadia Benali' },
          address: { chatId: -100_500, threadId: 3, desk: true },
          content: { type: 'text', text: 'Bonjour' },
        },
      ],
    });
  });

  it('lets people talk in the general topic, and bots anywhere', () => {
    expect(contents({ text: 'Bonjour', message_thread_id: undefined, is_topic_message: undefined })).toEqual(
      [],
    );
    expect(contents({ text: 'Bonjour', from: { id: 42, is_bot: true, first_name: 'Hotline' } })).toEqual([]);
    expect(contents({ forum_topic_edited: { name: 'x' } })).toEqual([]);
  });

  it.each([
    ['/clore@hotline_bot orienté', ['/clore orienté']],
    ['/prendre', ['/prendre']],
    ['/expert', ['/expert']],
    ['/clore@another_bot', []],
    ['/help', ['!aide']],
    ['// à revoir', ['// à revoir']],
  ])('reads « %s » as %j', (text, expected) => {
    expect(contents({ text })).toEqual(expected.map((words) => ({ type: 'text', text: words })));
  });

  it('keeps words to a colleague as a note', () => {
    const mention = { type: 'mention', offset: 0, length: 5 };
    expect(contents({ text: '@marc tu regardes ?', entities: [mention] })).toEqual([
      { type: 'text', text: '// @marc tu regardes ?' },
    ]);
  });

  it('knows whoever writes in the name of the group by their title', () => {
    const anonymous = {
      from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' },
      sender_chat: { id: -100_500, type: 'supergroup' },
      author_signature: 'Juriste',
    };
    expect(parse({ text: 'Bonjour', ...anonymous })).toMatchObject({
      messages: [{ speaker: { name: 'Juriste' } }],
    });
  });

  it('has buttons that say all by themselves, within 64 bytes', () => {
    const id = '0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b';
    const choices = ['claim', 'requeue', 'return', 'reopen'].map((verb) => {
      const value = `case:${verb}:${id}`;
      return { id: verb, label: verb, kind: 'action' as const, value };
    });
    const [piece] = renderMessage({ id: 'm', seq: 4, at: 0, blocks: [{ type: 'choices', choices }] });
    const data = (piece?.keyboard ?? []).flat().map((button) => button.callback_data);
    expect(data).toEqual(choices.map(({ value }) => value));
    for (const one of data) {
      expect(Buffer.byteLength(one)).toBeLessThanOrEqual(64);
      expect(readButton(one)).toEqual({ type: 'case', value: one });
    }
  });
});

describe('the experts’ channel of Teams', () => {
  const DESK = '19:desk@thread.tacv2';
  const BOT = { id: '28:bot', name: 'Hotline' };
  const base = {
    type: 'message',
    id: '8',
    timestamp: '2026-11-24T10:00:00.000Z',
    channelId: 'msteams',
    recipient: BOT,
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:nadia', name: 'Nadia Benali' },
    conversation: { id: `${DESK};messageid=1`, conversationType: 'channel', isGroup: true, tenantId: 't' },
  };
  const parse = (more: object) => {
    const activity = readActivity({ ...base, ...more });
    if (!activity) throw new Error('malformed');
    return parseActivity(activity, DESK);
  };
  const mention = { type: 'mention', mentioned: BOT, text: '<at>Hotline</at>' };
  const textOf = (more: object) => {
    const parsed = parse(more);
    const [message] = parsed.to === 'receive' ? parsed.messages : [];
    return message?.content.type === 'text' ? message.content.text : undefined;
  };

  it('hears what is written under a post, with or without a mention, and knows who', () => {
    expect(parse({ text: '<at>Hotline</at> Bonjour', entities: [mention] })).toMatchObject({
      to: 'receive',
      messages: [
        {
          conversationKey: `${DESK};messageid=1`,
          desk: true,
          content: { type: 'text', text: 'Bonjour' },
          speaker: { key: 't:29:nadia', name: 'Nadia Benali' },
        },
      ],
    });
    expect(textOf({ text: 'Bonjour' })).toBe('Bonjour');
    expect(textOf({ text: '<at>Hotline</at>', entities: [mention] })).toBe('!aide');
    expect(textOf({ text: '<at>Marc</at> tu regardes ?' })).toBe('// Marc tu regardes ?');
  });

  it('lets people post what they like, and bots write anywhere', () => {
    expect(parse({ id: '1', text: 'Bonjour' })).toEqual({ to: 'ignore' });
    expect(parse({ text: 'Bonjour', from: BOT })).toEqual({ to: 'ignore' });
    expect(parse({ text: 'Bonjour', from: { id: '28:another' } })).toEqual({ to: 'ignore' });
  });

  describe('takes what was typed in a card', () => {
    const invoke = (data: object, conversation: object = base.conversation) => {
      const value = { action: { type: 'Action.Execute', verb: 'reply', data } };
      return parse({ type: 'invoke', name: 'adaptiveCard/action', value, conversation });
    };
    const data = {
      hotline: 'reply',
      card: 'c',
      seq: 3,
      state: { sent: 0 },
      value: 'case:reply:x',
      answer: 'Oui.',
    };
    const keyOf = (given: object) => {
      const parsed = invoke(given);
      return parsed.to === 'receive-once' ? parsed.key : undefined;
    };

    it('as an answer with its words, the same however often it is told', () => {
      expect(invoke(data)).toMatchObject({
        to: 'receive-once',
        message: { desk: true, content: { type: 'action', value: 'case:reply:x', text: 'Oui.' } },
      });
      expect(keyOf(data)).toBe(keyOf({ ...data }));
      expect(keyOf(data)).not.toBe(keyOf({ ...data, answer: 'Non.' }));
      expect(keyOf(data)).not.toBe(keyOf({ ...data, state: { sent: 1 } }));
    });

    it('nowhere else, and not when it was tampered with', () => {
      const elsewhere = { id: 'a:1', conversationType: 'personal', tenantId: 't' };
      expect(invoke(data, elsewhere)).toEqual({ to: 'refuse-invoke', known: true });
      for (const wrong of [
        { value: '' },
        { answer: 12 },
        { answer: 'x'.repeat(20_000) },
        { card: undefined },
      ])
        expect(invoke({ ...data, ...wrong }), JSON.stringify(wrong).slice(0, 40)).toEqual({
          to: 'refuse-invoke',
          known: true,
        });
    });
  });
});
