/** What a statement may bind: text, numbers (integers as JavaScript numbers, times as epoch milliseconds), bytes. */
export type SqlValue = string | number | null | Uint8Array;
export type Row = Record<string, SqlValue>;

/**
 * Runs portable SQL: `$1`… placeholders, and `{BLOB}`, `{LOCK}`, `{ROWLOCK}`, `{BYTES}` and `{UTF8 column}` where the
 * dialects differ.
 */
export interface Queryable {
  /** Rows of a SELECT, or of a RETURNING clause. */
  query<R = Row>(sql: string, params?: readonly SqlValue[]): Promise<R[]>;
}

/** A transaction: passed to writers, so that the type forbids writing outside one. */
export interface Transaction extends Queryable {
  readonly inTransaction: true;
}

/**
 * PORT. The one store of the hotline. What a transaction wrote is on disk when its promise resolves: only then
 * may a message be acknowledged.
 */
export interface Database extends Queryable {
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * Runs `work` in one transaction; it commits when `work` resolves and leaves no trace when it throws. It may run
   * again when the engine undid it (a deadlock, a connection lost before the commit): it acts through `tx` only.
   */
  tx<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Says a hint to the other processes on this store. It may get lost: what matters is also looked up now and then. */
  notify(topic: string, text: string): Promise<void>;
  /** Hears the hints of the other processes until the returned function is called. */
  listen(topic: string, listener: (text: string) => void): () => void;
  close(): Promise<void>;
}

const TOKENS: Record<Database['dialect'], Record<string, string>> = {
  sqlite: { '{BLOB}': 'BLOB', '{LOCK}': '', '{ROWLOCK}': '', '{BYTES}': '' },
  postgres: {
    '{BLOB}': 'BYTEA',
    '{LOCK}': 'FOR UPDATE SKIP LOCKED',
    '{ROWLOCK}': 'FOR UPDATE',
    // SQLite compares texts by their bytes anyway.
    '{BYTES}': 'COLLATE "C"',
  },
};

/** The bytes of a text column: a text of megabytes that is looked through is no string of the program. */
const UTF8: Record<Database['dialect'], string> = {
  sqlite: 'CAST($1 AS BLOB)',
  postgres: "convert_to($1, 'UTF8')",
};

/** Replaces the few tokens in which the dialects differ. */
export function forDialect(sql: string, dialect: Database['dialect']): string {
  return sql
    .replace(/\{(?:BLOB|LOCK|ROWLOCK|BYTES)\}/g, (token) => TOKENS[dialect][token] ?? '')
    .replace(/\{UTF8 (\w+)\}/g, UTF8[dialect]);
}
