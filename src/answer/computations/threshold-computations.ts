import type { Computation } from './computation.ts';
import { CONCESSION_THRESHOLD } from './concession-threshold.ts';
import { DIRECT_PAYMENT } from './direct-payment.ts';
import { EGALIM_SHARE } from './egalim-share.ts';
import { ESUS_PAY } from './esus-pay.ts';
import { JEI_LOTS } from './jei-lots.ts';
import { OETH_DEDUCTION } from './oeth-deduction.ts';
import { RESERVED_SHARE } from './reserved-share.ts';
import { SME_CAPITAL } from './sme-capital.ts';
import { SOCIAL_CLAUSE } from './social-clause.ts';
import { SPASER_DUTY } from './spaser.ts';
import { TERRITORY } from './territory.ts';
import { VIGILANCE_THRESHOLD } from './vigilance-threshold.ts';

/** Comparisons with a threshold or a share, and the places that the programme serves. */
export const THRESHOLD_COMPUTATIONS: readonly Computation[] = [
  RESERVED_SHARE,
  JEI_LOTS,
  SPASER_DUTY,
  EGALIM_SHARE,
  OETH_DEDUCTION,
  ESUS_PAY,
  VIGILANCE_THRESHOLD,
  DIRECT_PAYMENT,
  SOCIAL_CLAUSE,
  SME_CAPITAL,
  CONCESSION_THRESHOLD,
  TERRITORY,
];
