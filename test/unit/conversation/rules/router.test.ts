import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Route, route } from '#src/conversation/rules/router.ts';

const typed = (text: string): Route => route('bot', { type: 'text', text });
const pressed = (value: string, label: string): Route => route('bot', { type: 'action', value, label });

describe('The router', () => {
  it('leaves everything to the person who holds the conversation, commands and wishes included', () => {
    const words = ['ai-je droit à une avance ?', 'je veux parler à un humain', '/aide', 'bonjour'];
    for (const text of words) expect(route('human', { type: 'text', text })).toEqual({ to: 'person' });
    const button = { type: 'action', value: 'expert', label: 'Parler à un expert' } as const;
    expect(route('human', button)).toEqual({ to: 'person' });
  });

  it('goes on answering while nobody has taken the conversation yet', () => {
    const text = 'ai-je droit à une avance ?';
    expect(route('waiting', { type: 'text', text })).toEqual({ to: 'question', text });
  });

  it.each(['Terminé', 'terminé !', 'C’est terminé ?', 'on a terminé'])(
    'hears « %s » said to an expert as words for them, not as the end of the exchange',
    (text) => expect(route('human', { type: 'text', text })).toEqual({ to: 'person' }),
  );

  it.each([
    'à vendredi',
    'merci, à lundi',
    '12 salariés',
    'demain je suis absent toute la journée du matin au soir ?',
  ])('takes no closing date from « %s » while an expert is waited for', (text) =>
    expect(
      route('waiting', { type: 'text', text }, { for: undefined, now: Date.parse('2026-11-24T09:00:00Z') }),
    ).not.toMatchObject({ to: 'deadline' }),
  );

  it('takes words for a question unless they are a clear wish, and hands them over as typed', () => {
    const question = '  Ai-je droit à une avance ??\n';
    expect(typed(question)).toEqual({ to: 'question', text: question });
    const wish = 'Je veux parler à un Humain !';
    expect(typed(wish)).toEqual({ to: 'intent', intent: 'handoff', text: wish });
  });

  it.each([
    ['/expert', 'handoff'],
    ['/aide', 'help'],
    [' /AIDE ', 'help'],
    ['/inscription', 'referencing'],
    ['/alertes', 'alerts'],
    ['/donnees', 'privacy'],
    ['/données', 'privacy'],
    ['/suivi', 'status'],
  ])('obeys the command « %s », with its sign and without', (text, intent) => {
    for (const said of [text, text.replace('/', '')])
      expect(typed(said)).toEqual({ to: 'intent', intent, text: said });
  });

  it.each(['/inconnu', '/aide svp', 'aide/expert', '/', '//'])(
    'does not take « %s » for a command',
    (text) => {
      expect(typed(text)).toEqual({ to: 'question', text });
    },
  );

  it('obeys a button by its value and keeps its label as the words', () => {
    const text = 'Parler à un expert';
    expect(pressed('expert', text)).toEqual({ to: 'intent', intent: 'handoff', text });
    expect(pressed('suivi', 'Où en est ma demande ?')).toMatchObject({ intent: 'status' });
  });

  it('asks the label of a button it does not know, so that an old button still works', () => {
    const label = 'Et pour les travaux ?';
    expect(pressed('disparu', label)).toEqual({ to: 'question', text: label });
  });

  it('does not take what every object has for a command', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      expect(pressed(name, 'une question ?')).toEqual({ to: 'question', text: 'une question ?' });
      expect(typed(`/${name}`)).toEqual({ to: 'question', text: `/${name}` });
    }
  });

  it('finds a way for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const decided = typed(text);
        expect(decided).toMatchObject({ text });
      }),
    );
  });
});
