import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold } from '#src/platform/french/text-analysis.ts';
import {
  closureOf,
  cyclesOf,
  filesUnder,
  type Import,
  isOurs,
  ROOT,
  type SourceFile,
  sourcesUnder,
} from '#support/repository/source-files.ts';
import { featuresOn } from '#support/store/read-here.ts';

const src = sourcesUnder('src');
const adapters = sourcesUnder('adapters');
const files = new Map([...src, ...adapters].map((file) => [file.path, file]));

/** « file → import » for each import that the rule does not allow. */
const breaches = (checked: readonly SourceFile[], allowed: (target: string, found: Import) => boolean) =>
  checked.flatMap((file) =>
    file.imports
      .filter((found) => !allowed(found.target, found))
      .map((found) => `${file.path} → ${found.target}`),
  );

/** Where each package may be imported. A package that is not here has no place yet: give it one. */
const PACKAGE_PLACES: Readonly<Record<string, RegExp>> = {
  'hnswlib-node': /^src\/retrieval\/vectors\//,
  '@huggingface/tokenizers': /^src\/reader\/encoder\//,
  'onnxruntime-node': /^src\/reader\/encoder\//,
  'onnxruntime-web': /^src\/reader\/encoder\//,
  'pdf-parse': /^src\/knowledge\/loaders\/pdf\//,
  'node:sqlite': /^src\/platform\/database\/(?:sqlite|scrub)\//,
  pg: /^src\/platform\/database\/postgres\//,
  botbuilder: /^adapters\/teams\//,
  '@slack/bolt': /^adapters\/slack\//,
  grammy: /^adapters\/telegram\//,
  'express-rate-limit': /^adapters\/web\//,
  helmet: /^adapters\/web\//,
  chokidar: /^src\/knowledge\/ingest\//,
  'fast-xml-parser': /^src\/(?:knowledge\/loaders|features\/opportunities\/sources)\//,
  tar: /^src\/(?:knowledge\/loaders|platform\/database\/backup)\//,
  'csv-parse':
    /^src\/(?:features\/(?:referencing\/import|opportunities\/sources)|knowledge\/loaders\/text)\//,
  mammoth: /^src\/knowledge\/loaders\/office\//,
  fflate: /^src\/knowledge\/loaders\/office\//,
  'read-excel-file': /^src\/knowledge\/loaders\/office\//,
  utif2: /^src\/knowledge\/loaders\/ocr\//,
  'tesseract.js': /^src\/knowledge\/loaders\/ocr\//,
  htmlparser2: /^src\/knowledge\/loaders\//,
  domhandler: /^src\/knowledge\/loaders\//,
  'csv-stringify': /^src\/company\/list\//,
  'cli-progress': /^src\/knowledge\/ingest\//,
  'markdown-it': /^src\/knowledge\/(?:model|loaders\/text)\//,
  yaml: /^src\/platform\/yaml\.ts$/,
  diff: /^src\/knowledge\/(?:law|desk)\//,
  'snowball-stemmers': /^src\/platform\/french\//,
  'openid-client': /^src\/platform\/web\/sign-in\//,
  'ical-generator': /^src\/features\/(?:training\/rules|handouts\/files)\//,
  nodemailer: /^src\/platform\/mail\//,
  'postal-mime': /^src\/platform\/mail\//,
  uplot: /^src\/features\/expert\/pages\/figures\//,
  pino: /^src\/platform\/logger\.ts$/,
  express: /^src\/platform\/web\/|\/pages\/|^adapters\//,
  docx: /^src\/features\/handouts\/files\//,
  pdfkit: /^src\/features\/handouts\/files\//,
  piscina: /^src\/conversation\/workers\//,
  'prom-client': /^src\/platform\/web\/operators\//,
  zod: /^(?:src|adapters)\//,
  langchain: /^src\/(?:features\/answers|retrieval|knowledge\/ingest)\//,
  '@langchain/core': /^src\/(?:features\/answers|retrieval|knowledge\/ingest)\//,
  '@langchain/openai': /^src\/(?:features\/answers|retrieval|knowledge\/ingest)\//,
  '@langchain/textsplitters': /^src\/(?:features\/answers|retrieval|knowledge\/(?:ingest|loaders))\//,
};
/** Type-only imports of a channel's own SDK are free in its adapter's folder. */
const isSdkType = (path: string, { target, typeOnly }: Import): boolean =>
  typeOnly &&
  path.startsWith(String(PACKAGE_PLACES[target]?.source.replaceAll('\\', '').match(/adapters\/\w+\//)?.[0]));

/** From the ground up: what is at the top of this list may be imported by all that follows. */
const LAYERS: readonly RegExp[] = [
  /^src\/platform\/[^/]+\.ts$/,
  /^src\/(?:platform\/(?:french|calendar)|channel)\//,
  /^src\/config\//,
  /^src\/(?:platform\/(?:database|mail)|reference)\//,
  /^src\/(?:knowledge|retrieval|reader|calculators|platform\/web)\//,
  // What was said, and where: the memory that whoever speaks to somebody writes in.
  /^src\/conversation\/store\//,
  /^src\/(?:person|company)\//,
  /^src\/conversation\//,
  /^src\/features\//,
  // What they do together: each is given it, and knows no other.
  /^src\/features-together\.ts$/,
  /^src\/commands\//,
  /^(?:src\/(?:hotline(?:-[a-z-]+)?|main|cli)\.ts$|adapters\/)/,
];
const layerOf = (path: string): number => LAYERS.findIndex((layer) => layer.test(path));
const featureOf = (path: string): string | undefined => /^src\/features\/(\w+)\//.exec(path)?.[1];

/** What the kernel names by itself: the expert beside a conversation, who writes there and has a button (`desk.ts`). */
const THE_KERNEL_HAS = ['expert'];
/** What the groups of an expression catch. */
const caught = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].flatMap(([, ...groups]) => groups.filter((one) => one !== undefined));

describe('the rules of dependency', () => {
  it('lets channel/ import only errors and itself', () => {
    const checked = src.filter(({ path }) => path.startsWith('src/channel/'));
    expect(checked.length).toBeGreaterThan(0);
    const allowed = (target: string, { typeOnly }: Import) =>
      // The types of Node's HTTP requests name what a route is given; nothing of it runs.
      target.startsWith('src/channel/') ||
      target === 'src/platform/errors.ts' ||
      (typeOnly && target === 'node:http');
    expect(breaches(checked, allowed)).toEqual([]);
  });

  it('lets an adapter know only the channel port, errors, texts, what adapters share, and its own SDK', () => {
    const folders = readdirSync(join(ROOT, 'adapters'), { withFileTypes: true }).filter((e) =>
      e.isDirectory(),
    );
    expect(folders.map((folder) => folder.name)).toContain('web');
    for (const { name } of folders) {
      const own = `adapters/${name}/`;
      const checked = adapters.filter(({ path }) => path.startsWith(own));
      const allowed = (target: string) =>
        [own, 'adapters/shared/', 'src/channel/', 'src/platform/errors.ts', 'node:'].some((start) =>
          target.startsWith(start),
        ) || !isOurs(target);
      expect(breaches(checked, allowed)).toEqual([]);
    }
    const index = adapters.filter(({ path }) => path === 'adapters/index.ts');
    const allowed = (target: string) =>
      /^adapters\/\w+\/adapter\.ts$/.test(target) || target.startsWith('src/channel/');
    expect(breaches(index, allowed)).toEqual([]);
  });

  it('gives every adapter the same outline', () => {
    const folders = readdirSync(join(ROOT, 'adapters'), { withFileTypes: true });
    for (const folder of folders.filter((entry) => entry.isDirectory() && entry.name !== 'shared')) {
      expect(readdirSync(join(ROOT, 'adapters', folder.name))).toEqual(
        expect.arrayContaining(['adapter.ts', 'parse.ts', 'render.ts']),
      );
    }
  });

  it('lets nothing in src import adapters but hotline.ts', () => {
    const checked = src.filter(({ path }) => path !== 'src/hotline.ts');
    expect(breaches(checked, (target) => !target.startsWith('adapters/'))).toEqual([]);
  });

  it('climbs nowhere: a layer imports those beneath it', () => {
    const climbs = src.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => isOurs(target) && layerOf(target) > layerOf(path))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(climbs).toEqual([]);
  });

  it('keeps the features apart: what two of them need goes down', () => {
    const across = src.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => featureOf(target) && featureOf(path) && featureOf(target) !== featureOf(path))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(across).toEqual([]);
  });

  it('has a kernel that knows no feature, by its name, its kinds, its buttons, its words nor its jobs', () => {
    const features = featuresOn({ query: async () => [] });
    const own = src.filter(({ path }) => /^src\/(?:features|person|company)\//.test(path));
    const jobs = own.filter(({ code }) => /\bJobKind\b/.test(code));
    const names = new Set([
      ...readdirSync(join(ROOT, 'src/features')),
      ...features.flatMap(({ name, saidBeside = [] }) => [name, ...saidBeside]),
      ...jobs.flatMap(({ code }) =>
        caught(/\bkind: '([a-z-]+)',\s+(?:next|maxAttempts|run)\b|KIND = '([a-z-]+)'/g, code),
      ),
    ]);
    for (const known of THE_KERNEL_HAS) names.delete(known);
    const starts = own.flatMap(({ code }) => caught(/['`]([a-z][a-z-]*:)(?=[a-z$'`])/g, code));
    const words = features.flatMap(({ alwaysHeard }) => alwaysHeard?.words ?? []);
    expect([names.has('training'), names.has('case-watch'), starts.includes('priv:')]).not.toContain(false);
    expect(words.length).toBeGreaterThan(10);
    const isTheirs = (said: string): boolean =>
      names.has(said) ||
      starts.some((start) => said.startsWith(start)) ||
      words.some((one) => fold(said).includes(one));
    const kernel = src.filter(({ path }) => path.startsWith('src/conversation/'));
    const known = kernel.flatMap(({ path, code }) =>
      caught(/['`]([^'`\n]+)['`]/g, code.replace(/^(?:import|\} from)\b.*$/gm, ''))
        .filter(isTheirs)
        .map((said) => `${path}: ${said}`),
    );
    expect(known).toEqual([]);
  });

  it('has no page that imports a conversation, nor the reverse', () => {
    const room = (path: string) => /\/(pages|chat)\//.exec(path)?.[1];
    const crossing = src.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => room(path) && room(target) && room(path) !== room(target))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(crossing).toEqual([]);
  });

  it('gives each package one place', () => {
    const wrong = [...files.values()].flatMap((file) =>
      file.imports
        .filter(({ target }) => !isOurs(target) && (!target.startsWith('node:') || target in PACKAGE_PLACES))
        .filter((found) => !PACKAGE_PLACES[found.target]?.test(file.path) && !isSdkType(file.path, found))
        .map(({ target }) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('declares every package that it imports', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const declared = { ...manifest.dependencies, ...manifest.optionalDependencies };
    const used = [...files.values()].flatMap((file) => file.imports.map(({ target }) => target));
    const packages = new Set(used.filter((target) => !isOurs(target) && !target.startsWith('node:')));
    expect([...packages].filter((name) => !(name in declared))).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(cyclesOf(files)).toEqual([]);
  });

  it('has no barrel', () => {
    const isBarrel = ({ code }: SourceFile) =>
      /^export\b[^;=(]*\bfrom\b/m.test(code) &&
      !/^(?:export )?(?:async )?(?:function|const|class|interface|type \w+ =)/m.test(code);
    expect([...files.values()].filter(isBarrel).map(({ path }) => path)).toEqual([]);
    expect([...files.values()].filter(({ code }) => /^export \* /m.test(code))).toEqual([]);
  });

  it('keeps its ports small, without optional methods', () => {
    const ports = [...files.values()].flatMap(({ text }) => [
      ...text.matchAll(/\/\*\*\s*\*?\s*PORT\.[\s\S]*?\*\/\nexport interface (\w+)[^{]*\{\n([\s\S]*?)\n\}/g),
    ]);
    expect(ports.map((port) => port[1])).toEqual(
      expect.arrayContaining(['ChannelAdapter', 'Database', 'Retriever', 'VectorIndex']),
    );
    for (const [, name, body = ''] of ports) {
      const members = body.match(/^ {2}(?:readonly )?\w+\??[(:<]/gm) ?? [];
      expect(members.length, name).toBeGreaterThanOrEqual(1);
      expect(members.length, name).toBeLessThanOrEqual(5);
      expect(body, name).not.toMatch(/^ {2}\w+\?[(<]/m);
    }
  });
});

/** Folders of what decides and computes, whatever the time and the machine. */
const PURE = [
  /^src\/(?:channel|calculators|company\/form|platform\/(?:calendar|french))\//,
  /^src\/(?:reader(?:\/deadline)?|retrieval\/(?:keyword|passages))\/[^/]+$/,
  /^src\/reference\/(?!build-)/,
  /^src\/knowledge\/(?:check|law|loaders\/text|model|screen)\//,
  /^src\/features\/answers\/(?:compose|figures|law|premise|refuse|verdict|verify)\//,
  /^src\/features\/directory\/introductions\//,
  /^src\/features\/expert\/(?:drafts|figures)\//,
  /^src\/features\/privacy\/export\//,
  /\/(?:rules|case|form)\//,
  /\/texts(?:-[a-z-]+)?\.ts$/,
  /^adapters\/\w+\/(?:parse|render|view)\.ts$/,
];
const IO_MODULE =
  /^node:(?:fs|fs\/promises|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|readline|readline\/promises|timers|timers\/promises|sqlite|stream|process|os|perf_hooks|module)$/;
const IO_PACKAGE =
  /^(?:pdf-parse|tar|hnswlib-node|express|express-rate-limit|helmet|chokidar|cli-progress|pino|langchain|@langchain\/.*|pg|botbuilder|@slack\/bolt|grammy|openid-client|nodemailer)$/;

describe('pure files', () => {
  const pure = [...files.values()].filter(({ path }) => PURE.some((pattern) => pattern.test(path)));

  it('are all there', () => {
    for (const pattern of [
      /rules\/hear/,
      /burst/,
      /split-text/,
      /parse\.ts/,
      /render\.ts/,
      /keyword/,
      /verify/,
    ]) {
      expect(pure.some(({ path }) => pattern.test(path))).toBe(true);
    }
    expect(pure.length).toBeGreaterThan(40);
  });

  it('load nothing that reads or writes, directly or through another file', () => {
    const wrong = pure.flatMap(({ path }) =>
      [...closureOf(path, files)]
        .filter(([target]) => IO_MODULE.test(target) || IO_PACKAGE.test(target))
        .map(([, way]) => way.join(' → ')),
    );
    expect(wrong).toEqual([]);
  });

  it('ask neither the clock, nor chance, nor the process', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bprocess\.|\bperformance\.|\bset(?:Timeout|Interval|Immediate)\(|\bfetch\(/;
    expect(pure.filter(({ code }) => impure.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

describe('what has one home', () => {
  it('keeps SQL in the stores, and in the database', () => {
    const sql =
      /\bSELECT\s[\s\S]{1,300}?\sFROM\s|\bINSERT\s+INTO\s|\bUPDATE\s+\w+\s+SET\s|\bDELETE\s+FROM\s|\b(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX)\b|\bPRAGMA\s/i;
    const isStore = (path: string) => /\/store\/|^src\/platform\/database\//.test(path);
    const speaks = [...files.values()].filter(({ path, code }) => !isStore(path) && sql.test(code));
    expect(speaks.map(({ path }) => path)).toEqual([]);
  });

  it('reads the environment in config/ only', () => {
    const readers = [...files.values()].filter(({ code }) =>
      /\bprocess\.env\b|\bimport\.meta\.env\b/.test(code),
    );
    expect(readers.map(({ path }) => path)).toEqual(['src/config/compile-cache.ts', 'src/config/config.ts']);
  });
});

describe('the shape of files', () => {
  it('holds at most twenty source files a folder', () => {
    const counts = Map.groupBy([...files.keys()], (path) => posix.dirname(path));
    const full = [...counts].filter(([folder, paths]) => paths.length > 20 && !folder.endsWith('/assets'));
    expect(full.map(([folder, paths]) => `${folder}: ${paths.length}`)).toEqual([]);
  });

  it('names files and folders in kebab-case', () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/;
    const named = ['src', 'adapters', 'test', 'knowledge', 'prompts'].flatMap(filesUnder);
    const wrong = named.filter(
      (path) =>
        // What tests write down is not of the project.
        !path.includes('/.output/') &&
        !path
          .split('/')
          .filter((part) => !['README.md', 'NOTICE.md', 'THREATS.md', 'RUNBOOK.md', '.output'].includes(part))
          .every((part) => kebab.test(part)),
    );
    expect(wrong).toEqual([]);
  });

  it('says what most exported functions, classes and interfaces are for', () => {
    const exported = [...files.values()].flatMap(({ path, text }) =>
      [...text.matchAll(/(^.*\n)export (?:async )?(?:function\*?|class|interface) (\w+)/gm)].map((match) => ({
        name: `${path} ${match[2]}`,
        documented: match[1]?.trimEnd().endsWith('*/') ?? false,
      })),
    );
    const bare = exported.filter(({ documented }) => !documented).map(({ name }) => name);
    expect(exported.length).toBeGreaterThan(200);
    expect(bare.length / exported.length, bare.join('\n')).toBeLessThanOrEqual(0.1);
  });

  it('has no folder at the top but those of the plan', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map((entry) => entry.name);
    expect(folders.sort()).toEqual(['adapters', 'knowledge', 'prompts', 'src', 'test']);
  });

  it('uses no decorator: Node cannot run one', () => {
    const decorated = [...files.values()].filter(({ code }) => /^\s*@\w+/m.test(code));
    expect(decorated.map(({ path }) => path)).toEqual([]);
  });
});
