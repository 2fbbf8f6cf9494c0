/** An establishment as a public directory knows it. What is absent is unknown, never « no ». */
export interface Establishment {
  readonly siret: string;
  readonly siren: string;
  readonly name?: string | undefined;
  /** Legal category of Insee (nomenclature of 2020), four digits. */
  readonly legalCategory?: string | undefined;
  /** « YYYY-MM-DD ». */
  readonly createdOn?: string | undefined;
  /** The fewest people of Insee's bracket. */
  readonly headcountFrom?: number | undefined;
  readonly town?: string | undefined;
  readonly department?: string | undefined;
  /** Of the social economy, by Insee's indicator. */
  readonly isEss?: boolean | undefined;
  /** A structure of work integration under contract with the State. */
  readonly isSiae?: boolean | undefined;
}

/**
 * What a look-up found. `closed`: the establishment, or the whole company, has ceased; `ambiguous`: others of the same
 * company came back, not this one; the last four are troubles of the service, and say nothing of the company.
 */
export type Lookup =
  | { readonly type: 'found'; readonly establishment: Establishment }
  | { readonly type: 'closed'; readonly establishment: Establishment; readonly whole: boolean }
  | { readonly type: 'unknown' }
  | { readonly type: 'ambiguous'; readonly name: string | undefined; readonly establishments: number }
  | { readonly type: 'off' | 'busy' | 'down' | 'malformed' };

/** PORT. A directory of companies. It never throws: a trouble is a value. */
export interface CompanyDirectory {
  /** @param siret fourteen digits */
  find(siret: string): Promise<Lookup>;
}

/** Where no directory is asked. */
export const NO_DIRECTORY: CompanyDirectory = { find: async () => ({ type: 'off' }) };
