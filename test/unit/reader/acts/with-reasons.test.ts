import { describe, expect, it } from 'vitest';
import { withMarkedAsks } from '#src/reader/acts/marked-asks.ts';
import { withReasons } from '#src/reader/acts/with-reasons.ts';
import { cutByHand } from '#support/knowledge/cut-acts.ts';

const joined = (written: string) =>
  withReasons(cutByHand(written).acts).map(({ act, text }) => `${act}: ${text}`);

describe('What a wish is about', () => {
  it.each([
    'want: rappelez-moi demain matin | ask: au sujet de l’entreprise qui menace, car je ne veux pas me tromper ?',
    'want: vous pouvez me rappeler jeudi | ask: c’est pour la visite que j’ai ratée',
    'want: un conseiller peut m’appeler | tell: parce que la mairie me met des pénalités',
    'want: j’aimerais recevoir un message | ask: quand il y a un marché de mobilier qui sort',
  ])('is no question beside it: %s', (written) => {
    expect(joined(written)).toHaveLength(1);
  });

  it.each([
    'want: rappelez-moi demain. | ask: Pour une avance il faut combien ?',
    'want: rappelez-moi demain | ask: pour une avance il faut combien ?',
    'want: je voudrais savoir | ask: quand je serai payé',
    'want: rappelez-moi | ask: quand serai-je payé ?',
    'want: inscrivez-moi | ask: c’est gratuit ?',
  ])('is not what is asked: %s', (written) => {
    expect(joined(written)).toHaveLength(2);
  });
});

describe('« est-ce que », in the middle of what a message wants or tells', () => {
  it('asks, whatever the words before it do', () => {
    const cut = withMarkedAsks([
      { act: 'want', text: 'dites-moi d’abord est-ce que j’aurai les alertes, et est-ce que vous formez' },
      { act: 'want', text: 'est-ce qu’un expert peut m’appeler' },
    ]);
    expect(cut).toEqual([
      { act: 'want', text: 'dites-moi d’abord' },
      { act: 'ask', text: 'est-ce que j’aurai les alertes' },
      { act: 'ask', text: 'et est-ce que vous formez' },
      { act: 'want', text: 'est-ce qu’un expert peut m’appeler' },
    ]);
  });
});
