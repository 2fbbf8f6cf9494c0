const BOT = { id: '28:bot', name: 'Hotline' };
const TEAMS = {
  type: 'message',
  id: '1',
  timestamp: '2026-11-24T10:00:00.000Z',
  channelId: 'msteams',
  recipient: BOT,
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:anne', name: 'Anne', aadObjectId: 'oid-anne' },
  conversation: {
    id: 'a:1',
    conversationType: 'personal',
    tenantId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  },
};
const MENTION = { type: 'mention', mentioned: BOT, text: '<at>Hotline</at>' };
const CARD = {
  hotline: 'choice',
  card: 'k1',
  choice: { kind: 'action', value: 'aide', label: 'Aide', id: 'c1' },
};

/** Activities as Teams sends them: messages, files, presses, edits, deletions, installations. */
export const TEAMS_ACTIVITIES: readonly object[] = [
  { ...TEAMS, text: 'Ai-je droit à une avance ?' },
  { ...TEAMS, text: '<at>Hotline</at> une <b>avance</b>&nbsp;?', textFormat: 'xml', entities: [MENTION] },
  {
    ...TEAMS,
    text: 'voici',
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'dce.pdf', content: {} },
      { contentType: 'image/png', name: 'photo.png' },
      { contentType: 'text/html', content: '<p><img src="a"></p>' },
    ],
  },
  { ...TEAMS, value: CARD },
  { ...TEAMS, value: { hotline: 'rating', key: 'm1', rating: 'up', card: 'k1' } },
  {
    ...TEAMS,
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', data: CARD } },
  },
  { ...TEAMS, type: 'messageUpdate', text: 'mieux dit', channelData: { eventType: 'editMessage' } },
  { ...TEAMS, type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
  { ...TEAMS, type: 'installationUpdate', action: 'add' },
  { ...TEAMS, type: 'conversationUpdate', membersAdded: [BOT], membersRemoved: [{ id: '29:x' }] },
  {
    ...TEAMS,
    text: '<at>Hotline</at> !prendre 3',
    entities: [MENTION],
    conversation: { id: '19:c@thread.tacv2;messageid=9', conversationType: 'channel', isGroup: true },
  },
];

const SLACK = {
  type: 'message',
  channel: 'D1',
  channel_type: 'im',
  user: 'U1',
  team: 'T1',
  text: 'une avance ?',
  ts: '1795552278.042000',
};
const PRESS = {
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T1', username: 'anne' },
  channel: { id: 'D1' },
  container: { message_ts: '1795552278.042000', is_ephemeral: false },
  message: { ts: '1795552278.042000', thread_ts: '1795552000.000100', text: 'une réponse', blocks: [] },
  actions: [
    { action_id: 'choice:1', action_ts: '1', value: '{"kind":"action","value":"aide","label":"Aide"}' },
  ],
  response_url: 'https://hooks.slack.com/actions/1',
  trigger_id: 't1',
};

/** Events and interactions as Slack sends them. */
export const SLACK_EVENTS: readonly object[] = [
  SLACK,
  { ...SLACK, thread_ts: '1795552000.000100', text: '<@UBOT> : *une* avance &amp; <https://a.fr|un lien> ?' },
  { ...SLACK, channel: 'C1', channel_type: 'channel', type: 'app_mention', text: '<@UBOT|hotline> aide' },
  {
    ...SLACK,
    subtype: 'file_share',
    files: [{ name: 'dce.pdf', title: 'DCE', mimetype: 'application/pdf' }],
  },
  {
    type: 'message',
    subtype: 'message_changed',
    channel: 'D1',
    channel_type: 'im',
    message: { ...SLACK, text: 'mieux', edited: { ts: '1795552279.000000' } },
    previous_message: SLACK,
  },
  {
    type: 'message',
    subtype: 'message_deleted',
    channel: 'D1',
    channel_type: 'im',
    deleted_ts: '1795552278.042000',
    previous_message: SLACK,
  },
  { ...SLACK, channel: 'CDESK', channel_type: 'channel', thread_ts: '1795552000.000100', text: '!prendre 3' },
  PRESS,
  {
    channel_id: 'D1',
    user_id: 'U1',
    team_id: 'T1',
    text: 'une avance ?',
    trigger_id: 't1',
    response_url: 'https://hooks.slack.com/commands/1',
  },
  {
    type: 'view_submission',
    view: {
      private_metadata: '{"key":"m1"}',
      state: { values: { reason: { reason: { value: 'faux' } } } },
    },
  },
];

const PERSON = { id: 1_001, is_bot: false, first_name: 'Anne', last_name: 'Petit' };
const TOLD = { message_id: 7, date: 1, from: PERSON, chat: { id: 1_001, type: 'private' } };
const TEXT = '@Hotline_bot ai-je droit à une avance ?';

/** Updates as Telegram sends them. */
export const TELEGRAM_UPDATES: readonly object[] = [
  { update_id: 5, message: { ...TOLD, text: 'Bonjour' } },
  {
    update_id: 5,
    message: { ...TOLD, text: '/start abc', entities: [{ type: 'bot_command', offset: 0, length: 6 }] },
  },
  {
    update_id: 6,
    message: {
      ...TOLD,
      chat: { id: -100_200, type: 'supergroup' },
      text: TEXT,
      is_topic_message: true,
      message_thread_id: 9,
      entities: [{ type: 'mention', offset: 0, length: 12 }],
    },
  },
  {
    update_id: 7,
    message: { ...TOLD, document: { file_name: 'dce.pdf', mime_type: 'application/pdf' }, caption: 'bon ?' },
  },
  { update_id: 8, message: { ...TOLD, photo: [{ file_id: 'a' }], voice: { mime_type: 'audio/ogg' } } },
  { update_id: 9, edited_message: { ...TOLD, text: 'Mieux dit', edit_date: 2 } },
  {
    update_id: 10,
    callback_query: {
      id: 'q1',
      from: PERSON,
      data: 'a:aide',
      message: { ...TOLD, reply_markup: { inline_keyboard: [[]] } },
    },
  },
  { update_id: 11, my_chat_member: { chat: TOLD.chat, from: PERSON, new_chat_member: { status: 'kicked' } } },
  { update_id: 12, message: { ...TOLD, reply_to_message: { message_id: 3, from: { id: 42 } }, text: 'oui' } },
];

const ID = '0b0e8a9e-6c0c-4a3c-8f55-0d3c1f6f1a10';

/** Bodies as the page sends them. */
export const WEB_BODIES: readonly object[] = [
  { id: ID, text: 'Ai-je droit à une avance ?' },
  { id: ID, action: { value: 'aide', label: 'Aide' } },
  { messageId: ID, rating: 'down', reason: 'faux' },
  { seq: 12 },
];
