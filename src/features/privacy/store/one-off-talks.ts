import { DAY_MS } from '#src/platform/calendar/durations.ts';

/**
 * Condition of a conversation that somebody had once, within a day, without saying who they are: no name given by a
 * messenger, no other conversation of theirs, no confirmed address, no file of a company nor one being filled in, no case,
 * nothing that the team must take up. Nobody comes back to it for long.
 */
export const IS_ONE_OFF = `conversation.updated_at - conversation.created_at < ${DAY_MS}
  AND NOT EXISTS (SELECT 1 FROM expert_case WHERE expert_case.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM request WHERE request.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.conversation_id = conversation.id)
  AND NOT EXISTS (SELECT 1 FROM conversation AS other
    WHERE other.person_id = conversation.person_id AND other.id <> conversation.id)
  AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = conversation.person_id AND person.name IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.person_id = conversation.person_id)
  AND NOT EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = conversation.person_id)
  AND NOT EXISTS (SELECT 1 FROM introduction WHERE introduction.person_id = conversation.person_id)
  AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = conversation.person_id)`;
