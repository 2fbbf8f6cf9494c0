import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  embedStatic,
  normalise,
  readStaticTable,
  StaticFrenchEmbeddings,
} from '#src/retrieval/vectors/static-embeddings.ts';

const HELD_OUT = new URL('../../../evaluation/coverage/held-out-wordings.jsonl', import.meta.url);
const shipped = readStaticTable();
const embed = (text: string) => embedStatic(shipped, text);
const length = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));
const cosine = (a: string, b: string) => {
  const other = embed(b);
  return embed(a).reduce((sum, value, index) => sum + value * Number(other[index]), 0);
};

describe('the shipped French vectors', () => {
  it('are a few megabytes for a vocabulary of ten thousand and more', () => {
    expect(shipped.rows.size).toBeGreaterThan(10_000);
    expect(shipped.bytes.byteLength).toBeLessThan(8 * 1024 * 1024);
    expect(shipped.bytes.byteLength).toBe(shipped.rows.size * shipped.dimension);
  });

  it('give a unit vector, the same one whatever accents and capitals', () => {
    expect(length(embed('le délai de paiement'))).toBeCloseTo(1, 5);
    expect(embed('DELAI de PAIEMENT')).toEqual(embed('délai de paiement'));
  });

  it('give a null vector when they know no word, and never a number that is none', () => {
    for (const text of ['', '???', 'est-ce que', 'zzzxqj wvvkk']) {
      expect(length(embed(text)), text).toBe(0);
    }
  });

  it('bring a wording that no training saw nearer to its own question than to another, in most cases', () => {
    const cases = readFileSync(HELD_OUT, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { key: string; wording: string })
      .filter((_, index) => index % 5 === 0);
    const question = (key: string) => key.slice(key.indexOf('#') + 1).replaceAll('-', ' ');
    const right = cases.filter(({ key, wording }, index) => {
      const other = cases[(index + 97) % cases.length]?.key ?? '';
      return cosine(wording, question(key)) > cosine(wording, question(other));
    });
    expect(cases.length).toBeGreaterThan(300);
    expect(right.length / cases.length).toBeGreaterThan(0.85);
  });
});

describe('as a langchain embedder', () => {
  it('embeds documents and queries alike, one vector a text, in order', async () => {
    const embeddings = new StaticFrenchEmbeddings();
    const texts = ['une avance', '', 'la sous-traitance'];
    const vectors = await embeddings.embedDocuments(texts);
    expect(vectors.map((vector) => vector.length)).toEqual([
      embeddings.dimension,
      embeddings.dimension,
      embeddings.dimension,
    ]);
    for (const [index, text] of texts.entries())
      expect(await embeddings.embedQuery(text)).toEqual(vectors[index]);
  });
});

describe('reading a table', () => {
  const withTable = <T>(vocabulary: string, bytes: readonly number[], use: (folder: URL) => T): T => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-table-'));
    try {
      writeFileSync(join(folder, 'vocabulary.txt'), vocabulary);
      writeFileSync(join(folder, 'vectors.bin'), Int8Array.from(bytes));
      return use(pathToFileURL(`${folder}/`));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('weighs each word, and takes the first letters of a word that it does not know', () => {
    withTable('avanc\t3\nmarch\t1\ntitul*\t2\n', [10, 0, 0, 10, 0, -10], (folder) => {
      const table = readStaticTable(folder);
      expect(table.dimension).toBe(2);
      const expected = normalise(Float32Array.from([30, 10]));
      expect(embedStatic(table, 'avance et marché')).toEqual(expected);
      expect(embedStatic(table, 'titulairement')).toEqual(Float32Array.from([0, -1]));
    });
  });

  it('refuses a table that does not fit its vocabulary', () => {
    withTable('avanc\t1\nmarch\t1\n', [1, 2, 3], (folder) => {
      expect(() => readStaticTable(folder)).toThrow(/do not fit/);
    });
  });
});
