import { describe, expect, it } from 'vitest';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { Talk } from '#support/world/talk/talk.ts';

const JOIN = 'faites-moi une place chez vous';
const TOLD = 'et prévenez-moi des chantiers';
const CALL = 'sonnez-moi demain au 06';
const BOTH = `bon, ${JOIN} ${TOLD}`;
const CALL_TOO = `${JOIN}, ${CALL}`;
const ACTS = {
  [JOIN]: 'referencing.start',
  [TOLD]: 'alerts.start',
  [CALL]: 'expert.call-back',
  [BOTH]: 'alerts.start',
  [CALL_TOO]: 'referencing.start',
};
const PARTS = { [BOTH]: [JOIN, TOLD], [CALL_TOO]: [JOIN, CALL] };
const started = () => Talk.start(undefined, undefined, ACTS, PARTS);

const textOf = async (told: ReturnType<Talk['tell']>): Promise<string> =>
  (await told).map(({ text }) => text).join('\n');

describe('Two things wanted in one message', () => {
  it('are both done in one turn', async () => {
    await using talk = await started();
    const text = await textOf(talk.tell(BOTH));
    expect(text).toContain('Inscrivons votre entreprise');
    expect(text).toContain('Je garde votre demande d’alertes');
    expect(await talk.asked()).toBe('referencing');
    // What is asked stands last, above its buttons.
    expect(text.indexOf('SIRET')).toBeGreaterThan(text.indexOf('votre demande d’alertes'));
  });

  it('are both done where one is a person, whose case has its own words', async () => {
    await using talk = await started();
    const text = await textOf(talk.tell(CALL_TOO));
    expect(text).toContain('Inscrivons votre entreprise');
    expect(text).toContain('un expert de la Fabrique va reprendre votre demande');
    expect(await currentCase(talk.db, talk.id)).toBeDefined();
  });

  it('are not looked for in the answer to a question that waits', async () => {
    await using talk = await started();
    await talk.tell(JOIN);
    const said = await textOf(talk.tell(BOTH));
    expect(said).not.toContain('Inscrivons votre entreprise');
    expect(said).not.toContain('Reprenons votre référencement');
  });
});
