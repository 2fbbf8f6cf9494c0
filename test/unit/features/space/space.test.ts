import { describe, expect, it } from 'vitest';
import { spaceFeature } from '#src/features/space/feature.ts';
import { saveBrowser } from '#src/person/store/browsers.ts';
import { learntAs, taker } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);

/** What is told to a text that wants something, on the page. */
const told = async (text: string, act: string, mailIsOn = true) => {
  await using talk = await Talk.start([spaceFeature({ mailIsOn })], NOW, { [text]: act });
  const [first, ...others] = await talk.tell(text);
  expect(others).toEqual([]);
  return { text: first?.text, buttons: first?.buttons.map(({ value }) => value) };
};

describe('One’s own space, on the page', () => {
  it.each([
    ['space.find', 'je retrouve plus rien sur ce PC', 'code à six chiffres', 'space-find'],
    ['space.not-me', 'ces échanges sont à ma collègue', 'pressez « Ce n’est pas moi »', 'space-not-me'],
    ['space.new', 'on repart sur une page blanche', 'reste dans le menu', 'space-new'],
  ])(
    '%s, « %s », is a button that the page does: nothing is opened or closed by words',
    async (act, text, words, button) => {
      const said = await told(text, act);
      expect(said.text).toContain(words);
      expect(said.buttons).toEqual([button]);
      const heard = await taker({ type: 'text', text }, { learnt: learntAs(act, 0.7) });
      expect(heard).toMatchObject({ feature: 'space', ground: 'meant', probability: 0.7 });
    },
  );

  it('is not promised by mail where no mail can be sent', async () => {
    const said = await told('je retrouve plus rien sur ce PC', 'space.find', false);
    expect(said.text).toContain('ce service n’est pas ouvert');
    expect(said.buttons).toEqual(['expert']);
  });

  it('is asked about where it is plain that it is meant, and not which of it', async () => {
    const text = 'et mes échanges là-dessus ?';
    const learnt = [{ wish: 'space', probability: 0.6 }];
    expect(await taker({ type: 'text', text }, { learnt })).toMatchObject({
      feature: 'space',
      turn: 'which',
    });
  });

  it.each(['mes données', 'où en est ma demande', 'je veux m’inscrire', '/alertes'])(
    'waits for a code after a long time away: « %s »',
    async (text) => {
      await using talk = await Talk.start(undefined, NOW);
      await talk.db.tx((tx) =>
        saveBrowser(tx, { key: 'anne', conversationKey: 'anne', isAway: true, now: NOW }),
      );
      const [first, ...others] = await talk.tell(text);
      expect(others).toEqual([]);
      expect(first?.text).toContain('je demande un code');
      expect(first?.buttons.map(({ value }) => value)).toEqual(['space-find', 'space-not-me']);
    },
  );
});
