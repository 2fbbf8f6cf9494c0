import type { ApplicationState } from '#src/features/training/store/applications.ts';

/** What happens to an application: staff decide, the waiting list moves up, the company withdraws or applies again. */
export type ApplicationEvent = 'admit' | 'hold' | 'refuse' | 'promote' | 'withdraw' | 'apply';

/** What staff may do. */
export const DECISIONS = ['admit', 'hold', 'refuse'] as const satisfies readonly ApplicationEvent[];
export type StaffDecision = (typeof DECISIONS)[number];

/** A step of an application, or why it is none: it is there already, the session has no place, or this never follows. */
type ApplicationStep =
  | {
      readonly ok: true;
      readonly state: ApplicationState /** A place is free again. */;
      readonly frees: boolean;
    }
  | { readonly ok: false; readonly why: 'same' | 'full' | 'impossible' };

/**
 * The one way in which applications change. Who was refused may be admitted after all; who withdrew must apply again.
 * @param free places of the session that nobody has
 */
export function transition(state: ApplicationState, event: ApplicationEvent, free: number): ApplicationStep {
  const to = nextState(state, event);
  if (to === undefined) return { ok: false, why: 'impossible' };
  if (to === state) return { ok: false, why: 'same' };
  if (to === 'admitted' && free <= 0) return { ok: false, why: 'full' };
  return { ok: true, state: to, frees: state === 'admitted' };
}

function nextState(state: ApplicationState, event: ApplicationEvent): ApplicationState | undefined {
  const isDecided = state !== 'withdrawn';
  switch (event) {
    case 'admit':
      return isDecided ? 'admitted' : undefined;
    case 'hold':
      return isDecided ? 'waiting' : undefined;
    case 'refuse':
      return isDecided ? 'refused' : undefined;
    case 'promote':
      return state === 'waiting' ? 'admitted' : undefined;
    case 'withdraw':
      return state === 'refused' ? undefined : 'withdrawn';
    case 'apply':
      return state === 'withdrawn' ? 'applied' : undefined;
    default:
      return event satisfies never;
  }
}

/** Whether a company still waits for something, or has a place: it may withdraw. */
export const isLive = (state: ApplicationState): boolean =>
  state === 'applied' || state === 'waiting' || state === 'admitted';
