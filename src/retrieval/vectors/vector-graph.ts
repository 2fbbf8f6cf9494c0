import { createRequire } from 'node:module';
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { VectorHit, VectorIndex } from './vector-index.ts';

type Hnswlib = typeof import('hnswlib-node');
type Points = InstanceType<Hnswlib['HierarchicalNSW']>;

/** Neighbours of a point, and how many are looked at as it is added: 200 take twice the time and find 0.2 % more. */
const NEIGHBOURS = 16;
const LOOKED_AT = 100;
/** How many are looked at as a question is asked: recall@10 of 0.99 and more here. */
const SEARCHED = 128;
const SEED = 42;
/** Points added between two looks at whatever else waits: about 20 ms. */
const AT_ONCE = 64;
/** Points that are gone stand in the way of a search: a graph of which more than this part is gone is built anew. */
const MOST_GONE = 1 / 3;

const KEY_BYTES = 32;
const LABEL_BYTES = 4;

/** The native addon, or undefined where it could not be built: then the exact scan serves. */
function loadHnswlib(): Hnswlib | undefined {
  try {
    return createRequire(import.meta.url)('hnswlib-node') as Hnswlib;
  } catch {
    return undefined;
  }
}

/** Whether graphs can be built and read here. */
export const hasGraphs = (): boolean => loadHnswlib() !== undefined;

/** Vectors, each with the key of its text: the hexadecimal SHA-256 of its embedder and itself. */
export type KeyedVectors = ReadonlyMap<string, Float32Array>;

/**
 * Vectors by the keys of their texts, as an hnswlib graph (Malkov & Yashunin 2016). A text has the same label for as long
 * as it lives, so that a page that changes adds its own points and removes its own alone.
 */
export class VectorGraph {
  readonly #points: Points;
  /** Of the texts that live; one that is gone leaves its label to nobody. */
  readonly #labels: Map<string, number>;

  private constructor(points: Points, labels: Map<string, number>) {
    this.#points = points;
    this.#labels = labels;
    points.setEf(SEARCHED);
  }

  /**
   * Builds a graph, some points at a time: about four seconds for 13,000 vectors of 192.
   * @param progress hears how many points are in
   * @returns undefined where the addon does not load
   */
  static async build(
    vectors: KeyedVectors,
    dimension: number,
    progress: (done: number) => void = () => undefined,
  ): Promise<VectorGraph | undefined> {
    const hnswlib = loadHnswlib();
    if (!hnswlib) return undefined;
    const points = new hnswlib.HierarchicalNSW('ip', dimension);
    points.initIndex(Math.max(1, vectors.size), NEIGHBOURS, LOOKED_AT, SEED);
    const labels = new Map<string, number>();
    for (const [key, vector] of vectors) {
      points.addPoint(Array.from(vector), labels.size);
      labels.set(key, labels.size);
      if (labels.size % AT_ONCE !== 0) continue;
      progress(labels.size);
      await othersFirst();
    }
    progress(labels.size);
    return new VectorGraph(points, labels);
  }

  /**
   * Reads a graph from its file and what {@link labelBytes} gave. The caller must have checked the digests of both, and
   * the dimension: hnswlib crashes the process on a damaged header and answers silently on a wrong dimension.
   */
  static open(path: string, labels: Uint8Array, dimension: number): VectorGraph | undefined {
    const hnswlib = loadHnswlib();
    if (!hnswlib) return undefined;
    const points = new hnswlib.HierarchicalNSW('ip', dimension);
    points.readIndexSync(path);
    return new VectorGraph(points, labelsIn(labels));
  }

  /** Texts that live in it. */
  get size(): number {
    return this.#labels.size;
  }

  has(key: string): boolean {
    return this.#labels.has(key);
  }

  /** Whether it would be left with too many points that are gone, were these the texts that live. */
  isWornBy(keys: ReadonlySet<string>): boolean {
    const kept = [...this.#labels.keys()].filter((key) => keys.has(key)).length;
    const all = this.#points.getCurrentCount() + keys.size - kept;
    return all - keys.size > MOST_GONE * all;
  }

  /**
   * Adds the vectors of texts that are new, and removes the texts that do not live any more.
   * @param living keys of all texts that are to be in it
   * @param added vectors of those that are not yet
   */
  change(living: ReadonlySet<string>, added: KeyedVectors): void {
    for (const [key, label] of this.#labels) {
      if (living.has(key)) continue;
      this.#points.markDelete(label);
      this.#labels.delete(key);
    }
    const room = this.#points.getCurrentCount() + added.size;
    if (room > this.#points.getMaxElements()) this.#points.resizeIndex(room);
    for (const [key, vector] of added) {
      // Every point has had a label of its own, one after the other, those that are gone included.
      const label = this.#points.getCurrentCount();
      this.#points.addPoint(Array.from(vector), label);
      this.#labels.set(key, label);
    }
  }

  /** Writes the points to a file; {@link labelBytes} goes beside it. */
  save(path: string): void {
    this.#points.writeIndexSync(path);
  }

  /** The texts and their labels, as they are kept beside the points. */
  labelBytes(): Buffer {
    const bytes = Buffer.alloc(this.#labels.size * (KEY_BYTES + LABEL_BYTES));
    let at = 0;
    for (const [key, label] of this.#labels) {
      bytes.write(key, at, KEY_BYTES, 'hex');
      at = bytes.writeUInt32LE(label, at + KEY_BYTES);
    }
    return bytes;
  }

  /**
   * The index of a list of texts, of which several may be the same.
   * @returns undefined when they are not the very texts that live in the graph
   */
  indexOf(keys: readonly string[]): VectorIndex | undefined {
    const places = new Map<number, number[]>();
    const labels: number[] = [];
    for (const [place, key] of keys.entries()) {
      const label = this.#labels.get(key);
      if (label === undefined) return undefined;
      labels.push(label);
      const same = places.get(label);
      if (same) same.push(place);
      else places.set(label, [place]);
    }
    if (places.size !== this.#labels.size) return undefined;
    return new GraphVectorIndex(this.#points, places, labels);
  }
}

function labelsIn(bytes: Uint8Array): Map<string, number> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const labels = new Map<string, number>();
  for (let at = 0; at < buffer.length; at += KEY_BYTES + LABEL_BYTES)
    labels.set(buffer.toString('hex', at, at + KEY_BYTES), buffer.readUInt32LE(at + KEY_BYTES));
  return labels;
}

class GraphVectorIndex implements VectorIndex {
  readonly kind = 'hnsw';
  readonly size: number;
  readonly #points: Points;
  readonly #places: ReadonlyMap<number, readonly number[]>;
  readonly #labels: readonly number[];

  constructor(points: Points, places: ReadonlyMap<number, readonly number[]>, labels: readonly number[]) {
    this.size = labels.length;
    this.#points = points;
    this.#places = places;
    this.#labels = labels;
  }

  at(index: number): Float32Array {
    return Float32Array.from(this.#points.getPoint(this.#labels[index] as number));
  }

  search(query: Float32Array, k: number): VectorHit[] {
    const wanted = Math.min(k, this.#places.size);
    if (wanted === 0) return [];
    const { neighbors, distances } = this.#points.searchKnn(Array.from(query), wanted);
    return neighbors
      .flatMap((label, at) =>
        (this.#places.get(label) ?? []).map((index) => ({ index, cosine: 1 - (distances[at] as number) })),
      )
      .slice(0, k);
  }
}
