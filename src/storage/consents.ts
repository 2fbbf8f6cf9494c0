import type { Queryable, Transaction } from './database.ts';
import { newId } from './ids.ts';

/** What a person said to a purpose, in a version of its words, and when. */
export interface Consent {
  readonly purpose: string;
  readonly version: string;
  readonly given: boolean;
  readonly at: number;
}

/** Keeps what a person agreed to, or did not. The log only grows: the last one holds. */
export async function addConsent(
  tx: Transaction,
  consent: Consent & { readonly personId: string; readonly companyId?: string | undefined },
): Promise<void> {
  await tx.query(
    `INSERT INTO consent (id, person_id, company_id, purpose, version, given, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(consent.at),
      consent.personId,
      consent.companyId ?? null,
      consent.purpose,
      consent.version,
      consent.given ? 1 : 0,
      consent.at,
    ],
  );
}

/** The log of a person, oldest first. */
export async function consentsOf(db: Queryable, personId: string): Promise<Consent[]> {
  const rows = await db.query<{ purpose: string; version: string; given: number; at: number }>(
    'SELECT purpose, version, given, at FROM consent WHERE person_id = $1 ORDER BY at, id',
    [personId],
  );
  return rows.map(({ purpose, version, given, at }) => ({
    purpose,
    version,
    given: Number(given) === 1,
    at: Number(at),
  }));
}

/** The log of a company, oldest first: who said what. */
export async function consentsOfCompany(
  db: Queryable,
  companyId: string,
): Promise<(Consent & { readonly personId: string })[]> {
  const rows = await db.query<{
    person_id: string;
    purpose: string;
    version: string;
    given: number;
    at: number;
  }>('SELECT person_id, purpose, version, given, at FROM consent WHERE company_id = $1 ORDER BY at, id', [
    companyId,
  ]);
  return rows.map(({ person_id: personId, purpose, version, given, at }) => ({
    ...{ personId, purpose, version },
    given: Number(given) === 1,
    at: Number(at),
  }));
}
