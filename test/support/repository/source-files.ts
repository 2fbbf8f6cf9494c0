import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What a file imports: a file of ours (`src/platform/errors.ts`), a package (`zod`) or a part of Node (`node:fs`). */
export interface Import {
  readonly target: string;
  /** Erased before running: it binds nothing. */
  readonly typeOnly: boolean;
}

/** A source file with what it imports. */
export interface SourceFile {
  /** Path from the top folder, with `/`. */
  readonly path: string;
  /** As written. */
  readonly text: string;
  /** Without its comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** What tests write down, and the tools that they install aside, is not of the project. */
const OUTPUT = 'test/.output/';

/** Paths of all the project's files under a folder of the repository. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(folder, join(entry.parentPath, entry.name).slice(join(ROOT, folder).length)))
    .filter((path) => !path.startsWith(OUTPUT))
    .sort();
}

/** The TypeScript and JavaScript files under a folder. */
export function sourcesUnder(folder: string): SourceFile[] {
  return filesUnder(folder)
    .filter((path) => /\.(?:ts|js)$/.test(path))
    .map((path) => readSource(path));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const code = withoutComments(text);
  return { path, text, code, imports: importsIn(code, path) };
}

/** Biome leaves comments on lines of their own, or at the end of a line after two spaces or one. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .map((line) => (/^\s*(?:\/\/|\/\*|\*)/.test(line) ? '' : line.replace(/\s\/\/ .*$/, '')))
    .join('\n');
}

const STATIC = /^(import|export)\s+(type\s+)?(?:[^'"`;=]*?\bfrom\s+)?'([^'\n]+)'/gm;
const CALLED = /(typeof\s+)?(?:\bimport|\brequire|\bgetBuiltinModule|\))\(\s*'([^'\n]+)'\s*\)/g;
const PATH_LIKE = /^(?:[#.@]|node:)|^[a-z][\w-]*$/;

/** Imports of every form: statements, `import()`, `require`, `createRequire(…)('…')`, `process.getBuiltinModule`. */
function importsIn(code: string, path: string): Import[] {
  const statements = [...code.matchAll(STATIC)].map(([, , type, name = '']) => ({ name, typeOnly: !!type }));
  const calls = [...code.matchAll(CALLED)]
    .map(([, type, name = '']) => ({ name, typeOnly: !!type }))
    .filter(({ name }) => PATH_LIKE.test(name));
  return [...statements, ...calls].map(({ name, typeOnly }) => ({
    target: resolveName(name, path),
    typeOnly,
  }));
}

function resolveName(name: string, importer: string): string {
  if (name.startsWith('#')) return name.slice(1);
  if (name.startsWith('.')) return posix.join(dirname(importer), name);
  // What a page loads by its address is a file of ours, served beside it.
  if (name.startsWith('/')) return posix.join(dirname(importer), posix.basename(name));
  if (name.startsWith('node:')) return name;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** Whether an import leads to a file of this repository. */
export const isOurs = (target: string): boolean => /^(?:src|adapters|test)\//.test(target);

/** Every file that running `start` loads, `start` included, with the way that leads there. */
export function closureOf(start: string, files: ReadonlyMap<string, SourceFile>): Map<string, string[]> {
  const ways = new Map<string, string[]>([[start, [start]]]);
  for (const [path, way] of ways) {
    for (const { target, typeOnly } of files.get(path)?.imports ?? []) {
      if (!typeOnly && !ways.has(target)) ways.set(target, [...way, target]);
    }
  }
  return ways;
}

/** Groups of files that import one another in a ring, each named by its files in order. */
export function cyclesOf(files: ReadonlyMap<string, SourceFile>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const { target } of files.get(path)?.imports ?? []) {
      if (files.has(target)) visit(target, [...way, path]);
    }
    state.set(path, 'done');
  };
  for (const path of files.keys()) visit(path, []);
  return cycles;
}
