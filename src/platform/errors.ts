/** What kind of failure a {@link HotlineError} is; callers branch on it, never on the message. */
export type ErrorCode =
  | 'input'
  | 'config'
  | 'knowledge'
  | 'unavailable'
  | 'timeout'
  | 'storage'
  | 'busy'
  | 'internal';

/**
 * The one error class of the project. `message` is French and may be shown to a person; technical detail
 * goes in `cause`.
 */
export class HotlineError extends Error {
  override name = 'HotlineError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The text of anything thrown, for logs. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
