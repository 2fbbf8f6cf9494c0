import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  closureOf,
  cyclesOf,
  filesUnder,
  type Import,
  isOurs,
  ROOT,
  type SourceFile,
  sourcesUnder,
} from './support/source-files.ts';

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
  'hnswlib-node': /^src\/retrieval\/vector-index\.ts$/,
  'pdf-parse': /^src\/ingest\/loaders\/pdf-worker\.ts$/,
  'node:sqlite': /^src\/storage\/(?:sqlite(?:-snapshot)?|scrub-process)\.ts$/,
  pg: /^src\/storage\/postgres(?:-snapshot)?\.ts$/,
  botbuilder: /^adapters\/teams\/adapter\.ts$/,
  '@slack/bolt': /^adapters\/slack\/adapter\.ts$/,
  grammy: /^adapters\/telegram\/adapter\.ts$/,
  'express-rate-limit': /^adapters\/web\/guards\.ts$/,
  helmet: /^adapters\/web\/guards\.ts$/,
  chokidar: /^src\/ingest\/index-service\.ts$/,
  'fast-xml-parser': /^src\/ingest\/loaders\/legi-article\.ts$/,
  tar: /^src\/(?:ingest\/loaders\/legi-files|backup\/(?:make|read)-backup)\.ts$/,
  'csv-parse': /^src\/referencing\/read-table\.ts$/,
  'csv-stringify': /^src\/referencing\/company-export\.ts$/,
  'cli-progress': /^src\/ingest\/progress\.ts$/,
  'markdown-it': /^src\/knowledge\/guide-parser\.ts$/,
  yaml: /^src\/knowledge\/yaml\.ts$/,
  'snowball-stemmers': /^src\/retrieval\/french-text\.ts$/,
  'openid-client': /^src\/http\/sign-in\/provider\.ts$/,
  'ical-generator': /^src\/(?:training\/calendar-file|handout\/ics-file)\.ts$/,
  nodemailer: /^src\/mail\/smtp\.ts$/,
  uplot: /^src\/http\/desk\/types\/vendor\/uplot\.d\.ts$/,
  pino: /^src\/logger\.ts$/,
  express: /^(?:src\/http\/|adapters\/)/,
  docx: /^src\/handout\/docx-file\.ts$/,
  pdfkit: /^src\/handout\/pdf-file\.ts$/,
  piscina: /^src\/conversation\/turn-pool\.ts$/,
  'prom-client': /^src\/http\/metrics\.ts$/,
  zod: /^(?:src|adapters)\//,
  langchain: /^src\/(?:answer|retrieval|ingest)\//,
  '@langchain/core': /^src\/(?:answer|retrieval|ingest)\//,
  '@langchain/openai': /^src\/(?:answer|retrieval|ingest)\//,
  '@langchain/textsplitters': /^src\/(?:answer|retrieval|ingest)\//,
};
/** Type-only imports of a channel's own SDK are free in its adapter's folder. */
const isSdkType = (path: string, { target, typeOnly }: Import): boolean =>
  typeOnly &&
  path.startsWith(String(PACKAGE_PLACES[target]?.source.replaceAll('\\', '').match(/adapters\/\w+\//)?.[0]));

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
        [own, 'adapters/shared/', 'src/channel/', 'src/texts/', 'src/platform/errors.ts', 'node:'].some(
          (start) => target.startsWith(start),
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

  it('keeps the features apart: only conversation/, commands/, http/ and hotline.ts join them', () => {
    const features = ['answer', 'referencing', 'directory', 'opportunities', 'expert', 'privacy', 'training'];
    for (const feature of features) {
      const folder = `src/${feature}/`;
      const joins = (path: string) =>
        /^src\/(?:conversation\/|commands\/|http\/|hotline\.ts$)/.test(path) || path.startsWith(folder);
      const checked = [...files.values()].filter(({ path }) => !joins(path));
      expect(breaches(checked, (target) => !target.startsWith(folder))).toEqual([]);
    }
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

/** Files that decide and compute, whatever the time and the machine. */
const PURE = [
  /^src\/(?:knowledge|texts|channel|calculators|calendar)\//,
  /^src\/(?:contact\/(?:email-address|channels)|conversation\/contact-dialog|mail\/wrap-text)\.ts$/,
  /^src\/answer\/computations\//,
  /^src\/conversation\/(?:router|intents|burst|person-wish|case-request|bounded-text|always-heard|kept-content)\.ts$/,
  /^src\/answer\/(?:verify|polarity|detect-\w+|understand|verdict|evidence|compose-extractive|figure-mentions)\.ts$/,
  /^src\/answer\/(?:follow-up|next-questions|language|define|refuse|rich-text|quantities|clarify|remarks)\.ts$/,
  /^src\/answer\/(?:false-premise|premise-\w+|refusal-rules?(?:-\w+)?|verify-\w+|figure-dates|about-answer)\.ts$/,
  /^src\/retrieval\/(?:fusion|french-text|spelling|phrases|expand|keyword-index|passage|fidelity)\.ts$/,
  /^src\/answer\/law-(?:article|judge)\.ts$/,
  /^src\/ingest\/(?:split-text|chunk|loaders\/html-text|loaders\/legi-article)\.ts$/,
  /^src\/(?:referencing|opportunities)\/(?:dialog|checks|eligibility|match|digest)\.ts$/,
  /^src\/referencing\/(?:form|form-words|answers|draft|hears|buttons|apply-lookup|said-in-passing|reply-for|read-field)\.ts$/,
  /^src\/referencing\/(?:import-(?:columns|plan)|company-list)\.ts$/,
  /^src\/referencing\/(?:dialog-\w+|readers\/.*)\.ts$/,
  /^src\/(?:reference\/(?:sectors|french-places)|company\/directory|conversation\/company-request)\.ts$/,
  /^src\/privacy\/(?:request|export-document|periods)\.ts$/,
  /^src\/training\/(?:application|application-news|session|check-plan|calendar-file|blocks)\.ts$/,
  /^src\/(?:referencing\/diagnosis-form|conversation\/training-request|company\/plain-words)\.ts$/,
  /^src\/directory\/(?:asks-companies|criteria|families|match|public-card|introduction|consent)\.ts$/,
  /^src\/(?:reference\/places-said|conversation\/(?:directory-request|introduction-dialog))\.ts$/,
  /^src\/expert\/(?:case|desk-command|desk-blocks|company-news|brief|time-left|figures)\.ts$/,
  /^src\/expert\/(?:deadline|day-words|hour-words|closing-words|name-day|urgency|anonymise(?:-\w+)?|draft-\w+)\.ts$/,
  /^adapters\/\w+\/(?:parse|render|view)\.ts$/,
  /^src\/handout\/(?:handout|asked|fill-model|plan|purchase-words|said-anew)\.ts$/,
  /^src\/conversation\/handout-said\.ts$/,
  /^src\/http\/sign-in\/(?:roles|return-path)\.ts$/,
];
const IO_MODULE =
  /^node:(?:fs|fs\/promises|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|readline|readline\/promises|timers|timers\/promises|sqlite|stream|process|os|perf_hooks|module)$/;
const IO_PACKAGE =
  /^(?:pdf-parse|tar|hnswlib-node|express|express-rate-limit|helmet|chokidar|cli-progress|pino|langchain|@langchain\/.*|pg|botbuilder|@slack\/bolt|grammy|openid-client|nodemailer)$/;

describe('pure files', () => {
  const pure = [...files.values()].filter(({ path }) => PURE.some((pattern) => pattern.test(path)));

  it('are all there', () => {
    for (const pattern of [/router/, /burst/, /split-text/, /parse\.ts/, /render\.ts/, /fusion/, /verify/]) {
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
  it('keeps SQL in storage/', () => {
    const sql =
      /\bSELECT\s[\s\S]{1,300}?\sFROM\s|\bINSERT\s+INTO\s|\bUPDATE\s+\w+\s+SET\s|\bDELETE\s+FROM\s|\b(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX)\b|\bPRAGMA\s/i;
    const speaks = [...files.values()].filter(
      ({ path, code }) => !path.startsWith('src/storage/') && sql.test(code),
    );
    expect(speaks.map(({ path }) => path)).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const readers = [...files.values()].filter(({ code }) =>
      /\bprocess\.env\b|\bimport\.meta\.env\b/.test(code),
    );
    expect(readers.map(({ path }) => path)).toEqual(['src/config/config.ts']);
  });
});

describe('the shape of files', () => {
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
