import { addCompany, type CompanyField, saveCompanyFields } from '#src/company/store/companies.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { setHolding } from '#src/company/store/holders.ts';
import { addMember } from '#src/company/store/members.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';

/** A company of the directory, as its form and its people would have made it. */
export interface Listed {
  readonly name: string;
  /** What it does, and the sectors of it. */
  readonly said: string;
  readonly sectors: readonly string[];
  readonly departments: readonly string[];
  readonly engagements: readonly string[];
  /** Other values of its file. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** The person who speaks for it, on a channel. */
  readonly member: { readonly channel: string; readonly key: string };
  /** Whether it agreed to be shown; yes, when absent. */
  readonly agrees?: boolean;
  /** Whether the team found that its people speak for it; yes, when absent. */
  readonly approved?: boolean;
  /** Values that were checked. */
  readonly proven?: readonly string[];
}

/** Puts a company in the store. @returns its id */
export async function listCompany(db: Database, company: Listed, now: number): Promise<string> {
  return db.tx(async (tx) => {
    const { id: personId } = await openPerson(tx, { ...company.member, now });
    const made = await addCompany(tx, { siren: undefined, now });
    if (!made) throw new Error('there is one');
    await addMember(tx, { companyId: made.id, personId, now });
    const values: Record<string, unknown> = {
      name: company.name,
      seat: 'Saint-Denis (93)',
      activities: { said: company.said, sectors: company.sectors },
      territories: { departments: company.departments, regions: [] },
      engagements: company.engagements,
      'contact-name': 'Anne Martin',
      phone: '+33612345678',
      email: 'anne@secret.fr',
      turnover: 't250',
      ...company.more,
    };
    const fields: CompanyField[] = Object.entries(values).map(([field, value]) => ({
      field,
      value,
      label: field,
      shown: field === 'phone' ? '06 12 34 56 78' : String(value),
      origin: company.proven?.includes(field) ? 'proven' : 'declared',
    }));
    await saveCompanyFields(tx, { companyId: made.id, personId, fields, now });
    const consent = { purpose: 'directory', version: '2026-11', given: true, at: now };
    if (company.agrees !== false) await addConsent(tx, { ...consent, personId, companyId: made.id });
    if (company.approved !== false)
      await setHolding(tx, { companyId: made.id, state: 'approved', byName: 'Awa Diallo', now });
    return made.id;
  });
}
