import type { TableRule } from '#src/platform/database/personal-data/table-rule.ts';

const TALKS = 'conversation_id IN {conversations} OR conversation_id IN {threads}';
/** What of a case's history holds no words: who did what, and codes. */
const BARE_EVENTS =
  "'opened', 'claim', 'reply', 'company_wrote', 'transfer', 'return', 'close', 'company_ended', 'expire', 'erased', 'erasure_asked', 'escalated'";
/** A case of which only figures are left. */
export const EMPTY_BRIEF = '{"summary":"","tried":[]}';

/** What is said, rated and asked for, the work that follows from it, and cases with experts. */
export const TALK_RULES: readonly TableRule[] = [
  {
    table: 'job',
    inner: [
      'id',
      'kind',
      'key',
      'series',
      'payload',
      'status',
      'attempts',
      'due_at',
      'run_at',
      'lease_owner',
    ].concat(['lease_until', 'last_error', 'created_at', 'finished_at']),
    erased: [{ where: 'id IN {jobs}' }],
    kept: 'work',
  },
  {
    table: 'outbox',
    inner: [
      'id',
      'conversation_id',
      'message_id',
      'seq',
      'status',
      'attempts',
      'run_at',
      'lease_until',
    ].concat(['last_error', 'created_at', 'sent_at', 'repeated', 'failing_since', 'aside_at']),
    erased: [{ where: TALKS }],
    kept: 'deliveries',
  },
  {
    table: 'turn_trouble',
    inner: ['message_id', 'conversation_id', 'worker_ends', 'process_ends', 'why'].concat([
      'set_aside_at',
      'updated_at',
    ]),
    erased: [{ where: TALKS }],
    kept: 'conversations',
  },
  {
    table: 'feedback',
    exported: {
      where: 'conversation_id IN {conversations}',
      columns: ['message_id', 'conversation_id', 'rating', 'reason', 'created_at'],
    },
    inner: [],
    erased: [{ where: TALKS }],
    kept: 'conversations',
  },
  {
    table: 'request',
    exported: {
      where: 'conversation_id IN {conversations}',
      columns: ['conversation_id', 'kind', 'body', 'created_at', 'adopted_at'],
    },
    inner: ['id', 'message_id'],
    erased: [{ where: TALKS }],
    kept: 'conversations',
  },
  {
    table: 'inbound_event',
    inner: ['channel', 'event_id', 'message_id', 'received_at'],
    erased: [
      { where: `message_id IN (SELECT id FROM message WHERE ${TALKS})` },
      {
        // A delivery that changed or ended something has no message of its own; its id opens with the conversation's.
        // A conversation that goes for its age has none left: they go much earlier.
        where: `{person} <> '' AND (channel, event_id) IN (SELECT begun.channel, begun.event_id FROM conversation
          JOIN inbound_event AS begun ON begun.channel = conversation.channel
            AND begun.event_id {BYTES} > conversation.channel_key || '\n'
            AND begun.event_id {BYTES} < conversation.channel_key || '\v'
          WHERE conversation.id IN {conversations} OR conversation.id IN {threads})`,
      },
    ],
    kept: 'deliveries',
  },
  {
    table: 'knowledge_draft',
    inner: [
      'id',
      'case_id',
      'state',
      'heading',
      'short_answer',
      'details',
      'refs',
      'owner_key',
      'owner_name',
    ].concat(['created_at', 'changed_by', 'changed_at', 'version']),
    erased: [{ where: 'case_id IN {cases}' }],
    kept: 'drafts',
  },
  {
    table: 'case_event',
    // Notes are the experts' own; what was said is in the conversation.
    exported: { where: "case_id IN {cases} AND type <> 'note'", columns: ['case_id', 'at', 'type'] },
    inner: ['id', 'actor_key', 'actor_name', 'data'],
    erased: [{ where: `case_id IN {cases} AND type NOT IN (${BARE_EVENTS})` }],
    kept: 'cases',
  },
  {
    table: 'case_thread',
    inner: ['case_id', 'surface', 'conversation_id', 'thread_key', 'card_id', 'made_again'],
    erased: [{ where: 'case_id IN {cases}' }],
    kept: 'cases',
  },
  {
    table: 'expert_case',
    exported: {
      where: 'id IN {cases}',
      columns: [
        'id',
        'number',
        'conversation_id',
        'open_reason',
        'state',
        'owner_name',
        'end_reason',
        'deadline_at',
      ].concat(['deadline_said', 'brief', 'opened_at', 'closed_at', 'rating', 'rated_at']),
    },
    inner: [
      'previous_id',
      'owner_key',
      'state_since',
      'waited_ms',
      'waiting_since',
      'first_answer_ms',
      'resolved_ms',
    ].concat(['deadline_certain', 'opened_seq', 'closed_seq', 'last_said', 'updated_at', 'told']),
    erased: [{ where: 'id IN {cases}', set: `brief = '${EMPTY_BRIEF}', last_said = '', deadline_said = ''` }],
    kept: 'cases',
  },
  {
    table: 'message',
    exported: {
      where: 'conversation_id IN {conversations} AND withheld_at IS NULL',
      columns: ['id', 'conversation_id', 'seq', 'author', 'content', 'created_at', 'changed_at'],
    },
    inner: ['reply_to', 'handled_at', 'ref', 'withheld_at'],
    erased: [{ where: `(${TALKS}) AND id NOT IN {cards}` }],
    kept: 'conversations',
  },
  // Counts without anybody's words or name.
  {
    table: 'figure_hour',
    inner: ['hour', 'questions', 'alone', 'up', 'down', 'counted_at'],
    erased: [],
    kept: 'none',
  },
  { table: 'figure_kept', inner: ['hour', 'questions', 'alone', 'up', 'down'], erased: [], kept: 'none' },
  {
    table: 'file',
    exported: { where: 'id IN {files}', columns: ['id', 'name', 'media_type', 'created_at'] },
    inner: ['bytes'],
    erased: [{ where: 'id IN {files}' }],
    kept: 'files',
  },
];
