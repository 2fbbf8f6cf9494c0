import type { PersonalData } from './register.ts';
import { sweepRows } from './sweep.ts';
import { nobody } from './table-rule.ts';

/** What belongs to processes and to the schema, and not to what is kept: copies leave it out. */
export const PASSING_TABLES: ReadonlySet<string> = new Set(['migration', 'lease']);

/** Work that waits, and what the store keeps of itself. */
export const STORE_DATA: PersonalData = {
  rules: [
    {
      table: 'job',
      inner: [
        'id',
        'kind',
        'key',
        'series',
        'payload',
        'status',
        'attempts',
        'due_at',
        'run_at',
        'lease_owner',
        'lease_until',
        'last_error',
        'created_at',
        'finished_at',
      ],
      erased: [{ where: 'id IN {jobs}' }],
      kept: 'work',
    },
    nobody('lease', 'name', 'owner', 'until', 'reading_since'),
    // Ids of whom is erased, which open nothing, until the ledger's file has them.
    nobody('ledger_pending', 'id', 'line'),
    nobody('setting', 'name', 'value'),
    nobody('migration', 'name', 'applied_at'),
  ],
  sweeps: {
    failures: [
      sweepRows('failures', 'job', 'id', 'finished_at', "status IN ('dead', 'held')"),
      // What is still open then is of a mail server that is no more.
      sweepRows('failures', 'job', 'id', 'run_at', "status = 'open' AND series IS NULL"),
    ],
    codes: [sweepRows('codes', 'lease', 'name', 'until')],
    work: [sweepRows('work', 'job', 'id', 'finished_at', "status = 'done'")],
  },
};
