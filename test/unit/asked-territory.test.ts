import { describe, expect, it } from 'vitest';
import { withTerritory } from '#src/answer/asked-territory.ts';

describe('a question that asks who helps somewhere', () => {
  it.each([
    ["qui peut m'aider à Bondy ?", "qui peut m'aider à Seine-Saint-Denis, Île-de-France ?"],
    ["Qui m'accompagne à St-Ouen ?", "Qui m'accompagne à Seine-Saint-Denis, Île-de-France ?"],
    ['qui peut maider dans le 13', 'qui peut maider dans le Bouches-du-Rhône, Région Sud'],
    ['aide aux entreprises 93200', 'aide aux entreprises Seine-Saint-Denis, Île-de-France'],
    ['quel réseau pour un ESAT à Nice', 'quel réseau pour un ESAT à Alpes-Maritimes, Région Sud'],
    ["qui peut m'aider en PACA ?", "qui peut m'aider en Région Sud ?"],
    ['à qui m’adresser près de Toulouse ?', 'à qui m’adresser près de Occitanie ?'],
  ])('names the territory that pages know: « %s »', (asked, expected) => {
    expect(withTerritory(asked)).toBe(expected);
  });

  it('means the last of several places', () => {
    const joined = withTerritory("qui peut m'aider en Seine-Saint-Denis ? et à Lyon ?");
    expect(joined).toContain('Auvergne-Rhône-Alpes');
    expect(joined).not.toContain('Seine-Saint-Denis');
  });

  it.each([
    'La mairie de Bondy peut-elle m’acheter directement ?',
    "qui peut m'aider ?",
    'je suis aidé de deux apprentis, combien d’heures ?',
    "on m'aide à répondre, plaisir garanti",
  ])('and no other is left as it was typed: « %s »', (asked) => {
    expect(withTerritory(asked)).toBe(asked);
  });
});
