import { describe, expect, it } from 'vitest';
import { learntAs, taker } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

/** Word for word: it is checked by people who know, and changes only with them. */
const DYING = [
  'Ce que vous écrivez est grave, et je ne suis qu’un programme. Parlez à quelqu’un maintenant : appelez le 3114, le numéro national de prévention du suicide. C’est gratuit, jour et nuit.',
  'En cas de danger immédiat, appelez le 15 ou le 112.',
  'Vos soucis d’entreprise ont des solutions, et elles peuvent attendre demain. Une personne de l’équipe peut aussi vous répondre ici.',
].join('\n\n');
const FORM = 'je veux m’inscrire.';

describe('Words about dying', () => {
  const text = 'je n’en peux plus, je n’ai plus envie de vivre';

  it('get the fixed text, alone, with a person beside', async () => {
    await using talk = await Talk.start();
    const told = await talk.tell(text);
    expect(told.map((one) => one.text)).toEqual([DYING]);
    expect(told[0]?.buttons.map(({ value }) => value)).toEqual(['expert']);
  });

  it('get it while a form waits for an answer, and the form asks nothing then; it goes on after', async () => {
    await using talk = await Talk.start();
    const [asked] = await talk.tell(FORM);
    expect(await talk.asked()).toBe('referencing');
    expect((await talk.tell(text)).map((one) => one.text)).toEqual([DYING]);
    const [again] = await talk.tell('reprendre');
    expect(again?.text).toContain(asked?.text.split('\n').at(-1));
  });

  it.each([
    ['effacez tout ce que vous savez de moi, je vais me suicider', {}],
    ['je veux parler à un humain, je veux mourir', {}],
    ['je veux mourir', { mode: 'human' }],
    ['je veux mourir', { mode: 'waiting', state: { asking: 'deadline', asked: 'expert' } }],
    ['je veux mourir', { learnt: learntAs('privacy.erase') }],
  ] as const)(
    'get it whatever else is said, and whoever holds the conversation: « %s » %j',
    async (said, setting) => {
      expect(await taker({ type: 'text', text: said }, setting)).toMatchObject({
        feature: 'dying',
        isBeside: true,
      });
    },
  );
});

describe('What was learnt', () => {
  it.each([
    ['thanks', 'mille mercis pour ce coup de pouce', 'Avec plaisir.'],
    ['goodbye-or-ok', 'ça roule, à la prochaine', 'Au revoir'],
    ['complaint', 'vous ne servez vraiment à rien', 'Pardon, je ne vous ai pas bien répondu.'],
    ['help', 'je suis un peu perdu avec votre truc', 'Je réponds aux questions'],
    ['identity', 'on cause à qui, là ?', 'un assistant automatique'],
    ['greeting', 'bien le bonjour à la compagnie', 'Bonjour, je suis la Hotline'],
    ['expert.status', 'et mon dossier, il avance ?', 'aucune demande en cours'],
  ])('« %s » is answered: %s', async (act, text, words) => {
    await using talk = await Talk.start(undefined, undefined, { [text]: act });
    const [told, ...others] = await talk.tell(text);
    expect(others).toEqual([]);
    expect(told?.text).toContain(words);
  });

  it('is distress: short, what to do today, a person, and no form asks again', async () => {
    const text = 'l’huissier passe jeudi, je vais tout perdre, je dors plus';
    await using talk = await Talk.start(undefined, undefined, { [text]: 'distress' });
    await talk.tell(FORM);
    const [told, ...others] = await talk.tell(text);
    expect(others).toEqual([]);
    expect(told?.text).toContain('vous n’avez pas à la porter seul');
    expect(told?.text).toContain('Aujourd’hui, gardez tous les courriers reçus');
    expect(told?.text).not.toContain('3114');
    expect(told?.buttons.map(({ value }) => value)).toEqual(['expert']);
  });

  it('is the wish to link two channels', async () => {
    expect(
      await taker(
        { type: 'text', text: 'je veux retrouver tout ça sur mon téléphone' },
        { learnt: learntAs('link.channels', 0.7) },
      ),
    ).toMatchObject({ feature: 'linking', turn: { type: 'ask' }, ground: 'meant', probability: 0.7 });
  });
});
