import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { type Circuit, CLOSED } from '#src/platform/circuit-breaker.ts';
import { CIRCUIT_BYTES, ownCircuit, sharedCircuit } from '#src/platform/circuit-store.ts';

const CIRCUITS: readonly Circuit[] = [
  { state: 'closed', failures: 2 },
  { state: 'open', until: 1_795_000_000_123 },
  { state: 'probing', until: 1_795_000_150_123 },
  CLOSED,
];

describe.each([
  ['of one thread', ownCircuit],
  ['in shared memory', () => sharedCircuit(new SharedArrayBuffer(CIRCUIT_BYTES))],
])('a circuit %s', (_, make) => {
  test('is closed at first, then what was last written', () => {
    const store = make();
    expect(store.read()).toEqual(CLOSED);
    for (const circuit of CIRCUITS) {
      store.write(circuit);
      expect(store.read()).toEqual(circuit);
    }
  });
});

test('what a worker writes into shared memory is read by the thread that made it', async () => {
  const buffer = new SharedArrayBuffer(CIRCUIT_BYTES);
  const module = new URL('../../../src/platform/circuit-store.ts', import.meta.url).href;
  const code = `
    const { workerData } = require('node:worker_threads');
    import(${JSON.stringify(module)}).then(({ sharedCircuit }) =>
      sharedCircuit(workerData).write({ state: 'open', until: 42 }));`;
  const worker = new Worker(code, { eval: true, workerData: buffer });
  await once(worker, 'exit');
  expect(sharedCircuit(buffer).read()).toEqual({ state: 'open', until: 42 });
});
