import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';

/** Wishes to be erased, and their receipts. */
export const ERASURES_DATA: PersonalData = {
  rules: [
    {
      table: 'erasure',
      exported: {
        where: 'person_id = {person}',
        columns: ['reference', 'asked_by', 'state', 'asked_at', 'due_at', 'erased_at', 'ended_at'],
      },
      inner: ['id', 'person_id', 'conversation_id', 'last_words', 'removed'],
      // Its own row is what the receipt refers to: a reference and dates.
      erased: [],
      kept: 'proofs',
    },
  ],
  sweeps: { proofs: [sweepRows('proofs', 'erasure', 'id', 'asked_at', "state IN ('cancelled', 'ended')")] },
};
