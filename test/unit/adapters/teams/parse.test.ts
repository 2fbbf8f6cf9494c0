import { describe, expect, it } from 'vitest';
import { type Parsed, parseActivity } from '#adapters/teams/parse.ts';
import { readActivity } from '#adapters/teams/receive/activity.ts';
import { OnceKeys } from '#adapters/teams/receive/once.ts';
import { createTrust } from '#adapters/teams/receive/trust.ts';

const BOT = { id: '28:bot', name: 'Hotline' };
const AT = '2026-11-24T10:00:00.000Z';
const AT_BOT = '<at>Hotline</at>';
const TENANT = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const base = {
  type: 'message',
  id: '1',
  timestamp: AT,
  channelId: 'msteams',
  recipient: BOT,
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:anne', name: 'Anne', aadObjectId: 'oid-anne' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT },
};
const CHANNEL = { id: '19:c@thread.tacv2;messageid=9', conversationType: 'channel', isGroup: true };
const mention = (text = AT_BOT, mentioned = BOT) => ({ type: 'mention', mentioned, text });

const parse = (changes: object): Parsed => {
  const activity = readActivity({ ...base, ...changes });
  if (!activity) throw new Error('malformed');
  return parseActivity(activity);
};
const contents = (changes: object) => {
  const parsed = parse(changes);
  return parsed.to === 'receive' ? parsed.messages.map(({ content }) => content) : parsed.to;
};

describe('an activity of Teams', () => {
  it.each<[string, unknown]>([
    ...[null, 'text', 12, [], {}].map((body): [string, unknown] => [JSON.stringify(body), body]),
    ...['type', 'serviceUrl', 'conversation', 'recipient', 'channelId', 'id', 'from'].map(
      (field): [string, unknown] => [`without ${field}`, { ...base, [field]: undefined }],
    ),
    ['of another channel', { ...base, channelId: 'webchat' }],
    ['with an address that is none', { ...base, serviceUrl: 'file:///etc/passwd' }],
    ['with an empty conversation', { ...base, conversation: { id: '' } }],
  ])('is refused: %s', (_, body) => {
    expect(readActivity(body)).toBeUndefined();
  });

  it('becomes a message of the conversation, by somebody of a tenant', () => {
    const parsed = parse({ text: 'Ai-je droit à une avance ?' });
    expect(parsed).toMatchObject({
      to: 'receive',
      messages: [
        {
          channel: 'teams',
          deliveryId: '1',
          messageRef: '1',
          conversationKey: 'a:1',
          content: { type: 'text', text: 'Ai-je droit à une avance ?' },
          speaker: { key: `${TENANT}:oid-anne`, name: 'Anne' },
          address: {
            serviceUrl: base.serviceUrl,
            conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT },
            bot: BOT,
            activityId: '1',
          },
        },
      ],
    });
    // Kept to answer: ids only.
    expect(JSON.stringify(parsed.to === 'receive' && parsed.messages[0]?.address)).not.toContain('Anne');
  });

  it.each([
    [`${AT_BOT} bonjour\n`, 'bonjour'],
    [`${AT_BOT}&nbsp;bonjour &nbsp; à tous`, 'bonjour à tous'],
    [`bonjour ${AT_BOT}`, 'bonjour'],
    [`${AT_BOT}\r\nligne 1\r\n\u00A0ligne 2`, 'ligne 1\nligne 2'],
    [`${AT_BOT} voir avec <at>Marie Curie</at> : 2 &lt; 3 &amp; 4`, 'voir avec Marie Curie : 2 < 3 & 4'],
  ])('loses the mention of the bot, and no other: %j', (text, expected) => {
    const entities = [mention(), mention('<at>Marie Curie</at>', { id: '29:marie', name: 'Marie Curie' })];
    expect(contents({ text, entities, conversation: CHANNEL })).toEqual([{ type: 'text', text: expected }]);
  });

  it('is for us in a group or a channel only when it names us', () => {
    for (const conversation of [
      CHANNEL,
      { id: '19:g@thread.v2', conversationType: 'groupChat', isGroup: true },
    ]) {
      expect(contents({ text: 'bonjour', conversation })).toBe('ignore');
      const marie = mention('<at>Hotline</at>', { id: '29:marie', name: 'Hotline' });
      expect(contents({ text: `${AT_BOT} bonjour`, entities: [marie], conversation })).toBe('ignore');
      const named = { text: `${AT_BOT} bonjour`, entities: [mention()], conversation };
      expect(contents(named)).toEqual([{ type: 'text', text: 'bonjour' }]);
      expect(contents({ ...named, type: 'messageUpdate', entities: [] })).toBe('ignore');
    }
  });

  it('asks for help when it only names us', () => {
    const parsed = contents({ text: `${AT_BOT}&nbsp;`, entities: [mention()], conversation: CHANNEL });
    expect(parsed).toEqual([{ type: 'action', value: 'aide', label: 'Aide' }]);
  });

  it('tells of files, and not of the copies that Teams joins to a text', () => {
    const html = { contentType: 'text/html', content: '<p>bonjour</p>' };
    expect(contents({ text: 'bonjour', attachments: [html] })).toEqual([{ type: 'text', text: 'bonjour' }]);
    const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'devis.pdf' };
    expect(contents({ text: 'voici', attachments: [html, file, { contentType: 'image/png' }] })).toEqual([
      { type: 'text', text: 'voici' },
      { type: 'file', name: 'devis.pdf' },
      { type: 'file', name: 'image', mediaType: 'image/png' },
    ]);
    const sticker = { contentType: 'text/html', content: '<p><img alt="bravo" src="x"></p>' };
    expect(contents({ text: '', attachments: [sticker] })).toEqual([{ type: 'file', name: 'image' }]);
  });

  it('changes or takes back an earlier one', () => {
    expect(contents({ type: 'messageUpdate', text: 'bonsoir' })).toEqual([
      { type: 'edit', of: '1', text: 'bonsoir' },
    ]);
    const deleted = { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } };
    expect(contents(deleted)).toEqual([{ type: 'delete', of: '1' }]);
  });

  it('is left alone when the hotline has no use for it, or wrote it', () => {
    for (const type of ['typing', 'messageReaction', 'endOfConversation', 'event', 'handoff', '__proto__'])
      expect(parse({ type }).to).toBe('ignore');
    expect(parse({ text: 'x', from: BOT }).to).toBe('ignore');
    expect(parse({ text: 'x', from: { id: '28:other', role: 'bot' } }).to).toBe('ignore');
  });
});

describe('a button of a card', () => {
  const choice = { id: 'q', kind: 'ask', label: 'Le taux ?', value: 'Quel est le taux de l’avance ?' };
  const data = { hotline: 'choice', card: 'm-1', seq: 2, choice };
  const rating = { hotline: 'rating', card: 'm-1', seq: 2, rating: 'down' };
  const execute = (given: unknown) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'rate', data: given } },
  });

  it.each([
    ['the data', data],
    ['the data as text', JSON.stringify(data)],
    ['the data with more', { ...data, state: { taken: ['a'] }, other: 1 }],
    ['a state that is none', { ...data, state: 'x' }],
  ])('is understood as Teams gives %s', (_, value) => {
    expect(parse({ value })).toMatchObject({
      to: 'receive-once',
      at: Date.parse(AT),
      message: { content: { type: 'text', text: 'Quel est le taux de l’avance ?' } },
    });
    // A press is for us, named or not.
    expect(parse({ value, conversation: CHANNEL }).to).toBe('receive-once');
    // One that waits for its card says which; both are one and the same press.
    const waiting = parse(execute(value));
    expect(waiting).toMatchObject({ to: 'receive-once', pressed: { card: 'm-1', choice: { id: 'q' } } });
    expect(waiting).toMatchObject({ key: (parse({ value }) as { key: string }).key });
  });

  it('is a command when it is one', () => {
    const action = { ...choice, kind: 'action', value: 'expert' };
    expect(parse({ value: { ...data, choice: action } })).toMatchObject({
      message: { content: { type: 'action', value: 'expert', label: 'Le taux ?' } },
    });
  });

  it.each([
    ['nothing of ours', { a: 1 }],
    ['a missing choice', { ...data, choice: undefined }],
    ['a choice of another kind', { ...data, choice: { ...choice, kind: 'admin' } }],
    ['a value that is too long', { ...data, choice: { ...choice, value: 'x'.repeat(2_000) } }],
    ['a number for a word', { ...data, choice: { ...choice, value: 7 } }],
    ['a rating of its own', { ...rating, rating: 'great' }],
    ['a place that is none', { ...rating, seq: -1 }],
    ['a list', [data]],
    ['half a text', '{"hotline":'],
    ['depth', { data }],
    ['no place', { ...data, seq: undefined }],
    ['a state without end', { ...rating, seq: 'x', state: { taken: Array(100).fill('x') } }],
  ])('that was tampered with is not followed: %s', (_, value) => {
    // In a channel, what is left is a message that does not name us.
    expect(parse({ value, conversation: CHANNEL }).to).toBe('ignore');
    expect(parse(execute(value))).toEqual({ to: 'refuse-invoke', known: true });
  });

  it('rates an answer, from clients of any age', () => {
    expect(parse(execute(rating))).toMatchObject({ to: 'rate', invoke: true, data: rating });
    expect(parse({ value: rating })).toMatchObject({ to: 'rate', invoke: false, data: rating });
    expect(parse(execute({ ...rating, reason: ' trop vague ' }))).toMatchObject({
      data: { reason: 'trop vague' },
    });
  });

  it('of something else is not ours', () => {
    for (const name of ['composeExtension/query', 'signin/verifyState', undefined])
      expect(parse({ type: 'invoke', name })).toEqual({ to: 'refuse-invoke', known: false });
  });
});

describe('the installation', () => {
  const key = (changes: object) => {
    const parsed = parse(changes);
    return parsed.to === 'receive-once' ? parsed.key : parsed.to;
  };
  const anne = { id: '29:anne' };

  it('is one thing, though Teams tells of it twice', () => {
    const added = key({ type: 'installationUpdate', action: 'add' });
    expect(key({ type: 'conversationUpdate', membersAdded: [anne, BOT] })).toBe(added);
    const removed = key({ type: 'installationUpdate', action: 'remove' });
    expect(key({ type: 'conversationUpdate', membersRemoved: [BOT] })).toBe(removed);
    expect(removed).not.toBe(added);
    expect(parse({ type: 'installationUpdate', action: 'remove' })).toMatchObject({
      message: { content: { type: 'left' } },
    });
  });

  it('is not that of somebody else, nor of a newer version', () => {
    expect(key({ type: 'conversationUpdate', membersAdded: [anne] })).toBe('ignore');
    expect(key({ type: 'conversationUpdate', membersRemoved: [anne] })).toBe('ignore');
    expect(key({ type: 'installationUpdate', action: 'add-upgrade' })).toBe('ignore');
  });
});

describe('what is told twice', () => {
  it('has one name within two minutes, wherever they fall, and another later', () => {
    const once = new OnceKeys();
    for (const at of [0, 119_000, 59_999]) {
      const first = once.idOf(`k${at}`, at);
      const again = once.idOf(`k${at}`, at + 30_000);
      expect(again).toBe(first);
      expect(once.idOf(`k${at}`, at + 200_000)).not.toBe(first);
    }
    expect(once.idOf('a', 5)).not.toBe(once.idOf('b', 5));
    // The same after a restart, where nothing is remembered.
    expect(new OnceKeys().idOf('a', 5)).toBe(once.idOf('a', 5));
  });
});

describe('whom the hotline answers', () => {
  const settings = {
    auth: 'on' as const,
    tenantId: 'T-1',
    allowedTenants: [],
    serviceHosts: ['127.0.0.1', 'smba.example.fr'],
  };

  it('is Microsoft, and the hosts that are named', () => {
    const { serviceUrl } = createTrust(settings);
    for (const url of [
      'https://smba.trafficmanager.net/emea/',
      'https://smba.example.fr/',
      'http://127.0.0.1:1/',
    ])
      expect(serviceUrl(url), url).toBe(true);
    for (const url of [
      'http://smba.trafficmanager.net/',
      'https://smba.trafficmanager.net.evil.fr/',
      'https://evil.fr/',
      'https://smba.trafficmanager.net@evil.fr/',
      'https://user:word@smba.trafficmanager.net/',
      'ftp://127.0.0.1/',
      'http://169.254.169.254/',
      'http://localhost/',
      'https://evil.fr/smba.trafficmanager.net',
      'nonsense',
    ])
      expect(serviceUrl(url), url).toBe(false);
  });

  it('is this machine alone without authentication', () => {
    const { serviceUrl } = createTrust({ ...settings, auth: 'off' });
    for (const url of [
      'http://127.0.0.1:56150/_connector',
      'http://localhost:1/',
      'http://[::1]:2/',
      'http://0x7f.1/',
    ])
      expect(serviceUrl(url), url).toBe(true);
    for (const url of [
      'https://smba.trafficmanager.net/emea/',
      'http://127.0.0.1.evil.fr/',
      'http://0.0.0.0/',
    ])
      expect(serviceUrl(url), url).toBe(false);
  });

  it('is in an allowed tenant', () => {
    const own = createTrust(settings);
    expect([own.tenant('t-1'), own.tenant('t-2'), own.tenant(undefined)]).toEqual([true, false, false]);
    const given = createTrust({ ...settings, allowedTenants: ['t-2', 't-3'] });
    expect([given.tenant('T-2'), given.tenant('t-1')]).toEqual([true, false]);
    const off = createTrust({ ...settings, auth: 'off', tenantId: '' });
    expect([off.tenant('any'), off.tenant(undefined)]).toEqual([true, true]);
  });
});
