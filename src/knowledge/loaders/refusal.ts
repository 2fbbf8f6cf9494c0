/** Why a file gives no document. */
export const REFUSALS = [
  'empty',
  'protected',
  'truncated',
  'damaged',
  'expands',
  'too big',
  'too long',
  'too heavy',
  'too much text',
  'characters',
  'legacy',
  'not this format',
  'no text',
  // Nothing of the file's: what reads it does not start.
  'no reader',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Thrown by a loader for a file that gives no document. */
export class RefusedFile extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.name = 'RefusedFile';
    this.refusal = refusal;
  }
}
