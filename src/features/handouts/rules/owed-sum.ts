import type { Amount } from '#src/reader/quantities.ts';

/**
 * The sum, with its tax, among those that are said of an invoice: the one that is said to be, else the only one, unless it
 * is said to be without tax. Undefined where several may be.
 */
export function withTax(amounts: readonly Amount[]): Amount | undefined {
  const said = amounts.filter(({ tax }) => tax === 'TTC');
  const [only, ...more] = said.length > 0 ? said : amounts;
  return only && more.length === 0 && only.tax !== 'HT' ? only : undefined;
}
