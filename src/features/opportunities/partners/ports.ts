import type { Form } from '#src/company/form/form.ts';
import type { BidParts } from '#src/features/opportunities/bid/ports.ts';
import type { ReferencedCompanies } from '#src/features/opportunities/referenced.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** PORT. Companies that want no requests for their contact: the directory keeps it. */
export interface Silence {
  readonly isSilent: (db: Queryable, companyId: string) => Promise<boolean>;
  readonly setSilence: (
    tx: Transaction,
    of: {
      readonly companyId: string;
      readonly personId: string;
      readonly silent: boolean;
      readonly now: number;
    },
  ) => Promise<void>;
}

/** What partners are found and asked with. */
export interface PartnerParts {
  readonly db: Queryable;
  /** Today's form of companies' files. */
  readonly form: () => Promise<Form>;
  readonly base: BidParts['base'];
  readonly companies: ReferencedCompanies;
  /** Companies agree to be shown where the directory is open: while it is closed, none is proposed. */
  readonly directoryIsOpen: boolean;
  readonly mailIsOn: boolean;
  readonly silence: Silence;
}
