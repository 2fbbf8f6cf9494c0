import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutboundFile } from '#src/channel/port.ts';
import { createLogger } from '#src/platform/logger.ts';
import { createApp } from '#src/platform/web/app.ts';
import { createFileLinks, type FileLinks } from '#src/platform/web/file-links.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';
import { HttpVisitor, serveWebAdapter } from '#support/world/web-adapter-server.ts';

const DAY = 86_400_000;
const NAME = 'Dossier « L’Été » — n° 1 "final".pdf';
const BYTES = Uint8Array.from({ length: 256 }, (_, index) => index);
const FILE: OutboundFile = { name: NAME, mediaType: 'application/pdf', bytes: BYTES };

describe('a link to a file', () => {
  const files = new Map<string, OutboundFile>();
  let clock: number;
  let server: Server;
  let url: string;
  let links: FileLinks;
  const linksWith = (secret: string) =>
    createFileLinks({
      publicUrl: () => url,
      secret,
      now: () => clock,
      readFile: async (id) => files.get(id),
    });

  beforeEach(async () => {
    clock = T0;
    files.clear();
    files.set('f1', FILE).set('f2', { ...FILE, name: 'de-quelqu-un-d-autre.pdf' });
    links = linksWith('secret');
    const app = createApp({
      routes: [],
      files: links.router,
      operators: Router(),
      logger: createLogger('silent'),
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('gives the file to save, under its own name, and nothing may run in it', async () => {
    const response = await fetch(links.linkTo('f1'));
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('application/pdf');
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; /);
    const [, encoded = ''] = /filename\*=UTF-8''(\S+)$/.exec(disposition) ?? [];
    expect(decodeURIComponent(encoded)).toBe(NAME);
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['a page', 'page.html', 'text/html'],
    ['a drawing', 'dessin.svg', 'image/svg+xml'],
    ['a name with line breaks', 'un\r\nSet-Cookie: x=1\n.txt', 'text/plain'],
    ['a path for a name', '../../etc/passwd', 'text/plain'],
    ['half a character in its name', 'a\ud83cb.txt', 'text/plain'],
    ['no kind that is known', 'données', 'inconnu'],
  ])('gives %s to save, never to open', async (_, name, mediaType) => {
    files.set('f1', { ...FILE, name, mediaType });
    const response = await fetch(links.linkTo('f1'));
    expect(response.status).toBe(200);
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; /);
    expect(disposition).not.toMatch(/[/\\](?!")/);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('serves for a day', async () => {
    const link = links.linkTo('f1');
    clock = T0 + DAY;
    expect((await fetch(link)).status).toBe(200);
    clock = T0 + DAY + 1;
    const late = await fetch(link);
    expect(late.status).toBe(404);
    expect(late.headers.get('cache-control')).toBe('no-store');
    expect(await late.text()).toContain('redemandez-le');
    expect((await fetch(links.linkTo('f1'))).status).toBe(200);
  });

  test('that was tampered with gives nothing, and does not say whether the file exists', async () => {
    const link = new URL(links.linkTo('f1'));
    const changed = (change: (address: URL) => void) => {
      const address = new URL(link);
      change(address);
      return address.href;
    };
    const signature = link.searchParams.get('signature') ?? '';
    const until = Number(link.searchParams.get('until'));
    const set = (name: string, value: string) => changed(({ searchParams }) => searchParams.set(name, value));
    const tampered = [
      changed((address) => {
        address.pathname = '/files/f2';
      }),
      changed((address) => {
        address.pathname = '/files/unknown';
      }),
      set('until', String(until + DAY)),
      set('until', 'Infinity'),
      set('until', 'NaN'),
      set('signature', ''),
      set('signature', signature.slice(1)),
      set('signature', signature.toLowerCase()),
      set('signature', 'é'.repeat(signature.length)),
      changed(({ searchParams }) => searchParams.append('signature', signature)),
      changed(({ searchParams }) => searchParams.append('until', String(until))),
      changed(({ searchParams }) => searchParams.delete('signature')),
      changed((address) => {
        address.search = '';
      }),
      linksWith('another secret').linkTo('f1'),
    ];
    const bodies = await Promise.all(
      tampered.map(async (address) => {
        const response = await fetch(address);
        return [response.status, await response.text()];
      }),
    );
    const [[, refusal] = []] = bodies;
    expect(bodies).toEqual(tampered.map(() => [404, refusal]));
    expect((await fetch(link)).status).toBe(200);
  });

  test('whose file is gone says so', async () => {
    const link = links.linkTo('f1');
    files.delete('f1');
    const response = await fetch(link);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('n’est plus disponible');
  });

  test('that is no address at all is refused without a failure', async () => {
    expect((await fetch(`${url}/files/%E0%A4%A?until=1&signature=x`)).status).toBe(400);
    expect((await fetch(`${url}/files/`)).status).toBe(404);
    expect((await fetch(links.linkTo('f1'), { method: 'POST' })).status).toBe(404);
  });
});

describe('a file in the web chat', () => {
  test('is a link on the page’s own site, whatever name the person reached it by', async () => {
    const { host, url, close } = await serveWebAdapter();
    const client = new HttpVisitor(url);
    await client.send('Mon dossier');
    host.files.set('f1', FILE);
    host.say(client.key, [
      { type: 'file', fileId: 'f1', name: NAME, mediaType: 'application/pdf' },
      { type: 'rating' },
    ]);
    const response = await client.fetch('/chat/history');
    const { items } = (await response.json()) as { items: { blocks?: Record<string, string>[] }[] };
    const [file, rating] = items[1]?.blocks ?? [];
    expect(rating).toEqual({ type: 'rating' });
    expect(file).toEqual({ type: 'file', name: NAME, url: expect.stringMatching(/^\/files\/f1\?/) });
    const stream = await client.listen('/chat/events?after=1');
    const [event] = await stream.until('message', 1);
    expect(event?.data).toMatchObject({ blocks: [{ type: 'file', name: NAME }, { type: 'rating' }] });
    await stream.close();
    // Who has the link needs no cookie: it may be opened by another program.
    const taken = await fetch(`${url}${file?.url}`);
    expect(new Uint8Array(await taken.arrayBuffer())).toEqual(BYTES);
    await close();
  });
});
