import { NO_SETS, placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { NOTHING, removedOf } from '#src/platform/database/personal-data/removed.ts';
import { nextOf, type Sweep, sweepRows } from '#src/platform/database/personal-data/sweep.ts';

/** Answers of the sign-up form that are about a person, not about their company. */
export const PERSONAL_FIELDS = ['contact-name', 'phone', 'email', 'hours'] as const;
const PERSONAL = PERSONAL_FIELDS.map((field) => `'${field}'`).join(', ');
/** Those of them that say who somebody is and how to reach them, as SQL. */
export const REACH_FIELDS = "'contact-name', 'phone', 'email'";

/**
 * Rows of a file that are about a person whoever wrote them, as SQL: the contact that it names, and how that contact was
 * reached meanwhile. A list of the team, or a colleague, may have said so.
 * @param person their id, as SQL
 * @param companies ids of companies, as SQL
 */
export const aboutContact = (person: string, companies: string): string =>
  `company_id IN ${companies} AND field IN (${PERSONAL}) AND EXISTS (SELECT 1 FROM company_field AS named
     WHERE named.company_id = company_field.company_id AND named.field = 'contact-name'
       AND LOWER(named.shown) = LOWER((SELECT name FROM person WHERE id = ${person}))
       AND (named.replaced_at IS NULL OR company_field.at < named.replaced_at)
       AND (company_field.replaced_at IS NULL OR company_field.replaced_at > named.at))`;

const OWN = 'person_id = {person}';

/** Companies whose file nobody touched, and of whose people nobody wrote. */
const companies: Sweep = async (tx, { limits, now, beforeCompany, eraseRows }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'company',
      where: '1 = 1',
      age: 'updated_at',
      goes: `NOT EXISTS (
         SELECT 1 FROM company_member JOIN conversation ON conversation.person_id = company_member.person_id
         WHERE company_member.company_id = company.id AND conversation.updated_at >= $1)`,
      params: [limits.companies],
    },
    limits.companies,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  for (const id of ids) await beforeCompany(tx, id, now);
  return { removed: await eraseRows(tx, { ...NO_SETS, companies: ids }), next };
};

/** Agreements that are over: what is agreed to by somebody who is still here holds, however old. */
const agreements: Sweep = async (tx, { limits }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'consent',
      where: '1 = 1',
      age: 'at',
      goes: `(given = 0 OR NOT EXISTS (SELECT 1 FROM person WHERE person.id = consent.person_id)
         OR EXISTS (SELECT 1 FROM consent AS later WHERE later.person_id = consent.person_id
           AND later.purpose = consent.purpose AND later.at > consent.at))`,
    },
    limits.proofs,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  const { list, values } = placesFor(ids, 1);
  await tx.query(`DELETE FROM consent WHERE id IN ${list}`, values);
  return { removed: removedOf('consent', ids.length), next };
};

/** What a person says of their company, and what the company is for others. */
export const COMPANIES_DATA: PersonalData = {
  rules: [
    {
      table: 'referencing_draft',
      exported: { where: OWN, columns: ['draft', 'started_at', 'updated_at', 'reminders', 'reminded_at'] },
      inner: ['person_id', 'conversation_id'],
      erased: [{ where: `${OWN} OR conversation_id IN {conversations}` }],
      kept: 'forms',
    },
    {
      table: 'diagnosis_draft',
      exported: { where: OWN, columns: ['draft', 'session_id', 'updated_at'] },
      inner: ['person_id', 'conversation_id'],
      erased: [{ where: `${OWN} OR conversation_id IN {conversations}` }],
      kept: 'forms',
    },
    {
      table: 'diagnosis',
      exported: {
        where: 'company_id IN {memberOf}',
        columns: ['id', 'company_id', 'answers', 'told', 'made_at'],
      },
      inner: ['person_id'],
      erased: [{ where: 'company_id IN {companies}' }, { where: OWN, set: "person_id = ''" }],
      kept: 'companies',
    },
    {
      table: 'company_invitation',
      inner: ['digest', 'company_id', 'person_id', 'expires_at', 'used_at'],
      erased: [{ where: `${OWN} OR company_id IN {companies}` }],
      kept: 'codes',
    },
    {
      table: 'company_team_invitation',
      inner: ['digest', 'company_id', 'by_name', 'expires_at', 'used_at'],
      erased: [{ where: 'company_id IN {companies}' }],
      kept: 'codes',
    },
    {
      table: 'company_field',
      exported: {
        // A colleague's name, phone and address are the colleague's.
        where: `company_id IN {memberOf} AND (field NOT IN (${PERSONAL}) OR ${OWN})`,
        columns: [
          'company_id',
          'field',
          'label',
          'shown',
          'value',
          'origin',
          'contested',
          'at',
          'replaced_at',
        ],
      },
      inner: ['id', 'person_id', 'by_name'],
      erased: [
        { where: 'company_id IN {companies}' },
        { where: aboutContact('{person}', '{shared}') },
        { where: `${OWN} AND field IN (${PERSONAL})` },
        { where: OWN, set: 'person_id = NULL' },
      ],
      kept: 'companies',
    },
    {
      table: 'company_member',
      exported: { where: OWN, columns: ['company_id', 'status', 'asked_at', 'decided_at'] },
      inner: ['person_id', 'decided_by'],
      erased: [
        { where: `${OWN} OR company_id IN {companies}` },
        { where: 'decided_by = {person}', set: 'decided_by = NULL' },
      ],
      kept: 'companies',
    },
    {
      table: 'consent',
      exported: {
        where: OWN,
        columns: ['company_id', 'purpose', 'version', 'given', 'at', 'channel', 'wording'],
      },
      inner: ['id', 'person_id'],
      // The proof of what was agreed to stays, under the reference of the receipt and no name.
      erased: [
        { where: 'company_id IN {companies}', set: 'company_id = NULL' },
        { where: OWN, set: 'person_id = {reference}' },
      ],
      kept: 'proofs',
    },
    {
      table: 'company_holder_event',
      exported: { where: 'company_id IN {memberOf}', columns: ['company_id', 'type', 'reason', 'at'] },
      inner: ['id', 'by_name'],
      erased: [{ where: 'company_id IN {companies}' }],
      kept: 'companies',
    },
    {
      // What others said of a company is theirs; the company is told that it was said, by the team.
      table: 'company_dispute',
      exported: { where: OWN, columns: ['company_id', 'origin', 'words', 'at', 'settled_at', 'outcome'] },
      inner: ['id', 'person_id', 'by_name', 'settled_by'],
      erased: [{ where: 'company_id IN {companies}' }, { where: OWN, set: "person_id = NULL, words = ''" }],
      kept: 'companies',
    },
    {
      table: 'company',
      exported: {
        where: 'id IN {memberOf}',
        columns: [
          'id',
          'siren',
          'created_at',
          'updated_at',
          'holder_state',
          'holder_since',
          'holder_reason',
          'approved_at',
        ],
      },
      inner: [],
      erased: [{ where: 'id IN {companies}' }],
      kept: 'companies',
    },
  ],
  sweeps: {
    forms: [
      sweepRows('forms', 'referencing_draft', 'person_id', 'updated_at'),
      sweepRows('forms', 'diagnosis_draft', 'person_id', 'updated_at'),
    ],
    companies: [companies],
    proofs: [agreements],
    codes: [
      sweepRows('codes', 'company_invitation', 'digest', 'expires_at'),
      sweepRows('codes', 'company_team_invitation', 'digest', 'expires_at'),
    ],
  },
};
