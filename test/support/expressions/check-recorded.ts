import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { expressionsOfModules, isOurs } from './expressions-of-modules.ts';
import { costlyAmong, distinct } from './pump-expressions.ts';
import type { FoundExpression } from './source-expressions.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder where files of tests write down the expressions that the sources build meanwhile. */
    recordedExpressions: string;
  }
}

const keyOf = ({ source, flags }: FoundExpression): string => `/${source}/${flags}`;

/**
 * Around all the files of tests: the expressions that the sources build only as they run, from what they are given, are
 * pumped at the end. The others are pumped by a test of their own.
 */
export default function recordAround(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-expressions-'));
  project.provide('recordedExpressions', folder);
  return async () => {
    const recorded = readdirSync(folder).flatMap((name): FoundExpression[] =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    );
    rmSync(folder, { recursive: true, force: true });
    if (recorded.length === 0) return;
    const known = new Set((await expressionsOfModules()).map(keyOf));
    const built = distinct(recorded).filter((found) => !known.has(keyOf(found)) && !isOurs(found.place));
    const costly = await costlyAmong(built.map((found) => ({ ...found, inputs: [] })));
    if (costly.length > 0) throw new Error(`Expressions that are not linear:\n${costly.join('\n')}`);
  };
}
