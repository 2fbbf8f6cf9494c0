import { describe, expect, it } from 'vitest';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { siretFrom } from '#support/world/people/sign-up.ts';
import { Talk } from '#support/world/talk/talk.ts';

const textOf = (told: readonly { readonly text: string }[]): string =>
  told.map(({ text }) => text).join('\n');

/** Goes through the sign-up up to its question on the headcount. */
async function toHeadcount(talk: Talk): Promise<string> {
  let said = textOf(await talk.tell('je veux m’inscrire.'));
  for (const answer of [
    `${siretFrom('777456789000')}.`,
    'Éco Prop.',
    'SAS.',
    '2015.',
    'Montreuil.',
    '80 k€.',
  ]) {
    if (/Combien/.test(said)) return said;
    said = textOf(await talk.tell(answer));
  }
  return said;
}

describe('What was just asked is heard first', () => {
  it('takes « 14 » for the headcount that the form asks, and moves no closing date', async () => {
    await using talk = await Talk.start();
    expect(textOf(await talk.tell('je veux parler à un humain.'))).toContain(
      'Quand ferme votre consultation',
    );
    expect(await talk.asked()).toBe('expert');
    await talk.tell('vendredi midi.');
    const before = await currentCase(talk.db, talk.id);
    expect(before?.deadline).toBeDefined();
    expect(await toHeadcount(talk)).toMatch(/Combien/);
    expect(await talk.asked()).toBe('referencing');
    expect(textOf(await talk.tell('14'))).toContain('Effectif : 10 à 49');
    expect((await currentCase(talk.db, talk.id))?.deadline).toEqual(before?.deadline);
  });

  it('also where the expert who is waited for asked the date, and was not answered', async () => {
    await using talk = await Talk.start();
    expect(textOf(await talk.tell('je veux parler à un humain.'))).toContain(
      'Quand ferme votre consultation',
    );
    await toHeadcount(talk);
    expect(textOf(await talk.tell('14'))).toContain('Effectif : 10 à 49');
    expect((await currentCase(talk.db, talk.id))?.deadline).toBeUndefined();
  });

  it('also after the answer to something else, when the form asks again', async () => {
    await using talk = await Talk.start();
    await toHeadcount(talk);
    expect(textOf(await talk.tell('je veux parler à un humain.'))).toContain(
      'Quand ferme votre consultation',
    );
    const again = await talk.tell('merci !');
    expect(textOf(again)).toMatch(/Combien/);
    expect(textOf(await talk.tell('14'))).toContain('Effectif : 10 à 49');
    expect((await currentCase(talk.db, talk.id))?.deadline).toBeUndefined();
  });

  it('takes « 28 » for the date that the expert has just asked, in the middle of the form', async () => {
    await using talk = await Talk.start();
    await toHeadcount(talk);
    await talk.tell('je veux parler à un humain.');
    const said = textOf(await talk.tell('28'));
    expect(said).not.toContain('Effectif');
    expect((await currentCase(talk.db, talk.id))?.deadline?.said).toContain('28 novembre');
  });

  it.each([
    ['passer', 'Passer'],
    ['Passer.', 'Passer'],
    ['PASSER !', 'Passer'],
  ])('takes « %s », typed as on the button of the form, for that button', async (typed, label) => {
    await using pressed = await Talk.start();
    await using written = await Talk.start();
    for (const talk of [pressed, written]) {
      await talk.tell('je veux parler à un humain.');
      await toHeadcount(talk);
      await talk.tell('14');
    }
    const find = async (talk: Talk) => {
      let told = await talk.tell('aide');
      for (let tries = 0; tries < 12; tries += 1) {
        const button = told.at(-1)?.buttons.find((one) => one.label === label);
        if (button) return button;
        told = await talk.tell(tries % 2 === 0 ? '80 k€.' : 'aucun.');
      }
      throw new Error('no question may be passed over');
    };
    const button = await find(pressed);
    await find(written);
    expect(await written.tell(typed)).toEqual(await pressed.tell(button));
  });

  it.each(['pas de date limite', 'Pas de date limite.'])(
    'takes « %s », typed as on the button of the expert’s question, for that button',
    async (typed) => {
      await using pressed = await Talk.start();
      await using written = await Talk.start();
      const [asked] = await pressed.tell('je veux parler à un humain.');
      await written.tell('je veux parler à un humain.');
      const button = asked?.buttons.find(({ value }) => value === 'case-no-deadline');
      expect(button?.label).toMatch(/pas de date limite/i);
      expect(await written.tell(typed)).toEqual(await pressed.tell(button ?? { value: '', label: '' }));
    },
  );
});
