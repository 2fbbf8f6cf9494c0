import { readFile } from 'node:fs/promises';
import type { InferenceSession, TensorConstructor } from 'onnxruntime-web';
import { LAST_STATES, withStates } from './word-states.ts';

/** What runs a model: one session, kept for the life of its thread, for making and freeing sessions leaks. */
export interface Runtime {
  readonly session: InferenceSession;
  readonly Tensor: TensorConstructor;
}

/** A way to run models, which may be missing from a machine. */
export interface RuntimeKind {
  readonly name: 'native' | 'web';
  /** @throws where it can't run */
  readonly open: (model: URL) => Promise<Runtime>;
}

/** Two processors serve, with a worker each: a session that took more threads would take them from the other. */
const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 } as const;

const modelOf = async (file: URL): Promise<Uint8Array> =>
  withStates(withStates(await readFile(file)), LAST_STATES);

const native: RuntimeKind = {
  name: 'native',
  open: async (model) => {
    const { InferenceSession, Tensor } = await import('onnxruntime-node');
    const session = await InferenceSession.create(await modelOf(model), {
      ...ONE_THREAD,
      graphOptimizationLevel: 'all',
    });
    return { session, Tensor };
  },
};

/** Where there is no binary (musl, rare processors): the same files, six times slower, and 130 MB more a thread. */
const web: RuntimeKind = {
  name: 'web',
  open: async (model) => {
    const { env, InferenceSession, Tensor } = await import('onnxruntime-web');
    env.wasm.numThreads = 1;
    // Its own folder: by default some builds look for their files on a network.
    env.wasm.wasmPaths = new URL('./', import.meta.resolve('onnxruntime-web')).href;
    const session = await InferenceSession.create(await modelOf(model), {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
    return { session, Tensor };
  },
};

/** The ways to run a model, the fastest first. */
export const RUNTIMES: readonly RuntimeKind[] = [native, web];
