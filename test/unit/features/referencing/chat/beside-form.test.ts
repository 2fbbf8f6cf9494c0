import { describe, expect, it } from 'vitest';
import { Talk } from '#support/world/talk/talk.ts';

const SHOW = 'montre moi ce que t’as noté pr mon inscription';
const LATER = 'je finis après.';
const ALERTS = 'je veux des alertes quand y a des marchés traiteur dans le 78';
const CALL = 'vous pouvez me rappeler demain après 15h ?';
const BEFORE = 'avant jsuis en service';
/** What was learnt of these words. */
const WISHES: Readonly<Record<string, readonly [string, number]>> = {
  [SHOW]: ['referencing.show', 0.95],
  [LATER]: ['form.later', 0.7],
  [ALERTS]: ['alerts.start', 0.98],
  [`${LATER} ${ALERTS}`]: ['alerts.start', 0.95],
  [CALL]: ['expert.call-back', 0.98],
  [BEFORE]: ['form.back', 0.6],
  [`${CALL} ${BEFORE}`]: ['expert.call-back', 0.95],
};

/** Somebody whose sign-up asks for the legal form. */
async function filling(): Promise<Talk> {
  const acts = Object.fromEntries(Object.entries(WISHES).map(([text, [wish]]) => [text, wish]));
  const talk = await Talk.start(undefined, Date.UTC(2026, 10, 24, 9), acts, {}, async (words) => {
    const [wish, probability] = WISHES[words] ?? ['small-answer', 0.9];
    const rest = words.includes(ALERTS) ? [{ wish: 'alerts.start', probability: 0.03 }] : [];
    return [{ wish, probability }, ...rest];
  });
  for (const text of ['inscription', 'passer', 'Karima Traiteur']) await talk.tell(text);
  return talk;
}
const said = (told: Awaited<ReturnType<Talk['tell']>>) => told.map(({ text }) => text).join('\n');

describe('In the middle of the sign-up, who', () => {
  it('wants to see what is noted sees it, and is asked the question again', async () => {
    await using talk = await filling();
    const told = said(await talk.tell(SHOW));
    expect(told).toContain('Voici ce qui est déjà rempli');
    expect(told).toContain('Nom : Karima Traiteur');
    expect(told).toContain('Quelle est sa forme juridique');
  });

  it('finishes later and wants something else has both', async () => {
    await using talk = await filling();
    const told = said(await talk.tell(`${LATER} ${ALERTS}`));
    expect(told).toContain('C’est gardé');
    expect(told).toContain('alertes');
    expect(told).not.toContain('Quelle est sa forme juridique');
  });

  it('says when they can be called is not taken back in the form', async () => {
    await using talk = await filling();
    const told = said(await talk.tell(`${CALL} ${BEFORE}`));
    expect(told).toContain('Moment noté : demain après 15h');
    expect(told).not.toContain('Votre réponse actuelle');
  });
});
