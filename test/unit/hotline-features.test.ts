import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundContent } from '#src/channel/port.ts';
import { type Setting, taker } from '#support/store/read-here.ts';

const typed = (text: string, setting?: Setting) => taker({ type: 'text', text }, setting);
const pressed = (value: string, label: string) => taker({ type: 'action', value, label });
const named = async (content: InboundContent, setting?: Setting) => (await taker(content, setting))?.feature;

describe('The precedence', () => {
  it('leaves everything to the person who holds the conversation, commands and wishes included', async () => {
    const words = ['ai-je droit à une avance ?', 'je veux parler à un humain', '/aide', 'bonjour'];
    for (const text of words) expect(await typed(text, { mode: 'human' })).toBeUndefined();
    const button = { type: 'action', value: 'expert', label: 'Parler à un expert' } as const;
    expect(await taker(button, { mode: 'human' })).toBeUndefined();
  });

  it('goes on answering while nobody has taken the conversation yet', async () => {
    const text = 'ai-je droit à une avance ?';
    const heard = await typed(text, { mode: 'waiting' });
    expect(heard).toMatchObject({ ground: 'answer', turn: { text } });
  });

  it.each(['Terminé', 'terminé !', 'C’est terminé ?', 'on a terminé'])(
    'hears « %s » said to an expert as words for them, not as the end of the exchange',
    async (text) => expect(await typed(text, { mode: 'human' })).toBeUndefined(),
  );

  it.each([
    'à vendredi',
    'merci, à lundi',
    '12 salariés',
    'demain je suis absent toute la journée du matin au soir ?',
  ])('takes no closing date from « %s » while an expert is waited for', async (text) =>
    expect(await typed(text, { mode: 'waiting' })).not.toMatchObject({ turn: { type: 'deadline' } }),
  );

  it('takes words for a question unless they are a clear wish, and hands them over as typed', async () => {
    const question = 'Ai-je droit à une avance ??';
    expect(await typed(question)).toMatchObject({ ground: 'answer', turn: { text: question } });
    const wish = 'Je veux parler à un Humain !';
    expect(await typed(wish)).toMatchObject({ feature: 'expert', turn: { type: 'open', text: wish } });
  });

  it.each([
    ['/expert', 'expert'],
    ['/aide', 'smalltalk'],
    [' /AIDE ', 'smalltalk'],
    ['/inscription', 'referencing'],
    ['/alertes', 'opportunities'],
    ['/donnees', 'privacy'],
    ['/données', 'privacy'],
    ['/suivi', 'smalltalk'],
  ])('obeys the command « %s », with its sign and without', async (text, feature) => {
    for (const said of [text, text.replace('/', '')])
      expect((await typed(said))?.feature, said).toBe(feature);
  });

  it.each(['/inconnu', '/aide svp', 'aide/expert', '/', '//'])(
    'does not take « %s » for a command',
    async (text) => {
      expect(await typed(text)).toMatchObject({ ground: 'answer', turn: { text } });
    },
  );

  it('obeys a button by its value and keeps its label as the words', async () => {
    const text = 'Parler à un expert';
    expect(await pressed('expert', text)).toMatchObject({ feature: 'expert', turn: { type: 'open', text } });
    expect(await pressed('suivi', 'Où en est ma demande ?')).toMatchObject({ turn: { wish: 'status' } });
  });

  it('asks the label of a button it does not know, so that an old button still works', async () => {
    const label = 'Et pour les travaux ?';
    expect(await pressed('disparu', label)).toMatchObject({ ground: 'answer', turn: { text: label } });
  });

  it('does not take what every object has for a command', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      expect(await pressed(name, 'une question ?')).toMatchObject({ turn: { text: 'une question ?' } });
      expect(await typed(`/${name}`)).toMatchObject({ ground: 'answer', turn: { text: `/${name}` } });
    }
  });

  it('finds a way for any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 600 }), async (text) => {
        expect(await named({ type: 'text', text })).toEqual(expect.any(String));
      }),
    );
  });
});
