import { COMPANY_RULES } from '#src/company/store/personal-data.ts';
import { TALK_RULES } from '#src/conversation/store/personal-data.ts';
import { DIRECTORY_RULES } from '#src/features/directory/store/personal-data.ts';
import { TRAINING_RULES } from '#src/features/training/store/personal-data.ts';
import type { TableRule } from '#src/platform/database/personal-data/table-rule.ts';

const OWN = 'person_id = {person}';
const nobody = (table: string, ...inner: string[]): TableRule => ({ table, inner, erased: [], kept: 'none' });

/**
 * THE REGISTER. Every table of the schema, in the order in which rows may go: those that refer to others first. A test
 * fails when a table or a column is not here; what adds one says here how it is given, erased and kept.
 */
export const TABLE_RULES: readonly TableRule[] = [
  ...TALK_RULES,
  ...TRAINING_RULES,
  ...DIRECTORY_RULES,
  ...COMPANY_RULES,
  {
    table: 'conversation',
    exported: {
      where: 'id IN {conversations}',
      columns: ['id', 'channel', 'channel_key', 'mode', 'state', 'created_at', 'updated_at'],
    },
    inner: ['address', 'last_seq', 'person_id', 'unreachable_at', 'kind', 'seen_seq', 'mailed_seq'].concat([
      'stored_bytes',
      'stored_since',
    ]),
    erased: [
      { where: '(id IN {conversations} OR id IN {threads}) AND id NOT IN {kept}' },
      { where: 'id IN {kept}', set: "person_id = NULL, state = '{}', mode = 'bot'" },
    ],
    kept: 'conversations',
  },
  {
    table: 'person_identity',
    exported: { where: OWN, columns: ['channel', 'key', 'created_at'] },
    inner: ['person_id'],
    erased: [{ where: OWN }],
    kept: 'conversations',
  },
  {
    table: 'former_person',
    inner: ['id', 'person_id'],
    erased: [{ where: OWN }],
    kept: 'conversations',
  },
  {
    table: 'person',
    exported: { where: 'id = {person}', columns: ['id', 'name', 'created_at'] },
    inner: [],
    erased: [{ where: 'id = {person}' }],
    kept: 'conversations',
  },
  {
    table: 'erasure',
    exported: {
      where: OWN,
      columns: ['reference', 'asked_by', 'state', 'asked_at', 'due_at', 'erased_at', 'ended_at'],
    },
    inner: ['id', 'person_id', 'conversation_id', 'last_words', 'removed'],
    // Its own row is what the receipt refers to: a reference and dates.
    erased: [],
    kept: 'proofs',
  },
  // Those who work here are not those whom the hotline serves: their names go with their access.
  {
    ...nobody(
      'staff_session',
      'digest',
      'member_id',
      'method',
      'roles',
      'roles_at',
      'created_at',
      'seen_at',
      'expires_at',
      'ends_at',
    ),
    kept: 'codes',
  },
  { ...nobody('staff_member', 'id', 'name', 'email', 'created_at', 'signed_in_at'), kept: 'staff' },
  { ...nobody('working_hours', 'id', 'hours', 'saved_by', 'saved_at'), kept: 'staff' },
  { ...nobody('entry_link', 'digest', 'expires_at', 'used_at'), kept: 'codes' },
  // What the team did, by ids. An erasure puts its receipt in the place of whom it erases (storage/traces.ts): these lines
  // are the only ones that it changes, through the opening that their triggers know.
  {
    ...nobody('trace', 'id', 'at', 'actor', 'actor_name', 'act', 'object_kind', 'object_id'),
    kept: 'traces',
  },
  // Empty but during an erasure or the retention.
  nobody('trace_opening', 'purpose', 'before', 'subject', 'receipt'),
  nobody('lease', 'name', 'owner', 'until', 'reading_since'),
  // Ids of whom is erased, which open nothing, until the ledger's file has them.
  nobody('ledger_pending', 'id', 'line'),
  nobody('knowledge_file', 'path', 'digest', 'document', 'problems', 'read_at'),
  nobody('embedding', 'digest', 'vector'),
  nobody('generation', 'id', 'state', 'manifest', 'content', 'created_at'),
  nobody('setting', 'name', 'value'),
  nobody('migration', 'name', 'applied_at'),
];
