import type { Row } from '#src/platform/database/database.ts';

/** A store as it was at one moment, whatever is written meanwhile, and in nobody's way. */
export interface Snapshot extends AsyncDisposable {
  readonly dialect: 'sqlite' | 'postgres';
  /** Names of its tables. */
  tables(): Promise<string[]>;
  /** The rows of a table: those that others of the same table refer to come before these. */
  rows(table: string): AsyncIterable<Row>;
}

/** Names of the migrations that a store has had, in order. */
export async function migrationsOf(snapshot: Snapshot): Promise<string[]> {
  const names: string[] = [];
  for await (const row of snapshot.rows('migration')) names.push(String(row.name));
  return names.sort();
}
