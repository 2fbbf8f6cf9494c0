import { describe, expect, it } from 'vitest';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NONE = 'quelle consultation ? je veux juste être payée';
const AGAIN = 'je préfère qu’on me rappelle lundi';
const started = () => Talk.start(undefined, undefined, { [NONE]: 'form.skip', [AGAIN]: 'expert.call-back' });
const textOf = async (told: ReturnType<Talk['tell']>): Promise<string> =>
  (await told).map(({ text }) => text).join('\n');
const ASKS = 'Quand ferme votre consultation';

describe('The closing date, asked of who wants a person', () => {
  it('is none, for who says in any words that nothing closes', async () => {
    await using talk = await started();
    expect(await textOf(talk.tell('je veux parler à un humain !'))).toContain(ASKS);
    expect(await textOf(talk.tell(NONE))).toContain('Pas de date limite : c’est noté.');
    expect((await currentCase(talk.db, talk.id))?.deadline).toBeUndefined();
  });

  it('is asked once a case', async () => {
    await using talk = await started();
    expect(await textOf(talk.tell('je veux parler à un humain !'))).toContain(ASKS);
    const again = await textOf(talk.tell(AGAIN));
    expect(again).toContain('Votre dossier est déjà ouvert');
    expect(again).not.toContain(ASKS);
  });

  it.each([
    ['non c’est pas le 4, c’est le 11 décembre, je vous l’avais dit', 11],
    ['c’est mardi 8, pas vendredi', 8],
    ['pas le 04/12, le 9 décembre', 9],
  ])('is put right by who denies the day that was noted, whatever form waits: « %s »', async (said, day) => {
    await using talk = await started();
    await talk.tell('je veux référencer mon entreprise');
    await talk.tell('je veux parler à un humain, ça ferme vendredi 4 décembre 2026 à midi');
    expect((await currentCase(talk.db, talk.id))?.deadline?.said).toContain('4 décembre');
    const text = await textOf(talk.tell(said));
    expect(text).toContain(`Date limite notée : le ${day} décembre`);
    expect((await currentCase(talk.db, talk.id))?.deadline?.said).toContain(`${day} décembre`);
    // … and once more.
    await talk.tell(`ah non, pas le ${day}, le 15 décembre`);
    expect((await currentCase(talk.db, talk.id))?.deadline?.said).toContain('15 décembre');
  });

  it('is the limit that was said, and not when they mean to hand in', async () => {
    await using talk = await started();
    await talk.tell('La limite est le vendredi 4 décembre 2026 à 12 h.');
    await talk.tell('On dépose le vendredi 4 décembre 2026 à 11 h 50, c’est bon ?');
    await talk.tell('je veux parler à un humain !');
    const limit = async () => (await currentCase(talk.db, talk.id))?.deadline?.said;
    expect(await limit()).toBe('le vendredi 4 décembre à 12 h');
    await talk.tell('on dépose le 4 décembre 2026 à 11 h 30');
    expect(await limit()).toBe('le vendredi 4 décembre à 12 h');
  });

  it('stays where the day of a call is moved', async () => {
    await using talk = await started();
    await talk.tell('je veux parler à un humain, ça ferme vendredi 4 décembre 2026 à midi');
    await talk.tell('appelez-moi au 06 12 34 56 78 vendredi à 10 h');
    await talk.tell('finalement pas vendredi, plutôt mardi 8 décembre à 15 h');
    expect((await currentCase(talk.db, talk.id))?.deadline?.said).toContain('4 décembre');
  });
});
