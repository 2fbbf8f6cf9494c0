import { describe, expect, it } from 'vitest';
import { withTerritory } from '#src/reader/asked-territory.ts';

describe('a question that asks who helps somewhere', () => {
  it.each([
    ["qui peut m'aider à Bondy ?", "qui peut m'aider à Seine-Saint-Denis, Île-de-France ?"],
    ["Qui m'accompagne à St-Ouen ?", "Qui m'accompagne à Seine-Saint-Denis, Île-de-France ?"],
    ['qui peut maider dans le 13', 'qui peut maider dans le Bouches-du-Rhône, Région Sud'],
    [
      'qui maide dans le 93 pour un marché',
      'qui maide dans le Seine-Saint-Denis, Île-de-France pour un marché',
    ],
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
    'Le maire soutient qu’à 70 000 € HT de tonte il peut me prendre en direct. Il a raison ?',
    'qui contacter pour un marché du 25 mai ?',
    'qui contacter pour un marché à 60 000 € ?',
    'qui contacter pour un devis de 13000 euros',
    "on m'aide à répondre, plaisir garanti",
  ])('and no other is left as it was typed: « %s »', (asked) => {
    expect(withTerritory(asked)).toBe(asked);
  });
});
