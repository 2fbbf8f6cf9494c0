import { describe, expect, it } from 'vitest';
import { Talk } from '#support/world/talk/talk.ts';

const YES = 'oui effacez tout, mais pourquoi 7 jours et d’ici là qui peut lire ce que j’ai écrit';

/** Somebody who is asked whether they confirm the erasure of all they said. */
async function asked(): Promise<Talk> {
  const wishOf = (words: string) => (/^(?:oui|ok)\b[^?]{0,20}$/.test(words) ? 'small-answer' : 'question');
  const talk = await Talk.start(undefined, Date.UTC(2026, 10, 24, 9), {}, {}, async (words) => [
    { wish: wishOf(words), probability: 0.95 },
  ]);
  const told = await talk.tell('supprimez mes données');
  expect(told.map(({ text }) => text).join('\n')).toContain('Confirmez-vous ?');
  return talk;
}
const scheduled = ({ db }: Talk) => db.query("SELECT id FROM erasure WHERE state = 'scheduled'");
const said = (told: Awaited<ReturnType<Talk['tell']>>) => told.map(({ text }) => text).join('\n');

describe('Who confirms that all is erased, and asks something', () => {
  it('has it erased, and their question answered', async () => {
    await using talk = await asked();
    const told = said(await talk.tell(YES));
    expect(told).toContain('Vos données seront supprimées');
    expect(told).toContain('pendant lequel vous pouvez changer d’avis');
    expect(told).toContain('Les experts de la Fabrique lisent la conversation');
    expect(await scheduled(talk)).toHaveLength(1);
  });

  it.each([
    'oui mais non',
    'oui enfin attendez',
    'oui je comprends mais est-ce que je perds tout ?',
    'oui, mais est-ce que je perds mon dossier ?',
    'oui, attendez demain',
    'ok mais d’abord, qui peut lire ça ?',
  ])('has nothing erased by « %s »', async (text) => {
    await using talk = await asked();
    await talk.tell(text);
    expect(await scheduled(talk)).toEqual([]);
  });
});
