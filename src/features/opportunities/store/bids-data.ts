import type { PersonalData } from '#src/platform/database/personal-data/register.ts';

/** The answers of whoever is of no company, which go with them. */
const OWN = 'person_id = {person} AND company_id IS NULL';
const OF_COMPANY = 'company_id IN {companies}';
const GIVEN = `(company_id IN {memberOf} OR (${OWN}))`;

/** What companies answer to calls: it is the company's, or that of who is of none. What one would change is who said it's. */
export const BIDS_DATA: PersonalData = {
  rules: [
    {
      table: 'bid_step',
      exported: {
        where: `bid_id IN (SELECT id FROM bid WHERE ${GIVEN})`,
        columns: ['bid_id', 'step', 'done_at'],
      },
      inner: [],
      erased: [{ where: `bid_id IN (SELECT id FROM bid WHERE (${OF_COMPANY} OR (${OWN})))` }],
      kept: 'companies',
    },
    {
      table: 'bid',
      exported: {
        where: GIVEN,
        columns: [
          'id',
          'company_id',
          'notice_id',
          'title',
          'buyer',
          'lots',
          'state',
          'closes_at',
          'opened_at',
          'changed_at',
          'rejected_on',
          'lesson',
        ],
      },
      inner: [
        'owner',
        'person_id',
        'notice_version',
        'calm_at',
        'closed_at',
        'sent_asked',
        'won_asked',
        'next_at',
        'lesson_by',
      ],
      erased: [
        { where: `(${OF_COMPANY} OR (${OWN}))` },
        { where: 'lesson_by = {person}', set: 'lesson = NULL, lesson_by = NULL' },
        // The answer stays the company's: only the person goes out of it, and nobody is written to of it.
        { where: 'person_id = {person}', set: "person_id = '', next_at = NULL" },
      ],
      kept: 'companies',
    },
  ],
};
