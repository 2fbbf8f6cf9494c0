import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';

describe('The settings of people’s data', () => {
  it('have an erasure wait a week, and name nobody, unless told', () => {
    expect(readConfig({}).privacy).toEqual({ erasureDelayDays: 7, contact: undefined, retention: {} });
    const set = {
      ERASURE_DELAY_DAYS: '0',
      PRIVACY_CONTACT: 'Awa, donnees@exemple.fr',
      RETENTION_FORMS_DAYS: '30',
    };
    expect(readConfig(set).privacy).toEqual({
      erasureDelayDays: 0,
      contact: 'Awa, donnees@exemple.fr',
      retention: { forms: 30 },
    });
  });

  it.each([
    ['ERASURE_DELAY_DAYS', '31', 'un nombre de jours, de 0 à 30'],
    ['ERASURE_DELAY_DAYS', 'bientôt', 'un nombre de jours, de 0 à 30'],
    ['RETENTION_CONVERSATIONS_DAYS', '0', 'un nombre de jours, de 1 à 3650'],
    ['RETENTION_FILES_DAYS', '1.5', 'un nombre de jours'],
    ['PRIVACY_CONTACT', '<script>', 'sans « < » ni « > »'],
  ])('refuse %s=%s in French', (name, value, said) => {
    expect(() => readConfig({ [name]: value })).toThrow(said);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
