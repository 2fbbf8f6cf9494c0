import { describe, expect, it } from 'vitest';
import { bareClosing } from '#src/conversation/rules/bare-closing.ts';

const NOW = Date.UTC(2026, 11, 3, 9);

describe('A closing that was asked for', () => {
  it.each([
    ['le 12 decembre a midi', true],
    ['c’est le 12 décembre à midi, merci', true],
    ['date limite 12/12/2026 12:00', true],
    ['cest le 12 decembre a midi. dans leur truc ya RC CCAP jcomprend rien', false],
    ['12 décembre 12h, et on est deux', false],
  ])('is told by « %s »', (text, isAll) => {
    expect(bareClosing(text, NOW)).toMatchObject({
      closing: { said: 'le samedi 12 décembre à 12 h', certain: true },
      isAll,
    });
  });

  it.each([
    'on a signé le 3 mars, est-ce que je peux avoir une avance ?',
    'la visite est le 8 décembre à 10 h',
    'je ne sais pas',
    'le 1er décembre 2025 à midi',
  ])('is not told by « %s »', (text) => {
    expect(bareClosing(text, NOW)).toBeUndefined();
  });
});
