import type { ComputationInput } from '#src/calculators/computation.ts';
import { askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { contentWords } from '#src/platform/french/text-analysis.ts';
import type { Amount } from '#src/reader/quantities.ts';
import type { Hired, Labour } from './job-cost.ts';
import { type Pieces, piecesIn, withoutPieces } from './job-pieces.ts';

const NUMBER = '\\d{1,3}(?: \\d{3}){1,2}(?:,\\d+)?|\\d+(?:[.,]\\d+)?';
const EURO = '(?:€|euros?|eur|e)?';
/** « 18 € de l'heure », « 27 €/h », « 22 euros chargés par heure » */
const RATE_BEFORE = new RegExp(
  `(?<![\\d.,\\p{L}])(${NUMBER}) ?${EURO} ?(?:ht |ttc |net |brut |charges? (?:comprises )?|tout compris )?(?:(?:de |a )?l'|par |\\/ ?)(?:heure|h)(?!\\p{L})`,
  'gu',
);
/** « mon heure me revient à 27 euros », « coût horaire : 31 € » */
const RATE_AFTER = new RegExp(
  `(?<!(?:€|\\b(?:euros?|de|a|ht|charges?)) )\\b(?:(?:l'|une |mon |notre |d'une )heure(?: de (?:travail|main d'oeuvre|prestation))?|(?:taux|cout|prix|tarif|revient) horaire)\\b(?:(?! et )[^\\d.,;?/]){0,35}(?<!\\d)(${NUMBER}) ?(?:€|euros?|eur)(?![\\p{L}/])`,
  'gu',
);

/** What an hour costs, in €; undefined where nothing says it, or several things do. */
export function hourlyRateIn(text: string): number | undefined {
  const found = [...text.matchAll(RATE_BEFORE), ...text.matchAll(RATE_AFTER)].map(([, said]) =>
    numberOf(said),
  );
  const [rate, ...others] = [...new Set(found)];
  return rate !== undefined && rate > 0 && others.length === 0 ? rate : undefined;
}

const PEOPLE =
  /(?<![\d.,])(\d{1,3}) (?:personnes?|salarie\w{0,2}|gars|mecs|types|ouvrier\w{0,2}|agents?|employe\w{0,2}|intervenante?s?|technicien\w{0,3}|femmes?|hommes?|filles?|dames?|compagnons?|equipiers?|collegues?|manutentionnaires?|demenageurs?|jardiniers?|peintres?|macons?|laveurs?|monteurs?|poseurs?|animat\w{2,5}|formateurs?|cuisiniers?|serveurs?|etp)(?!\p{L})/gu;
/** « on est 3 », « nous serons 4 », « à 3 », « une équipe de 5 » */
const PEOPLE_AS =
  /\b(?:on (?:est|sera|serait|y va)(?: a)?|nous (?:sommes|serons)(?: a)?|equipe de|travaill\w{1,6} a|a) (\d{1,2})(?= ?(?:[,;:.?!]|$| pendant| sur| durant| et | avec))(?! ?[.,]\d)/g;

/** Several people, whose number is not said, or said twice. */
const SEVERAL = new RegExp(`${PEOPLE.source}|\\b(?:equipe|mes gars|plusieurs|nous serons|chacun)`, 'u');

/** How many people; undefined where nothing says it, or several numbers do. */
export function peopleIn(text: string): number | undefined {
  const named = [...text.matchAll(PEOPLE)].map(([, said]) => Number(said));
  return only([...new Set(named.length > 0 ? named : countedIn(text))]);
}

const countedIn = (text: string): number[] => [...text.matchAll(PEOPLE_AS)].map(([, said]) => Number(said));

const HOURS_PER_DAY =
  /(?:\b(?:jours?|journees?)|\dj) (?:de|a) (\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|heures?)\b|(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|heures?) ?(?:par|\/|chaque|le|la|a la|tous les) ?(?:jours?|j|journees?)\b/;
const DAYS = /(?<![\d.,])(\d{1,3}(?:[.,]5)?) ?(?:jours?|j|journees?)(?!\p{L})/gu;
const HOURS = /(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?) ?(?:h|heures?)(?![\p{L}\d])/gu;
/** More in a day is the hours of the whole job. */
const LONGEST_DAY = 12;
/** A sum by the day. */
const DAILY =
  /^ ?(?:ht |ttc )?(?:en location |de location )?(?:(?:par|\/|chaque|le|la|a la|du) ?(?:jours?|j|journees?)(?!\p{L}))/u;
/** A sum for each person is no hire. */
const EACH_PERSON = /\b(?:chacune?|par (?:personne|salarie|tete|agent|gars))\b/;
/** What is bought for a job, or paid for it once. */
const BOUGHT =
  /\b(?:carburant|essence|gazole|gasoil|diesel|peages?|parking|stationnement|fournitures?|materiel|materiaux|produits?|consommables?|dechett?eries?|dechets?|bennes?|decharge|evacuation|repas|paniers?|hotel|hebergement|outillage|outils?|pieces?|peinture|plants?|emballages?|cartons?|deplacements?|trajets?|location|nacelle|echafaudage|sous-?traitant\w{0,2}|livraison|assurance)\b/;
/** A sum that is no cost of the job: what is paid, what is made, what another asks. */
const NO_COST =
  /\b(?:budget|offres?|devis|marche|contrat|concurrents?|factur\w{0,6}|vend\w{0,5}|estim\w{0,6}|chiffre d'affaires|subventions?|salaires?|par mois|par an|remise|rabais|plafond|seuil|prix (?:de vente|propose))\b/;
const CLAUSE_END = /[;?!\n+]|,(?! ?\d{1,2}\b(?=[^ ]))|\.(?!\d)|\bet\b|\bplus\b|\bavec\b/;

/** What a message tells of a job that is paid by the hour. */
export interface JobSaid {
  /** Without its hours, where only days are told. */
  readonly labour: Omit<Labour, 'hours'> & { readonly hours?: number | undefined };
  readonly days?: number | undefined;
  /** Hours of a day, where days are told. */
  readonly daily?: number | undefined;
  readonly hired: readonly Hired[];
  readonly bought: readonly number[];
  /** What is made, with what each costs beside the work. */
  readonly pieces?: Pieces | undefined;
}

/**
 * The parts of a job: people, their time, what an hour costs, what is hired by the day and bought. What a follow-up says
 * anew takes the place of what was said before: « et si on met 4 personnes ? ».
 * @returns undefined where an hour has no price, where nothing says how long, or where a sum may be something else
 */
export function jobIn(input: ComputationInput): JobSaid | undefined {
  const { text, amounts } = input.quantities;
  if (amounts.length > MOST_SUMS || REPEATED.test(text)) return undefined;
  const rate = anew(input, hourlyRateIn);
  const people = anew(input, peopleIn) ?? (SEVERAL.test(text) ? undefined : 1);
  if (rate === undefined || people === undefined) return undefined;
  const { followsUp, asked } = input.understanding;
  const pieces = piecesIn(text, followsUp ? askedFrom(text, asked, input.today) : 0);
  const costs = amounts.filter((sum) => sum.money && !isRate(text, sum));
  const sums = sumsOf(input, pieces ? withoutPieces(costs, pieces) : costs);
  if (!sums) return undefined;
  const daily = sums.filter(({ end }) => DAILY.test(text.slice(end)));
  const once = sums.filter((sum) => !daily.includes(sum));
  if (once.some(({ at, end }) => !isKnown(clauseOf(text, at, end)))) return undefined;
  const ofHire = daily.map(({ at, end, value }) => ({ value, words: clauseOf(text, at, end) }));
  if (ofHire.some(({ words }) => NO_COST.test(words) || EACH_PERSON.test(words))) return undefined;
  const time = workTime(input, (part) =>
    ofHire.reduce((left, { words }) => left.replace(words, ' ; '), part),
  );
  if (!time) return undefined;
  const hired = ofHire.flatMap(({ value, words }) => {
    const days = daysIn(words)[0] ?? time.days;
    return days === undefined ? [] : [{ daily: value, days }];
  });
  if (hired.length < ofHire.length) return undefined;
  const bought = once.filter(({ at, end }) => !NO_COST.test(clauseOf(text, at, end)));
  return {
    labour: { people, rate, hours: time.hours },
    days: time.days,
    daily: time.daily,
    hired,
    bought: bought.map(({ value }) => value),
    pieces,
  };
}

/** A number of a job: that of the follow-up, else that of what was said before it. */
function anew<T>(
  { quantities: { text }, understanding, today }: ComputationInput,
  read: (text: string) => T | undefined,
): T | undefined {
  const start = understanding.followsUp ? askedFrom(text, understanding.asked, today) : 0;
  return read(text.slice(start)) ?? (start > 0 ? read(text.slice(0, start)) : undefined);
}

/** What is said to come beside the rest. */
const ADDS = /\b(?:ajout\w{0,4}|en plus|aussi|rajout\w{0,4}|avec)\b/;

/**
 * The sums of a job. One that a follow-up says of the same thing takes the place of the other: « et si le camion c'est
 * 120 € ? ».
 * @returns undefined where a new one may be either
 */
function sumsOf(
  { quantities: { text }, understanding, today }: ComputationInput,
  sums: readonly Amount[],
): readonly Amount[] | undefined {
  if (!understanding.followsUp) return sums;
  const start = askedFrom(text, understanding.asked, today);
  const before = sums.filter(({ at }) => at < start);
  const later = sums.filter(({ at }) => at >= start);
  const wordsOf = ({ at, end }: Amount) =>
    new Set(
      contentWords(clauseOf(text, at, end)).filter(
        (word) => /^\p{L}{4,}$/u.test(word) && !/^(?:euros?|jours?|journee)$/.test(word),
      ),
    );
  let kept = before;
  for (const one of later) {
    const own = wordsOf(one);
    const same = before.filter((other) => [...wordsOf(other)].some((word) => own.has(word)));
    if (same.length > 1 || (same.length === 0 && before.length > 0 && !ADDS.test(text.slice(start))))
      return undefined;
    kept = kept.filter((other) => !same.includes(other));
  }
  return [...kept, ...later];
}

interface Time {
  readonly hours?: number | undefined;
  readonly days?: number | undefined;
  readonly daily?: number | undefined;
}

/** How long each works, without the days of what is hired where the work has its own. */
function workTime(input: ComputationInput, withoutHire: (text: string) => string): Time | undefined {
  const ofWork = (read: (text: string) => number | undefined) =>
    anew(input, (part) => read(withoutHire(part))) ?? anew(input, read);
  const { text } = input.quantities;
  if (daysIn(withoutHire(text)).length > 1 && !input.understanding.followsUp) return undefined;
  const days = ofWork((part) => only(daysIn(part)));
  const said = anew(input, dailyHoursIn);
  const hours = ofWork((part) => only(hoursIn(part)));
  if (days === undefined) return hours === undefined || said !== undefined ? undefined : { hours };
  const daily = said ?? (hours !== undefined && hours <= LONGEST_DAY ? hours : undefined);
  if (daily !== undefined) return { hours: days * daily, days, daily };
  if (hours !== undefined) return { hours, days };
  return hoursIn(text).length === 0 ? { days } : undefined;
}

const only = ([one, ...others]: readonly number[]): number | undefined =>
  others.length === 0 ? one : undefined;

/** A message of more sums is a table, or no message. */
const MOST_SUMS = 12;

/** What comes back each week or month is another count: how long it lasts is not told. */
const REPEATED =
  /\b(?:fois|jours?|h|heures?|passages?) (?:par|\/|chaque) ?(?:semaine|mois|an)\b|\b(?:hebdomadaire|mensuel)/;

/** Whether a sum is what an hour costs, which is counted already. */
const isRate = (text: string, { at, end }: { readonly at: number; readonly end: number }): boolean =>
  [...text.matchAll(RATE_BEFORE), ...text.matchAll(RATE_AFTER)].some(
    ({ index, 0: words }) => index < end && at < index + words.length,
  );

/** A sum of which it is clear whether it is a cost of the job. */
const isKnown = (words: string): boolean =>
  !EACH_PERSON.test(words) && (BOUGHT.test(words) || NO_COST.test(words));

/** The clause of a sum. */
function clauseOf(text: string, at: number, end: number): string {
  const before = text.slice(0, at).split(CLAUSE_END).at(-1) ?? '';
  const after = text.slice(end).split(CLAUSE_END)[0] ?? '';
  return `${before}${text.slice(at, end)}${after}`;
}

const daysIn = (text: string): number[] => [
  ...new Set([...text.matchAll(DAYS)].map(([, said]) => numberOf(said))),
];

/** Hours of a day; undefined where none are said by the day. */
function dailyHoursIn(text: string): number | undefined {
  const found = HOURS_PER_DAY.exec(text);
  return found ? numberOf(found[1] ?? found[2]) : undefined;
}

/** Hours that are not said by the day. */
const hoursIn = (text: string): number[] => [
  ...new Set([...text.replace(HOURS_PER_DAY, ' ').matchAll(HOURS)].map(([, said]) => numberOf(said))),
];

/** What is done in an hour: « 250 m² par heure », « 40 repas de l'heure ». */
export interface Output {
  readonly perHour: number;
  /** « m² », « repas », « vitre » */
  readonly unit: string;
  /** As so many of them are said: « 12 vitres ». */
  readonly units: string;
}

/** What is done in an hour; undefined where nothing says it, or several things do. */
export function outputIn(text: string): Output | undefined {
  const found = [...text.matchAll(OUTPUT_BEFORE), ...text.matchAll(OUTPUT_AFTER)]
    .map(([, said, unit = '']) => ({ perHour: numberOf(said), unit }))
    .filter(({ perHour, unit }) => perHour > 0 && !NO_UNIT.test(unit));
  const [first, ...others] = found;
  if (!first || others.some(({ perHour }) => perHour !== first.perHour)) return undefined;
  const { perHour, unit } = first;
  const square = UNITS.get(unit);
  if (square !== undefined) return { perHour, unit: square, units: square };
  return { perHour, unit: INVARIABLE.test(unit) ? unit : unit.replace(/s$/, ''), units: unit };
}

const UNIT = '(m2|m3|ml|metres? carres?|metres? cubes?|metres? lineaires?|metres?|\\p{L}{3,15})';
const OUTPUT_BEFORE = new RegExp(
  `(?<![\\d.,\\p{L}])(${NUMBER}) ?${UNIT} ?(?:par |\\/ ?|(?:de |a )?l'|en une |dans l')(?:heure|h)(?!\\p{L})`,
  'gu',
);
const OUTPUT_AFTER = new RegExp(
  `\\b(?:en une|par|a l'|dans l'|en 1) ?(?:heure|h) (?:je |on |elle |il |une? \\p{L}{3,12} )?(?:fai\\w{1,3}|nettoie|pose|monte|lave|peu\\w{1} faire)? ?(${NUMBER}) ?${UNIT}(?!\\p{L})`,
  'gu',
);
const NO_UNIT =
  /^(?:euros?|eur|heures?|jours?|mois|ans?|semaines?|ttc|kilometres?|charges?|brut|net|de|personnes?|fois|passages?|minutes?|min)$/;
/** « un repas », « un colis »: the s is its own. */
const INVARIABLE = /(?:repas|colis|bois|tapis|avis|puits|taillis)$/;
const UNITS = new Map([
  ['m2', 'm²'],
  ['metre carre', 'm²'],
  ['metres carres', 'm²'],
  ['m3', 'm³'],
  ['metre cube', 'm³'],
  ['metres cubes', 'm³'],
  ['ml', 'm'],
  ['metres lineaires', 'm'],
  ['metre lineaire', 'm'],
  ['metres', 'm'],
  ['metre', 'm'],
]);

/** How often it is done: by the week, or by the month. The last one told holds. */
export function frequencyIn(
  text: string,
): { readonly times: number; readonly per: 'semaine' | 'mois' } | undefined {
  const found = [...text.matchAll(FREQUENCY)].at(-1);
  if (!found) return undefined;
  const days = found[3];
  if (days !== undefined) return { times: Number(days), per: 'mois' };
  return { times: Number(found[1]), per: found[2] === 'mois' ? 'mois' : 'semaine' };
}

const FREQUENCY =
  /(?<![\d.,])(\d{1,2}) ?(?:fois|x|jours?|j|passages?|interventions?) ?(?:par|\/|chaque|la|le) ?(semaine|mois)\b|(?:\bx|×|\*|\bfois) ?(\d{1,2}) ?(?:jours?|j|passages?)\b/g;

/** A surface of all that is to be done; undefined where none, or several, are told. */
export function surfaceIn(text: string): number | undefined {
  const found = [...text.matchAll(SURFACE)].map(([, said]) => numberOf(said));
  const [surface, ...others] = [...new Set(found)];
  return others.length === 0 ? surface : undefined;
}

const SURFACE = new RegExp(
  `(?<![\\d.,\\p{L}])(${NUMBER}) ?(?:m2|metres? carres?)(?! ?(?:par |\\/|(?:de |a )?l'|en une |dans l')(?:heure|h)?)`,
  'gu',
);

const numberOf = (said = ''): number => Number(said.replace(/ /g, '').replace(',', '.'));
