import { describe, expect, it } from 'vitest';
import { parseEvent, type SlackIdentity } from '#adapters/slack/parse.ts';
import { parseActions, parseCommand, parseReason } from '#adapters/slack/receive/parse-interaction.ts';
import { wordsOf } from '#adapters/slack/receive/parse-text.ts';

const identity: SlackIdentity = { teamId: 'T1', botUserId: 'UBOT', botId: 'BBOT' };
const NOW = Date.UTC(2026, 10, 24, 9);
const TS = '1795552278.042000';
const ROOT_TS = '1795552000.000100';

const direct = (more: object = {}) => ({
  type: 'message',
  channel: 'D1',
  channel_type: 'im',
  user: 'U1',
  text: 'une avance ?',
  ts: TS,
  team: 'T1',
  ...more,
});
const inChannel = (more: object = {}) => direct({ channel: 'C1', channel_type: 'channel', ...more });
const read = (event: unknown) => {
  const parsed = parseEvent(event, identity);
  if (parsed.type === 'ignored') throw new Error(parsed.why);
  return parsed;
};
const ignored = (event: unknown) => parseEvent(event, identity).type === 'ignored';

describe('what Slack tells of messages', () => {
  it('reads a direct message: one conversation, answered flat', () => {
    expect(read(direct())).toEqual({
      type: 'messages',
      ifKnown: false,
      messages: [
        {
          channel: 'slack',
          deliveryId: `D1:${TS}`,
          conversationKey: 'T1/D1',
          address: { kind: 'chat', key: 'T1/D1', channel: 'D1', thread: undefined, user: 'U1', team: 'T1' },
          speaker: { key: 'T1:U1' },
          content: { type: 'text', text: 'une avance ?' },
          messageRef: TS,
        },
      ],
    });
  });

  it('reads a direct message in a thread: the same conversation, answered there', () => {
    const [message] = read(direct({ thread_ts: ROOT_TS })).messages;
    expect(message.conversationKey).toBe('T1/D1');
    expect(message.address).toMatchObject({ thread: ROOT_TS });
  });

  it('reads a call of the bot in a channel, and its two announcements are one delivery', () => {
    const text = '<@UBOT> : ai-je droit à une avance ?';
    const [message] = read(inChannel({ text })).messages;
    expect(message).toMatchObject({
      conversationKey: `T1/C1/${TS}`,
      address: { channel: 'C1', thread: TS },
      content: { type: 'text', text: 'ai-je droit à une avance ?' },
    });
    const [mention] = read(inChannel({ text, type: 'app_mention', channel_type: undefined })).messages;
    expect(mention).toEqual(message);
  });

  it('says who speaks only where nobody else reads the answer: what is a person’s own stays out of channels', () => {
    expect(read(direct()).messages[0].speaker).toEqual({ key: 'T1:U1' });
    expect(read(inChannel({ text: '<@UBOT> où en est ma demande ?' })).messages[0].speaker).toBeUndefined();
  });

  it('leaves alone what a channel says without calling the bot', () => {
    expect(ignored(inChannel())).toBe(true);
    expect(ignored(inChannel({ text: '<@U9> tu viens ?' }))).toBe(true);
  });

  it('takes a reply without a call only where the bot already takes part, and not one that calls somebody else', () => {
    const reply = read(inChannel({ thread_ts: ROOT_TS, text: 'et pour les travaux ?' }));
    expect(reply.ifKnown).toBe(true);
    expect(reply.messages[0].conversationKey).toBe(`T1/C1/${ROOT_TS}`);
    expect(ignored(inChannel({ thread_ts: ROOT_TS, text: '<@U9> tu en penses quoi ?' }))).toBe(true);
    const call = inChannel({ thread_ts: ROOT_TS, text: '<@U9> demande à <@UBOT>' });
    expect(read(call).ifKnown).toBe(false);
  });

  it.each([
    ['itself', { user: 'UBOT' }],
    ['a bot', { bot_id: 'B9' }],
    ['Slack', { user: 'USLACKBOT' }],
    ['nobody', { user: undefined }],
    ['somebody who joins', { subtype: 'channel_join' }],
    ['another bot, the old way', { subtype: 'bot_message', bot_id: 'B9' }],
    ['an answer broken off', { text: '' }],
    ['a reaction', { type: 'reaction_added' }],
    ['a channel that is not a text', { channel: 12 }],
  ])('ignores %s', (_who, more) => {
    expect(ignored(direct(more))).toBe(true);
  });

  it.each([null, undefined, 'x', 3, [], {}])('ignores %j', (event) => {
    expect(ignored(event)).toBe(true);
  });

  it('asks for help when only its name is written', () => {
    expect(read(inChannel({ text: '<@UBOT>' })).messages[0].content).toEqual({
      type: 'action',
      value: 'aide',
      label: 'Aide',
    });
  });

  it('reads a file, and a file with words as two messages', () => {
    const files = [{ name: 'dce.pdf', mimetype: 'application/pdf' }];
    const alone = read(direct({ subtype: 'file_share', text: '', files }));
    expect(alone.messages.map(({ content }) => content)).toEqual([
      { type: 'file', name: 'dce.pdf', mediaType: 'application/pdf' },
    ]);
    const both = read(direct({ subtype: 'file_share', text: 'quelle date limite ?', files }));
    expect(both.messages.map(({ content, deliveryId }) => [content.type, deliveryId])).toEqual([
      ['text', `D1:${TS}`],
      ['file', `D1:${TS}:file`],
    ]);
  });

  it('reads a reply also shown in the channel as a reply of its thread', () => {
    const event = inChannel({ subtype: 'thread_broadcast', thread_ts: ROOT_TS, text: '<@UBOT> et là ?' });
    expect(read(event).messages[0].conversationKey).toBe(`T1/C1/${ROOT_TS}`);
  });

  it('reads the change and the removal of a message', () => {
    const before = { user: 'U1', text: 'une avanse ?', ts: TS };
    const after = {
      ...before,
      text: '<@UBOT> une avance ?',
      edited: { user: 'U1', ts: '1795552300.000000' },
    };
    const change = direct({
      subtype: 'message_changed',
      message: after,
      previous_message: before,
      ts: 'later',
    });
    expect(read(change)).toMatchObject({
      ifKnown: true,
      messages: [
        {
          deliveryId: `D1:${TS}:edit:1795552300.000000`,
          conversationKey: 'T1/D1',
          content: { type: 'edit', of: TS, text: 'une avance ?' },
        },
      ],
    });
    const removal = { subtype: 'message_deleted', deleted_ts: TS, previous_message: before, user: undefined };
    expect(read(direct(removal)).messages[0].content).toEqual({ type: 'delete', of: TS });
    const tombstone = { ...before, subtype: 'tombstone', text: 'This message was deleted.' };
    const gone = inChannel({ subtype: 'message_changed', message: tombstone, previous_message: before });
    expect(read(gone).messages[0]).toMatchObject({
      conversationKey: `T1/C1/${TS}`,
      content: { type: 'delete', of: TS },
    });
  });

  it('ignores the preview of a link, and changes of what bots said', () => {
    const message = { user: 'U1', text: 'voir https://exemple.fr', ts: TS };
    const preview = { subtype: 'message_changed', message, previous_message: message };
    expect(ignored(direct(preview))).toBe(true);
    const own = { bot_id: 'BBOT', user: 'UBOT', text: 'réponse', ts: TS, edited: { ts: '2' } };
    expect(ignored(direct({ subtype: 'message_changed', message: own }))).toBe(true);
    expect(ignored(direct({ subtype: 'message_deleted', deleted_ts: TS, previous_message: own }))).toBe(true);
  });
});

describe('the words of a message', () => {
  it.each([
    ['a &lt;b&gt; &amp;&amp; c', 'a <b> && c'],
    ['&amp;lt;', '&lt;'],
    ['voir <https://boamp.fr/avis?a=1&amp;b=2|l’avis>', 'voir l’avis (https://boamp.fr/avis?a=1&b=2)'],
    ['<https://boamp.fr>', 'https://boamp.fr'],
    ['<http://boamp.fr|boamp.fr>', 'http://boamp.fr'],
    ['<mailto:a@b.fr|a@b.fr>', 'a@b.fr'],
    [
      '<#C1|achats> et <!subteam^S1|@acheteurs> et <!here> et <@U2|bob>',
      '#achats et @acheteurs et @here et @bob',
    ],
    ['un\u0000deux \ud800', 'undeux \ufffd'],
  ])('%j is %j', (markup, words) => {
    expect(wordsOf(markup)).toBe(words);
  });
});

const press = (more: object = {}, action: object = {}) => ({
  type: 'block_actions',
  user: { id: 'U1', name: 'alice', team_id: 'T1' },
  team: { id: 'T1' },
  channel: { id: 'C1' },
  container: { type: 'message', message_ts: TS, thread_ts: ROOT_TS },
  message: { ts: TS, thread_ts: ROOT_TS, text: 'x', blocks: [{ type: 'divider' }] },
  trigger_id: 't1',
  response_url: 'https://hooks.slack.com/actions/1',
  actions: [
    {
      type: 'button',
      action_id: 'choice:4:1',
      action_ts: '1',
      value: JSON.stringify({ kind: 'ask', value: 'Et pour les travaux ?', label: 'Et pour…' }),
      ...action,
    },
  ],
  ...more,
});

describe('presses, commands and forms', () => {
  it('reads a proposed question as the words of the person, in the thread of the button', () => {
    expect(parseActions(press(), identity, NOW)).toMatchObject({
      type: 'choice',
      by: 'alice',
      message: {
        deliveryId: `C1:${TS}:choice:4:1:U1`,
        conversationKey: `T1/C1/${ROOT_TS}`,
        address: { kind: 'chat', thread: ROOT_TS },
        speaker: undefined,
        content: { type: 'text', text: 'Et pour les travaux ?' },
      },
    });
  });

  it('takes a second press for the first', () => {
    const [one, two] = [press(), press({ trigger_id: 't2' }, { action_ts: '2' })].map((body) => {
      const parsed = parseActions(body, identity, NOW);
      return parsed.type === 'choice' && parsed.message.deliveryId;
    });
    expect(one).toBe(two);
  });

  it('reads a command of ours as an action, and answers flat in a direct message', () => {
    const value = JSON.stringify({ kind: 'action', value: 'expert', label: 'Parler à un expert' });
    const body = press(
      { channel: { id: 'D1' }, container: { message_ts: TS }, message: { ts: TS } },
      { value },
    );
    expect(parseActions(body, identity, NOW)).toMatchObject({
      message: {
        conversationKey: 'T1/D1',
        address: { thread: undefined },
        content: { type: 'action', value: 'expert', label: 'Parler à un expert' },
      },
    });
  });

  it('keeps a press in a message that one person sees with their commands', () => {
    const body = press({ container: { message_ts: TS, is_ephemeral: true }, message: undefined });
    expect(parseActions(body, identity, NOW)).toMatchObject({
      blocks: undefined,
      message: { conversationKey: 'T1/C1/command/U1', address: { kind: 'command', user: 'U1' } },
    });
  });

  it('reads a rating and its reason', () => {
    const rated = press({}, { action_id: 'rating:3', value: 'down:m-1' });
    expect(parseActions(rated, identity, NOW)).toEqual({
      type: 'rating',
      key: `T1/C1/${ROOT_TS}`,
      feedback: { rating: 'down', messageId: 'm-1' },
      trigger: 't1',
    });
    const form = (value: unknown, metadata = JSON.stringify({ key: 'T1/D1', messageId: 'm-1' })) => ({
      type: 'view_submission',
      view: { private_metadata: metadata, state: { values: { reason: { reason: { value } } } } },
    });
    expect(parseReason(form(' à côté '))).toEqual({
      key: 'T1/D1',
      feedback: { messageId: 'm-1', rating: 'down', reason: 'à côté' },
    });
    expect(parseReason(form(null))).toBeUndefined();
    expect(parseReason(form('x', 'not JSON'))).toBeUndefined();
  });

  it.each([
    ['a button of somebody else', {}, { value: 'other' }],
    ['a value that is not ours', {}, { value: '{"kind":"sql","value":"x","label":"y"}' }],
    ['an empty question', {}, { value: '{"kind":"ask","value":"","label":"y"}' }],
    ['no action', { actions: [] }, {}],
    ['no user', { user: undefined }, {}],
    ['a rating of nothing', {}, { action_id: 'rating:3', value: 'sideways:m-1' }],
  ])('ignores %s', (_what, more, action) => {
    expect(parseActions(press(more, action), identity, NOW).type).toBe('ignored');
  });

  it('reads /hotline, with words and without', () => {
    const body = (text: string) => ({
      command: '/hotline',
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'U1',
      text,
      trigger_id: 'x1',
      response_url: 'https://hooks.slack.com/commands/1',
    });
    expect(parseCommand(body(' c’est quoi un DCE ? '), identity, NOW)).toEqual({
      channel: 'slack',
      deliveryId: 'command:x1',
      conversationKey: 'T1/C1/command/U1',
      address: {
        kind: 'command',
        key: 'T1/C1/command/U1',
        channel: 'C1',
        user: 'U1',
        team: 'T1',
        responseUrl: 'https://hooks.slack.com/commands/1',
        until: NOW + 1_800_000,
      },
      speaker: { key: 'T1:U1' },
      content: { type: 'text', text: 'c’est quoi un DCE ?' },
    });
    expect(parseCommand(body(''), identity, NOW)?.content).toMatchObject({ type: 'action', value: 'aide' });
    expect(parseCommand({ command: '/hotline' }, identity, NOW)).toBeUndefined();
  });
});
