/** An answer as read, or why it is none, in French. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

export const good = <T>(value: T): Read<T> => ({ ok: true, value });
export const bad = (error: string): Read<never> => ({ ok: false, error });
