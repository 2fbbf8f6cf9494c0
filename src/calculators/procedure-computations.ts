import { CHANGE_CAP } from '#src/calculators/contract-changes/change-cap-reading.ts';
import { LOW_VALUE_CHANGE } from '#src/calculators/contract-changes/low-value-change-reading.ts';
import { NEED_VALUE } from '#src/calculators/procedure/need/need-value-reading.ts';
import { PROCUREMENT_PROCEDURE } from '#src/calculators/procedure/procurement-procedure-reading.ts';
import { SMALL_LOT } from '#src/calculators/procedure/small-lot-reading.ts';
import { ESS_RESERVED_LOT } from '#src/calculators/reserved-contracts/ess-reserved-lot-reading.ts';
import { INSERTION_HOURS } from '#src/calculators/responsible-purchasing/insertion-hours-reading.ts';
import { SME_SHARE } from '#src/calculators/smaller-companies/sme-share-reading.ts';
import { TURNOVER_CAP } from '#src/calculators/smaller-companies/turnover-cap-reading.ts';
import type { Computation } from './computation.ts';

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
