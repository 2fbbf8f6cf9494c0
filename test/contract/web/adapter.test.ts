import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebAdapterOptions } from '#adapters/web/adapter.ts';
import type { HistoryView } from '#adapters/web/view.ts';
import { type Block, paragraph } from '#src/channel/blocks.ts';
import { NotTaken } from '#src/channel/port.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { HttpVisitor, serveWebAdapter } from '#support/world/web-adapter-server.ts';

let served: Awaited<ReturnType<typeof serveWebAdapter>>;
let client: HttpVisitor;

async function serve(options: Partial<WebAdapterOptions> = {}) {
  served = await serveWebAdapter(options);
  client = new HttpVisitor(served.url);
}
const errorOf = async (response: Response) => ((await response.json()) as { error: string }).error;
const history = async (who: HttpVisitor = client, after = 0) => {
  const response = await who.fetch(`/chat/history?after=${after}`);
  return ((await response.json()) as { items: { text?: string; id: string; seq: number }[] }).items;
};

beforeEach(() => serve());
afterEach(() => served.close());

describe('a message', () => {
  test('is acknowledged only once it is saved', async () => {
    const gate = Promise.withResolvers<void>();
    served.host.beforeReceive = () => gate.promise;
    let answered = false;
    const sending = client.send('Bonjour').then((response) => {
      answered = true;
      return response;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answered).toBe(false);
    gate.resolve();
    expect((await sending).status).toBe(202);
    expect(served.host.received[0]).toMatchObject({
      channel: 'web',
      address: null,
      conversationKey: client.key,
      content: { type: 'text', text: 'Bonjour' },
    });
  });

  test('is not acknowledged when it could not be saved, and says why in French', async () => {
    served.host.beforeReceive = () => Promise.reject(new Error('disk full: /var/secret'));
    const failed = await client.send('Bonjour');
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await errorOf(failed)).toBe(
      'Votre message n’a pas pu être enregistré. Réessayez dans un instant.',
    );
    served.host.beforeReceive = () => Promise.reject(new HotlineError('busy', 'La base est occupée.'));
    const busy = await client.send('Bonjour');
    expect([busy.status, await errorOf(busy)]).toEqual([503, 'La base est occupée.']);
  });

  test('that comes twice is kept once', async () => {
    const id = randomUUID();
    expect((await client.send('Une seule fois', id)).status).toBe(202);
    const again = await client.send('Une seule fois', id.toUpperCase());
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ status: 'duplicate' });
    expect(await history()).toHaveLength(1);
  });

  test('of a button reaches the core as an action', async () => {
    const action = { value: 'expert', label: 'Parler à un expert' };
    expect((await client.post('/chat/messages', { id: randomUUID(), action })).status).toBe(202);
    expect(served.host.received[0]?.content).toEqual({ type: 'action', ...action });
  });

  test('is kept as sent: markup, emoji, spaces and line ends', async () => {
    const text = '  <script>alert(1)</script>\n\t« é » 👩🏽‍🔧 **gras** [x](javascript:y)  ';
    await client.send(text);
    expect(served.host.received[0]?.content).toEqual({ type: 'text', text });
  });

  test('of 20,000 characters is accepted, one more is refused', async () => {
    // Six bytes each in JSON: the limit of the body is not met first.
    expect((await client.send('\u0001'.repeat(20_000))).status).toBe(202);
    const long = await client.send('a'.repeat(20_001));
    expect([long.status, await errorOf(long)]).toEqual([
      400,
      expect.stringMatching(/trop long : 20.000 caractères au plus\. Gardez le passage utile/),
    ]);
  });

  test('that is not taken says for how long, and that its sender or the hotline is the cause', async () => {
    const refuse = (error: Error) => {
      served.host.beforeReceive = () => Promise.reject(error);
      return client.send('Bonjour');
    };
    const theirs = await refuse(new NotTaken('budget', 'Vous avez beaucoup écrit.', 7_200));
    expect([theirs.status, theirs.headers.get('retry-after')]).toEqual([429, '7200']);
    expect(await errorOf(theirs)).toBe('Vous avez beaucoup écrit.');
    const ours = await refuse(new NotTaken('disk', 'Plus de place.', 30));
    expect([ours.status, ours.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await errorOf(ours)).toBe('Plus de place.');
  });
});

describe('a wrong request', () => {
  const id = randomUUID();
  test.each([
    ['no JSON at all', 'bonjour', 'La demande n’est pas du JSON valide.'],
    ['a JSON text', '"bonjour"', 'La demande n’est pas du JSON valide.'],
    ['a list', [], 'La demande doit être un objet JSON.'],
    ['no id', { text: 'a' }, 'L’identifiant du message manque ou n’est pas un UUID.'],
    [
      'an id of another shape',
      { id: '1', text: 'a' },
      'L’identifiant du message manque ou n’est pas un UUID.',
    ],
    ['neither text nor action', { id }, 'Envoyez soit un texte, soit une action, et un seul des deux.'],
    ['an empty text', { id, text: ' \n ' }, 'Le message est vide : écrivez votre question en quelques mots.'],
    ['a number as text', { id, text: 3 }, 'Le texte du message doit être une chaîne de caractères.'],
    [
      'an action without label',
      { id, action: { value: 'x' } },
      'L’action doit avoir une valeur et un libellé.',
    ],
  ])('%s is refused in French', async (_name, body, error) => {
    const response = await client.post('/chat/messages', body);
    expect([response.status, await errorOf(response)]).toEqual([400, error]);
    expect(served.host.received).toEqual([]);
  });

  test('a body over 128 kB is refused with a sentence', async () => {
    const response = await client.send('é'.repeat(99_000));
    expect([response.status, await errorOf(response)]).toEqual([
      413,
      expect.stringMatching(/trop volumineux/),
    ]);
  });

  test('unknown addresses, methods and parameters get the right status', async () => {
    const statusOf = async (path: string, init?: RequestInit) => {
      const response = await client.fetch(path, init);
      expect(await errorOf(response)).toMatch(/^[A-ZÉÀ].*\.$/);
      return response.status;
    };
    expect(await statusOf('/chat/nothing')).toBe(404);
    expect(await statusOf('/chat')).toBe(404);
    expect(await statusOf('/chat/messages')).toBe(405);
    expect(await statusOf('/chat/history?after=-1')).toBe(400);
    expect(await statusOf('/chat/history?after=1&after=2')).toBe(400);
    expect(await statusOf('/chat/events')).toBe(400);
  });
});

describe('another site', () => {
  const body = { id: randomUUID(), text: 'piège' };
  test.each([
    ['says so by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['is a neighbouring sub-domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['says so by Origin', { origin: 'https://evil.example' }, 403],
    ['hides its origin', { origin: 'null' }, 403],
    ['posts a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['posts plain text', { 'content-type': 'text/plain' }, 415],
  ])('that %s changes nothing', async (_name, headers, status) => {
    await client.send('à moi');
    for (const path of ['/chat/messages', '/chat/feedback', '/chat/reset']) {
      const response = await client.post(path, body, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
    expect(served.host.received).toHaveLength(1);
  });

  test('reads nothing either, and our own page does both', async () => {
    expect(
      (await client.fetch('/chat/history', { headers: { 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(403);
    expect((await client.post('/chat/messages', body, { 'sec-fetch-site': 'same-origin' })).status).toBe(202);
    const own = { ...body, id: randomUUID() };
    expect((await client.post('/chat/messages', own, { origin: served.url })).status).toBe(202);
  });
});

describe('limits', () => {
  test('a flood of one conversation is held back, with the delay to wait', async () => {
    await served.close();
    await serve({ perConversation: 3 });
    await history();
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await client.send(`message ${n}`)).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
    const refused = await client.send('encore');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await errorOf(refused)).toMatch(/réessayez dans \d+ secondes?\.$/);
    const other = new HttpVisitor(served.url);
    expect((await other.send('un autre')).status).toBe(202);
  });

  test('dropping the cookie does not escape the limit of an address', async () => {
    await served.close();
    await serve({ perAddress: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await new HttpVisitor(served.url).send('x')).status);
    expect(statuses).toEqual([202, 202, 429]);
  });
});

describe('one network address', () => {
  const others = (address: string) => new HttpVisitor(served.url, address);

  test('that asks without end is slowed down, then refused, and nobody else', async () => {
    await served.close();
    await serve({ requests: { most: 2, perSecond: 0.01 } });
    for (let n = 0; n < 3; n += 1) expect((await client.fetch('/chat/history')).status).toBe(200);
    const held = await client.fetch('/chat/history');
    expect([held.status, Number(held.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(await errorOf(held)).toMatch(/viennent de votre réseau : réessayez dans \d+ secondes\.$/);
    expect((await others('127.0.0.2').fetch('/chat/history')).status).toBe(200);
  });

  test('that asks too fast waits, and loses nothing', async () => {
    await served.close();
    await serve({ requests: { most: 1, perSecond: 10 } });
    const begun = performance.now();
    const all = await Promise.all(Array.from({ length: 8 }, () => client.fetch('/chat/history')));
    expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(performance.now() - begun).toBeGreaterThan(500);
  });

  test('reads so many bytes of conversations, then waits; nobody else does', async () => {
    await served.close();
    await serve({ reads: { most: 0, perSecond: 10 } });
    await client.send('un');
    for (let n = 0; n < 3; n += 1) served.host.say(client.key, [paragraph('x'.repeat(6_000))]);
    expect(await history()).toHaveLength(4);
    const refused = await client.fetch('/chat/history');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_000);
    expect((await client.fetch('/chat/events')).status).toBe(429);
    const neighbour = others('127.0.0.2');
    await neighbour.send('deux');
    expect(await history(neighbour)).toHaveLength(1);
    // What it writes is another matter.
    expect((await client.send('trois')).status).toBe(202);
  });

  test('sends so many bytes of messages, then waits; usual messages never do', async () => {
    await served.close();
    await serve({ writes: { most: 10_000, perSecond: 1 } });
    const long = 'a'.repeat(9_000);
    expect((await client.send(long)).status).toBe(202);
    expect((await client.send(long)).status).toBe(202);
    const refused = await client.send(long);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_000);
    expect((await others('127.0.0.2').send(long)).status).toBe(202);
  });

  test('holds so many event streams open, and all addresses together so many', async () => {
    await served.close();
    await serve({ streams: { perBrowser: 2, perAddress: 3, inAll: 4 } });
    const open = async (who: HttpVisitor) => {
      if (who.cookie === '') await who.send('bonjour');
      return who.listen();
    };
    const first = client;
    const second = new HttpVisitor(served.url);
    const streams = [await open(first), await open(first)];
    const tabs = await open(first);
    expect([tabs.response.status, tabs.response.headers.get('retry-after')]).toEqual([429, '30']);
    streams.push(await open(second));
    const network = await second.fetch('/chat/events');
    expect([network.status, await errorOf(network)]).toEqual([
      429,
      expect.stringMatching(/depuis votre réseau : les réponses s’afficheront/),
    ]);
    const third = others('127.0.0.2');
    streams.push(await open(third));
    const full = await open(others('127.0.0.3'));
    expect([full.response.status, full.response.headers.get('retry-after')]).toEqual([503, '30']);
    for (const stream of streams) await stream.close();
    await expect.poll(async () => (await open(third)).response.status).toBe(200);
  });
});

describe('a long conversation', () => {
  test('is read from its end, page by page, each message once', async () => {
    served.host.pageSize = 4;
    await client.send('1');
    for (let n = 2; n <= 10; n += 1) served.host.say(client.key, [paragraph(String(n))]);
    const read = async (query: string) =>
      (await (await client.fetch(`/chat/history${query}`)).json()) as HistoryView;
    const seqs = ({ items }: HistoryView) => items.map(({ seq }) => seq);
    const last = await read('');
    expect([seqs(last), last.next]).toEqual([[7, 8, 9, 10], 7]);
    const earlier = await read('?before=7');
    expect([seqs(earlier), earlier.next]).toEqual([[3, 4, 5, 6], 3]);
    const first = await read('?before=3');
    expect([seqs(first), 'next' in first]).toEqual([[1, 2], false]);
    const since = await read('?after=5');
    expect([seqs(since), since.next]).toEqual([[6, 7, 8, 9], 9]);
    const both = await client.fetch('/chat/history?after=1&before=9');
    expect([both.status, await errorOf(both)]).toEqual([400, expect.stringMatching(/pas les deux\.$/)]);
  });

  test('is caught up with by pages, in order', async () => {
    served.host.pageSize = 3;
    await client.send('1');
    for (let n = 2; n <= 8; n += 1) served.host.say(client.key, [paragraph(String(n))]);
    const stream = await client.listen('/chat/events?after=1');
    const messages = await stream.until('message', 7);
    expect(messages.map(({ data }) => data.seq)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(stream.text()).not.toContain('event: behind');
    await stream.close();
  });

  test('waits for a page that reads slowly, and loses nothing', async () => {
    served.host.pageSize = 2;
    await client.send('1');
    for (let n = 2; n <= 8; n += 1) served.host.say(client.key, [paragraph('x'.repeat(200_000))]);
    const abort = new AbortController();
    const response = await client.fetch('/chat/events?after=0', { signal: abort.signal });
    const reader = response.body?.getReader();
    // Nothing is read for a while: what follows waits at the server.
    await new Promise((resolve) => setTimeout(resolve, 300));
    let text = '';
    const decoder = new TextDecoder();
    while (!/"seq":8/.test(text)) text += decoder.decode((await reader?.read())?.value, { stream: true });
    expect([...text.matchAll(/^id: (\d+)$/gm)].map((match) => match[1])).toEqual('12345678'.split(''));
    abort.abort();
  });

  test('of which a page missed too much is begun anew at its end', async () => {
    served.host.pageSize = 2;
    await client.send('1');
    for (let n = 2; n <= 40; n += 1) served.host.say(client.key, [paragraph(String(n))]);
    const stream = await client.listen('/chat/events?after=1');
    await stream.until('behind', 1);
    served.host.say(client.key, [paragraph('41')]);
    const messages = await stream.until('message', 11);
    expect(messages.map(({ data }) => data.seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 39, 40, 41]);
    await stream.close();
  });
});

describe('the conversation', () => {
  test('hangs on a long, random, closed cookie', async () => {
    const response = await client.send('Bonjour');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^hotline=[\w-]{43}; /);
    expect(cookie).toMatch(/Path=\/; Max-Age=15552000; HttpOnly; SameSite=Strict$/);
    const shown = await response.text();
    expect(shown).not.toContain(client.key);
    expect(shown).not.toContain(client.secret);
  });

  test('has a Secure cookie when the public address is https', async () => {
    await served.close();
    await serve({ publicUrl: 'https://hotline.example.fr' });
    const response = await client.send('Bonjour');
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-hotline=.*; Secure$/);
    expect(await history()).toHaveLength(1);
  });

  test('never shows another one', async () => {
    await client.send('secret de A');
    const other = new HttpVisitor(served.url);
    await other.send('secret de B');
    const stream = await other.listen();
    const answer = served.host.say(client.key, [paragraph('réponse à A')]);
    served.host.typing(client.key);
    served.host.say(other.key, [paragraph('réponse à B')]);
    await stream.until('message', 2);
    expect(stream.text()).not.toMatch(/de A|à A|typing/);
    expect(JSON.stringify(await history(other))).not.toMatch(/de A|à A/);
    const rated = await other.post('/chat/feedback', { messageId: answer.id, rating: 'up' });
    expect(rated.status).toBe(404);
    const forged = new HttpVisitor(served.url);
    forged.cookie = 'hotline=../../x';
    expect(await history(forged)).toEqual([]);
    await stream.close();
  });

  test('begins another one of the same person on demand, in the same browser', async () => {
    await client.send('ancienne');
    const { cookie } = client;
    expect((await client.post('/chat/reset', {})).status).toBe(200);
    expect(client.cookie).toBe(cookie);
    expect(await history()).toEqual([]);
    await client.send('nouvelle');
    const [first, second] = served.host.received;
    expect(second?.speaker).toEqual(first?.speaker);
    expect(second?.conversationKey).not.toBe(first?.conversationKey);
  });

  test('is another person’s in a browser whose person ended', async () => {
    await client.send('à la première personne');
    const before = client.cookie;
    const stream = await client.listen();
    expect((await client.post('/chat/forget', {})).status).toBe(200);
    await stream.ended;
    expect(client.cookie).not.toBe(before);
    expect(await history()).toEqual([]);
    const old = new HttpVisitor(served.url);
    old.cookie = before;
    expect(await history(old)).toEqual([]);
    expect(old.cookie).not.toBe(before);
  });

  test.each([
    ['/chat/threads', {}],
    ['/chat/threads', { conversation: 'inconnue' }],
    ['/chat/space/code', {}],
    ['/chat/space/code', { email: 'a'.repeat(400) }],
    ['/chat/space/enter', { code: '123456' }],
    ['/chat/space/enter', { code: 123_456, bring: true }],
  ])('%s refuses %j in French', async (path, body) => {
    const response = await client.post(path, body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(((await response.json()) as { error: string }).error).toMatch(/^[A-ZÉ].+\.$/);
  });
});

describe('the event stream', () => {
  test('gives the past, then what comes, each once and in order', async () => {
    await client.send('un');
    served.host.say(client.key, [paragraph('deux')]);
    const stream = await client.listen();
    await stream.until('message', 2);
    served.host.typing(client.key);
    served.host.say(client.key, [paragraph('trois')]);
    await stream.until('typing', 1);
    const messages = await stream.until('message', 3);
    expect(messages.map(({ id, data }) => [id, data.seq])).toEqual([
      ['1', 1],
      ['2', 2],
      ['3', 3],
    ]);
    await stream.close();
    await expect.poll(() => served.host.listening(client.key)).toBe(0);
  });

  test('resumes where the page stopped, without loss or double', async () => {
    await client.send('un');
    for (const text of ['deux', 'trois', 'quatre']) served.host.say(client.key, [paragraph(text)]);
    const stream = await client.listen('/chat/events?after=0', { 'last-event-id': '2' });
    const messages = await stream.until('message', 2);
    expect(messages.map(({ data }) => data.seq)).toEqual([3, 4]);
    await stream.close();
  });

  test('loses nothing that is said while the past is being read', async () => {
    await client.send('un');
    const gate = Promise.withResolvers<void>();
    served.host.beforeHistory = () => gate.promise;
    const stream = await client.listen();
    served.host.say(client.key, [paragraph('deux')]);
    gate.resolve();
    served.host.say(client.key, [paragraph('trois')]);
    const messages = await stream.until('message', 3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(messages.map(({ data }) => data.seq)).toEqual([1, 2, 3]);
    expect(stream.events.filter(({ event }) => event === 'message')).toHaveLength(3);
    await stream.close();
  });

  test('fills the hole of a message that was not announced', async () => {
    await client.send('un');
    const stream = await client.listen();
    await stream.until('message', 1);
    served.host.announcesOwn = false;
    await client.send('deux');
    served.host.say(client.key, [paragraph('trois')], false);
    served.host.say(client.key, [paragraph('quatre')]);
    const messages = await stream.until('message', 4);
    expect(messages.map(({ data }) => data.seq)).toEqual([1, 2, 3, 4]);
    await stream.close();
  });

  test('beats while nothing happens, and ends when the adapter stops', async () => {
    await served.close();
    await serve({ heartbeatMs: 20 });
    await client.send('un');
    const stream = await client.listen();
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await expect.poll(() => stream.text()).toMatch(/\n: /);
    await served.adapter.stop();
    await stream.ended;
    const late = await client.send('deux');
    expect([late.status, await errorOf(late)]).toEqual([503, expect.stringMatching(/^La hotline démarre/)]);
  });
});

describe('feedback', () => {
  test('keeps a rating and its reason', async () => {
    await client.send('une question');
    const { id } = served.host.say(client.key, [paragraph('réponse'), { type: 'rating' }]);
    const response = await client.post('/chat/feedback', {
      messageId: id,
      rating: 'down',
      reason: ' incomplet ',
    });
    expect(response.status).toBe(200);
    expect(served.host.feedbacks).toEqual([
      { key: client.key, feedback: { messageId: id, rating: 'down', reason: 'incomplet' } },
    ]);
  });

  test.each([
    [{ rating: 'up' }, 400],
    [{ messageId: 'x', rating: 'meh' }, 400],
    [{ messageId: 'x', rating: 'up', reason: 'a'.repeat(2_001) }, 400],
    [{ messageId: 'inconnu', rating: 'up' }, 404],
  ])('refuses %o', async (body, status) => {
    await client.send('une question');
    const response = await client.post('/chat/feedback', body);
    expect(response.status).toBe(status);
    expect(await errorOf(response)).toMatch(/\.$/);
  });
});

describe('the page', () => {
  test('has a closed policy, and is never framed or sniffed', async () => {
    const { headers } = await client.fetch('/');
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect((await client.fetch('/chat/history')).headers.get('cache-control')).toBe('no-store');
    expect((await client.fetch('/chat/history')).headers.get('content-security-policy')).toBeTruthy();
  });

  test('names only files that exist, each with an ETag that saves the next transfer', async () => {
    const html = await (await client.fetch('/')).text();
    // Other pages that it leads to are served elsewhere.
    const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const etag = (await client.fetch(file)).headers.get('etag') ?? '';
      const again = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
      expect((await client.fetch(file, { headers: again })).status).toBe(304);
    }
    expect(html).not.toMatch(/<script(?! type="module" src)|style=|onclick=|https?:\/\//);
  });

  test('serves nothing but its assets', async () => {
    for (const path of [
      '/assets/tsconfig.json',
      '/assets/../adapter.ts',
      '/assets/%2e%2e/adapter.ts',
      '/nothing',
    ])
      expect((await client.fetch(path)).status).toBe(404);
  });

  test('gets no link that is not a web address, and no mark without its source', async () => {
    await client.send('une question');
    const source = { n: 1, documentId: 'd', title: 'T', section: 'S', articles: [] };
    const blocks: Block[] = [
      { type: 'paragraph', text: [{ text: 'vu', cites: [1, 7] }] },
      { type: 'list', items: [] },
      {
        type: 'sources',
        items: [
          { ...source, url: 'javascript:alert(1)' },
          { ...source, n: 2, url: 'https://www.legifrance.gouv.fr/' },
        ],
      },
    ];
    served.host.say(client.key, blocks);
    expect((await history())[1]).toMatchObject({
      author: 'bot',
      blocks: [
        { type: 'paragraph', text: [{ text: 'vu', cites: [1] }] },
        { type: 'sources', items: [source, { ...source, n: 2, url: 'https://www.legifrance.gouv.fr/' }] },
      ],
    });
  });

  test('sending again does nothing: the history carries the message', async () => {
    const message = { id: 'm', seq: 1, at: 0, blocks: [paragraph('x')] };
    await expect(served.adapter.send(null, message)).resolves.toEqual({});
  });
});
