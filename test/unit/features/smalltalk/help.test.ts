import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { companyRequestOf } from '#src/company/chat/request.ts';
import { directoryRequestOf } from '#src/features/directory/chat/request.ts';
import { privacyRequestOf } from '#src/features/privacy/rules/request.ts';
import { replyToIntent } from '#src/features/smalltalk/reply.ts';
import { trainingRequestOf } from '#src/features/training/chat/request.ts';
import { wishOfWords } from '#src/reader/exact-words.ts';
import { heardBy, taker } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

const help = (directoryIsOpen: boolean): string =>
  plainText(replyToIntent('help', 'que peux-tu faire ?', { kept: true, directoryIsOpen }).blocks);
const quoted = (text: string): string[] =>
  [...text.matchAll(/«\s*([^»]+?)\s*»/g)].map(([, words = '']) => words);

describe('The help', () => {
  it('names nothing that is not heard', () => {
    const named = quoted(help(true));
    expect(named.length).toBeGreaterThan(6);
    for (const text of named) {
      const content = { type: 'text', text } as const;
      const isHeard =
        wishOfWords(text) ??
        companyRequestOf(content) ??
        trainingRequestOf(content) ??
        directoryRequestOf(content) ??
        privacyRequestOf(content, undefined, false);
      expect(isHeard, text).toBeDefined();
    }
  });

  it('speaks of the search for a company only while the directory is open', () => {
    expect(help(true)).toContain('qui peut faire du nettoyage');
    expect(help(false)).not.toContain('qui peut faire du nettoyage');
  });

  it('is what a message gets that only calls or tries, and words and a wish beside it are heard', async () => {
    for (const text of ['Test.', '@Hotline', 'Hotline', 'allô ?']) {
      await using talk = await Talk.start();
      expect((await talk.tell(text))[0]?.text, text).toMatch(/^Bonjour, je suis la Hotline/);
    }
    expect(await taker({ type: 'text', text: '@Hotline m’inscrire' })).toMatchObject({
      feature: 'referencing',
    });
    const [heard] = await heardBy({ type: 'text', text: 'Test. Ai-je droit à une avance ?' });
    expect(heard?.ranked.map(({ feature }) => feature)).not.toContain('smalltalk');
  });

  it('is not said twice running', async () => {
    await using talk = await Talk.start();
    const [first] = await talk.tell('Test.');
    const [second] = await talk.tell('@Hotline');
    expect(second?.text).toMatch(/^Je suis là\./);
    expect(second?.buttons).toEqual(first?.buttons);
    expect((await talk.tell('bonjour'))[0]?.text).toBe(first?.text);
  });
});
