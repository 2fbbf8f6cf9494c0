import { advanceOrderComputation } from '#src/calculators/advances/advance-order-reading.ts';
import { advancePaymentComputation } from '#src/calculators/advances/advance-payment-reading.ts';
import { advanceComputation } from '#src/calculators/advances/advance-reading.ts';
import {
  documentsComputation,
  reasonsComputation,
} from '#src/calculators/appeals/after-rejection-reading.ts';
import { appealsComputation } from '#src/calculators/appeals/appeals-reading.ts';
import { preContractAppealComputation } from '#src/calculators/appeals/pre-contract-appeal-reading.ts';
import { standstillComputation } from '#src/calculators/appeals/standstill-reading.ts';
import {
  certificateComputation,
  replacementComputation,
} from '#src/calculators/certificates/certificate-validity-reading.ts';
import { VIGILANCE_THRESHOLD } from '#src/calculators/certificates/vigilance-threshold-reading.ts';
import { CHANGE_CAP } from '#src/calculators/contract-changes/change-cap-reading.ts';
import { LOW_VALUE_CHANGE } from '#src/calculators/contract-changes/low-value-change-reading.ts';
import { PRICE_REVISION } from '#src/calculators/contract-changes/price-revision-reading.ts';
import { priceUpdateComputation } from '#src/calculators/contract-changes/price-update-reading.ts';
import { EVENT_DEADLINES } from '#src/calculators/deadlines/event-deadlines-reading.ts';
import { tenderPeriodComputation } from '#src/calculators/deadlines/tender-period-reading.ts';
import { CCAG_PENALTIES } from '#src/calculators/execution/ccag-penalties-reading.ts';
import { LATE_PENALTIES } from '#src/calculators/execution/late-penalties-reading.ts';
import { HOURLY_COST, MARGIN } from '#src/calculators/offers/cost-price-reading.ts';
import { JOB_COST, UNIT_COST } from '#src/calculators/offers/job-cost-reading.ts';
import { PRICE_SCORE } from '#src/calculators/offers/price-score-reading.ts';
import { OWN_FIGURES } from '#src/calculators/own-figures/own-figures-reading.ts';
import {
  compensationComputation,
  interestRateComputation,
} from '#src/calculators/payment/interest-rate-reading.ts';
import { lateInterestComputation } from '#src/calculators/payment/late-interest-reading.ts';
import { paymentDueComputation } from '#src/calculators/payment/payment-due-reading.ts';
import { retentionComputation } from '#src/calculators/payment/retention-reading.ts';
import { CONCESSION_THRESHOLD } from '#src/calculators/procedure/concession-threshold-reading.ts';
import { FORMAL_THRESHOLD } from '#src/calculators/procedure/formal-threshold-reading.ts';
import { PURCHASE_FAMILIES } from '#src/calculators/procedure/need/families-reading.ts';
import { NEED_VALUE } from '#src/calculators/procedure/need/need-value-reading.ts';
import { SEPARATE_NEEDS } from '#src/calculators/procedure/need/separate-needs-reading.ts';
import { PROCUREMENT_PROCEDURE } from '#src/calculators/procedure/procurement-procedure-reading.ts';
import { SMALL_LOT } from '#src/calculators/procedure/small-lot-reading.ts';
import { TERRITORY } from '#src/calculators/programme/territory-reading.ts';
import {
  ESS_RESERVED_DURATION,
  ESS_RESERVED_WAIT,
} from '#src/calculators/reserved-contracts/ess-reserved-lot-reading.ts';
import { ESUS_PAY } from '#src/calculators/reserved-contracts/esus-pay-reading.ts';
import { OETH_DEDUCTION } from '#src/calculators/reserved-contracts/oeth-deduction-reading.ts';
import { RESERVED_SHARE } from '#src/calculators/reserved-contracts/reserved-share-reading.ts';
import { EGALIM_SHARE } from '#src/calculators/responsible-purchasing/egalim-share-reading.ts';
import { INSERTION_HOURS } from '#src/calculators/responsible-purchasing/insertion-hours-reading.ts';
import { SOCIAL_CLAUSE } from '#src/calculators/responsible-purchasing/social-clause-reading.ts';
import { SPASER_DUTY } from '#src/calculators/responsible-purchasing/spaser-reading.ts';
import { JEI_LOTS } from '#src/calculators/smaller-companies/jei-lots-reading.ts';
import { SME_CAPITAL } from '#src/calculators/smaller-companies/sme-capital-reading.ts';
import { SME_SHARE } from '#src/calculators/smaller-companies/sme-share-reading.ts';
import { TURNOVER_CAP } from '#src/calculators/smaller-companies/turnover-cap-reading.ts';
import { DIRECT_PAYMENT } from '#src/calculators/subcontracting/direct-payment-reading.ts';
import { subcontractorComputation } from '#src/calculators/subcontracting/subcontractor-silence-reading.ts';
import type { Computation } from './computation.ts';

/** Computations on dates and on sums that are due; each leaves the subjects of the others alone. */
export const DEADLINE_AND_MONEY_COMPUTATIONS: readonly Computation[] = [
  tenderPeriodComputation,
  standstillComputation,
  preContractAppealComputation,
  appealsComputation,
  documentsComputation,
  reasonsComputation,
  interestRateComputation,
  compensationComputation,
  lateInterestComputation,
  paymentDueComputation,
  advanceOrderComputation,
  advancePaymentComputation,
  advanceComputation,
  retentionComputation,
  priceUpdateComputation,
  PRICE_REVISION,
  certificateComputation,
  subcontractorComputation,
  replacementComputation,
  LATE_PENALTIES,
  CCAG_PENALTIES,
  ...EVENT_DEADLINES,
];

/** Comparisons with a threshold or a share, and the places that the programme serves. */
const THRESHOLD_COMPUTATIONS: readonly Computation[] = [
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
  FORMAL_THRESHOLD,
  TERRITORY,
];

/** Computations on the procedure of a purchase and on what its contract may ask, the most particular first. */
export const PROCEDURE_COMPUTATIONS: readonly Computation[] = [
  TURNOVER_CAP,
  UNIT_COST,
  JOB_COST,
  PRICE_SCORE,
  HOURLY_COST,
  MARGIN,
  SME_SHARE,
  CHANGE_CAP,
  LOW_VALUE_CHANGE,
  OWN_FIGURES,
  INSERTION_HOURS,
  ESS_RESERVED_WAIT,
  ESS_RESERVED_DURATION,
  SMALL_LOT,
  PURCHASE_FAMILIES,
  PROCUREMENT_PROCEDURE,
  SEPARATE_NEEDS,
  NEED_VALUE,
];

/** Every computation that a plain question may reach; the first that answers is taken. */
export const COMPUTATIONS: readonly Computation[] = [
  ...DEADLINE_AND_MONEY_COMPUTATIONS,
  ...THRESHOLD_COMPUTATIONS,
  ...PROCEDURE_COMPUTATIONS,
];
