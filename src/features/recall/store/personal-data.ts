import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

/**
 * Answers that would be said otherwise, and who was told: they go with their conversation. What changed is about nobody;
 * who of the team decided is known for as long as traces are kept.
 */
export const RECALLS_DATA: PersonalData = {
  rules: [
    {
      table: 'recall_answer',
      exported: { where: 'conversation_id IN {conversations}', columns: ['message_id', 'state', 'told_at'] },
      inner: ['recall_id', 'conversation_id', 'question_id', 'person_id', 'differs', 'now_said', 'why'],
      erased: [{ where: 'conversation_id IN {conversations} OR person_id = {person}' }],
      kept: 'conversations',
    },
    nobody('recall_change', 'recall_id', 'kind', 'reference', 'version', 'found_at'),
    {
      ...nobody(
        'recall',
        'id',
        'state',
        'version',
        'found_at',
        'counted_at',
        'people',
        'left_out',
        'decided_key',
        'decided_name',
        'decided_at',
        'confirmed_key',
        'confirmed_name',
        'confirmed_at',
        'ended_at',
      ),
      kept: 'traces',
    },
  ],
  sweeps: { traces: [sweepRows('traces', 'recall', 'id', 'ended_at')] },
};
