import { expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { failedReply } from '#src/features/answers/chat/failed-reply.ts';
import { HotlineError } from '#src/platform/errors.ts';

it.each([
  ['an error of ours', new Error('null'), /^Une erreur de mon côté/],
  [
    'no index in service',
    new HotlineError('knowledge', 'Aucun index.'),
    /^Mes pages ne sont pas disponibles/,
  ],
])('%s is told as it is, with a way to an expert, and never that the question is none', (_, error, words) => {
  const { kind, blocks } = failedReply(error);
  expect(kind).toBe('refusal');
  expect(plainText(blocks)).toMatch(words);
  expect(plainText(blocks)).not.toContain('domaine');
  expect(blocks.at(-1)).toMatchObject({ type: 'choices', choices: [{ value: 'expert' }] });
});
