import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { type ClockTime, instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import { type DayMention, daysIn } from '#src/platform/calendar/said/day-words.ts';
import {
  type HourMention,
  hoursIn,
  LAST_MINUTE,
  timeWithin,
} from '#src/platform/calendar/said/hour-words.ts';
import type { NamedDay } from '#src/platform/calendar/said/name-day.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type Tie, tieOf } from './closing-words.ts';
import { saidDeadline, type Unsure } from './texts.ts';

/** When a tender closes, as a person said it. */
export interface Deadline {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Read back in French, with the day's own name: « le vendredi 27 novembre à 12 h ». */
  readonly said: string;
  /** False when the day, the hour or the year should be checked with the company; `said` tells which. */
  readonly certain: boolean;
  /** It is when they mean to hand in: the tender closes then, or later. */
  readonly isPlan?: true | undefined;
}

/**
 * Hours at which buyers close, from the most common. A closing whose hour is not said is taken at noon: it is the
 * earliest usual one, and an answer that comes for noon also serves a closing at 17:00, while the contrary is lost.
 * On the day itself, once noon is past, the next of them is taken: the tender may still be open.
 */
const USUAL_CLOSINGS: readonly ClockTime[] = ['12:00', '16:00', '17:00', '18:00', LAST_MINUTE];
const PAST =
  /\b(?:etait|etaient|fermait|a ferme|est fermee?|c'etait|depassee?s?|est passee?|a ete close|(?:close?|fermee?|cloturee?) depuis|s'est terminee?)\b/;
const DOUBT =
  /\b(?:peut[- ]etre|je crois|je pense(?! (?:repondre|candidater|deposer))|il me semble|sauf erreur|normalement|(?:vers|environ|a peu pres)(?= (?:\d{1,2} ?h|midi|le \d))|pas (?:tres |bien )?sure?(?= (?:de|du|que|mais)\b| ?[,)]|$)|en principe|a confirmer)(?![a-z])/;
const MOVED = /\b(?:report\w*|repouss\w*|prolong\w*|decal\w*|avance du|au lieu d\w*|finalement|plutot)\b/;
/** Words that may stand between a day and its hour. */
const FILLER = new Set(
  'a avant vers pour des au plus tard maximum max dernier delai heure heures limite de paris francaise inclus le la l en dans ce cet d ici jusqu precise precises dernier'.split(
    ' ',
  ),
);

/**
 * The closing moment that a message speaks of, in free conversation: a date counts only when closing words stand near
 * it, and nothing nearer says that it is the date of something else. Of several, the first to come.
 */
export const readDeadline = (text: string, now: number): Deadline | undefined =>
  chosen(withoutPhones(text), now, (tie, { guessed }) => MAY_CLOSE.has(tie) && !guessed);

/** What is said to be the closing, or is no later than it. */
const MAY_CLOSE: ReadonlySet<Tie> = new Set(['closing', 'plan']);

/**
 * The moment before which something else than an offer must be done, where the words say that it presses: « mon recours,
 * avant vendredi », « c’est le référé qui presse : vendredi à midi ». Only one that is still to come.
 */
export function readPressing(text: string, now: number): Deadline | undefined {
  const plain = plainOf(text);
  if (!PRESSES.test(plain) || DECIDED.test(plain)) return undefined;
  const found = chosen(
    text,
    now,
    (_, { start, end, guessed }, sentence) =>
      !guessed &&
      PRESSES.test(sentence) &&
      IS_DUE.test(sentence) &&
      !isOfElse(sentence, start) &&
      (!HAS_BEEN.test(sentence.slice(0, start)) || AT_LATEST.test(sentence.slice(end))) &&
      !SIGNS_ELSE.test(sentence.slice(0, start)) &&
      !OF_CALL.test(sentence.slice(0, start)),
  );
  return found && found.at > now ? found : undefined;
}

/** What is done before a judge, or against a decision. */
const PRESSES =
  /\b(?:recours|referes?|precontractuel|contest(?:er|ation)|attaquer|saisir|saisine|tribunal|juge|reclamation)\b/;
/** Its time runs out. */
const IS_DUE =
  /\b(?:press\w{1,4}|urgen\w{1,4}|avant|jusqu'(?:a|au)|d'ici|au plus tard|limite|delais?|expir\w{1,4}|echeance|dernier|reste\w{0,2}|fini\w{0,2}|doit|faut)\b/;
/** The moment of what has happened: « rejet reçu vendredi ». */
const HAS_BEEN =
  /\b(?:rec(?:u|ue|us|ues|oit|ois)|notifi\w{1,4}|envoye\w{0,2}|rejet\w{0,3}|arrive\w{0,2}|depuis|date du|(?<!\b(?:ils?|elles?|acheteur|mairie|commune|ville|region|departement|hopital|collectivite|syndicat|marche|contrat|se|sera|seront|etre) )signee?s?|(?:a|ont|ete|ai|avons|est|etait) (?:ete )?(?:deja )?(?:(?:signe|depose|forme)(?!r)|introduit|fait)(?:e|es|s)?)\b[^,;:]{0,20}$/;
/** « mon référé est déposé vendredi au plus tard »: it is still to be done. */
const AT_LATEST = /^[ ,]*(?:au plus tard|dernier delai|maxi(?:mum)?)\b/;
/** What else the buyer signs, or has signed. */
const SIGNS_ELSE =
  /\bsign\w{1,7} (?:l'|l |le |la |les |une? |son |leur |mon |notre |nos |ses |des )?(?:ordres? de service|os|devis|bons? de commande|avenants?|dc4|pv|proces)\b[^,;:]{0,20}$/;
/** It has been judged: what is due then is something else. */
const DECIDED =
  /\b(?:juge|tribunal|conseil d'etat|cour)\b[^,;:.?!]{0,30}\b(?:a|ont|vient de|avait) (?:deja |bien )?(?:dit|rendu|rendre|tranche|ordonne|condamne|decide|donne|juge|annule|rejete|statue)\b/;
/** What else a day may be of, said in its own clause: a visit, a payment, a signature. */
const OF_ELSE =
  /\b(?:visites?|pa(?:y|i)\w{0,6}|regl(?:er|e|ee|ent)|vers(?:er|e|ement)|livr\w{1,7}|chantiers?|factur\w{1,5}|reunions?|rendez-vous|rdv|attestations?)\b/;
const SIGNS = /\bsign(?:er|e|es|ent|ature)\b/;
function isOfElse(sentence: string, start: number): boolean {
  const before = sentence.slice(0, start).split(/[,;:]/).at(-1) ?? '';
  const clause = `${before}${sentence.slice(start).split(/[,;:]/)[0]}`;
  if (OF_ELSE.test(clause) || (JUDGES.test(clause) && !IS_ASKED.test(clause))) return true;
  // The signature by the buyer ends the time of a référé précontractuel, said elsewhere in the sentence.
  const isTerm = BUYER_SIGNS.test(clause) && PRE_CONTRACT.test(sentence);
  return SIGNS.test(clause) && !PRESSES.test(clause) && !isTerm;
}
/** The judge's own day: « le juge doit rendre sa décision vendredi ». */
const JUDGES =
  /\b(?:juge|tribunal|conseil d'etat|cour)\b[^,;:]{0,40}\b(?:rend\w{0,3}|decid\w{1,4}|tranch\w{1,4}|statu\w{1,4}|juger|repond\w{0,3})\b/;
/** What the judge wants of who writes: « le juge me demande de répondre avant mercredi ». */
const IS_ASKED =
  /\b(?:me|nous|m'|nous a|m'a) ?(?:demand|impos|laiss|donn)\w{1,4}|\bque (?:je|j'|nous|on)\b|\bje (?:dois|reponde?s?)\b|\b(?:dois|devons|faut) repondre\b/;
const PRE_CONTRACT = /\b(?:referes?|precontractuel)\b/;
/** The buyer signs, or the contract is signed; not who writes. */
const BUYER_SIGNS =
  /\b(?:ils?|elles?|acheteu\w{1,4}|mairie|commune|ville|region|departement|hopital|collectivite|syndicat|metropole|marche|contrat)\b[^,;:]{0,30}\bsign\w{1,7}|\bsignature (?:du (?:marche|contrat)|prevue|annoncee|le|est)\b/;
/** The moment at which to be called. */
const OF_CALL = /\b(?:r?appel(?:ez|er|le|lez|ler)|joindre|joignable)\b/;

/** The same in the answer to « quand ferme la consultation ? »: a bare moment is enough; `none` when the person has no date. */
export function readDeadlineAnswer(text: string, now: number): Deadline | 'none' | undefined {
  const found = chosen(bareNumber(withoutPhones(text)), now, (tie) => tie !== 'other');
  return found ?? (NO_DATE.test(plainOf(text)) ? 'none' : undefined);
}

const NO_DATE =
  /\b(?:s(?:ais|ait|avons) (?:pas|plus)(?! (?:si|comment|quoi|ou|qui)\b)|aucune? (?:idee|date|limite|echeance)|pas (?:encore )?(?:de |d')(?:date|limite|delai|echeance)\w*|sans (?:date|limite|echeance)|jsp|nsp|(?:y|y'|en) a pas|pas (?:encore )?(?:connue?|fixee?|definie?|precisee?)|l'ignore)\b|^(?:non|aucune?|rien|pas encore|inconnue?)\b/;

/** « au 02 38 00 00 00 » names no second of the month. */
const withoutPhones = (text: string): string =>
  text.replace(/(?<!\d[ .-]?)(?:\+33|0)[ .]?[1-9](?:[ .-]?\d{2}){4}(?![ .]?\d)/g, ' ');

/** « 28 » or « 28 à 12 h », as the whole answer, is the 28th. */
const bareNumber = (text: string): string =>
  text.replace(/^\s*(\d{1,2})(?=\s*(?:[.!]?$|(?:à|a)\s))/i, 'le $1');

/** Lower case, no accents, numbers in digits, one space: what the readers of days and hours expect. */
function plainOf(text: string): string {
  const folded = fold(text)
    .replace(/(\d{4}-\d\d-\d\d)t(?=\d\d:\d\d)/g, '$1 ')
    // « sept » is a month after a day, and a number elsewhere.
    .replace(/(\d|premier) sept\b\.?(?! ?(?:h\b|heures?\b))/g, '$1 septembre')
    .replace(/\bune (quinz|diz|huit)aine(?: de jours)?\b/g, (_, ten: string) => `${DOZENS[ten]} jours`)
    .replace(/\b(janv?|fevr?|avr|juil?|sep|oct|nov|dec)\./g, '$1');
  return digitsForWords(folded.replace(/\s+/g, ' ')).trim();
}

const DOZENS: Readonly<Record<string, number>> = { quinz: 15, diz: 10, huit: 8 };

interface Moment {
  readonly start: number;
  readonly end: number;
  readonly named: NamedDay;
  readonly hour: SaidHour | undefined;
  /** An hour alone that is over for today: tomorrow, if it was asked for; in free conversation it may tell of this morning. */
  readonly guessed?: boolean;
}

interface SaidHour {
  readonly kind: HourMention['kind'];
  readonly time: ClockTime;
}

function chosen(
  text: string,
  now: number,
  accepts: (tie: Tie, moment: Moment, sentence: string) => boolean,
): Deadline | undefined {
  const sentences = plainOf(text)
    .split(/(?<=[!?…])|\.(?=\s|\.|$)/)
    .filter((sentence) => sentence.trim().length > 1)
    .flatMap(partsOf);
  const found = sentences.flatMap((sentence) => {
    // Each is read with its whole sentence: a list of dates without end says no more than its last ones.
    const moments = momentsIn(sentence, now)
      .slice(-MOST_MOMENTS)
      .map((moment) => ({ moment, tie: tieOf(sentence, moment.start, moment.end) }))
      .filter(
        ({ moment, tie }) =>
          !/\b(?:pas|plus)(?: (?:le|ce|pour|avant))* ?$/.test(sentence.slice(0, moment.start)) &&
          accepts(tie, moment, sentence),
      );
    const near = moments.filter(({ moment }) => !isLongPast(moment, sentence, now));
    const kept = MOVED.test(sentence) ? near.slice(-1) : near;
    return kept.map(({ moment, tie }) => deadlineOf(moment, now, DOUBT.test(sentence), tie === 'plan'));
  });
  // What is said to be the limit holds, whatever they mean to do before it.
  const limits = found.filter(({ isPlan }) => !isPlan);
  const sorted = (limits.length > 0 ? limits : found).toSorted((a, b) => a.at - b.at);
  return sorted.find(({ at }) => at > now) ?? sorted.at(-1);
}

/** A day without its year that is so far ahead has passed, where it is told of something done: « c’est le 22 septembre que j’ai déposé ». */
const FARTHEST_DAYS = 270;
const DONE =
  /\bj ?'?ai\b.{0,12}\b(?:depos|envoy|remis|recu|factur)|\b(?:a|ont|avons|avez|ete|est|etait)\b.{0,12}\b(?:deposee?|envoyee?|remise?|recue?|facturee?)s?\b/;
const YEAR = /\b20\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}/;
const isLongPast = ({ named, start, end }: Moment, sentence: string, now: number): boolean =>
  named.day > addDays(parisDay(now), FARTHEST_DAYS) &&
  DONE.test(sentence) &&
  !YEAR.test(sentence.slice(start, end));

/** Nobody names more moments in a sentence. */
const MOST_MOMENTS = 30;
/** Characters of the longest sentence that is read as one: what is longer is a paste without points. */
const LONGEST_SENTENCE = 1_000;

const partsOf = (sentence: string): readonly string[] =>
  sentence.length <= LONGEST_SENTENCE
    ? [sentence]
    : (sentence.match(new RegExp(`.{1,${LONGEST_SENTENCE}}(?:\\s|$)|.{1,${LONGEST_SENTENCE}}`, 'gs')) ?? []);

/** Days of a sentence with their hours, and hours alone when the sentence names no day. */
function momentsIn(sentence: string, now: number): Moment[] {
  const view = { now, past: PAST.test(sentence) };
  const days = daysIn(sentence, view);
  const free = hoursIn(sentence).filter((hour) =>
    days.every(({ start, end }) => hour.end <= start || end <= hour.start),
  );
  const moments = days.flatMap((day) => {
    const { hour, end } = hourBeside(sentence, day, free);
    const named = day.named(hour?.kind === 'clock' ? hour.time : undefined);
    return named ? [{ start: day.start, end, named, hour }] : [];
  });
  if (days.length > 0) return moments;
  return free
    .filter(({ kind }) => kind !== 'part')
    .map((hour) => {
      const today = parisDay(now);
      const isOver = toCome(today, hour.time, now) <= now;
      const named = { day: addDays(today, isOver ? 1 : 0), sure: !isOver };
      return { start: hour.start, end: hour.end, named, hour, guessed: isOver };
    });
}

/**
 * Takes the hours beside a day out of those left: « vendredi à 16 h », « vendredi soir, au plus tard à 20 h », « à 16 h
 * vendredi », « minuit ce soir ».
 */
function hourBeside(
  sentence: string,
  day: DayMention,
  free: HourMention[],
): { hour: SaidHour | undefined; end: number } {
  const take = (index: number, gap: (hour: HourMention) => string): HourMention | undefined => {
    const hour = free[index];
    if (!hour || !isFiller(gap(hour))) return undefined;
    free.splice(index, 1);
    return hour;
  };
  const takeAfter = (from: number) =>
    take(
      free.findIndex(({ start }) => start >= from),
      ({ start }) => sentence.slice(from, start),
    );
  const takeBefore = () =>
    take(
      free.findLastIndex(({ end }) => end <= day.start),
      ({ end }) => sentence.slice(end, day.start),
    );
  const first = takeAfter(day.end);
  if (first && first.kind !== 'part') return { hour: first, end: first.end };
  const second = (first && takeAfter(first.end)) ?? takeBefore();
  const end = Math.max(day.end, first?.end ?? 0, second?.end ?? 0);
  if (!first || !second) return { hour: second ?? first, end };
  return { hour: { kind: second.kind, time: timeWithin(first, second) }, end };
}

const isFiller = (gap: string): boolean =>
  gap.length <= 40 && !/[;]/.test(gap) && gap.split(/[^a-z0-9]+/).every((word) => !word || FILLER.has(word));

function deadlineOf({ named, hour }: Moment, now: number, doubt: boolean, isPlan: boolean): Deadline {
  const today = parisDay(now);
  const { at, time: given, sure: isHourSure } = timeOf(named, hour, now);
  // What the clocks show then: in the night of spring, an hour that was said may not exist.
  const time = given === undefined ? undefined : parisTime(at).time;
  const skipped = time === given ? undefined : given;
  const sure = isHourSure && skipped === undefined;
  const parts: Unsure | undefined = named.sure ? (sure ? undefined : 'hour') : sure ? 'day' : 'both';
  const unsure = parts ?? (doubt || isPlan ? 'all' : undefined);
  const said = saidDeadline({ day: named.day, time, unsure, skipped }, today);
  return { at, said, certain: unsure === undefined, ...(isPlan && { isPlan }) };
}

/** The instant kept, the hour to read back if one was said, and whether that hour is sure. */
function timeOf(
  { day, at }: NamedDay,
  hour: SaidHour | undefined,
  now: number,
): { at: number; time: ClockTime | undefined; sure: boolean } {
  if (at !== undefined) return { at, time: parisTime(at).time, sure: true };
  if (!hour || hour.kind === 'part') {
    return { at: instantOf(day, earliestClosing(day, hour?.time, now)), time: undefined, sure: false };
  }
  // « vendredi minuit » may be meant for the night before; said on the day itself, midnight is still to come.
  const isToday = day === parisDay(now);
  const time = hour.time === '00:00' && isToday ? LAST_MINUTE : hour.time;
  const isMidnight = hour.kind === 'midnight' || hour.time === '00:00';
  return { at: toCome(day, time, now), time, sure: !isMidnight || isToday };
}

/** The instant of a time; its second one when the autumn change repeats it and the first is past. */
function toCome(day: IsoDate, time: ClockTime, now: number): number {
  const first = instantOf(day, time);
  const second = first + HOUR_MS;
  return first <= now && now < second && parisTime(second).time === time ? second : first;
}

/** For a day whose hour is not known: see {@link USUAL_CLOSINGS}. */
function earliestClosing(day: IsoDate, from: ClockTime | undefined, now: number): ClockTime {
  const first = from ?? '12:00';
  if (day !== parisDay(now)) return first;
  const left = [first, ...USUAL_CLOSINGS].filter((time) => time >= first && instantOf(day, time) > now);
  return left[0] ?? LAST_MINUTE;
}
