import { companyFields, companyHistory, findCompany } from '#src/storage/companies.ts';
import { casesOfCompany } from '#src/storage/company-list.ts';
import { membersOf } from '#src/storage/company-members.ts';
import { consentsOfCompany } from '#src/storage/consents.ts';
import { confirmedEmail } from '#src/storage/contacts.ts';
import type { Queryable } from '#src/storage/database.ts';
import { findPerson, identitiesOf } from '#src/storage/persons.ts';
import type { CompanyFile, CompanyPerson } from './company-parts-view.ts';

/** All that the team reads of a company; undefined when there is none. */
export async function readCompanyFile(db: Queryable, id: string): Promise<CompanyFile | undefined> {
  const company = await findCompany(db, id);
  if (!company) return undefined;
  const people: CompanyPerson[] = [];
  for (const member of await membersOf(db, id)) {
    const { personId } = member;
    const channels = (await identitiesOf(db, personId)).map(({ channel }) => channel);
    people.push({
      ...member,
      name: (await findPerson(db, personId))?.name,
      channels: [...new Set(channels)],
      email: await confirmedEmail(db, personId),
    });
  }
  const [fields, history] = [await companyFields(db, id), await companyHistory(db, id)];
  const [consents, cases] = [await consentsOfCompany(db, id), await casesOfCompany(db, id)];
  return { company, fields, history, people, consents, cases };
}
