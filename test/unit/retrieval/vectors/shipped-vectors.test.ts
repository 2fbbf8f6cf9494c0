import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  packVectors,
  readerKey,
  shippedVectors,
  unpackVectors,
} from '#src/retrieval/vectors/shipped-vectors.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const DIMENSION = 24;
const keyOf = (text: string) => readerKey('reader:test', { text, as: 'question' });
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: DIMENSION,
  maxLength: DIMENSION,
});

describe('a file of vectors', () => {
  test('gives each vector back, a byte a value, and none that it was not given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values, { maxKeys: 20 }), (given) => {
        const vectors = new Map(
          Object.entries(given)
            .filter(([, one]) => one.some((value) => Math.abs(value) > 1e-3))
            .map(([text, one]) => [keyOf(text), normalise(Float32Array.from(one))] as const),
        );
        const kept = unpackVectors(packVectors(vectors, DIMENSION));
        expect(kept.size).toBe(vectors.size);
        const read = new Float32Array(DIMENSION);
        for (const [key, vector] of vectors) {
          expect(kept.read(key, read)).toBe(true);
          expect(cosine(vector, read)).toBeGreaterThan(0.999);
        }
        const none = keyOf('what nobody gave it, surely');
        expect([kept.has(none), kept.read(none, read)]).toEqual([false, false]);
      }),
    );
  });

  test('is the same whatever the order in which vectors were made', () => {
    const made = ['un', 'deux', 'trois'].map(
      (text, at) => [keyOf(text), Float32Array.from({ length: DIMENSION }, (_, x) => x - at)] as const,
    );
    expect(packVectors(new Map(made.toReversed()), DIMENSION)).toEqual(packVectors(new Map(made), DIMENSION));
  });

  test('read and written again is the same, byte for byte: no page changed, no file does', () => {
    fc.assert(
      fc.property(values, (one) => {
        fc.pre(one.some((value) => Math.abs(value) > 1e-3));
        const key = keyOf('un');
        const bytes = packVectors(new Map([[key, normalise(Float32Array.from(one))]]), DIMENSION);
        const read = new Float32Array(DIMENSION);
        unpackVectors(bytes).read(key, read);
        expect(packVectors(new Map([[key, read]]), DIMENSION)).toEqual(bytes);
      }),
    );
  });

  test('that is cut short, or is something else, is refused; the reader then reads the pages itself', () => {
    const bytes = packVectors(new Map([[keyOf('un'), new Float32Array(DIMENSION).fill(1)]]), DIMENSION);
    expect(() => unpackVectors(bytes.subarray(0, -1))).toThrow('cut short');
    expect(() => unpackVectors(Buffer.from('version https://git-lfs'))).toThrow('not a file of vectors');
    using folder = tempFolder({ 'vectors.bin': new Uint8Array(bytes.subarray(0, -1)) });
    for (const name of ['vectors.bin', 'missing.bin'])
      expect(shippedVectors(pathToFileURL(`${folder.path}/${name}`)).has(keyOf('un'))).toBe(false);
  });

  test('knows a text by its reader and by what it is', () => {
    const text = 'Ai-je droit à une avance ?';
    const keys = [
      readerKey('reader:a', { text, as: 'question' }),
      readerKey('reader:b', { text, as: 'question' }),
      readerKey('reader:a', { text, as: 'passage' }),
    ];
    expect(new Set(keys).size).toBe(3);
  });
});
