import type { TableRule } from '#src/platform/database/personal-data/table-rule.ts';

const OWN = 'person_id = {person}';
const OF_COMPANY = 'company_id IN {companies}';
/** A buyer's wish goes with the buyer, and with the company that it was about. */
export const WISHES = `${OWN} OR ${OF_COMPANY}`;

/** Wishes of buyers to be put in touch with a company. What they say of themselves is shown to that company alone. */
export const DIRECTORY_RULES: readonly TableRule[] = [
  {
    table: 'introduction_event',
    exported: {
      where: `introduction_id IN (SELECT id FROM introduction WHERE ${OWN})`,
      columns: ['introduction_id', 'type', 'at'],
    },
    inner: ['id', 'person_id'],
    erased: [
      { where: `introduction_id IN (SELECT id FROM introduction WHERE ${WISHES})` },
      { where: OWN, set: 'person_id = NULL' },
    ],
    kept: 'conversations',
  },
  {
    table: 'introduction',
    exported: {
      where: OWN,
      columns: ['id', 'company_id', 'buyer', 'state', 'asked_at', 'expires_at', 'ended_at'],
    },
    inner: ['person_id', 'conversation_id', 'decided_by'],
    erased: [{ where: WISHES }, { where: 'decided_by = {person}', set: 'decided_by = NULL' }],
    kept: 'conversations',
  },
  {
    table: 'introduction_silence',
    exported: { where: OWN, columns: ['company_id', 'at'] },
    inner: ['person_id'],
    erased: [{ where: OF_COMPANY }, { where: OWN, set: "person_id = ''" }],
    kept: 'companies',
  },
];
