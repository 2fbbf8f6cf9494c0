import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';

/** What buyers gave to the team: who they are goes with them; the opportunity stays, which names an organisation. */
export const NEEDS_DATA: PersonalData = {
  rules: [
    {
      table: 'buyer_need',
      exported: {
        where: 'person_id = {person}',
        columns: ['id', 'notice_id', 'title', 'contact', 'given_at', 'told_at'],
      },
      inner: ['person_id', 'conversation_id'],
      erased: [{ where: 'person_id = {person}' }],
      kept: 'conversations',
    },
  ],
  sweeps: { conversations: [sweepRows('conversations', 'buyer_need', 'id', 'given_at')] },
};
