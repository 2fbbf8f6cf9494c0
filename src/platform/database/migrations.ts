import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The migrations of this version, in the order in which they run. */
export const migrationNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();

/** The text of a migration. */
export const readMigration = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** Whether a store whose migrations ran is one of the hotline's, rather than of another program that names its own alike. */
export const isOurs = (done: Iterable<string>): boolean => [...done].includes('0001-hotline.sql');

/** Migrations that ran and that this version does not have: the store was used by a newer one. */
export function unknownMigrations(done: Iterable<string>, known: readonly string[]): string[] {
  return [...done].filter((name) => !known.includes(name)).sort();
}
