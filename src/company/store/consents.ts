import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { knownAs, noteInLedger } from '#src/platform/database/ledger/ledger.ts';

/** What a person said to a purpose, in a version of its words, and when. */
export interface Consent {
  readonly purpose: string;
  readonly version: string;
  readonly given: boolean;
  readonly at: number;
  /** Where it was said: « web », « slack »… Not known of the oldest ones. */
  readonly channel?: string | undefined;
  /** The words that were agreed to, as they were then. */
  readonly wording?: string | undefined;
}

/** A consent as kept, with the company that it is about. */
export interface KeptConsent extends Consent {
  readonly companyId: string | undefined;
}

/** Keeps what a person agreed to, or did not. The log only grows: the last one holds. What is taken back is in the ledger. */
export async function addConsent(
  tx: Transaction,
  consent: Consent & { readonly personId: string; readonly companyId?: string | undefined },
): Promise<void> {
  const { personId, purpose, given, at } = consent;
  if (!given && (await lastConsent(tx, personId, purpose))?.given)
    noteInLedger(tx, { type: 'withdrawal', persons: await knownAs(tx, personId), purpose, at });
  await tx.query(
    `INSERT INTO consent (id, person_id, company_id, purpose, version, given, at, channel, wording)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(consent.at),
      consent.personId,
      consent.companyId ?? null,
      consent.purpose,
      consent.version,
      consent.given ? 1 : 0,
      consent.at,
      consent.channel ?? null,
      consent.wording ?? null,
    ],
  );
}

/** How purposes end that agree to mails: they stand on an address. */
const BY_MAIL = '-by-mail';

/** An address is forgotten: what was agreed to be mailed there is taken back with it, and is asked for anew at any other. */
export async function withdrawMails(tx: Transaction, personId: string, now: number): Promise<void> {
  const last = new Map((await consentLog(tx, personId)).map((one) => [one.purpose, one]));
  for (const { purpose, version, given, companyId } of last.values())
    if (given && purpose.endsWith(BY_MAIL))
      await addConsent(tx, { personId, companyId, purpose, version, given: false, at: now });
}

/** What a person said last to a purpose, and of which company. */
export async function lastConsent(
  db: Queryable,
  personId: string,
  purpose: string,
): Promise<KeptConsent | undefined> {
  return (await consentLog(db, personId)).findLast((one) => one.purpose === purpose);
}

/** The log of a person, oldest first, with the companies that it is about. */
export async function consentLog(db: Queryable, personId: string): Promise<KeptConsent[]> {
  const rows = await db.query<{
    company_id: string | null;
    purpose: string;
    version: string;
    given: number;
    at: number;
    channel: string | null;
    wording: string | null;
  }>(
    `SELECT company_id, purpose, version, given, at, channel, wording FROM consent
     WHERE person_id = $1 ORDER BY at, id`,
    [personId],
  );
  return rows.map((row) => ({
    companyId: row.company_id ?? undefined,
    purpose: row.purpose,
    version: row.version,
    given: Number(row.given) === 1,
    at: Number(row.at),
    channel: row.channel ?? undefined,
    wording: row.wording ?? undefined,
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
    personId,
    purpose,
    version,
    given: Number(given) === 1,
    at: Number(at),
  }));
}
