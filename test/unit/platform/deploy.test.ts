import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '#support/repository/source-files.ts';

const textOf = (name: string): string => readFileSync(join(ROOT, '.deploy', name), 'utf8');

test('the image is made from images that are named by their digest', () => {
  const bases = [...textOf('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(bases).toHaveLength(2);
  for (const image of bases) expect(image).toMatch(/^node:24[\w.-]*@sha256:[0-9a-f]{64}$/);
});

test('the container writes nothing but its data and the knowledge, may do nothing more, and is bounded', () => {
  const compose = z
    .object({ services: z.object({ hotline: z.record(z.string(), z.unknown()) }) })
    .parse(parse(textOf('compose.yaml')));
  expect(compose.services.hotline).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: '2560m',
    pids_limit: 256,
    // A store of some gigabytes does not fit into the memory of /tmp.
    environment: { SQLITE_TMPDIR: '/hotline/.data' },
    // What staff put in service goes there; nothing else of the project is mounted.
    volumes: ['donnees:/hotline/.data', '../knowledge:/hotline/knowledge'],
  });
});

test('the service keeps its data to itself, and is confined', () => {
  const lines = textOf('hotline.service').split('\n');
  for (const line of [
    'UMask=0077',
    'ReadWritePaths=/opt/hotline/knowledge',
    'StateDirectoryMode=0700',
    'ProtectSystem=strict',
    'NoNewPrivileges=true',
    'CapabilityBoundingSet=',
    'PrivateDevices=true',
    'SystemCallFilter=@system-service',
    // A build that takes too much is ended alone.
    'OOMPolicy=continue',
  ])
    expect(lines).toContain(line);
});
