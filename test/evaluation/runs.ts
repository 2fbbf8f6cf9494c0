import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Counts } from './metrics.ts';

/** Counts of a run by table (« development/typed »), then by metric. Figures only: no question stands in it. */
export type Run = Readonly<Record<string, Counts>>;

const schema = z.record(
  z.string(),
  z.record(z.string(), z.object({ part: z.int().min(0), whole: z.int().min(0) })),
);

/** Where the last recorded run is kept. */
export const LAST_RUN = resolve(import.meta.dirname, 'runs/last.json');

/** The last recorded run, empty when none was. @throws ZodError on a file that is no run */
export const readRun = (path: string): Run =>
  existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};

/** Records a run: its tables replace those of the last one, the others stay. */
export function recordRun(path: string, run: Run): void {
  const all = Object.entries({ ...readRun(path), ...run }).sort(([a], [b]) => a.localeCompare(b));
  const tables = all.map(([table, counts]) => {
    const lines = Object.entries(counts).map(
      ([metric, { part, whole }]) => `    "${metric}": { "part": ${part}, "whole": ${whole} }`,
    );
    return `  "${table}": {\n${lines.join(',\n')}\n  }`;
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `{\n${tables.join(',\n')}\n}\n`);
}
