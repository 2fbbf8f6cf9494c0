import { addMonths, daysBetween } from '#src/platform/calendar/days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import type { Day, Quantities } from '#src/reader/quantities.ts';
import { around, type Clause, clausesOf, masked, saysOnly } from './clauses.ts';

/** Days of a payment that a question says. */
export interface PaymentDates {
  /** The invoice reached the buyer. */
  readonly received?: IsoDate | undefined;
  readonly executed?: IsoDate | undefined;
  /** The last day to pay, as it is said: the delay starts from it, and no time to pay is added. */
  readonly due?: IsoDate | undefined;
  /** The money was paid: never promised, never to come. */
  readonly paid?: IsoDate | undefined;
}

/** `billed` is the day of the invoice itself: it was received then, where no other day is said. */
type Role = keyof PaymentDates | 'billed' | 'other';

/** What tells what a day is, by the words of its own clause. What is of none of the others is in `other`. */
const ROLES: Readonly<Record<Role, RegExp>> = {
  due: /\b(?:echue?s?|echeances?|dues? (?:le|au|pour|depuis|avant)|exigibles?|payables?|a payer|devai(?:t|ent)|devrai(?:t|ent)|aurai(?:t|ent) du|date limite|au plus tard|dernier (?:jour|delai))\b/g,
  other:
    /\b(?:relanc\w{0,4}|rappel\w{0,4}|prom(?:is|ise|et|ettent|esse)|mis(?:e)? en demeure|demeure|dit (?:que|qu')|annonc\w{0,4}|va (?:payer|me payer|regler)|vont (?:payer|me payer|regler)|paiera|paieront|payera|payeront|reglera|regleront|sera|seront|versera|virera|rien\b|reclam\w{0,4}|appel\w{0,3}|ecrit|(?<!\bpar )(?:courrier|mail|lettre)|rdv|rendez-vous|taux|bce|semestre|(?:pas|jamais|toujours pas|pas encore|n'est|n'a) (?:encore |toujours |pas |jamais )?(?:ete )?(?:paye|regle|verse|vire)\w{0,2}|impaye\w{0,2}|marche|devis|commande|bon de commande|signe\w{0,2}|notifie\w{0,2})/g,
  paid: /\b(?:payee?s?|paie|reglee?s?|vire(?:e|s|ment)?|verse(?:e|es|s)?|encaisse\w{0,2}|touchee?s?|(?:recu|arrive|eu|vu) (?:enfin )?(?:l'argent|les sous|mon argent|le virement|le paiement|le reglement)|(?:argent|paiement|reglement|sous) (?:est |sont |m'est |a ete )?(?:enfin )?(?:arrive\w{0,2}|recus?|tombe\w{0,2}|sur))/g,
  executed:
    /livr|execut|\bfini|termin|acheve|prestations?|effectue|realis|intervention|service fait|travaux|chantier|menage/g,
  received: /chorus|depos|\brecue?s?\b|envoy|transmi|adress|disposition/g,
  billed: /factur|demande de paiement|situation/g,
};
const NAMES = Object.keys(ROLES) as Role[];
/** Words of a clause that gives a day to the clause before. */
const OF_DAY = new Set(
  'jour date exactement precisement depuis donc ca c etait le au matin soir dernier passe'.split(' '),
);
/** « J'ai écrit le 3 mai », said in November: an event that far ahead without its year was the last one. */
const FAR_AHEAD = 90;
/** « c’est le 22 septembre que j’ai déposé, pas le 12 »: the day that is not. */
const DENIED = /\b(?:pas|et non(?: pas)?|au lieu d[ue']?|plutot que)(?: le| du)? ?$/;

/** The days of an invoice, by the clause of each; of two of a kind none, and one that is only paid in the future is none. */
export function invoiceDates(quantities: Quantities, today: IsoDate): PaymentDates {
  const text = masked(quantities);
  const clauses = clausesOf(text);
  const found: Partial<Record<Role, IsoDate>> = {};
  const doubtful = new Set<Role>();
  const days = quantities.days.filter(
    ({ at }) => quantities.days.length < 2 || !DENIED.test(quantities.text.slice(0, at)),
  );
  days.forEach((day, index) => {
    const role = roleOf(day, { days, index, clauses });
    if (!role) return;
    const date = role === 'due' ? day.date : lastOne(day.date, quantities.text.slice(day.at, day.end), today);
    if (role === 'paid' && date > today) return;
    // « envoyée le 15 août, renvoyée le 20 septembre »: nobody can tell from which it counts.
    if ((found[role] ?? date) !== date && role !== 'executed') doubtful.add(role);
    found[role] ??= date;
  });
  const sure = (role: Role): IsoDate | undefined => (doubtful.has(role) ? undefined : found[role]);
  const received = found.received ? sure('received') : sure('billed');
  return { received, executed: found.executed, due: sure('due'), paid: sure('paid') };
}

function roleOf(
  day: Day,
  { days, index, clauses }: { days: readonly Day[]; index: number; clauses: readonly Clause[] },
): Role | undefined {
  const rank = clauses.findIndex((one) => one.at <= day.at && day.at < one.end);
  const clause = clauses[rank];
  if (!clause) return undefined;
  const from = Math.max(days[index - 1]?.end ?? 0, clause.at);
  const to = Math.min(days[index + 1]?.at ?? clause.end, clause.end);
  const own = around(clause, day);
  const role =
    nearest(own.before.slice(from - clause.at), 'last') ?? nearest(own.after.slice(0, to - day.end), 'first');
  if (role || !saysOnly(clause, OF_DAY)) return role;
  const [previous, next] = [clauses[rank - 1], clauses[rank + 1]].map((one) =>
    one?.sentence === clause.sentence && !days.some(({ at }) => one.at <= at && at < one.end)
      ? one
      : undefined,
  );
  return (previous && nearest(previous.words, 'last')) ?? (next && nearest(next.words, 'first'));
}

/** « devait être payée le 3 »: what is due is not paid, and what is refused or to come is neither. */
function nearest(words: string, which: 'first' | 'last'): Role | undefined {
  const found = NAMES.flatMap((role) =>
    [...words.matchAll(ROLES[role])].map(({ 0: { length }, index }) => ({
      role,
      at: index,
      end: index + length,
    })),
  );
  const before = ({ role }: { role: Role }) => role === 'due' || role === 'other';
  const isBill = found.some(({ role }) => role === 'received' || role === 'billed');
  const last = found.filter(({ role }) => role !== 'executed' || !isBill);
  const best = (
    which === 'last' ? last.toSorted((a, b) => b.end - a.end) : last.toSorted((a, b) => a.at - b.at)
  )[0];
  const isSent =
    best?.role === 'billed' && found.some(({ role }) => role === 'received') && !OF_DAY_OF_BILL.test(words);
  if (isSent) return 'received';
  if (!best || !(best.role === 'paid' || (best.role === 'received' && !OF_BILL.test(words))))
    return best?.role;
  const led = found.find((one) => before(one) && one.at < best.at && best.at - one.at < LED);
  return led?.role ?? best.role;
}
/** « ma facture du 20 août »: its own day, whatever was done with it. */
const OF_DAY_OF_BILL = /\b(?:factur\w{0,3}|situation) (?:du|datee? du|en date du) $/;
/** What is sent, where it is the invoice: a reminder is sent, too. */
const OF_BILL = /factur|chorus|depos|situation|demande de paiement/;
const PAID =
  /\b(?:payees?|reglees?|versees?|encaissees?|virees?)\b|\b(?:a|ont|ete|m'a|m'ont|est|etait|avoir|deja|enfin|factures?) (?:enfin |bien |deja |ete |tout )?(?:payes?|regles?|verses?|vires?)\b/;

/** Whether a text says that the invoice was paid at last: neither refused, nor promised, nor due. */
export function isSaidPaid(quantities: Quantities): boolean {
  return clausesOf(masked(quantities)).some(({ words }) => {
    const found = PAID.exec(words);
    return found !== null && nearest(words.slice(0, found.index + found[0].length), 'last') === 'paid';
  });
}
/** Characters between « devait », « promis », « pas », and the « payé » that they lead. */
const LED = 45;

/** « reçu vendredi » is last Friday. */
function lastOne(date: IsoDate, words: string, today: IsoDate): IsoDate {
  const ahead = daysBetween(today, date);
  if (/^[a-z]+di\b|^dimanche/.test(words))
    return ahead > 0 && !/prochain/.test(words) ? addDays(date, -7) : date;
  const yearSaid = /\d{4}|\d[/.-]\d+[/.-]\d{2}/.test(words);
  return !yearSaid && ahead > FAR_AHEAD ? addMonths(date, -12) : date;
}
