import { describe, expect, test } from 'vitest';
import { isIntroduction } from '#src/features/answers/introduction.ts';

describe('who asks', () => {
  test.each([
    'je suis traiteur',
    'bonjour, je suis plombier à Marseille',
    'on est une petite boîte de nettoyage',
    'nous sommes un ESAT',
  ])('is all that « %s » says', (text) => {
    expect(isIntroduction(text)).toBe(true);
  });

  test.each([
    'je suis traiteur, je peux répondre ?',
    'on est recalés',
    'je suis sous-traitant',
    'on est exclus du marché',
    'nous sommes en redressement judiciaire',
    'je suis auto-entrepreneur, quels papiers fournir',
    'on est trop petits',
    'retenue de garantie PME',
  ])('is not all that « %s » says', (text) => {
    expect(isIntroduction(text)).toBe(false);
  });
});
