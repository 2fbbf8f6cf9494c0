import { NO_SETS } from '#src/platform/database/personal-data/person-sets.ts';
import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { NOTHING, sumOf } from '#src/platform/database/personal-data/removed.ts';
import { nextOf, type Sweep, sweepRows } from '#src/platform/database/personal-data/sweep.ts';

const OWN = 'person_id = {person}';

/** Persons of whom nothing is left but an id and a name: they were told of nothing and have nothing here. */
const persons: Sweep = async (tx, { limits, eraseRows }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'person',
      where: '1 = 1',
      age: 'created_at',
      goes: `NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM referencing_draft WHERE referencing_draft.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM diagnosis_draft WHERE diagnosis_draft.person_id = person.id)
       AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = person.id AND erasure.state = 'scheduled')`,
    },
    limits.conversations,
    { size, after },
  );
  let removed = NOTHING;
  for (const person of ids)
    removed = sumOf(
      removed,
      await eraseRows(tx, { ...NO_SETS, person, reference: `P-${person.slice(-12)}` }),
    );
  return { removed, next };
};

/** Who somebody is, how they are reached, and the codes that prove it. */
export const PERSONS_DATA: PersonalData = {
  rules: [
    {
      table: 'space_code',
      inner: [
        'id',
        'browser_key',
        'email',
        'person_id',
        'salt',
        'digest',
        'tries',
        'expires_at',
        'ended_at',
        'created_at',
      ],
      erased: [
        { where: `${OWN} OR email IN (SELECT LOWER(value) FROM contact WHERE contact.person_id = {person})` },
      ],
      kept: 'codes',
    },
    {
      table: 'contact',
      exported: { where: OWN, columns: ['kind', 'value', 'confirmed_at'] },
      inner: ['person_id'],
      erased: [{ where: OWN }],
      kept: 'conversations',
    },
    {
      table: 'contact_code',
      inner: ['id', 'person_id', 'kind', 'value', 'digest', 'expires_at', 'ended_at', 'created_at'],
      erased: [{ where: OWN }],
      kept: 'codes',
    },
    {
      table: 'link_code',
      inner: ['digest', 'person_id', 'expires_at', 'used_at', 'conversation_id'],
      erased: [{ where: `${OWN} OR conversation_id IN {conversations}` }],
      kept: 'codes',
    },
    {
      table: 'link_request',
      inner: [
        'id',
        'person_id',
        'other_id',
        'other_conversation_id',
        'channel',
        'name',
        'expires_at',
        'ended_at',
      ],
      erased: [{ where: `${OWN} OR other_id = {person} OR other_conversation_id IN {conversations}` }],
      kept: 'codes',
    },
    {
      table: 'person_identity',
      exported: { where: OWN, columns: ['channel', 'key', 'created_at'] },
      inner: ['person_id'],
      erased: [{ where: OWN }],
      kept: 'conversations',
    },
    {
      table: 'news_stop',
      exported: { where: OWN, columns: ['at'] },
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
  ],
  sweeps: {
    conversations: [persons],
    codes: [
      sweepRows('codes', 'link_code', 'digest', 'expires_at'),
      sweepRows('codes', 'link_request', 'id', 'expires_at'),
      sweepRows('codes', 'contact_code', 'id', 'created_at'),
      sweepRows('codes', 'space_code', 'id', 'created_at'),
    ],
  },
};
