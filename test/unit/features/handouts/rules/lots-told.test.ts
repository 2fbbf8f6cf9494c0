import { describe, expect, it } from 'vitest';
import { lotsIn, ofLot, toldOfLots, withLots } from '#src/features/handouts/rules/lots-told.ts';
import { purchaseTold } from '#src/features/handouts/rules/purchase.ts';

const BOTH = 'Le lot 2 c’est nous toutes seules, le groupement avec Diallo c’est le lot 1.';

describe('Lots that are told of', () => {
  it.each([
    ['lot 2', ['2']],
    ['les lots 1 et 3', ['1', '3']],
    ['je fais lot 1 et lot 3', ['1', '3']],
    ['lot n° 4', ['4']],
    ['2 lots', []],
  ])('are read in « %s »', (text, lots) => {
    expect(lotsIn(text)).toEqual(lots);
  });

  it('each keep what is told of them', () => {
    expect(ofLot(BOTH, '2')).toBe('Le lot 2 c’est nous toutes seules,');
    expect(ofLot(BOTH, '1')).toBe(' le groupement avec Diallo c’est le lot 1.');
    expect(ofLot(BOTH, undefined)).toBe('');
    expect(ofLot('On est une association, le lot 1 est à deux, en groupement.', undefined)).toBe(
      'On est une association,',
    );
    expect(ofLot('On répond en groupement.', '2')).toBe('On répond en groupement.');
  });

  it('go on in the sentences that name none', () => {
    expect(withLots(['On est deux.', 'Le lot 1 est ouvert.', 'On signe en groupement.'])).toEqual([
      'On est deux.',
      'Le lot 1 est ouvert.',
      'lot 1 : On signe en groupement.',
    ]);
    expect(toldOfLots(`${BOTH} Et pour les critères, quel papier ?`)).toBe(BOTH);
  });

  it('are none that is surely meant, where several were spoken of', () => {
    expect(purchaseTold(['on est prêts', BOTH, 'on vise le lot 2']).lot).toBeUndefined();
    expect(purchaseTold(['finalement le lot 3', BOTH]).lot).toBeUndefined();
    expect(purchaseTold(['le lot 3 est réservé', 'on vise le lot 3']).lot).toBe('3');
  });

  it('are read in a time that grows as the text does', () => {
    const started = performance.now();
    ofLot('lot 1 et le lot 2, '.repeat(1_500), '1');
    lotsIn('lot 1 , 2 , '.repeat(2_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
