import { VIGILANCE_THRESHOLD } from '#src/calculators/certificates/vigilance-threshold-reading.ts';
import { CONCESSION_THRESHOLD } from '#src/calculators/procedure/concession-threshold-reading.ts';
import { TERRITORY } from '#src/calculators/programme/territory-reading.ts';
import { ESUS_PAY } from '#src/calculators/reserved-contracts/esus-pay-reading.ts';
import { OETH_DEDUCTION } from '#src/calculators/reserved-contracts/oeth-deduction-reading.ts';
import { RESERVED_SHARE } from '#src/calculators/reserved-contracts/reserved-share-reading.ts';
import { EGALIM_SHARE } from '#src/calculators/responsible-purchasing/egalim-share-reading.ts';
import { SOCIAL_CLAUSE } from '#src/calculators/responsible-purchasing/social-clause-reading.ts';
import { SPASER_DUTY } from '#src/calculators/responsible-purchasing/spaser-reading.ts';
import { JEI_LOTS } from '#src/calculators/smaller-companies/jei-lots-reading.ts';
import { SME_CAPITAL } from '#src/calculators/smaller-companies/sme-capital-reading.ts';
import { DIRECT_PAYMENT } from '#src/calculators/subcontracting/direct-payment-reading.ts';
import type { Computation } from './computation.ts';

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
