import { type Circuit, CLOSED } from './circuit-breaker.ts';

/** Where a circuit is kept: all that call one service share it, and whoever watches the service reads it. */
export interface CircuitStore {
  read(): Circuit;
  write(circuit: Circuit): void;
}

/** A circuit that only this thread sees. */
export function ownCircuit(): CircuitStore {
  let circuit = CLOSED;
  return {
    read: () => circuit,
    write: (next) => {
      circuit = next;
    },
  };
}

/** How many bytes a shared circuit takes: three numbers. */
export const CIRCUIT_BYTES = 3 * Float64Array.BYTES_PER_ELEMENT;

const STATES: readonly Circuit['state'][] = ['closed', 'open', 'probing'];

/**
 * A circuit in memory that several threads share; zeros are a closed one. Threads that write at once may lose one
 * failure of the other: the next one is counted.
 */
export function sharedCircuit(buffer: SharedArrayBuffer): CircuitStore {
  const STATE = 0;
  const FAILURES = 1;
  const UNTIL = 2;
  const kept = new Float64Array(buffer, 0, 3);
  return {
    read: () => {
      const state = STATES[kept[STATE] ?? 0] ?? 'closed';
      return state === 'closed'
        ? { state, failures: kept[FAILURES] ?? 0 }
        : { state, until: kept[UNTIL] ?? 0 };
    },
    write: (circuit) => {
      // The state last: who reads it meanwhile never takes an old moment for the new one.
      kept[FAILURES] = circuit.state === 'closed' ? circuit.failures : 0;
      kept[UNTIL] = circuit.state === 'closed' ? 0 : circuit.until;
      kept[STATE] = STATES.indexOf(circuit.state);
    },
  };
}
