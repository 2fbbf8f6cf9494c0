import type { IncomingMessage } from 'node:http';

/**
 * What somebody who signed in may do: experts answer at the desk; staff may do that too, and run the hotline; « audit »
 * reads the traces of what both do, and nothing else.
 */
export type Role = 'expert' | 'staff' | 'audit';

/** Who speaks, once signed in. */
export interface Identity {
  /** The same at each sign-in of this person. */
  readonly id: string;
  /** The name that companies see. */
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly Role[];
}

/** The key of somebody who signed in, as cases and traces keep it. */
export const webExpertKey = (memberId: string): string => `web:${memberId}`;

/** What a guard found of a request. */
export interface Signed {
  readonly identity: Identity;
  /** Token that each request which changes something must bring: `X-CSRF-Token`, or the form field `_csrf`. */
  readonly csrf: string;
  /** Came in by the one-time link of this machine. */
  readonly isLocal: boolean;
}

const signed = new WeakMap<IncomingMessage, Signed>();

/** Notes who sends a request. For the guard only. */
export function markSigned(request: IncomingMessage, who: Signed): void {
  signed.set(request, who);
}

/** Who sends a request behind `requireRole`. @throws Error when no guard stands before */
export function signedOf(request: IncomingMessage): Signed {
  const found = signed.get(request);
  if (!found) throw new Error('a route that asks who signed in stands behind no guard');
  return found;
}

/** Whether somebody may go where a role is asked. Staff enter the desk; who is traced does not read the traces by that. */
export const mayEnter = (roles: readonly Role[], asked: Role): boolean =>
  roles.includes(asked) || (asked === 'expert' && roles.includes('staff'));
