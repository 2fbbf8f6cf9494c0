import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** The pages of a file that are read by recognition: the paragraphs of each; undefined for one that still waits. */
export type RecognisedPages = ReadonlyMap<number, readonly string[] | undefined>;

interface Row {
  readonly file: string;
  readonly page: number;
  readonly paragraphs: string | null;
}

/** All the pages that are read by recognition, or wait for it, by the SHA-256 of their file. */
export async function recognisedPages(
  db: Queryable,
): Promise<Map<string, Map<number, string[] | undefined>>> {
  const rows = await db.query<Row>('SELECT file, page, paragraphs FROM recognised_page ORDER BY file, page');
  const files = new Map<string, Map<number, string[] | undefined>>();
  for (const { file, page, paragraphs } of rows) {
    const pages = files.get(file) ?? new Map<number, string[] | undefined>();
    pages.set(Number(page), paragraphs === null ? undefined : (JSON.parse(paragraphs) as string[]));
    files.set(file, pages);
  }
  return files;
}

/** How far recognition is with each file that it still reads, by the SHA-256 of its bytes. */
export async function recognitionProgress(
  db: Queryable,
): Promise<{ readonly file: string; readonly read: number; readonly total: number }[]> {
  const rows = await db.query<{ file: string; done: number; total: number }>(
    `SELECT file, COUNT(paragraphs) AS done, COUNT(*) AS total FROM recognised_page
     GROUP BY file HAVING COUNT(paragraphs) < COUNT(*) ORDER BY file`,
  );
  return rows.map(({ file, done, total }) => ({ file, read: Number(done), total: Number(total) }));
}

/** Has the pages of a file wait to be read; those that are known stay as they are. */
export async function awaitRecognition(
  tx: Transaction,
  file: string,
  pages: readonly number[],
): Promise<void> {
  for (const page of pages)
    await tx.query(
      'INSERT INTO recognised_page (file, page) VALUES ($1, $2) ON CONFLICT (file, page) DO NOTHING',
      [file, page],
    );
}

/** Keeps what was read of a page; nothing where nothing could be. */
export async function saveRecognised(
  tx: Transaction,
  {
    file,
    page,
    paragraphs,
  }: { readonly file: string; readonly page: number; readonly paragraphs: readonly string[] },
): Promise<void> {
  await tx.query('UPDATE recognised_page SET paragraphs = $3 WHERE file = $1 AND page = $2', [
    file,
    page,
    JSON.stringify(paragraphs),
  ]);
}

/** Forgets the pages of a file that is no longer in the folder. */
export async function forgetRecognised(tx: Transaction, file: string): Promise<void> {
  await tx.query('DELETE FROM recognised_page WHERE file = $1', [file]);
}
