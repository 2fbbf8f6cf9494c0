/** Tells a thread to have another generation of the index in memory, between two of its turns. */
export interface LoadOrder {
  readonly threadId: number;
  readonly generation: string;
}

/** By what a thread says that it computes nobody's turn, but gives back what it no longer uses. */
export const GIVES_BACK = 'give back';

/** By what a thread says that it computes nobody's turn, but loads a generation. */
export const loadsOf = (generation: string): string => `load ${generation}`;
