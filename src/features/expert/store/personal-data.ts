import { makeShell } from '#src/conversation/store/shell.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { completeSets, type PersonSets } from '#src/platform/database/personal-data/person-sets.ts';
import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { NOTHING } from '#src/platform/database/personal-data/removed.ts';
import { nextOf, type Sweep, sweepRows } from '#src/platform/database/personal-data/sweep.ts';

/** What of a case's history holds no words: who did what, and codes. */
const BARE_EVENTS =
  "'opened', 'claim', 'reply', 'company_wrote', 'transfer', 'return', 'close', 'company_ended', 'expire', 'erased', 'erasure_asked', 'escalated'";
/** A case of which only figures are left. */
const EMPTY_BRIEF = '{"summary":"","tried":[]}';

/** The cases of a conversation go to an empty one that stands for it: who writes there later finds nothing of them. */
async function moveCases(tx: Transaction, conversationId: string, now: number): Promise<void> {
  const cases = await tx.query('SELECT id FROM expert_case WHERE conversation_id = $1 LIMIT 1', [
    conversationId,
  ]);
  if (cases.length === 0) return;
  const shell = await makeShell(tx, conversationId, now);
  await tx.query('UPDATE expert_case SET conversation_id = $1 WHERE conversation_id = $2', [
    shell,
    conversationId,
  ]);
}

/** The figures of a case stay without its words, in a conversation that is nobody's. */
async function keepCases(tx: Transaction, { conversations }: PersonSets, now: number) {
  for (const conversation of conversations) await moveCases(tx, conversation, now);
  return NOTHING;
}

/** Closed cases whose words are too old: their figures stay. */
const cases: Sweep = async (tx, { limits, eraseRows }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'expert_case',
      where: "state = 'closed'",
      age: 'closed_at',
      goes: `(last_said <> '' OR EXISTS (SELECT 1 FROM case_thread WHERE case_thread.case_id = expert_case.id)
         OR EXISTS (SELECT 1 FROM case_event WHERE case_event.case_id = expert_case.id
           AND case_event.type IN ('note', 'said', 'deadline')))`,
    },
    limits.cases,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  return { removed: await eraseRows(tx, await completeSets(tx, { cases: ids })), next };
};

/** Cases with experts, and the sections that these draw from them. */
export const CASES_DATA: PersonalData = {
  rules: [
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
        'created_at',
        'changed_by',
        'changed_at',
        'version',
      ],
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
          'deadline_said',
          'brief',
          'opened_at',
          'closed_at',
          'rating',
          'rated_at',
        ],
      },
      inner: [
        'previous_id',
        'owner_key',
        'state_since',
        'waited_ms',
        'waiting_since',
        'first_answer_ms',
        'resolved_ms',
        'deadline_certain',
        'opened_seq',
        'closed_seq',
        'last_said',
        'updated_at',
        'told',
      ],
      erased: [
        { where: 'id IN {cases}', set: `brief = '${EMPTY_BRIEF}', last_said = '', deadline_said = ''` },
      ],
      kept: 'cases',
    },
  ],
  sweeps: {
    cases: [cases],
    drafts: [
      sweepRows(
        'drafts',
        'knowledge_draft',
        'id',
        'COALESCE(changed_at, created_at)',
        "state IN ('dropped', 'done')",
      ),
    ],
  },
  beforeErasing: keepCases,
};
