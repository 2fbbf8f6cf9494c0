import { generalRarity } from '#src/retrieval/general-french/general-french.ts';

/** Rarity of the words that everybody uses, and how far above them the rarest are: they bring weights to 0–1. */
const USUAL = 4;
const RANGE = 5.4;
const LEAST = 0.08;

/**
 * How telling a stem is, about 0 to 1, in everyday administrative French: the same whatever documents there are, so that
 * what is dropped moves no judgement on another.
 */
export const stemWeight = (stem: string): number =>
  Math.min(1, Math.max(LEAST, (generalRarity(stem) - USUAL) / RANGE));
