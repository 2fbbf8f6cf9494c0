import { companyFields, companyHistory, findCompany } from '#src/company/store/companies.ts';
import { consentsOfCompany } from '#src/company/store/consents.ts';
import { casesOfCompany } from '#src/company/store/list.ts';
import { membersOf } from '#src/company/store/members.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { findPerson, identitiesOf } from '#src/person/store/persons.ts';
import type { Queryable } from '#src/platform/database/database.ts';
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
  const fields = await companyFields(db, id);
  const history = await companyHistory(db, id);
  const consents = await consentsOfCompany(db, id);
  const cases = await casesOfCompany(db, id);
  return { company, fields, history, people, consents, cases };
}
