import { describe, expect, it } from 'vitest';
import { toldToBuyer } from '#src/features/answers/compose/for-buyer.ts';

describe('The details of a section, told to a buyer', () => {
  it('are told without what is said to who bids', () => {
    const told = toldToBuyer([
      { type: 'paragraph', text: 'Une note décevante ne suffit pas. Rassemblez votre offre. Gardez-la.' },
      {
        type: 'paragraph',
        text: 'Interrogez l’acheteur par la plateforme. Faites-le tôt.'.replaceAll('’', "'"),
      },
      { type: 'list', items: ['le contrat est écrit ;', 'relisez votre candidature ;'] },
      { type: 'paragraph', text: 'Exemple : un courrier reçu en mars. Votre mémoire arrive en mai.' },
    ]);
    expect(told).toEqual([
      { type: 'paragraph', text: 'Une note décevante ne suffit pas.' },
      { type: 'list', items: ['le contrat est écrit ;'] },
    ]);
  });

  it('are whole where they say nothing to who bids', () => {
    const details = [{ type: 'paragraph' as const, text: 'L’attente est de onze jours. Signez ensuite.' }];
    expect(toldToBuyer(details)).toEqual(details);
  });
});
