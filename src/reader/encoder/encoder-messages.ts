import type { Encoder } from './encoder.ts';
import type { TextKind } from './metadata.ts';

/** A text to be encoded, and by what its answer is known. */
export interface EncoderQuestion {
  readonly id: string;
  readonly text: string;
  readonly as: TextKind;
}

/** Its vector, or why there is none. */
export type EncoderAnswer =
  | { readonly id: string; readonly vector: Float32Array; readonly runtime: Encoder['runtime'] }
  | { readonly id: string; readonly failed: string };
