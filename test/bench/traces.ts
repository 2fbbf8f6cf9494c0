/**
 * The traces at a size of years: `node test/bench/traces.ts [COUNT]`, a million when nothing is said. Prints how long a page takes
 * for each filter, the list of people, a read that is noted, and an hour of the file, beside the same on a small table.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { ACTS } from '#src/platform/web/traces/acts.ts';
import { tracesCsv } from '#src/platform/web/traces/csv.ts';
import {
  addTrace,
  findTraces,
  type TraceQuery,
  tracedActors,
} from '#src/platform/web/traces/store/traces.ts';

const COUNT = Number(process.argv[2] ?? 1_000_000);
const DAY = 86_400_000;
const NOW = Date.now();
const YEAR = 365 * DAY;
const PEOPLE = 60;
const actorOf = (index: number) => ({
  key: `web:oidc:${index % PEOPLE}`,
  name: `Personne ${index % PEOPLE}`,
});

async function fill(db: Database, count: number): Promise<void> {
  for (let from = 0; from < count; from += 20_000)
    await db.tx(async (tx) => {
      for (let index = from; index < Math.min(count, from + 20_000); index += 1) {
        // Most of what is done is reading cases; the last act is rare.
        const act =
          index % 1_000 === 7 ? 'traces_exported' : index % 3 === 0 ? 'case_read' : ACTS[index % 30];
        const on = { kind: 'case', id: `c${index % 5_000}` } as const;
        const now = Math.floor(NOW - YEAR + (YEAR * index) / count);
        await addTrace(tx, { by: actorOf(index * 7), act: act ?? 'case_read', on, now });
      }
    });
}

async function time(work: () => Promise<unknown>): Promise<string> {
  const taken: number[] = [];
  for (let round = 0; round < 21; round += 1) {
    const from = performance.now();
    await work();
    taken.push(performance.now() - from);
  }
  const middle = taken.toSorted((a, b) => a - b)[10] ?? 0;
  const worst = Math.max(...taken);
  return `${middle.toFixed(1)} (${worst.toFixed(1)})`;
}

async function measure(count: number): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-traces-'));
  const db = await openDatabase(folder);
  try {
    await fill(db, count);
    const page = (query: Omit<TraceQuery, 'limit'>) => time(() => findTraces(db, { ...query, limit: 101 }));
    const from = NOW - 200 * DAY;
    const until = NOW - 199 * DAY;
    return {
      'a page, no filter': await page({}),
      who: await page({ actor: actorOf(7).key }),
      'what, common': await page({ act: 'case_read' }),
      'what, rare': await page({ act: 'traces_exported' }),
      'who and what, rare': await page({ actor: actorOf(49).key, act: 'traces_exported' }),
      'who and what, never': await page({ actor: actorOf(49).key, act: 'store_copied' }),
      'on what': await page({ objectId: 'c77' }),
      'a day': await page({ from, until }),
      'who, what, a day': await page({ actor: actorOf(7).key, act: 'case_read', from, until }),
      'the list of people': await time(() => tracedActors(db)),
      'a trace written': await time(() =>
        db.tx((tx) => addTrace(tx, { by: actorOf(1), act: 'case_read', now: NOW })),
      ),
      'the file of a day': await time(async () => {
        for await (const _ of tracesCsv(db, { from, until }));
      }),
    };
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const small = await measure(1_000);
const large = await measure(COUNT);
const rows = Object.keys(large).map((name) => [name, { '1 000': small[name], [String(COUNT)]: large[name] }]);
process.stdout.write('Milliseconds: median (worst) of 21.\n');
console.table(Object.fromEntries(rows));
