import { advanceComputation } from './advance.ts';
import { advanceOrderComputation } from './advance-order.ts';
import { advancePaymentComputation } from './advance-payment.ts';
import { documentsComputation, reasonsComputation } from './after-rejection.ts';
import { appealsComputation } from './appeals.ts';
import { certificateComputation, replacementComputation } from './attestation-dates.ts';
import type { Computation } from './computation.ts';
import { EVENT_DEADLINES } from './event-deadlines.ts';
import { compensationComputation, interestRateComputation } from './interest-rate.ts';
import { lateInterestComputation } from './late-interest.ts';
import { paymentDueComputation } from './payment-due.ts';
import { preContractAppealComputation } from './pre-contract-appeal.ts';
import { priceUpdateComputation } from './price-update.ts';
import { retentionComputation } from './retention.ts';
import { standstillComputation } from './standstill.ts';
import { subcontractorComputation } from './subcontractor-silence.ts';
import { tenderPeriodComputation } from './tender-period.ts';

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
