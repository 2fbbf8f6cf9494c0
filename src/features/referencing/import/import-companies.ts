import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Form } from '#src/company/form/form.ts';
import { listCompanies } from '#src/company/store/list.ts';
import { type ImportPlan, planImport } from '#src/features/referencing/rules/import-plan.ts';
import { addImport, writeImport } from '#src/features/referencing/store/imports.ts';
import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { readTable } from './read-table.ts';
import { importTexts as texts } from './texts.ts';

/** A list as it was given, and by whom. */
interface GivenList {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly byName: string;
}

/** What a list would do, with a seal that its confirmation must bring back. */
type Preview =
  | { readonly ok: true; readonly plan: ImportPlan; readonly seal: string }
  | { readonly ok: false; readonly error: string };

/** What a list came to. `stale`: files changed since the preview, and nothing was written. */
type Imported =
  | { readonly ok: true; readonly made: number; readonly changed: number }
  | { readonly ok: false; readonly stale: boolean; readonly error: string };

/** Reads a list and says what it would do; nothing is written. @param today « YYYY-MM-DD » */
export async function previewImport(
  db: Queryable,
  form: Form,
  bytes: Uint8Array,
  today: string,
): Promise<Preview> {
  const table = readTable(bytes);
  if (!table.ok) return table;
  const known = new Map(
    (await listCompanies(db)).flatMap((one) => (one.siren === undefined ? [] : [[one.siren, one] as const])),
  );
  const plan = await planImport(table, form, known, { today, pause: setImmediate });
  return 'error' in plan ? { ok: false, error: plan.error } : { ok: true, plan, seal: sealOf(plan) };
}

/** Brings a list in, all of it or nothing, when it still does what its preview said. */
export async function confirmImport(
  db: Database,
  form: Form,
  list: GivenList & { readonly seal: string },
  {
    today,
    now,
    written,
  }: {
    readonly today: string;
    readonly now: number;
    /** Done beside the writing, in its transaction. */
    readonly written: (tx: Transaction) => Promise<void>;
  },
): Promise<Imported> {
  const { bytes, fileName, byName, seal } = list;
  const preview = await previewImport(db, form, bytes, today);
  if (!preview.ok) return { ...preview, stale: false };
  if (preview.seal !== seal) return { ok: false, stale: true, error: texts.stale };
  const { companies, bad } = preview.plan;
  const files = companies.filter(({ fields }) => fields.length > 0);
  if (files.length === 0) return { ok: false, stale: false, error: texts.nothing };
  const made = files.filter(({ companyId }) => companyId === undefined).length;
  const changed = files.length - made;
  // A company that signs up, or a file that changes, between the look and the writing undoes the whole.
  class Undone extends Error {}
  try {
    await db.tx(async (tx) => {
      if (!(await writeImport(tx, { files, byName, now }))) throw new Undone();
      await addImport(tx, { fileName, byName, at: now, made, changed, leftOut: bad.length });
      await written(tx);
    });
    return { ok: true, made, changed };
  } catch (error) {
    if (error instanceof Undone) return { ok: false, stale: true, error: texts.stale };
    throw error;
  }
}

/** The same for the same effects: each company as its file was, what is written of it, and the lines left out. */
const sealOf = ({ companies, bad }: ImportPlan): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        companies.map(({ siren, companyId, updatedAt, fields }) => [
          siren,
          companyId ?? null,
          fields.length > 0 ? (updatedAt ?? null) : null,
          fields.map(({ field, value }) => [field, value]),
        ]),
        bad.map(({ line }) => line),
      ]),
    )
    .digest('base64url');
