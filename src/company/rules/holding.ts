import { createHash } from 'node:crypto';

/**
 * Where the people of a file stand with its company: they wait for the team, which approves or refuses them. An approved
 * holding may be suspended while somebody disputes it.
 */
export type HoldingState = 'pending' | 'approved' | 'refused' | 'disputed';

/** What happens to a holding: the team decides, or its people ask again (also by changing who they say they are). */
export type HoldingEvent = 'approve' | 'refuse' | 'dispute' | 'ask';

/**
 * What an event makes of a holding. Pure.
 * @returns the state it comes to, or undefined where the event changes nothing
 */
export function holdingStep(state: HoldingState, event: HoldingEvent): HoldingState | undefined {
  switch (event) {
    case 'approve':
      return state === 'approved' ? undefined : 'approved';
    case 'refuse':
      return state === 'refused' ? undefined : 'refused';
    case 'dispute':
      return state === 'disputed' || state === 'refused' ? undefined : 'disputed';
    case 'ask':
      // While somebody disputes it, only the team may let it wait again or decide.
      return state === 'approved' || state === 'refused' ? 'pending' : undefined;
    default:
      return event satisfies never;
  }
}

/** Fields that say which company a file is of. */
export const IDENTITY: ReadonlySet<string> = new Set(['siret', 'name']);

/**
 * What the team decides upon, as a mark: where the holding stands, and which company the file says that it is. It
 * differs as soon as either does, also in a file that waits or is disputed, whose state another name does not move. Pure.
 */
export function holdingBasis(
  { state, since }: { readonly state: HoldingState; readonly since: number },
  fields: readonly { readonly field: string; readonly value: unknown }[],
): string {
  const identity = [...IDENTITY].map((id) => fields.find(({ field }) => field === id)?.value ?? null);
  return createHash('sha256')
    .update(JSON.stringify([state, since, identity]))
    .digest('hex')
    .slice(0, 16);
}
