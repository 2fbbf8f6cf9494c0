import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '#src/reader/encoder/metadata.ts';
import { makeMeaningIndex } from '#src/retrieval/vectors/meaning-index.ts';
import {
  packProfiles,
  SHIPPED_PROFILES,
  shippedProfiles,
  unpackProfiles,
} from '#src/retrieval/vectors/section-profiles.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const DIMENSION = 4;
/** A section that ships. */
const SHIPPED = 'guides/sous-traitance-regles#puis-je-sous-traiter-la-totalite-du-marche';

/** A file of profiles, byte by byte. */
function packed(sections: readonly { key: string; step: number; bias: number; values: readonly number[] }[]) {
  const head = {
    reader: 'reader:test',
    dimension: DIMENSION,
    bias: 0.25,
    mean: 1,
    sections: sections.map(({ key }) => key),
  };
  const rows = sections.map(({ step, bias, values }) => {
    const row = Buffer.alloc(8 + DIMENSION);
    row.writeFloatLE(step, 0);
    row.writeFloatLE(bias, 4);
    for (const [at, value] of values.entries()) row.writeInt8(value, 8 + at);
    return row;
  });
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...rows]);
}

describe('What sets sections apart', () => {
  const file = packed([
    { key: 'a#1', step: 0.5, bias: 0.1, values: [2, -2, 0, 127] },
    { key: 'é#2', step: 1, bias: -1, values: [0, 0, 1, -127] },
  ]);

  it('is read as it was written, each section its own', () => {
    const { of, bias, reader } = unpackProfiles(file);
    expect([reader, bias]).toEqual(['reader:test', 0.25]);
    expect([...(of('a#1')?.vector ?? [])]).toEqual([1, -1, 0, 63.5]);
    expect(of('a#1')?.bias).toBeCloseTo(0.1, 6);
    expect([...(of('é#2')?.vector ?? [])]).toEqual([0, 0, 1, -127]);
    expect(of('b#3')).toBeUndefined();
  });

  it('that is cut short is refused', () => {
    expect(() => unpackProfiles(file.subarray(0, -1))).toThrow('cut short');
  });

  it('is written as it is read, with what stands in for a section that is new', () => {
    const head = { reader: 'reader:test', dimension: DIMENSION, bias: 0.5, mean: 1.25 };
    const profile = { vector: Float32Array.from([127, -1, 0, 64]), bias: -0.25 };
    const { of, bias, mean } = unpackProfiles(packProfiles(head, new Map([['a#1', profile]])));
    expect([bias, mean]).toEqual([0.5, 1.25]);
    expect(of('a#1')).toEqual(profile);
  });

  it('is read where it is there and is of this reader', () => {
    using folder = tempFolder();
    const [missing, mine] = ['missing.bin', 'mine.bin'].map((name) => pathToFileURL(join(folder.path, name)));
    writeFileSync(mine as URL, file);
    expect(shippedProfiles('reader:test', mine).bias).toBe(0.25);
    expect(shippedProfiles('reader:another', mine).of('a#1')).toBeUndefined();
    expect(shippedProfiles('reader:test', missing).of('a#1')).toBeUndefined();
  });

  it('ships with the reader, and is not used with another one', () => {
    const own = shippedProfiles(`reader:${readMetadata().digest}`);
    expect(own.of(SHIPPED)?.vector).toHaveLength(readMetadata().dimension);
    // Weights that were trained anew want « npm run reader:sections ».
    expect(unpackProfiles(readFileSync(SHIPPED_PROFILES)).reader).toBe(`reader:${readMetadata().digest}`);
    expect(shippedProfiles('reader:another').of(SHIPPED)).toBeUndefined();
  });
});

describe('The score of a page by meaning', () => {
  const TEXTS = [
    { passage: 0, as: 'passage' },
    { passage: 0, as: 'question' },
    { passage: 1, as: 'passage' },
    { passage: 1, as: 'question' },
    { passage: 1, as: 'question' },
    { passage: 2, as: 'passage' },
  ] as const;
  const VECTORS = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ];
  const read = (at: number, into: Float32Array) => {
    into.set(VECTORS[at] ?? []);
    return true;
  };
  const size = { passages: 3, dimension: DIMENSION };
  const scores = (query: readonly number[], learnt?: Parameters<typeof makeMeaningIndex>[3]) => [
    ...makeMeaningIndex(TEXTS, read, size, learnt).scores(Float32Array.from(query)),
  ];

  it('adds the mean of the questions that it answers, where nothing was learnt of it', () => {
    const [one = 0, two = 0, three = 0] = scores([0, 1, 0, 0]);
    expect(one).toBeCloseTo(0 + 1 + 1, 6);
    expect(two).toBeCloseTo(0 + 1 + Math.SQRT1_2, 6);
    // It answers no question that is known: what it says counts for all three.
    expect(three).toBeCloseTo(0, 6);
    expect(scores([0, 0, 0, 1])[2]).toBeCloseTo(1.5 + 1, 6);
  });

  it('counts what it says for half of the nearest question that it answers', () => {
    const [one = 0, two = 0] = scores([1, 0, 0, 0]);
    expect(one).toBeCloseTo(0.5, 6);
    expect(two).toBeCloseTo(0.5, 6);
  });

  it('adds what was learnt of it instead, and its bias', () => {
    const learnt = {
      of: (passage: number) =>
        passage === 1 ? { vector: Float32Array.of(0, 2, 0, 0), bias: -0.5 } : undefined,
      bias: 0.25,
    };
    const [one = 0, two = 0] = scores([0, 1, 0, 0], learnt);
    expect(one).toBeCloseTo(0 + 1 + 1 + 0.25, 6);
    expect(two).toBeCloseTo(0 + 1 + 2 - 0.5, 6);
  });
});
