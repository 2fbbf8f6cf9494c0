import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkRequestOf } from '#src/person/chat/link-request.ts';
import { wishOfWords } from '#src/reader/exact-words.ts';
import { schemaFaults } from '#support/repository/json-schema.ts';
import { ROOT } from '#support/repository/source-files.ts';

const FOLDER = join(ROOT, 'adapters/teams/manifest');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const manifest = read(join(FOLDER, 'manifest.json'));
const schema = read(join(ROOT, 'test/fixtures/teams/manifest-1.16.schema.json'));

describe('the manifest of the Teams application', () => {
  it('is one by the schema of Microsoft', () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
    expect(schemaFaults(schema, manifest)).toEqual([]);
  });

  it('is judged by a schema that sees faults', () => {
    const changed = (change: (copy: typeof manifest) => void) => {
      const copy = structuredClone(manifest);
      change(copy);
      return schemaFaults(schema, copy);
    };
    expect(changed((copy) => delete copy.icons)).toEqual(['$: icons is missing']);
    expect(changed((copy) => Object.assign(copy, { colour: 'red' }))).toEqual(['$: colour is not known']);
    expect(changed((copy) => copy.bots[0].scopes.push('world'))).not.toEqual([]);
    expect(changed((copy) => Object.assign(copy.bots[0], { botId: 'x' }))).not.toEqual([]);
    expect(changed((copy) => Object.assign(copy.name, { short: 'x'.repeat(31) }))).not.toEqual([]);
  });

  it.each([
    ['color', 192],
    ['outline', 32],
  ] as const)('has its %s icon, of %i pixels', (name, size) => {
    const png = readFileSync(join(FOLDER, manifest.icons[name]));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    // The outline is white on nothing.
    if (name === 'outline') expect(png.readUInt8(25)).toBe(6);
  });

  it('proposes commands that the hotline understands', () => {
    const wanted = ['help', 'handoff', 'referencing', 'alerts', 'status', 'privacy', 'link'];
    const understood = (title: string) => wishOfWords(title) ?? (linkRequestOf(title) && 'link');
    for (const { commands } of manifest.bots[0].commandLists)
      expect(commands.map(({ title }: { title: string }) => understood(title))).toEqual(wanted);
  });

  it('asks for no right: the hotline reads what names it, and nothing else of a team', () => {
    for (const right of ['permissions', 'devicePermissions', 'authorization', 'webApplicationInfo'])
      expect(manifest[right]).toBeUndefined();
    expect(manifest.bots[0].supportsFiles).toBe(false);
  });
});
