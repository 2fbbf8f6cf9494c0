import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, type IsoDate, isIsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** The day for which rules are asked, and how the person named it. */
export interface AskedDate {
  readonly date: IsoDate;
  /** As a person would read it back: « février 2026 », « 2025 », « le 12 mars 2026 ». */
  readonly said: string;
  /**
   * The day is that of the contract (signed, notified, awarded): its consultation was launched before. Absent when it
   * is the launch itself.
   */
  readonly of?: 'contract' | undefined;
}

/** A date as it stands in a text. */
interface Mention {
  readonly at: number;
  readonly end: number;
  readonly date: IsoDate;
  readonly said: string;
  /** A bare month or year says nothing by itself: « en 2024 » needs a word that tells of what. */
  readonly alone: boolean;
  /** « l'an dernier » is the time of its own clause, whatever the rest of the sentence tells. */
  readonly ofClause?: boolean | undefined;
}

/** What a date is the date of; `weak` words speak of the launch when nothing else is said. The launch of the consultation decides the rules; any other day of its own does not. */
type Event = 'launch' | 'contract' | 'other' | 'weak';

const FOLDED_MONTHS = MONTHS.map(fold);
const MONTH = FOLDED_MONTHS.join('|');

/**
 * Words that tell what a date is the date of. A consultation follows the rules of the day it was launched, or its
 * notice sent: neither the contract, nor the execution, nor the person's own papers decide.
 */
const EVENTS: readonly (readonly [Event, string])[] = [
  [
    'launch',
    "(?:lance|publie|engage|paru|emis|envoye|passe)e?s?|sorti(?:e|s|es)?|mise? en ligne|consultations?|avis|annonces?|procedures?|appels? d'offres?|mapa|dce|seuils?|regles?|bareme|montants?|plafonds?|exigibles?",
  ],
  ['contract', '(?:notifie|signe|attribue|conclu|decroche|gagne|remporte)e?s?|contrats?|titulaires?'],
  ['weak', 'marches?|etai(?:t|ent)|(?:decide|confie|achete)e?s?'],
  [
    'other',
    "(?:manque|rate|loupe|perdu|recu|livre|depose|remis|rendu|cree|fonde|immatricule|commence|demarre|debute|termine|fini|acheve|paye|verse|resilie|embauche|expire|perime|delivre|condamne|arrive|execute|realise|facture)e?s?|j'ai regle|creation|lettre|courrier|notification|rejet|refus|ferme(?:ture)?|cloture|limite|jusqu'au|factures?|livraison|depot|relances?|mise en demeure|reunion|visite|reception|avenants?|ordre de service|liquidation|redressement|jugement|attestations?|certificat|agrement|loi|decret|arrete|arret|circulaire|ordonnance|reforme|applicables?|en vigueur|depuis|valables?|bilans?|comptes|exercices?|(?:chiffre d'affaires|ca)(?! (?:exig|demand|minim|maxim))",
  ],
];
const EVENT = new RegExp(`\\b(?:${EVENTS.map(([name, words]) => `(?<${name}>${words})`).join('|')})\\b`, 'g');

const NUMERIC = /\b(\d{1,2})[/.](\d{1,2})[/.](20\d{2})\b|\b(20\d{2})-(\d{2})-(\d{2})\b/g;
const DAY_MONTH = new RegExp(`\\b(?:(\\d{1,2})(?:er)? )?(${MONTH}) (20\\d{2})\\b`, 'g');
/** A year alone: not part of a law's number, of a period, or of a name such as « ESS 2024 » or « CCAG 2021 ». */
const YEAR =
  /(?<![\w/-]|ess |paris |jo |jeux |jop |ccag |olympiques? |entreprises )(?:en |de |annee |debut |fin |courant |mi-)(20[12]\d)(?![\w/-]| ?(?:€|euros?\b|k€|ht\b))/g;
const YEAR_OF =
  /\b(?:seuils?|regles?|bareme|montants?)(?: europeens?)?(?: applicables?)? (?:(?:pour|en|de) (?:l'annee )?)?(20[12]\d)(?![\w/-])/g;
const LAST_YEAR = /\b(?:l'an dernier|l'annee derniere|l'an passe)\b/g;

/**
 * The date of the consultation that a question speaks of, when it says one; else that of the contract it led to. A
 * month gives its middle and a past year its middle: thresholds change at month ends. The current year alone means
 * today. A day of another kind (an invoice, a letter, the company's own creation) says nothing of the rules.
 */
export function detectDate(question: string, today: IsoDate): AskedDate | undefined {
  const text = fold(question).replace(/\s+/g, ' ');
  if (LAUNCHED_NOW.test(text)) return undefined;
  const dated = mentionsIn(text, today).map((mention) => ({ mention, event: eventOf(text, mention) }));
  const launch = dated.find(({ event }) => event === 'launch');
  if (launch) return { date: launch.mention.date, said: launch.mention.said };
  const contract = dated.find(({ event, mention }) => event === 'contract' && mention.date <= today);
  return contract && { date: contract.mention.date, said: contract.mention.said, of: 'contract' };
}

const NOW =
  "(?:maintenant|en ce moment|aujourd'hui|actuellement|ces jours-ci|cette semaine|ce mois-ci|cette annee)";
/** « il est publié maintenant », « les règles d'aujourd'hui », whatever another thing was the year before. */
const LAUNCHED_NOW = new RegExp(
  `\\b(?:lance|publie|engage|paru|passe|consulte)(?:e?s?|nt)? ${NOW}\\b|\\b${NOW} (?:que |qu')?(?:il|elle|on|la ville|la mairie)(?: \\S{1,12})? (?:lance|publie|consulte)|\\b(?:seuils?|regles?|bareme|montants?|plafonds?) (?:d'aujourd'hui|de maintenant|actuel(?:le)?s?|de cette annee)\\b`,
);

function mentionsIn(text: string, today: IsoDate): Mention[] {
  const found = [...numericIn(text), ...writtenIn(text), ...yearsIn(text, today)];
  return found
    .filter(({ date }) => isIsoDate(date))
    .sort((a, b) => a.at - b.at)
    .filter(({ at }, index, all) => !all.slice(0, index).some((before) => at < before.end));
}

function numericIn(text: string): Mention[] {
  return [...text.matchAll(NUMERIC)].map((match) => {
    const [whole, day, month, year, isoYear, isoMonth, isoDay] = match;
    const date = isoYear ? `${isoYear}-${isoMonth}-${isoDay}` : `${year}-${pad(month)}-${pad(day)}`;
    return { at: match.index, end: match.index + whole.length, date, said: `le ${whole}`, alone: false };
  });
}

function writtenIn(text: string): Mention[] {
  return [...text.matchAll(DAY_MONTH)].map((match) => {
    const [whole, day, name, year] = match;
    const month = FOLDED_MONTHS.indexOf(name ?? '') + 1;
    const before = /\bavant (?:le )?$/.test(text.slice(0, match.index));
    const named = `${year}-${pad(String(month))}-${pad(day ?? (before ? '1' : '15'))}`;
    const date = before ? dayBefore(named) : named;
    const said =
      day || before ? `le ${isIsoDate(date) ? frenchDate(date) : whole}` : `${MONTHS[month - 1]} ${year}`;
    const alone = !/\b(?:en|debut|fin|mi-?) ?$/.test(text.slice(0, match.index));
    return { at: match.index, end: match.index + whole.length, date, said, alone };
  });
}

function yearsIn(text: string, today: IsoDate): Mention[] {
  const last = String(Number(today.slice(0, 4)) - 1);
  return [
    ...[...text.matchAll(YEAR), ...text.matchAll(YEAR_OF)].map(
      (match) => [match, match[1] ?? '', false] as const,
    ),
    ...[...text.matchAll(LAST_YEAR)].map((match) => [match, last, true] as const),
  ]
    .filter(([, year]) => year !== today.slice(0, 4))
    .map(([match, year, ofClause]) => {
      const end = match.index + match[0].length;
      // The words before the year are part of the match: they may tell of what it is the year.
      return { at: end - 1, end, date: `${year}-07-01`, said: year, alone: true, ofClause };
    });
}

/** « 600 heures d'insertion d'ici juin 2027 »: by when something is to be done. A year is read up to its last figure. */
const IS_TERM = /\b(?:d'ici|jusqu'(?:a|au|en))(?: (?:a|au|en|la|le|fin|debut|mi))*[ -]?(?:\d{3})?$/;

/** What a date is the date of: the nearest word that tells it, before the date in its sentence, else after it. */
function eventOf(text: string, { at, end, alone, ofClause }: Mention): Event {
  if (IS_TERM.test(text.slice(0, at))) return 'other';
  const sentence =
    /(?<![^.!?;])[^.!?;]*$/.exec(text.slice(0, at).replace(/\b([lr])\. (?=\d)/g, '$1  '))?.[0] ?? '';
  const rest = /^[^.!?;]*/.exec(text.slice(end))?.[0] ?? '';
  const before = ofClause ? (sentence.split(',').at(-1) ?? '') : sentence;
  const after = ofClause ? (/^,?[^,]*/.exec(rest)?.[0] ?? '') : rest;
  const told = [...eventsIn(before).reverse(), ...eventsIn(after)];
  const event = told.find((one) => one !== 'weak') ?? told[0];
  if (event) return event === 'weak' ? 'launch' : event;
  // « Décembre 2025 : la ville nous a confié… »: what opens a story is its time.
  if (/^\W*$/.test(text.slice(0, at)) && /^\s*[:,;–—-]/.test(text.slice(end))) return 'launch';
  return !alone && /\b(?:en|debut|fin|mi-?) ?$/.test(before) ? 'launch' : 'other';
}

const eventsIn = (text: string): Event[] =>
  [...text.matchAll(EVENT)].flatMap(({ groups = {} }) =>
    EVENTS.flatMap(([name]) => (groups[name] === undefined ? [] : [name])),
  );

/** A date with the words that tie it to the launch: they tell when, and nothing of what is asked. */
const LAUNCHED = new RegExp(
  `(?:\\b(?:(?:a |est |etait |fut )?(?:ete )?(?:lance|publie|paru|engage|envoye|emis|passe)e?s?|dat(?:e|ee|ant)|d'il y a) )?(?:\\b(?:en|le|de|du|d'|au|des|pour|avant|depuis|fin|debut|courant|annee|l'annee|mi-?) ?){0,6}(?:\\b(?:(?:\\d{1,2}(?:er)? )?(?:${MONTH}) )?20\\d{2}\\b(?![-/€])|\\b\\d{1,2}[/.]\\d{1,2}[/.]20\\d{2}\\b|\\bl'(?:an dernier|annee derniere|an passe)\\b)`,
  'g',
);

/** A question without the date of its consultation, which is read apart and would only cloud what is searched. */
export const withoutLaunch = (question: string): string =>
  fold(question).replace(/\s+/g, ' ').replace(LAUNCHED, ' ').replace(/\s+/g, ' ').trim();

const pad = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** « avant le 28 mai 2026 » speaks of the rules of the day before. */
function dayBefore(date: IsoDate): IsoDate {
  if (!isIsoDate(date)) return date;
  return new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);
}
