import type { Embeddings } from '@langchain/core/embeddings';
import type { EmbeddingsConfig } from '#src/config/config.ts';
import { HotlineError } from '#src/platform/errors.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import { openReaderEmbedder, type ReaderEmbedder } from './reader-embedder.ts';
import { normalise } from './unit-vector.ts';

/** What finds passages by their meaning: the reader that comes with the program, or the vectors of an endpoint. */
export interface Embedder {
  /** Provider, model, prefixes and dimension: an index made by another one is rebuilt, never mixed. */
  readonly id: string;
  readonly reader?: ReaderEmbedder | undefined;
  readonly endpoint?: Endpoint | undefined;
}

/** Turns texts into unit vectors, elsewhere. */
export interface Endpoint {
  readonly dimension: number;
  embedDocuments(texts: readonly string[]): Promise<Float32Array[]>;
  embedQuery(text: string): Promise<Float32Array>;
}

/** How an embedder is opened. */
export interface EmbedderOptions {
  readonly opens?: 'now' | 'when needed';
  /** Where the reader's encoder comes from; it runs in this very thread when absent. */
  readonly openEncoder?: (() => Promise<Encoder>) | undefined;
}

/** A text that anything can embed. */
const PROBE = 'marché public';

/**
 * The configured embedder; none where words alone find passages. An endpoint is probed once: its vectors must be finite,
 * not null, of one dimension. The reader is opened at once to answer questions; an ingest opens it with the first text
 * that has no vector yet.
 * @throws HotlineError `unavailable` when the endpoint does not answer properly, or nothing here runs the reader
 */
export async function openEmbedder(
  config: EmbeddingsConfig,
  { opens = 'now', openEncoder }: EmbedderOptions = {},
): Promise<Embedder | undefined> {
  // The table of word vectors that it named is gone: words alone serve, as they do where no reader runs.
  if (config.provider === 'static') return undefined;
  if (config.provider === 'openai') return openEndpoint(config);
  const reader = openReaderEmbedder(openEncoder);
  // The first text takes longer than those that follow: no question waits for it.
  if (opens === 'now') await reader.embed(PROBE, 'question');
  return { id: reader.id, reader };
}

async function openEndpoint(
  config: Extract<EmbeddingsConfig, { readonly provider: 'openai' }>,
): Promise<Embedder> {
  // Half a second and 60 MB that the reader does without.
  const { OpenAIEmbeddings } = await import('@langchain/openai');
  const options = {
    apiKey: config.apiKey ?? 'none',
    model: config.model,
    // Without this the client asks for base64, which several servers answer with zeros or an error.
    encodingFormat: 'float' as const,
    batchSize: config.batchSize,
    configuration: { baseURL: config.baseUrl },
    ...(config.dimensions ? { dimensions: config.dimensions } : {}),
  };
  const forDocuments = new OpenAIEmbeddings({ ...options, maxRetries: 2, timeout: 60_000 });
  // A question waits for this answer: fail at once and let the keywords serve.
  const forQueries = new OpenAIEmbeddings({ ...options, maxRetries: 0, timeout: 3_000 });
  const probe = await forQueries.embedQuery(`${config.queryPrefix}${PROBE}`).catch((cause: unknown) => {
    throw new HotlineError('unavailable', `Le service de vecteurs ${config.baseUrl} ne répond pas.`, {
      cause,
    });
  });
  if (!isVector(probe)) {
    throw new HotlineError(
      'unavailable',
      `Le service de vecteurs ${config.baseUrl} rend des vecteurs vides.`,
    );
  }
  const id = ['openai', config.model, config.queryPrefix, config.documentPrefix, probe.length].join(':');
  const { documentPrefix, queryPrefix } = config;
  const endpoint = wrap(probe.length, forDocuments, forQueries, documentPrefix, queryPrefix);
  return {
    id,
    endpoint: {
      ...endpoint,
      embedDocuments: async (texts) => {
        const vectors = await endpoint.embedDocuments(texts).catch((cause: unknown) => {
          if (cause instanceof HotlineError) throw cause;
          throw new HotlineError('unavailable', `Le service de vecteurs ${config.baseUrl} ne répond pas.`, {
            cause,
          });
        });
        if (vectors.every(isVector)) return vectors;
        throw new HotlineError(
          'unavailable',
          `Le service de vecteurs ${config.baseUrl} rend des vecteurs vides.`,
        );
      },
    },
  };
}

/** Numbers that are not all zero: several servers answer zeros, or base64, to a request that they misread. */
const isVector = (value: unknown): boolean => {
  const numbers = Array.isArray(value) || value instanceof Float32Array ? Array.from(value) : [];
  return numbers.length > 0 && numbers.every(Number.isFinite) && numbers.some((number) => number !== 0);
};

function wrap(
  dimension: number,
  documents: Embeddings,
  queries: Embeddings,
  documentPrefix: string,
  queryPrefix: string,
): Endpoint {
  const toUnit = (vector: number[]): Float32Array => {
    if (!Array.isArray(vector) || vector.length !== dimension || !vector.every(Number.isFinite)) {
      throw new HotlineError('unavailable', 'Le service de vecteurs rend un vecteur de mauvaise taille.');
    }
    return normalise(Float32Array.from(vector));
  };
  return {
    dimension,
    embedDocuments: async (texts) =>
      (await documents.embedDocuments(texts.map((text) => documentPrefix + text))).map(toUnit),
    embedQuery: async (text) => toUnit(await queries.embedQuery(queryPrefix + text)),
  };
}
