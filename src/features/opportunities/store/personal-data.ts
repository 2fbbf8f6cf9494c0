import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { removedOf } from '#src/platform/database/personal-data/removed.ts';
import { START, type Sweep, sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

const OF_COMPANY = 'company_id IN {memberOf}';

/**
 * What a company wants to be told of, and what it was told: it goes with the company, and where it is told goes with whoever
 * asked for it. The link of a mail stops mails for as long as what was said is kept. A wish of a person whose company is not referenced yet goes as a form that is not finished does.
 */
export const ALERTS_DATA: PersonalData = {
  rules: [
    // Numbers made of what the company says that it does, which it is given as it said it.
    {
      table: 'company_meaning',
      inner: ['company_id', 'file_at', 'reader', 'vector'],
      erased: [{ where: 'company_id IN {companies}' }],
      kept: 'companies',
    },
    {
      table: 'alert_notice',
      exported: {
        where: OF_COMPANY,
        columns: [
          'company_id',
          'notice_id',
          'state',
          'sent_at',
          'refused',
          'refused_at',
          'followed_at',
          'remind_at',
        ],
      },
      inner: ['found_at', 'told_version'],
      erased: [{ where: 'company_id IN {companies}' }],
      kept: 'companies',
    },
    {
      table: 'alert_mail_token',
      inner: ['digest', 'return_digest', 'company_id', 'person_id', 'made_at'],
      erased: [{ where: 'company_id IN {companies} OR person_id = {person}' }],
      kept: 'conversations',
    },
    {
      table: 'alert_mail',
      exported: { where: 'person_id = {person}', columns: ['company_id', 'state', 'changed_at'] },
      inner: ['person_id', 'address_digest', 'is_told'],
      erased: [{ where: 'company_id IN {companies} OR person_id = {person}' }],
      kept: 'companies',
    },
    {
      table: 'alert',
      exported: {
        where: OF_COMPANY,
        columns: [
          'company_id',
          'is_on',
          'cadence',
          'chosen_times',
          'wanted',
          'asked_at',
          'paused_from',
          'paused_until',
          'sent_at',
        ],
      },
      inner: [
        'person_id',
        'conversation_id',
        'wanted_before',
        'tuned_at',
        'next_at',
        'looked_at',
        'sent_seq',
        'unreachable_at',
      ],
      erased: [
        { where: 'company_id IN {companies} OR person_id = {person} OR conversation_id IN {conversations}' },
      ],
      kept: 'companies',
    },
    {
      table: 'alert_wish',
      exported: { where: 'person_id = {person}', columns: ['cadence', 'chosen_times', 'wanted', 'at'] },
      inner: ['person_id', 'conversation_id'],
      erased: [{ where: 'person_id = {person} OR conversation_id IN {conversations}' }],
      kept: 'forms',
    },
  ],
  sweeps: {
    forms: [sweepRows('forms', 'alert_wish', 'person_id', 'at')],
    conversations: [sweepRows('conversations', 'alert_mail_token', 'digest', 'made_at')],
  },
};

/** Who did something goes out of rows that tell what is published: these stay as long as their notice. */
const forgetWho =
  (table: string, key: string, age: string): Sweep =>
  async (tx, { limits }, { size }) => {
    const emptied = await tx.query(
      `UPDATE ${table} SET by_key = '', by_name = '' WHERE ${key} IN (
         SELECT ${key} FROM ${table} WHERE ${age} < $1 AND by_key <> '' ORDER BY ${age} LIMIT $2) RETURNING 1 AS gone`,
      [limits.traces, size],
    );
    return { removed: removedOf(table, emptied.length), next: emptied.length < size ? undefined : START };
  };

/**
 * Notices are about buyers, and the contacts are those that they publish themselves: about nobody whom the hotline serves.
 * They go a year after they closed, by a job of their own. Who of the team wrote or published one is known no longer than
 * traces are kept; that it was done stays with the notice.
 */
export const NOTICES_DATA: PersonalData = {
  rules: [
    { ...nobody('notice_staff_act', 'id', 'notice_id', 'act', 'by_key', 'by_name', 'at'), kept: 'traces' },
    {
      ...nobody('notice_published', 'notice_id', 'published_at', 'by_key', 'by_name', 'version', 'companies'),
      kept: 'traces',
    },
    nobody(
      'notice_change',
      'notice_id',
      'version',
      'field',
      'before_value',
      'after_value',
      'source',
      'reference',
      'at',
    ),
    nobody('notice_key', 'key', 'notice_id'),
    nobody('notice_meaning', 'notice_id', 'version', 'reader', 'vectors'),
    nobody('notice_publication', 'source', 'reference', 'notice_id', 'kind', 'digest', 'content', 'read_at'),
    nobody(
      'notice',
      'id',
      'kind',
      'content',
      'published_on',
      'open_until',
      'version',
      'first_seen_at',
      'changed_at',
      'forget_at',
    ),
    nobody('notice_source', 'source', 'cursor', 'wait_until', 'updated_at'),
    nobody(
      'notice_run',
      'id',
      'source',
      'started_at',
      'ended_at',
      'state',
      'why',
      'notices_read',
      'notices_new',
      'notices_updated',
      'notices_same',
      'notices_refused',
    ),
    nobody('notice_refusal', 'source', 'reference', 'why', 'at'),
  ],
  sweeps: {
    traces: [
      sweepRows('traces', 'notice_staff_act', 'id', 'at', "act <> 'written'"),
      forgetWho('notice_staff_act', 'id', 'at'),
      forgetWho('notice_published', 'notice_id', 'published_at'),
    ],
  },
};
