import { keepFigures } from '#src/conversation/store/figures/replies.ts';
import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { NOTHING } from '#src/platform/database/personal-data/removed.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';
import { talks, threads, visits } from './sweeps.ts';

const TALKS = 'conversation_id IN {conversations} OR conversation_id IN {threads}';

const OWN_BROWSER = "key IN (SELECT key FROM person_identity WHERE channel = 'web' AND person_id = {person})";

/** What is said, rated and asked for, what is on its way, and when the team can answer. */
export const TALKS_DATA: PersonalData = {
  rules: [
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
        'last_error',
        'created_at',
        'sent_at',
        'repeated',
        'failing_since',
        'aside_at',
      ],
      erased: [{ where: TALKS }],
      kept: 'deliveries',
    },
    {
      table: 'turn_trouble',
      inner: [
        'message_id',
        'conversation_id',
        'worker_ends',
        'process_ends',
        'why',
        'set_aside_at',
        'updated_at',
      ],
      erased: [{ where: TALKS }],
      kept: 'conversations',
    },
    {
      table: 'message_support',
      inner: ['message_id', 'kind', 'reference', 'version'],
      erased: [{ where: `message_id IN (SELECT id FROM message WHERE ${TALKS})` }],
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
    {
      // It goes with what it shows; where last words are still to be shown, it stays for them.
      table: 'browser',
      exported: { where: OWN_BROWSER, columns: ['seen_at', 'away_at'] },
      inner: ['key', 'thread_key', 'forgotten_at'],
      erased: [
        {
          where: `(${OWN_BROWSER} OR thread_key IN (SELECT channel_key FROM conversation
            WHERE channel = 'web' AND id IN {conversations})) AND thread_key NOT IN
            (SELECT channel_key FROM conversation WHERE id IN {kept})`,
        },
      ],
      kept: 'conversations',
    },
    {
      table: 'conversation',
      exported: {
        where: 'id IN {conversations}',
        columns: ['id', 'channel', 'channel_key', 'mode', 'state', 'created_at', 'updated_at'],
      },
      inner: [
        'address',
        'last_seq',
        'person_id',
        'unreachable_at',
        'kind',
        'seen_seq',
        'mailed_seq',
        'stored_bytes',
        'stored_since',
      ],
      erased: [
        { where: '(id IN {conversations} OR id IN {threads}) AND id NOT IN {kept}' },
        { where: 'id IN {kept}', set: "person_id = NULL, state = '{}', mode = 'bot'" },
      ],
      kept: 'conversations',
    },
    { ...nobody('working_hours', 'id', 'hours', 'saved_by', 'saved_at'), kept: 'staff' },
    { ...nobody('expert_duty', 'id', 'duties', 'saved_by', 'saved_at'), kept: 'staff' },
  ],
  sweeps: {
    visits: [visits],
    conversations: [talks, threads, sweepRows('conversations', 'browser', 'key', 'seen_at')],
    files: [sweepRows('files', 'file', 'id', 'created_at')],
    deliveries: [
      sweepRows('deliveries', 'outbox', 'id', 'created_at', "status NOT IN ('open', 'dead', 'held')"),
      sweepRows('deliveries', 'inbound_event', 'channel, event_id', 'received_at'),
    ],
    failures: [
      // What is still open then is of a channel that is no more.
      sweepRows('failures', 'outbox', 'id', 'created_at', "status IN ('open', 'dead')"),
      // What a restore keeps back waits for staff from then on, however old it was. It was made before: an index has that.
      sweepRows('failures', 'outbox', 'id', 'run_at', "status = 'held' AND created_at < $1"),
    ],
    staff: [
      sweepRows(
        'staff',
        'working_hours',
        'id',
        'saved_at',
        'EXISTS (SELECT 1 FROM working_hours AS later WHERE later.saved_at > working_hours.saved_at)',
      ),
      sweepRows(
        'staff',
        'expert_duty',
        'id',
        'saved_at',
        'EXISTS (SELECT 1 FROM expert_duty AS later WHERE later.saved_at > expert_duty.saved_at)',
      ),
    ],
  },
  beforeErasing: async (tx, { conversations }) => {
    await keepFigures(tx, { conversations });
    return NOTHING;
  },
};
