import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

/**
 * Notices are about buyers, and the contacts are those that they publish themselves: about nobody whom the hotline serves.
 * They go a year after they closed, by a job of their own. Who of the team wrote or published one is known no longer than
 * traces are kept.
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
      sweepRows('traces', 'notice_staff_act', 'id', 'at'),
      sweepRows('traces', 'notice_published', 'notice_id', 'published_at'),
    ],
  },
};
