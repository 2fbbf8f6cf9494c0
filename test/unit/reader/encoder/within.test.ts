import { beforeAll, describe, expect, test } from 'vitest';
import { type Encoder, openEncoder } from '#src/reader/encoder/encoder.ts';
import { placeWithin, type Within, withinOf, withinText } from '#src/reader/encoder/within.ts';

const MESSAGE =
  'Ils veulent trois échantillons avant vendredi. Qui paie le transport ? et est-ce qu’on nous les rend ?';
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const placed = (question: string, message = MESSAGE) => {
  const within = placeWithin(question, message);
  return within && message.slice(within.from, within.until);
};

describe('where a question stands in its message', () => {
  test('is found whatever its capital, its marks and the spaces it lost', () => {
    expect(placed('Est-ce qu’on nous les rend')).toBe('est-ce qu’on nous les rend ?');
    expect(placed('qui paie le transport ?', 'bon.\nqui paie  le\ntransport, svp')).toBe(
      'qui paie  le\ntransport,',
    );
  });

  test.each(['qui paie les échantillons ?', '', '?'])(
    'is not said where it is not there: « %s »',
    (question) => {
      expect(placed(question)).toBeUndefined();
    },
  );

  test('is handed to the encoder and read back, whatever the message holds', () => {
    const within: Within = { message: 'a\u001fb\nc', from: 2, until: 5 };
    expect(withinOf(withinText(within))).toEqual(within);
  });
});

describe('a question read where it stands', () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await openEncoder();
  });

  test('keeps what it is of from the words around it', async () => {
    const within = placeWithin('est-ce qu’on nous les rend ?', MESSAGE) as Within;
    const inMessage = await encoder.encode(withinText(within), 'within');
    const alone = await encoder.encode('est-ce qu’on nous les rend ?', 'question');
    const samples = await encoder.encode(
      'comment récupérer mes échantillons après la consultation ?',
      'question',
    );
    expect(cosine(inMessage, inMessage)).toBeCloseTo(1, 3);
    expect(cosine(inMessage, samples)).toBeGreaterThan(cosine(alone, samples) + 0.05);
  });

  test('is nearer to what it asks than the other question of the message', async () => {
    const [paid, back] = await Promise.all(
      ['qui paie le transport ?', 'est-ce qu’on nous les rend ?'].map((question) =>
        encoder.encode(withinText(placeWithin(question, MESSAGE) as Within), 'within'),
      ),
    );
    const cost = await encoder.encode('qui paie le transport des échantillons ?', 'question');
    expect(cosine(paid as Float32Array, cost)).toBeGreaterThan(cosine(back as Float32Array, cost));
  });
});
