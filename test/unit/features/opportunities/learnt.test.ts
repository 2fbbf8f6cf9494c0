import { describe, expect, it } from 'vitest';
import { Talk } from '#support/world/talk/talk.ts';

describe('Alerts, by what was learnt', () => {
  it.each([
    [
      'alerts.start',
      'tenez-moi au courant des chantiers du coin',
      'Leur réglage par conversation n’est pas encore ouvert',
    ],
    [
      'alerts.tune',
      'que les gros lots, et moins souvent',
      'Leur réglage par conversation n’est pas encore ouvert',
    ],
    ['alerts.stop', 'arrêtez de m’inonder', 'vous ne voulez pas, ou plus, recevoir d’alertes'],
  ])('« %s » is told what is true, and kept for the team: %s', async (act, text, words) => {
    await using talk = await Talk.start(undefined, undefined, { [text]: act });
    const [told] = await talk.tell(text);
    expect(told?.kind).toBe('alerts');
    expect(told?.text).toContain(words);
    expect(told?.text).toContain('Je garde votre demande (alertes)');
    expect(told?.buttons.map(({ value }) => value)).toEqual(['expert']);
    const [status] = await talk.tell('où en est ma demande ?');
    expect(status?.text).toContain('Alertes');
  });
});
