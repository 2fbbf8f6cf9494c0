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
import { priceUpdateComputation } from '#src/calculators/contract-changes/price-update-reading.ts';
import { EVENT_DEADLINES } from '#src/calculators/deadlines/event-deadlines-reading.ts';
import { tenderPeriodComputation } from '#src/calculators/deadlines/tender-period-reading.ts';
import {
  compensationComputation,
  interestRateComputation,
} from '#src/calculators/payment/interest-rate-reading.ts';
import { lateInterestComputation } from '#src/calculators/payment/late-interest-reading.ts';
import { paymentDueComputation } from '#src/calculators/payment/payment-due-reading.ts';
import { retentionComputation } from '#src/calculators/payment/retention-reading.ts';
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
  certificateComputation,
  subcontractorComputation,
  replacementComputation,
  ...EVENT_DEADLINES,
];
