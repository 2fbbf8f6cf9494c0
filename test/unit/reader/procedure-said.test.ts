import { describe, expect, it } from 'vitest';
import { fold } from '#src/platform/french/text-analysis.ts';
import { procedureSaid } from '#src/reader/procedure-said.ts';

const said = (text: string) => procedureSaid(fold(text));

describe('the procedure that a message says', () => {
  it.each([
    'c’est un mapa non alloti',
    'MAPA non européen',
    'MAPA non formalisé',
    'c’est un MAPA, non ?',
    'on est en mapa non ?',
    'c’est un MAPA et non un appel d’offres',
    'c’est un MAPA et non pas un appel d’offres',
    'en procédure adaptée, non négociée',
    'en procédure adaptée non négociable',
    'c’est une procédure non formalisée',
    'un mapa avec négociation',
    'un MAPA restreint',
    'un MAPA avec avis au JOUE',
    'un mapa financé par des fonds européens',
    'c’est légal en MAPA ou pas ?',
    'ils ont le droit en MAPA ou non ?',
    'ils ont fait un MAPA sans faire d’appel d’offres',
    'je suis en MAPA et je n’ai jamais fait de MAPA',
  ])('is adapted: « %s »', (text) => {
    expect(said(text).procedure).toBe('adapted');
  });

  it.each([
    'appel d’offres restreint non adapté',
    'c’est un appel d’offres et non un MAPA',
    'c’est un appel d’offres non restreint',
    'un appel d’offres, non ?',
    'c’est légal en appel d’offres ou pas ?',
    'c’est un MAPA ? non',
    'c’est pas un MAPA',
    'on n’est pas en procédure adaptée',
    'hors MAPA, en appel d’offres',
    'une procédure avec négociation',
  ])('is formal: « %s »', (text) => {
    expect(said(text).procedure).toBe('formal');
  });

  it.each([
    'à partir de combien on peut acheter sans MAPA ?',
    'je peux acheter 30 000 € sans procédure adaptée ?',
    'les 11 jours s’appliquent toujours sauf en MAPA ?',
    'les 11 jours valent hors MAPA, c’est ça ?',
    'j’ai jamais fait de MAPA',
    'je n’ai pas de MAPA en cours',
    'ils ne font pas de MAPA pour ça',
    'c’est pas forcément un mapa',
    'ce n’est plus un MAPA au-dessus de 216 000 €',
    'je croyais que c’était pas un MAPA',
    'c’est un MAPA ou pas ?',
    'MAPA ou pas, ils ont signé',
    'je n’ai jamais eu de procédure formalisée',
    'il y a une attente en MAPA ? non je crois',
  ])('is unknown: « %s »', (text) => {
    expect(said(text).procedure).toBeUndefined();
    expect(said(text).denied).not.toContain('adapted');
  });
});
