import { describe, expect, it } from 'vitest';
import { believed } from '#src/reader/courtesies.ts';

const DISTRESS = [{ wish: 'distress', act: 'distress', probability: 0.95 }];

describe('A money worry', () => {
  it.each([
    'ok et comment je suis payee vite moi jai que 2 salaries je peux pas avancer',
    'ils payent quand, moi je peux pas avancer la marchandise',
    'on est deux, combien de temps pour être réglés ?',
    'comment avoir une avance, j’ai pas de trésorerie',
  ])('that asks how one is paid is a question: « %s »', (text) => {
    expect(believed(DISTRESS, text)).toEqual([]);
  });

  it.each([
    'ils nous paient quand, jen peux plus je craque',
    'comment être payé, la mairie paie pas et je vais tout perdre',
    'je coule, comment obtenir mon paiement',
    'la facture est pas payée depuis 4 mois je dors plus comment je fais',
    'j’arrive plus à payer mes gars et la mairie nous doit tout',
    'Mes ouvriers ne seront pas payés et j’ai honte.',
    'On n’a plus de trésorerie, les salaires tombent vendredi et la ville ne nous paie pas.',
    'Comment on fait quand on est ruiné ? La commune doit nous verser 60 000 €.',
    'on va déposer le bilan, quand est-ce qu’ils paient',
    'je peux pas avancer, je sais plus quoi faire',
  ])('is distress where it says how somebody is: « %s »', (text) => {
    expect(believed(DISTRESS, text)).toEqual(DISTRESS);
  });
});
