import { describe, expect, it } from 'vitest';
import { saysTheSame } from '#src/features/answers/chat/again.ts';

describe('A text that was just said', () => {
  it.each([
    ['Oui, c’est permis.', 'Oui, c’est permis.', true],
    ['Oui, c’est permis.', 'C’est permis.', true],
    ['C’est permis.', 'Non : c’est permis.', true],
    ['Oui, c’est permis.', 'Non, c’est permis.', false],
    ['Non, il faut une annonce. Voyez le seuil.', 'Oui, il faut une annonce.', false],
    ['Il faut une annonce.', 'Il ne faut rien.', false],
  ])('« %s », then « %s »: the same, %s', (before, now, same) => {
    expect(saysTheSame(before, now)).toBe(same);
  });
});
