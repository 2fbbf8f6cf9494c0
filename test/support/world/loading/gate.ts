/** Where threads that load an index stand, in memory that they share with a test. */
const PLACES = ['asked', 'open', 'failing'] as const;
type Place = (typeof PLACES)[number];

/** Lets one load through at once, and holds the others until a test lets them through, or has them fail. */
export class LoadingGate {
  readonly shared: SharedArrayBuffer;
  readonly #counts: Int32Array;

  constructor(shared = new SharedArrayBuffer(PLACES.length * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#counts = new Int32Array(shared);
  }

  /** How many loads were begun. */
  get asked(): number {
    return this.#at('asked');
  }

  /** Counts a load. @returns whether it is the first of all */
  ask(): boolean {
    return Atomics.add(this.#counts, PLACES.indexOf('asked'), 1) === 0;
  }

  get isOpen(): boolean {
    return this.#at('open') > 0;
  }

  open(): void {
    Atomics.store(this.#counts, PLACES.indexOf('open'), 1);
  }

  get isFailing(): boolean {
    return this.#at('failing') > 0;
  }

  fail(isFailing: boolean): void {
    Atomics.store(this.#counts, PLACES.indexOf('failing'), isFailing ? 1 : 0);
  }

  #at(place: Place): number {
    return Atomics.load(this.#counts, PLACES.indexOf(place));
  }
}
