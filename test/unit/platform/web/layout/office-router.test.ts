import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#src/platform/logger.ts';
import { createOfficeRouter } from '#src/platform/web/layout/office-router.ts';
import type { Room } from '#src/platform/web/layout/room.ts';
import { markSigned } from '#src/platform/web/sign-in/identity.ts';

/** A room of one page, which says its name at an address that others may want too. */
const roomOf = (name: string, path: string, assets?: URL): Room => ({
  assets,
  addRoutes: (pages, api) => {
    pages.get(path, (_request, response) => void response.send(name));
    api.get(`/${name}`, (_request, response) => void response.json({ name }));
  },
});

describe('A space made of rooms', () => {
  let server: Server;
  let opens: boolean;
  const rooms = [
    roomOf('import', '/things/import'),
    roomOf('things', '/things/:id', new URL('../../../../../src/company/pages/assets/', import.meta.url)),
  ];

  beforeEach(async () => {
    opens = true;
    const router = createOfficeRouter(
      {
        isHttps: false,
        logger: createLogger('silent'),
        requireRole: (role) => (request, response, next) => {
          if (!opens || role !== 'staff') return void response.status(401).end();
          markSigned(request, {
            identity: { id: 'lea', name: 'Léa', roles: ['staff'] },
            csrf: '',
            isLocal: true,
          });
          next();
        },
      },
      { role: 'staff', rooms },
    );
    server = createServer(express().use('/staff', router));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };

  it('asks the first room first, where two want one address', async () => {
    expect((await get('/staff/things/import')).text).toBe('import');
    expect((await get('/staff/things/7')).text).toBe('things');
  });

  it('gives each room its questions, and who asks to all', async () => {
    expect(JSON.parse((await get('/staff/api/things')).text)).toEqual({ name: 'things' });
    expect(JSON.parse((await get('/staff/api/me')).text)).toMatchObject({ name: 'Léa' });
  });

  it('serves the files of any room, those of every space, and nothing else', async () => {
    expect((await get('/staff/assets/company.js')).status).toBe(200);
    expect((await get('/staff/assets/session.js')).status).toBe(200);
    for (const file of ['tsconfig.json', 'none.js', '..%2Ftexts.ts'])
      expect((await get(`/staff/assets/${file}`)).status).toBe(404);
  });

  it('opens no room before the guard has', async () => {
    opens = false;
    for (const path of ['/things/7', '/api/things', '/assets/company.js', '/none'])
      expect((await get(`/staff${path}`)).status).toBe(401);
  });
});
