import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webErrors } from '#adapters/web/texts.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { HttpVisitor, serveWebAdapter } from '#support/world/web-adapter-server.ts';

describe('What a page says that it has shown', () => {
  let served: Awaited<ReturnType<typeof serveWebAdapter>>;
  let client: HttpVisitor;

  beforeEach(async () => {
    served = await serveWebAdapter({ perConversation: 5 });
    client = new HttpVisitor(served.url);
  });
  afterEach(() => served.close());

  it('is kept for its conversation', async () => {
    await client.send('Bonjour');
    served.host.say(client.key, [paragraph('Bonjour.')]);
    expect(await (await client.post('/chat/seen', { seq: 2 })).json()).toEqual({ status: 'kept' });
    expect([...served.host.lastSeen]).toEqual([[client.key, 2]]);
  });

  it.each([{}, { seq: 0 }, { seq: -1 }, { seq: 1.5 }, { seq: '2' }, { seq: 1e20 }])(
    'is refused in French when it is %j',
    async (body) => {
      await client.send('Bonjour');
      const response = await client.post('/chat/seen', body);
      expect([response.status, await response.json()]).toEqual([400, { error: webErrors.seen }]);
      expect(served.host.lastSeen.size).toBe(0);
    },
  );

  it('is refused without a conversation, from another site, and by another method', async () => {
    const none = await client.post('/chat/seen', { seq: 1 });
    expect([none.status, await none.json()]).toEqual([400, { error: webErrors.noConversation }]);
    await client.send('Bonjour');
    const foreign = await client.post('/chat/seen', { seq: 1 }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect((await client.fetch('/chat/seen')).status).toBe(405);
    expect(served.host.lastSeen.size).toBe(0);
  });

  it('does not count with what the person sends, and has a limit of its own', async () => {
    await client.send('Bonjour');
    const statuses: number[] = [];
    for (let seq = 1; seq <= 16; seq += 1) statuses.push((await client.post('/chat/seen', { seq })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(15);
    expect(statuses.at(-1)).toBe(429);
    expect((await client.send('Et ensuite ?')).status).toBe(202);
  });
});
