import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { Feature } from '#src/conversation/feature.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { featuresOn } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

it('shows a feature in ten lines that works as it is written', async () => {
  const readme = readFileSync(join(ROOT, 'src/conversation/README.md'), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const own = code.split('\n').slice(code.split('\n').findIndex((line) => line.startsWith('export')));
  expect(own.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(10);
  const folder = join(ROOT, 'test/.output');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `echo-${process.pid}.ts`);
  writeFileSync(path, code);
  try {
    const { echoFeature } = (await import(pathToFileURL(path).href)) as { echoFeature: Feature };
    const nothing = { query: async () => [] };
    await using talk = await Talk.start([echoFeature, ...featuresOn(nothing)]);
    const [told] = await talk.tell('Répète après moi');
    expect(told?.text).toBe('Vous avez dit : apres moi.');
    const [thanks] = await talk.tell('merci !');
    expect(thanks?.text).toContain('Avec plaisir');
  } finally {
    rmSync(path);
  }
});
