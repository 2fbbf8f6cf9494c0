import { CHANGE_CAP } from './change-cap.ts';
import type { Computation } from './computation.ts';
import { ESS_RESERVED_LOT } from './ess-reserved-lot.ts';
import { INSERTION_HOURS } from './insertion-hours.ts';
import { LOW_VALUE_CHANGE } from './low-value-change.ts';
import { NEED_VALUE } from './need-value.ts';
import { PROCUREMENT_PROCEDURE } from './procurement-procedure.ts';
import { SMALL_LOT } from './small-lot.ts';
import { SME_SHARE } from './sme-share.ts';
import { TURNOVER_CAP } from './turnover-cap.ts';

/** Computations on the procedure of a purchase and on what its contract may ask, the most particular first. */
export const PROCEDURE_COMPUTATIONS: readonly Computation[] = [
  TURNOVER_CAP,
  INSERTION_HOURS,
  SME_SHARE,
  CHANGE_CAP,
  LOW_VALUE_CHANGE,
  ESS_RESERVED_LOT,
  SMALL_LOT,
  PROCUREMENT_PROCEDURE,
  NEED_VALUE,
];
