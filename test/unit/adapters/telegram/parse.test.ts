import { describe, expect, it } from 'vitest';
import { commandOf } from '#adapters/telegram/commands.ts';
import { parseUpdate } from '#adapters/telegram/parse.ts';

const BOT = { id: 42, username: 'Hotline_bot' };
const PERSON = { id: 1_001, is_bot: false, first_name: 'Anne', last_name: 'Petit' };
const PRIVATE = { id: 1_001, type: 'private' };
const GROUP = { id: -100_200, type: 'supergroup' };
const base = { message_id: 7, date: 1, from: PERSON, chat: PRIVATE };
const inGroup = { ...base, chat: GROUP };
const parse = (message: object, kind = 'message') => parseUpdate({ update_id: 5, [kind]: message }, BOT);
const mentionIn = (text: string, name: string) => ({
  text,
  entities: [{ type: 'mention', offset: text.indexOf(name), length: name.length }],
});

describe('an update of Telegram', () => {
  it('is a message, with who speaks, where to answer and how to find it again', () => {
    expect(parse({ ...base, text: 'Bonjour' })).toEqual({
      type: 'messages',
      updateId: 5,
      messages: [
        {
          channel: 'telegram',
          deliveryId: '5',
          conversationKey: '1001',
          address: { chatId: 1_001, private: true },
          content: { type: 'text', text: 'Bonjour' },
          messageRef: '7',
          speaker: { key: '1001', name: 'Anne Petit' },
        },
      ],
    });
  });

  it('belongs to its topic in a forum, but not to a thread of replies elsewhere', () => {
    const command = { text: '/aide', message_thread_id: 9 };
    expect(parse({ ...inGroup, ...command, is_topic_message: true })).toMatchObject({
      messages: [{ conversationKey: '-100200:9', address: { chatId: -100_200, threadId: 9 } }],
    });
    expect(parse({ ...inGroup, ...command })).toMatchObject({ messages: [{ conversationKey: '-100200' }] });
  });

  it('names nobody in a group: what is a person’s own stays in their private chat', () => {
    expect(parse({ ...inGroup, text: '/aide' })).toMatchObject({ messages: [{ speaker: undefined }] });
  });

  it.each([
    ['@Hotline_bot ai-je droit à une avance ?', 'ai-je droit à une avance ?'],
    ['dis, @hotline_bot : une avance ?', 'dis, : une avance ?'],
    ['une avance ? @HOTLINE_BOT', 'une avance ?'],
  ])('is heard without the bot’s name: %s', (text, heard) => {
    const name = /@hotline_bot/i.exec(text)?.[0] ?? '';
    expect(parse({ ...inGroup, ...mentionIn(text, name) })).toMatchObject({
      messages: [{ content: { type: 'text', text: heard } }],
    });
  });

  it('keeps the names of other people', () => {
    const text = '@Hotline_bot demande à @anne';
    expect(parse({ ...inGroup, ...mentionIn(text, '@Hotline_bot') })).toMatchObject({
      messages: [{ content: { text: 'demande à @anne' } }],
    });
  });

  it.each([
    ['a name that begins like the bot’s', mentionIn('@Hotline_bot2 bonjour', '@Hotline_bot2')],
    ['words alone', { text: 'bonjour' }],
    ['an address of mail', { text: 'x@Hotline_bot' }],
    ['a command to another bot', { text: '/aide@other_bot' }],
    ['a command that may be another bot’s', { text: '/roll' }],
    ['a reply to somebody', { text: 'oui', reply_to_message: { message_id: 3, from: { id: 9 } } }],
    ['a photo', { photo: [{}] }],
    ['somebody who joins', { new_chat_members: [PERSON] }],
  ])('is left alone in a group: %s', (_what, content) => {
    expect(parse({ ...inGroup, ...content })).toEqual({ type: 'ignored', updateId: 5 });
  });

  it('is never answered when another bot wrote it; an anonymous administrator is a person', () => {
    const bot = { id: 9, is_bot: true, first_name: 'B' };
    expect(parse({ ...base, from: bot, text: '/aide' }).type).toBe('ignored');
    expect(parse({ ...inGroup, from: bot, sender_chat: GROUP, text: '/aide' }).type).toBe('messages');
  });

  it('is a file and its words when both come', () => {
    const content = {
      document: { file_name: 'dce.pdf', mime_type: 'application/pdf' },
      caption: 'Est-ce bon ?',
    };
    expect(parse({ ...base, ...content })).toMatchObject({
      messages: [
        { deliveryId: '5', content: { type: 'file', name: 'dce.pdf' }, messageRef: undefined },
        { deliveryId: '5:1', content: { type: 'text', text: 'Est-ce bon ?' }, messageRef: '7' },
      ],
    });
  });

  it('is an edit of an earlier message, and is ignored when its words did not change', () => {
    expect(parse({ ...base, text: 'Mieux dit' }, 'edited_message')).toMatchObject({
      messages: [{ content: { type: 'edit', of: '7', text: 'Mieux dit' } }],
    });
    expect(parse({ ...base, location: {} }, 'edited_message').type).toBe('ignored');
  });

  it('is stored whatever is in it: no NUL, no half character', () => {
    expect(parse({ ...base, text: 'a\u0000b\uD83D' })).toMatchObject({
      messages: [{ content: { text: 'ab\uFFFD' } }],
    });
  });

  it.each([null, 3, 'x', [], {}, { update_id: 1.5 }, { update_id: '1' }])('is none: %j', (body) => {
    expect(parseUpdate(body, BOT)).toEqual({ type: 'refused' });
  });

  it('is a press, with the label of the button when Telegram still has it', () => {
    const keyboard = [[{ text: 'Parler à un expert', callback_data: 'c:2:0' }]];
    const query = {
      id: 'q',
      from: PERSON,
      data: 'c:2:0',
      message: { ...base, reply_markup: { inline_keyboard: keyboard } },
    };
    expect(parse(query, 'callback_query')).toMatchObject({
      type: 'press',
      press: { queryId: 'q', data: 'c:2:0', label: 'Parler à un expert', messageId: 7, keyboard },
    });
    const gone = { ...query, message: { chat: PRIVATE, message_id: 7, date: 0 } };
    expect(parse(gone, 'callback_query')).toMatchObject({ type: 'press', press: { label: undefined } });
    expect(parse({ ...query, message: undefined }, 'callback_query').type).toBe('unreadable');
  });
});

describe('a command of Telegram', () => {
  const inPrivate = (text: string) => commandOf(text, { bot: BOT, isPrivate: true });

  it.each([
    ['/start', { type: 'action', value: 'aide', label: 'Aide' }],
    ['/START@hotline_BOT', { type: 'action', value: 'aide', label: 'Aide' }],
    ['/start expert', { type: 'action', value: 'expert', label: 'Parler à un expert' }],
    ['/start alertes', { type: 'text', text: '/alertes' }],
    ['/start lier_7K3PM9QX2F', { type: 'text', text: 'lier 7K3PM9QX2F' }],
    ['/start lier_7k3pm-9qx2f', { type: 'text', text: 'lier 7k3pm-9qx2f' }],
    ['/start lier_123456', { type: 'action', value: 'aide', label: 'Aide' }],
    ['/start <script>', { type: 'action', value: 'aide', label: 'Aide' }],
    ['/expert', { type: 'action', value: 'expert', label: 'Parler à un expert' }],
    ['/expert j’ai un litige', { type: 'action', value: 'expert', label: 'j’ai un litige' }],
    ['/stop', { type: 'text', text: 'Arrêter les alertes' }],
    ['/lier 123 456', { type: 'text', text: '/lier 123 456' }],
    ['/suivi@Hotline_bot', { type: 'text', text: '/suivi' }],
    ['/aide@other_bot', 'not-ours'],
    ['une avance / un acompte', undefined],
    ['/', undefined],
  ])('%s', (text, expected) => {
    expect(inPrivate(text)).toEqual(expected);
  });
});
