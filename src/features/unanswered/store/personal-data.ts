import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

/** Which messages were asked in vain: they go with the conversation, as its words do. */
export const QUESTIONS_DATA: PersonalData = {
  rules: [
    {
      table: 'missed_question',
      exported: {
        where: 'conversation_id IN {conversations}',
        columns: ['message_id', 'conversation_id', 'asked_at', 'told_at'],
      },
      inner: [
        'group_id',
        'refused',
        'doubted',
        'disliked',
        'handed_over',
        'reader',
        'vector',
        'asked_of',
        'answer',
        'answer_digest',
        'answer_section',
        'telling',
        'approved_digest',
        'approved_key',
        'approved_name',
        'approved_at',
      ],
      erased: [{ where: 'conversation_id IN {conversations}' }],
      kept: 'conversations',
    },
    // A number of people, the page that was begun: without anybody's words.
    nobody('question_group', 'id', 'created_at', 'central_id', 'page', 'dismissed_at', 'told'),
  ],
};
