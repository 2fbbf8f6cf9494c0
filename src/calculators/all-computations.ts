import type { Computation } from './computation.ts';
import { DEADLINE_AND_MONEY_COMPUTATIONS } from './deadline-and-money-computations.ts';
import { PROCEDURE_COMPUTATIONS } from './procedure-computations.ts';
import { THRESHOLD_COMPUTATIONS } from './threshold-computations.ts';

/** Every computation that a plain question may reach; the first that answers is taken. */
export const COMPUTATIONS: readonly Computation[] = [
  ...DEADLINE_AND_MONEY_COMPUTATIONS,
  ...THRESHOLD_COMPUTATIONS,
  ...PROCEDURE_COMPUTATIONS,
];
