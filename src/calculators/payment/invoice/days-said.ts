import { inDays } from '#src/calculators/reading/roles.ts';
import type { Duration, Quantities } from '#src/reader/quantities.ts';
import {
  around,
  type Clause,
  clauseAt,
  clausesOf,
  HOW_MUCH,
  isDenied,
  MENDS,
  masked,
  saysOnly,
} from './clauses.ts';

/** What a duration is to an invoice. */
export interface DaysSaid {
  readonly days: number;
  /** The same, where it was said in months. */
  readonly months?: number | undefined;
  /**
   * `late` from the last day to pay, `received` from the invoice; `assumed` late, where it is owed or unpaid since then;
   * `bare` where nothing says it.
   */
  readonly since: 'late' | 'received' | 'assumed' | 'bare';
}

const LATE_AFTER =
  /^ ?(?:calendaires? |ouvres? )?(?:(?:de |en |d'|du )?retar(?:ds?)?\b|trop tard\b|apres (?:l'|la |le |cette |son )?(?:echeance|date (?:limite|d'echeance)|delai|terme|fin du delai|dernier jour)|au[- ]dela (?:du|de (?:l'|la)) ?(?:delai|echeance|date))/;
const LATE_BEFORE =
  /\b(?:retar(?:ds?)?|en retard depuis|depasse\w{0,2}) ?(?:(?:c'est|c|est|etait|de|d'|fait|faisait|:|=|depuis|environ|maintenant|pas) ?){0,3}$/;
const RECEIVED_AFTER =
  /^ ?(?:ouvres? |calendaires? )?(?:c(?:'est)? )?(?:apres|suivant|depuis|a compter de) (?:(?!echeance|date|delai|terme)[\p{L}']+ ){0,5}?(?:recep|recu|recue|depot|depos|factur|chorus|envoi|envoy|transmis)/u;
/** « facture reçue il y a 35 jours », « facture d'il y a 52 jours », « facturé il y a 2 mois » */
const RECEIVED_BEFORE =
  /\b(?:recue?|depose\w{0,2}|transmis\w{0,2}|envoye\w{0,2}|emise?|adresse\w{0,2}|factur\w{0,4}(?: (?:date|datee))?) (?:(?:sur chorus(?: pro)?|par \p{L}{1,20} \p{L}{1,20}|date|qui date|d'|de|par|a|la|le|mairie|c'etait|il|voila|maintenant|par la mairie|par la ville) ?){0,6}(?:il y a|y a|depuis|d'il y a|ca fait) (?:deja |maintenant |bien |environ )?$/u;
/** « facture qui traîne depuis 47 jours », « en attente sur Chorus depuis 6 semaines »: it waits since it was sent. */
export const WAITS_BEFORE =
  /\b(?:train\w{0,4}|dor(?:t|ment)|moisi\w{0,3}|bloqu\w{0,4}|coinc\w{0,4}|en (?:attente|cours|souffrance|traitement)|(?:sur|dans) chorus(?: pro)?) (?:(?:sur|dans) chorus(?: pro)? )?(?:depuis|ca fait|sa fait) (?:deja |maintenant |bien |plus de |environ )?$/;
/** A time that nobody is late by: what is given to pay, what will come, what is counted of anything else. */
const OWED =
  /\b(?:doi(?:t|vent)|impaye\w{0,2}|(?:pas|jamais|rien|toujours pas|pas encore) (?:ete )?(?:pay|paie|regl|vers|recu|touch)\w{0,4}|factur\w{0,2}|retar(?:ds?)?)\b/;
const SINCE_BEFORE =
  /\b(?:depuis|ca fait|cela fait|fait|il y a|y a|voila|sa fait) (?:deja |maintenant |plus de |bien |environ |au moins |quand meme )?$/;
/** From when the days are counted is not said, and it is likelier from the invoice. */
const UNCLEAR = /^ ?(?:que |d')?(?:j'|j' |on |nous |l')?(?:attend|attente)|^ ?que (?:j'|on |nous )/;
const UNCLEAR_BEFORE = /\b(?:au bout de|apres|attend\w{0,6}(?: depuis)?|attente(?: depuis)?) $/;
const PAY_BEFORE = /\b(?:pay|paie|regl|vers)\w{0,4} (?:a|en|au bout de|sous|apres) $/;
const OF_TIME = new Set(
  'taux bce jour jours semaines mois retar retard retards facture factures delai echeance depuis deja presque bientot voire environ minimum date aujourd hui aujourdhui interets interet indemnite viens comptez compte comptez recompte calculez vous refaites finalement longtemps ce matin vrai vraiment lui'.split(
    ' ',
  ),
);
/** « et pour 60 jours ? » */
const FOR_DAYS = /\b(?:pour|avec|si c'est|si c'etait|a) (?:les )?$/;

/** How the number of days stands in a conversation. */
interface Asked {
  /** The days are what is missing. */
  readonly isMissing: boolean;
  /** The message is all that is read, and it speaks of an invoice. */
  readonly isWhole: boolean;
}

/**
 * How late a payment is, in days, where the clause of a duration says so.
 * @returns `unclear` where several are said, or nobody can tell from when one is counted; undefined where none is of the invoice
 */
export function daysSaid(quantities: Quantities, asked: Asked): DaysSaid | 'unclear' | undefined {
  const text = masked(quantities);
  const clauses = clausesOf(text);
  const said = quantities.durations.filter(({ at }) => !isDenied(text, at));
  const found = said.flatMap((duration): (DaysSaid | 'unclear')[] => {
    const days = inDays(duration) ?? (duration.unit === 'mois' ? duration.value * 30 : undefined);
    const since = sinceOf(duration, { quantities, text, clauses }, asked);
    if (days === undefined || since === undefined) return [];
    if (since === 'unclear') return ['unclear'];
    return [{ days: Math.round(days), since, ...(duration.unit === 'mois' && { months: duration.value }) }];
  });
  const sure = found.filter((one) => one !== 'unclear');
  for (const kind of ['late', 'received', 'assumed', 'bare'] as const) {
    const own = sure.filter(({ since }) => since === kind);
    const [one, ...more] = own;
    if (!one) continue;
    return more.every(({ days }) => days === one.days) ? one : 'unclear';
  }
  return found.length > 0 ? 'unclear' : undefined;
}

function sinceOf(
  duration: Duration,
  { quantities, text, clauses }: { quantities: Quantities; text: string; clauses: readonly Clause[] },
  asked: Asked,
): DaysSaid['since'] | 'unclear' | undefined {
  if (duration.unit === 'heures' || duration.unit === 'ans') return undefined;
  const rank = clauseAt(clauses, duration.at);
  const clause = clauses[rank];
  if (!clause) return undefined;
  const { before, after } = around(clause, duration);
  if (LATE_AFTER.test(after) || LATE_BEFORE.test(before)) return 'late';
  // The words that lead from the invoice to the days may pass a comma.
  const led = text.slice(Math.max(0, duration.at - 110), duration.at);
  if (RECEIVED_AFTER.test(after) || RECEIVED_BEFORE.test(led) || waitsSince(led, quantities))
    return 'received';
  if (UNCLEAR.test(after) || UNCLEAR_BEFORE.test(before) || PAY_BEFORE.test(before)) return 'unclear';
  if (SINCE_BEFORE.test(before)) return sinceOwed(rank, clauses) ? sinceSaid(before) : undefined;
  return isBare({ clause, before }, quantities, asked) ? 'bare' : undefined;
}

const waitsSince = (led: string, { text }: Quantities): boolean =>
  /\bfactur|\bchorus/.test(text) && WAITS_BEFORE.test(led);

/** « la région me doit 18 000 € depuis 70 jours »: a debt is owed since the invoice, as often as since the last day to pay. */
const sinceSaid = (before: string): 'assumed' | 'unclear' =>
  /\bdepuis (?:\p{L}+ ){0,2}$/u.test(before) ? 'unclear' : 'assumed';

/** Whether it is owed, or unpaid, since then: in this clause, or in the one beside, where this one says nothing else. */
function sinceOwed(rank: number, clauses: readonly Clause[]): boolean {
  const clause = clauses[rank];
  if (!clause) return false;
  if (OWED.test(clause.words)) return true;
  const beside = [clauses[rank - 1], clauses[rank + 1]].filter((one) => one !== undefined);
  return saysOnly(clause, OF_TIME) && (clauses.length === 1 || beside.some(({ words }) => OWED.test(words)));
}

/**
 * « c'est 30 jours ? et s'ils paient en retard ? » asks of the time to pay. What completes a question ends it, and has its
 * mark.
 */
const isTermAsked = ({ words, end }: Clause, text: string): boolean =>
  /^ ?\?/.test(text.slice(end)) && (/\bdelais?\b/.test(words) || /\p{L}/u.test(text.slice(end)));

function isBare(
  { clause, before }: { clause: Clause; before: string },
  { text, durations }: Quantities,
  { isMissing, isWhole }: Asked,
): boolean {
  if (!saysOnly(clause, OF_TIME) || /\b(?:dans|sous|d'ici|delai de|au lieu de|moins) $/.test(before))
    return false;
  if (!isMissing && !FOR_DAYS.test(before) && isTermAsked(clause, text)) return false;
  if (FOR_DAYS.test(before)) return HOW_MUCH.test(text) || (!isWhole && /\bet pour\b/.test(text));
  return isMissing || (isWhole ? durations.length === 1 : MENDS.test(text) || HOW_MUCH.test(text));
}
