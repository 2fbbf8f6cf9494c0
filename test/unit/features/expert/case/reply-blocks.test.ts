import { expect, test } from 'vitest';
import { expertBlocks } from '#src/features/expert/case/reply-blocks.ts';

test('what an expert types keeps its paragraphs, its lines and its lists', () => {
  const text =
    'Bonjour,\n\nEnvoyez-moi :\n- le lien ;\n- l’article qui vous gêne.\nMerci.\n\nNadia\nLa Fabrique';
  expect(expertBlocks(text)).toEqual([
    { type: 'paragraph', text: [{ text: 'Bonjour,' }] },
    { type: 'paragraph', text: [{ text: 'Envoyez-moi :' }] },
    { type: 'list', items: [[{ text: 'le lien ;' }], [{ text: 'l’article qui vous gêne.' }]] },
    { type: 'paragraph', text: [{ text: 'Merci.' }] },
    { type: 'paragraph', text: [{ text: 'Nadia\nLa Fabrique' }] },
  ]);
});

test('a list whose lines are apart is still one list a part, and a number below zero is a number', () => {
  expect(expertBlocks('• un\n\n• deux')).toEqual([
    { type: 'list', items: [[{ text: 'un' }]] },
    { type: 'list', items: [[{ text: 'deux' }]] },
  ]);
  expect(expertBlocks('-5 % par an')).toEqual([{ type: 'paragraph', text: [{ text: '-5 % par an' }] }]);
});
