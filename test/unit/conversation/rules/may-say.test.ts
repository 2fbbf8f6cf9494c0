import { expect, it } from 'vitest';
import { maySayOf } from '#src/conversation/rules/may-say.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { SaidMessage } from '#src/conversation/store/messages.ts';
import { featuresOn } from '#support/store/read-here.ts';

const said = (kind: string, author: SaidMessage['author'] = 'bot') =>
  ({ author, content: { blocks: [], kind } }) as unknown as SaidMessage;
const conversation = (mode: Conversation['mode'], kind: Conversation['kind'] = 'company') =>
  ({ mode, kind }) as Conversation;

it('says beside a person what they write, notices, and the kinds that a feature names', () => {
  const maySay = maySayOf([{}, { saidBeside: ['bread-news'] }]);
  expect(maySay(said('answer'), conversation('bot'))).toBe(true);
  expect(maySay(said('answer'), conversation('human'))).toBe(false);
  expect(maySay(said('answer'), conversation('human', 'desk'))).toBe(true);
  expect(maySay(said('answer', 'expert'), conversation('human'))).toBe(true);
  for (const kind of ['notice', 'bread-news']) expect(maySay(said(kind), conversation('human'))).toBe(true);
});

it('says of the hotline’s own features what somebody waits for', () => {
  const maySay = maySayOf(featuresOn({ query: async () => [] }));
  const isSaid = (kind: string) => maySay(said(kind), conversation('human'));
  for (const kind of ['case', 'case-end', 'contact', 'training-news', 'introduction', 'privacy'])
    expect(isSaid(kind), kind).toBe(true);
  for (const kind of ['answer', 'refusal', 'help', 'training', 'referencing', 'directory'])
    expect(isSaid(kind), kind).toBe(false);
});
