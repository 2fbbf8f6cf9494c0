import { describe, expect, test } from 'vitest';
import { momentProposed } from '#src/features/expert/chat/moment-proposed.ts';

describe('the moment of a call, proposed as a question', () => {
  test.each([
    ['demain 12h30 ok ?', 'demain 12h30', ''],
    [
      'dmain 12h30 ok ? pause midi. et l inscription on fait koi',
      'dmain 12h30',
      'et l inscription on fait koi',
    ],
    ['jeudi matin c’est possible ? et c’est quoi le DC1 ?', 'jeudi matin', 'et c’est quoi le DC1 ?'],
    ['merci. vendredi à 10 h ça va ?', 'vendredi à 10 h', 'merci.'],
  ])('is heard, and what is said beside is left: %s', (text, when, rest) => {
    expect(momentProposed(text)).toMatchObject({ when, rest });
  });

  test.each([
    'demain 12h c’est trop tard pour déposer ?',
    'la visite est jeudi matin ?',
    'et si j’envoie à 12h05 c’est mort ?',
    'demain 12h30',
  ])('is none where more is asked of it, or nothing: %s', (text) => {
    expect(momentProposed(text)).toBeUndefined();
  });
});
