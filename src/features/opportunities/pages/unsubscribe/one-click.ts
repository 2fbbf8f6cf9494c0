/** What the body of a request that stops mails says, and nothing else (RFC 8058 §3.1). */
export const ONE_CLICK = { field: 'List-Unsubscribe', value: 'One-Click' } as const;

/** The one part of a body in several parts (RFC 7578), whatever its boundary. */
const PART = /^\s*--[^\r\n]{1,72}\r?\n(?:[^\r\n]{1,200}\r?\n){1,5}\r?\n([^\r\n]{0,40})\r?\n--/;

/** Whether a body is what stops mails at once: as a form's fields, or in several parts. Pure. */
export function asksOneClick(body: unknown): boolean {
  if (typeof body !== 'string') return false;
  const { field, value } = ONE_CLICK;
  if (new URLSearchParams(body.trim()).get(field) === value) return true;
  return body.includes(`name="${field}"`) && PART.exec(body)?.[1] === value;
}
