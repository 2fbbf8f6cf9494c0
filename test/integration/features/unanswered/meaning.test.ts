import { afterAll, beforeAll, expect, it } from 'vitest';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const MINUTES = 60_000;
let hotline: OfficeHotline;
const channel = new RecordingChannel('slack');
beforeAll(async () => {
  hotline = await OfficeHotline.start({ EMBEDDINGS_PROVIDER: 'reader' }, [channel]);
}, 60_000);
afterAll(() => hotline?.[Symbol.asyncDispose]());

it('groups what was asked in vain by its meaning, as the reader has it, whatever its words', async () => {
  const asked = [
    ['anne', 'Faut-il une assurance décennale pour tondre des pelouses ?'],
    ['bruno', 'la décennale est-elle obligatoire pour de la tonte ?'],
    ['chloe', 'Combien de girafes faut-il pour tirer une péniche ?'],
  ] as const;
  for (const [who, text] of asked) {
    await channel.say(who, text);
    await hotline.running.settled();
  }
  hotline.pass(6 * MINUTES);
  await hotline.running.settled();
  const rows = await hotline.query<{ who: string; group_id: string; reader: string | null }>(
    `SELECT conversation.channel_key AS who, group_id, reader FROM missed_question
     JOIN conversation ON conversation.id = missed_question.conversation_id`,
  );
  const groupOf = new Map(rows.map(({ who, group_id }) => [who, group_id]));
  expect([...groupOf.keys()].toSorted()).toEqual(['anne', 'bruno', 'chloe']);
  expect(rows[0]?.reader).toMatch(/^reader:/);
  expect(groupOf.get('anne')).toBe(groupOf.get('bruno'));
  expect(groupOf.get('chloe')).not.toBe(groupOf.get('anne'));
}, 120_000);
