import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '#src/commands/index.ts';
import { filesUnder, ROOT } from '#support/repository/source-files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const exists = (path: string) => existsSync(join(ROOT, path));

/** Every README of the project, by its path from the root. */
const readmes = [
  'README.md',
  '.deploy/README.md',
  ...['src', 'adapters', 'knowledge', 'test']
    .flatMap(filesUnder)
    .filter((path) => path.endsWith('/README.md') && !path.includes('/.output/')),
];
const texts = readmes.map((path) => ({ path, folder: dirname(path), text: read(path) }));

/** Where the links of a page lead within the project, from the root; an anchor alone stays on the page. */
const linksOf = ({ path, folder, text }: (typeof texts)[number]) =>
  [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return { to: file === '' ? path : posix.normalize(posix.join(folder, file)), anchor };
    });

/** Anchors of a page's headings, as code hosts make them. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What a page names of the project between backquotes: files and folders, from the root or from its own folder. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, word = '']) => word)
    .filter((word) => /^[.a-z][\w.-]*(?:\/[\w.-]+)*(?:\/|\.(?:ts|json|yaml|css|md))$/.test(word))
    .filter((word) => !/^\.(?:data|env)\b/.test(word));

describe('the README', () => {
  const [front] = texts;
  const text = front?.text ?? '';

  it('is read in some minutes', () => {
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(150);
  });

  it('names every folder of the sources, and every feature', () => {
    const folders = (path: string) =>
      readdirSync(join(ROOT, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
    const map = text.slice(text.indexOf('## La carte'));
    expect([...folders('src'), ...folders('src/features')].filter((name) => !map.includes(name))).toEqual([]);
  });

  it('leads to every other one, in one step or two', () => {
    const linked = new Set(texts.flatMap(linksOf).map(({ to }) => to));
    expect(readmes.slice(1).filter((path) => !linked.has(path))).toEqual([]);
  });
});

describe('READMEs', () => {
  it('are in every feature, and in every channel', () => {
    for (const parent of ['src/features', 'adapters']) {
      const folders = readdirSync(join(ROOT, parent), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
        .map((entry) => `${parent}/${entry.name}/README.md`);
      expect(folders.filter((path) => !exists(path))).toEqual([]);
    }
  });

  it('have links that lead somewhere', () => {
    const dead = texts.flatMap((page) =>
      linksOf(page)
        .filter(
          ({ to, anchor }) => !exists(to) || (anchor !== undefined && !anchorsOf(read(to)).includes(anchor)),
        )
        .map(({ to, anchor }) => `${page.path} → ${to}#${anchor ?? ''}`),
    );
    expect(dead).toEqual([]);
  });

  it('name files and folders that exist', () => {
    // The guide of the knowledge shows examples of names; the threats and the runbook have tests of their own.
    const files = ['src', 'adapters', 'test'].flatMap(filesUnder);
    // « `chat/` » is any folder of that name, « `parse.ts` » also the one of each channel.
    const isThere = (word: string, folder: string) =>
      exists(word) ||
      exists(join(folder, word)) ||
      (word.endsWith('/') && files.some((path) => path.includes(`/${word}`))) ||
      readdirSync(join(ROOT, folder)).some((child) => exists(join(folder, child, word)));
    const named = texts
      .filter(({ folder }) => folder !== 'knowledge')
      .flatMap(({ path, folder, text }) => pathsIn(text).map((word) => ({ path, folder, word })));
    const missing = named.filter(({ word, folder }) => !isThere(word, folder));
    expect(named.length).toBeGreaterThan(200);
    expect(missing.map(({ path, word }) => `${path}: ${word}`)).toEqual([]);
  });

  it('give commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const all = texts.map(({ text }) => text).join('\n');
    const asked = [...all.matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(([, name = '']) => name);
    expect(asked.filter((name) => !(name in scripts))).toEqual([]);
    const given = [...all.matchAll(/(?:npm run -s hotline -- |`… )([a-z][a-z-]*)(?: ([a-z]+))?/g)];
    const isKnown = ([, one = '', two = '']: RegExpMatchArray) =>
      commands.has(one) || commands.has(`${one} ${two}`) || ['export', 'erase', 'receipt'].includes(one);
    expect(given.length).toBeGreaterThan(20);
    expect(given.filter((one) => !isKnown(one)).map(([whole]) => whole)).toEqual([]);
    const listed = read('src/commands/README.md');
    expect([...commands.keys()].filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('name settings that are described', () => {
    const settings = read('.env.example');
    const prefixes =
      'LLM|SMTP|OIDC|SLACK|TELEGRAM|TEAMS|DESK|DATABASE|EMBEDDINGS|HOTLINE|RETENTION|DAILY|PUBLIC|TRUST';
    const named = new Set(
      texts.flatMap(({ text }) => text.match(new RegExp(`\\b(?:${prefixes})_[A-Z_]*[A-Z]\\b`, 'g')) ?? []),
    );
    expect([...named].filter((name) => !settings.includes(`# ${name}=`))).toEqual([]);
  });
});
