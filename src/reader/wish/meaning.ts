/** How likely it is that a message says this wish, 0 to 1. */
export interface WishScore {
  readonly wish: string;
  readonly probability: number;
}

/** What a message, or a part of it, may mean. */
export interface Meaning {
  /** The wish, as features hear it: several acts may be heard as one. */
  readonly wish: string;
  /** What exactly is wanted, where that was learnt: « referencing.leave ». */
  readonly act?: string | undefined;
  readonly probability: number;
}
