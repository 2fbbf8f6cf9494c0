import { z } from 'zod';
import type { Feature, Memory, Turned } from './feature.ts';

/** The memory of a feature that has none. */
export const NO_MEMORY: Memory<object> = { schema: z.object({}), left: (state) => state };

/** What a feature remembers of a conversation, of its state as kept. */
export function memoryOf<State>({ schema }: Memory<State>, state: unknown): State {
  const parsed = schema.safeParse(state ?? {});
  // Each key forgives by itself; a state that is no object has none.
  return parsed.success ? parsed.data : (schema.parse({}) as State);
}

const kernelState = z.object({
  /** The feature whose question was asked last. */
  asked: z.string().optional().catch(undefined),
  /** A message of which it is not sure whom it is for, as it was written. */
  doubt: z.string().optional().catch(undefined),
});

/** What the kernel itself remembers. */
export type KernelState = z.output<typeof kernelState>;
export const kernelStateOf = (state: unknown): KernelState => kernelState.safeParse(state ?? {}).data ?? {};

/** The state with what a feature has new to remember. */
export const withState = (state: unknown, own: object): object => ({ ...(state ?? {}), ...own });

/** The state once a turn was acted on: what lapses with it is gone. */
export function stateAfter(state: unknown, features: readonly Feature[], turned: Turned): object {
  let left = withState(state, {});
  for (const { memory } of features) left = withState(left, forgotten(memory, left, turned));
  return left;
}

/** Every key of a slice, those that are gone as `undefined`, which JSON leaves out. */
function forgotten(memory: Memory<object>, state: unknown, turned: Turned): object {
  const gone = Object.fromEntries(Object.keys(memory.schema.shape).map((key) => [key, undefined]));
  return { ...gone, ...memory.left(memoryOf(memory, state), turned) };
}

/** The state without what the conversation speaks of. */
export function withoutSubject(state: unknown, features: readonly Feature[]): object {
  const keys = features.filter(({ memory }) => memory.isSubject).map(({ memory }) => memory.schema.shape);
  return Object.fromEntries(
    Object.entries(withState(state, {})).filter(([key]) => !keys.some((shape) => key in shape)),
  );
}
