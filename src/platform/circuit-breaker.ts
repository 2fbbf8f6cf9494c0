/**
 * Whether a service that may fail is worth trying: after a few failures in a row it is left alone for a while, then
 * one call probes it. A person never waits for a service that is known to be down.
 */
export type Circuit =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly until: number }
  /** `until`: when a probe that never said its end, its worker having been ended under it, no longer counts. */
  | { readonly state: 'probing'; readonly until: number };

export type CircuitEvent =
  | { readonly type: 'started' }
  | { readonly type: 'succeeded' }
  /** `retryAfterMs`: the service itself asked to be left alone for that long. */
  | { readonly type: 'failed'; readonly retryAfterMs?: number | undefined };

export const CLOSED: Circuit = { state: 'closed', failures: 0 };

const FAILURES = 3;
const PAUSE_MS = 30_000;
/** A service that asks for a longer rest is probed all the same. */
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Longer than any call may last. */
const LONGEST_PROBE_MS = 150_000;

/** Whether a call may start at `now`, a moment of a clock that nobody sets: a pause lasts as long as it was meant to. */
export function mayTry(circuit: Circuit, now: number): boolean {
  return circuit.state === 'closed' || circuit.until <= now;
}

/** The circuit after an event. A call must report its start, then its end. */
export function transition(circuit: Circuit, event: CircuitEvent, now: number): Circuit {
  switch (event.type) {
    case 'started':
      return circuit.state !== 'closed' && circuit.until <= now
        ? { state: 'probing', until: now + LONGEST_PROBE_MS }
        : circuit;
    case 'succeeded':
      // A call begun before the service asked for rest says nothing of that rest.
      return circuit.state === 'open' ? circuit : CLOSED;
    case 'failed': {
      const until = now + Math.min(event.retryAfterMs ?? PAUSE_MS, LONGEST_PAUSE_MS);
      if (circuit.state === 'open') return { state: 'open', until: Math.max(circuit.until, until) };
      const failures = circuit.state === 'closed' ? circuit.failures + 1 : FAILURES;
      const rests = failures >= FAILURES || event.retryAfterMs !== undefined;
      return rests ? { state: 'open', until } : { state: 'closed', failures };
    }
    default:
      return event satisfies never;
  }
}

/** A `Retry-After` header (seconds, or a date) as milliseconds from `now` (epoch milliseconds); undefined when it says neither. */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
