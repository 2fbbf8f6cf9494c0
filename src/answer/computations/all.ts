import type { Computation } from './computation.ts';

/** Every computation that a plain question may reach; the first that answers is taken. */
export const COMPUTATIONS: readonly Computation[] = [];
