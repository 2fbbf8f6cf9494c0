import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Encoder, openEncoder } from '#src/reader/encoder/encoder.ts';
import { digestOf, readMetadata, WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { RUNTIMES, type RuntimeKind } from '#src/reader/encoder/runtime.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const LATE = 'ils m’ont pas payé depuis 3 mois jpeux faire koi';
const TEXTS = [LATE, 'marché public', 'à partir de quel montant une mairie doit faire un appel d’offres ?'];
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const missing = (name: RuntimeKind['name'], reason: string): RuntimeKind => ({
  name,
  open: () => Promise.reject(new Error(reason)),
});

describe('the shipped encoder', () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await openEncoder();
  });

  test('its metadata is that of its files', async () => {
    expect(await digestOf()).toBe(readMetadata().digest);
  });

  test('gives unit vectors of its dimension', async () => {
    for (const text of [...TEXTS, '', '😀'.repeat(50), 'marché '.repeat(5_000)]) {
      const vector = await encoder.encode(text, 'question');
      expect(vector).toHaveLength(encoder.metadata.dimension);
      expect(cosine(vector, vector)).toBeCloseTo(1, 3);
    }
  });

  test('a question is nearer to what answers it than to something else', async () => {
    const question = await encoder.encode(LATE, 'question');
    const [answer, other] = await Promise.all(
      [
        'Retard de paiement. Que faire quand l’acheteur ne paie pas ? Réclamez les intérêts moratoires.',
        'Sécurité. Qui peut visiter le site avant de remettre une offre ? Toute entreprise.',
      ].map((text) => encoder.encode(text, 'passage')),
    );
    expect(cosine(question, answer as Float32Array)).toBeGreaterThan(cosine(question, other as Float32Array));
  });

  test('a text does not depend on what is read beside it, nor on what was read before', async () => {
    const again = await openEncoder();
    const alone = await again.encode(LATE, 'question');
    const [beside] = await Promise.all([LATE, ...TEXTS].map((text) => encoder.encode(text, 'question')));
    expect(beside).toEqual(alone);
  });

  test('the same text is read once; a passage is not a question', async () => {
    const first = encoder.encode('Bonjour', 'question');
    expect(encoder.encode('  Bonjour ', 'question')).toBe(first);
    expect(await encoder.encode('Bonjour', 'passage')).not.toEqual(await first);
    for (let index = 0; index < 520; index += 1) await encoder.encode(`n° ${index}`, 'question');
    expect(encoder.encode('Bonjour', 'question')).not.toBe(first);
  });
});

describe('where it runs', () => {
  test('natively, where there is a binary', async () => {
    expect((await openEncoder()).runtime).toBe('native');
  });

  test('without a binary, WebAssembly reads the same files, nearly alike', { timeout: 60_000 }, async () => {
    const [, web] = RUNTIMES;
    const fallback = await openEncoder(WEIGHTS, [missing('native', 'no binary'), web as RuntimeKind]);
    expect(fallback.runtime).toBe('web');
    const native = await openEncoder();
    for (const text of TEXTS) {
      const vectors = await Promise.all([fallback, native].map((one) => one.encode(text, 'question')));
      expect(cosine(...(vectors as [Float32Array, Float32Array]))).toBeGreaterThan(0.99);
    }
  });

  test('without either, the reason of each is said', async () => {
    const none = [missing('native', 'pas de binaire'), missing('web', 'pas de WebAssembly')];
    await expect(openEncoder(WEIGHTS, none)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Le lecteur ne démarre pas (native : pas de binaire ; web : pas de WebAssembly).',
    });
  });

  test('files that are missing or damaged are said so', async () => {
    using folder = tempFolder();
    const at = pathToFileURL(`${folder.path}/`);
    const damaged = { code: 'unavailable', message: expect.stringContaining('manquent ou ne se lisent pas') };
    await expect(openEncoder(at)).rejects.toMatchObject(damaged);
    writeFileSync(new URL('tokenizer.json', at), '{');
    await expect(openEncoder(at)).rejects.toMatchObject(damaged);
  });
});
