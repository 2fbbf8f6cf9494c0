import type { Buyer } from '#src/calculators/buyers.ts';
import type { ComputationInput } from '#src/calculators/computation.ts';
import { inDays } from '#src/calculators/reading/roles.ts';
import { buyerChoices } from '#src/calculators/texts-clarify.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { invoiceDates, type PaymentDates } from './invoice/dates-said.ts';
import { WAITS_BEFORE } from './invoice/days-said.ts';

/** Reads the days of an invoice, of its services and of its payment by the words of their own clauses. */
export const paymentDates = ({
  quantities,
  today,
}: Pick<ComputationInput, 'quantities' | 'today'>): PaymentDates => invoiceDates(quantities, today);

const RECEPTION =
  /^ ?(?:ouvres? |calendaires? )?(?:c(?:'est)? )?(?:apres|suivant|depuis|a compter de) (?:(?!echeance|date|delai|terme)[\p{L}']+ ){0,5}?(?:recep|recu|recue|depot|depos|factur|chorus|envoi|envoy|transmis)/u;
/** « ma facture a été reçue il y a 35 jours »: counted from then to today. */
const RECEIVED_AGO =
  /factur[^.?!]{0,300}\b(?:recue?|depose\w{0,20}|transmis\w{0,20})\b[^,.?!]{0,40}\b(?:il y a|y a|depuis) (?:deja )?$/u;
/** « facture d’il y a 52 jours », « facturé il y a deux mois ». */
const OF_AGO = /\bfactur\w{0,4} (?:d'|de |date d'|qui date d'|datee? d')?(?:il )?y a (?:deja )?$/;
const PAYS = /\b(?:pay\w*|pai[est]\w*|regle\w*|verse\w*|vire\w*|touche\w*|encaisse\w*|attend\w*)\b/;

/**
 * Days from the reception of an invoice to its payment, as a question counts them: « payé 58 jours après réception ».
 * Undefined when it counts none so.
 */
export const daysToPayment = (quantities: Quantities): number | undefined =>
  PAYS.test(quantities.text) || /\bretard\b|\bdoi(?:t|vent)\b|\breclam/.test(quantities.text)
    ? daysFromReception(quantities)
    : undefined;

/** Days that are counted from the reception of an invoice, where it is known to be about its payment. */
export function daysFromReception({ text, durations }: Quantities): number | undefined {
  const counted = durations.filter(
    ({ at, end }) =>
      RECEPTION.test(text.slice(end)) ||
      RECEIVED_AGO.test(text.slice(0, at)) ||
      OF_AGO.test(text.slice(Math.max(0, at - 40), at)) ||
      (/\bfactur/.test(text) && WAITS_BEFORE.test(text.slice(Math.max(0, at - 60), at))),
  );
  const [only, ...more] = counted;
  return only && more.length === 0 ? inDays(only) : undefined;
}

/** Who pays: the buyer said, a private client, or nobody yet. Undefined for those whose rules are others. */
export function payerOf({ case: asked }: Understanding): { readonly buyer?: Buyer | undefined } | undefined {
  if (asked.regime === 'private' || asked.buyer === 'private') return { buyer: 'private' };
  if (asked.regime === 'defence' || asked.regime === 'concession' || asked.buyer === 'defence')
    return undefined;
  return { buyer: asked.buyer ?? (asked.regime === 'utilities' ? 'network' : undefined) };
}

/** Those whose time to pay differs. */
export const PAYERS = [
  buyerChoices.local,
  buyerChoices.state,
  buyerChoices.hospital,
  buyerChoices['public-company'],
  buyerChoices.private,
];
