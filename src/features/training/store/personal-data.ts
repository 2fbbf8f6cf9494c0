import type { PersonalData } from '#src/platform/database/personal-data/register.ts';

const OWN = 'person_id = {person}';
/** What a person did for a company that stays is the company's: only the person goes out of it. */
const LEAVES = { where: OWN, set: "person_id = ''" };
const OF_COMPANY = 'company_id IN {companies}';
/** What a company changed is noted under the name of who spoke for it. */
const NAMED = 'changed_by = (SELECT name FROM person WHERE id = {person})';
const APPLICATIONS = 'SELECT id FROM training_application WHERE';

/** Who applies for a training session, and what is booked there. */
export const APPLICATIONS_DATA: PersonalData = {
  rules: [
    {
      table: 'training_booking',
      exported: {
        where: 'company_id IN {memberOf}',
        columns: ['event_id', 'company_id', 'state', 'presence', 'booked_at', 'changed_at'],
      },
      inner: ['id', 'person_id', 'sequence', 'reminders'],
      erased: [{ where: OF_COMPANY }, LEAVES],
      kept: 'companies',
    },
    {
      table: 'training_application_change',
      exported: {
        where: `application_id IN (${APPLICATIONS} company_id IN {memberOf})`,
        columns: ['application_id', 'state', 'reason', 'at'],
      },
      inner: ['version', 'changed_by'],
      erased: [
        { where: `application_id IN (${APPLICATIONS} ${OF_COMPANY})` },
        {
          where: `${NAMED} AND application_id IN (${APPLICATIONS} company_id IN {shared})`,
          set: "changed_by = ''",
        },
      ],
      kept: 'companies',
    },
    {
      table: 'training_application',
      exported: {
        where: 'company_id IN {memberOf}',
        columns: [
          'id',
          'session_id',
          'company_id',
          'diagnosis_id',
          'state',
          'reason',
          'applied_at',
          'changed_at',
        ],
      },
      inner: ['person_id', 'queued_at', 'version', 'changed_by'],
      erased: [
        { where: OF_COMPANY },
        { where: `${NAMED} AND company_id IN {shared}`, set: "changed_by = ''" },
        LEAVES,
      ],
      kept: 'companies',
    },
  ],
};

/** The sessions themselves, and their events: they are the team's. */
export const SESSIONS_DATA: PersonalData = {
  rules: [
    {
      table: 'training_event',
      inner: [
        'id',
        'session_id',
        'kind',
        'title',
        'place',
        'host',
        'starts_at',
        'ends_at',
        'places',
        'state',
        'version',
        'changed_by',
        'changed_at',
      ],
      erased: [],
      kept: 'none',
    },
    {
      table: 'training_session',
      inner: [
        'id',
        'name',
        'place',
        'starts_on',
        'ends_on',
        'apply_until',
        'places',
        'state',
        'version',
        'changed_by',
        'created_at',
        'changed_at',
      ],
      erased: [],
      kept: 'none',
    },
  ],
};
