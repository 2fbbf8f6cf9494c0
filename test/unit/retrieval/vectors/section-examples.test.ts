import { describe, expect, it } from 'vitest';
import { readMetadata } from '#src/reader/encoder/metadata.ts';
import { packExamples, shippedExamples, unpackExamples } from '#src/retrieval/vectors/section-examples.ts';

/** A section that ships, of which people ask in many words. */
const SHIPPED = 'guides/delais-de-paiement#en-combien-de-temps-une-mairie-ou-l-etat-doit-il-payer-ma-facture';
const file = packExamples(
  { reader: 'reader:test', dimension: 2 },
  new Map([
    ['a#1', [Float32Array.from([1, 0]), Float32Array.from([0.6, 0.8])]],
    ['é#2', [Float32Array.from([0, -1])]],
  ]),
);

describe('Messages that a section answers', () => {
  it('are read as they were written, each section its own', () => {
    const { of, reader } = unpackExamples(file);
    expect(reader).toBe('reader:test');
    const [first, second] = of('a#1');
    expect([...(first ?? [])]).toEqual([1, 0]);
    expect(second?.[0]).toBeCloseTo(0.6, 2);
    expect(second?.[1]).toBeCloseTo(0.8, 2);
    expect(of('é#2').map((one) => [...one])).toEqual([[0, -1]]);
    expect(of('b#3')).toEqual([]);
  });

  it('of a file that is cut short are refused', () => {
    expect(() => unpackExamples(file.subarray(0, -1))).toThrow('cut short');
  });

  it('ship with the reader, and are not used with another one', () => {
    const { digest, dimension } = readMetadata();
    expect(shippedExamples(`reader:${digest}`)(SHIPPED)[0]).toHaveLength(dimension);
    expect(shippedExamples('reader:another')(SHIPPED)).toEqual([]);
  });
});
