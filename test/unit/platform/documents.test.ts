import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '#src/commands/index.ts';
import { ROOT } from '#support/repository/source-files.ts';

const read = (name: string) => readFileSync(join(ROOT, 'src/platform', name), 'utf8');
const PATHS = /`((?:src|adapters|test|\.deploy)\/[^`\s]+)`/g;
const pathsIn = (text: string) => [...text.matchAll(PATHS)].map(([, path = '']) => path);

describe('The threat model', () => {
  const text = read('THREATS.md');

  it('names files that exist', () => {
    const named = pathsIn(text);
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('says of each threat where it is stopped, and by which test that is tried', () => {
    const rows = text
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (?:Ce qu|---)/.test(line))
      .map((line) => line.split('|').slice(1, -1));
    expect(rows.length).toBeGreaterThan(25);
    for (const cells of rows) {
      const [stopped = '', tried = ''] = cells.slice(-2);
      expect(pathsIn(stopped).length, cells[0]).toBeGreaterThan(0);
      expect(pathsIn(tried).length, cells[0]).toBeGreaterThan(0);
      for (const path of pathsIn(tried)) expect(path).toMatch(/^test\/.*\.test\.ts$/);
    }
  });
});

describe('The runbook', () => {
  const text = read('RUNBOOK.md');
  const parts = text.split(/^## /m).slice(1);

  it('says of each fault what is seen, why, what to do and when it is mended', () => {
    expect(parts).toHaveLength(12);
    for (const part of parts)
      for (const heading of ["Ce que l'on voit.", 'Pourquoi.', 'Quoi faire.', 'Réparé quand.'])
        expect(part, part.split('\n', 1)[0]).toContain(`**${heading}**`);
  });

  it('leads from its table to each of them', () => {
    const anchors = parts.map((part) => {
      const title = part.split('\n', 1)[0] ?? '';
      return title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-');
    });
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
    expect(anchors.filter((anchor) => !links.includes(anchor))).toEqual([]);
  });

  it('gives commands that exist', () => {
    const given = [...text.matchAll(/npm run -s hotline -- ([a-z]+)(?: ([a-z]+))?/g)];
    expect(given.length).toBeGreaterThan(15);
    const known = ([, one = '', two = '']: RegExpMatchArray) =>
      commands.has(one) || commands.has(`${one} ${two}`);
    expect(given.filter((one) => !known(one)).map(([whole]) => whole)).toEqual([]);
  });

  it('names settings that are described', () => {
    const settings = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const named = new Set(text.match(/\b(?:LLM|SMTP|OIDC|TELEGRAM|DATABASE|EMBEDDINGS)_[A-Z_]+[A-Z]\b/g));
    expect([...named].filter((name) => !settings.includes(`# ${name}=`))).toEqual([]);
  });
});
