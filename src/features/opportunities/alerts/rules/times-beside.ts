import type { Span } from '#src/platform/french/negation.ts';
import { type DaysSaid, workedOf } from './days-said.ts';
import {
  blanked,
  clausesIn,
  namesNoPart,
  OF_CALL,
  partsIn,
  readClause,
  type TimesSaid,
  timesOf,
  timesSaid,
} from './times-said.ts';

/** What speaks of being told. */
const SENDS =
  /\b(?:recev\w{1,6}|recoi\w{1,4}|envoy\w{1,5}|envoi\w{0,4}|preven\w{1,5}|previen\w{1,4}|averti\w{0,6}|alert(?:e[rz]?|ee?s?|es)|notif\w{0,9}|informe\w{0,3}|mails?|messages?|arriv\w{1,5}|ecri(?:re|vez))\b/;
/** What may stand between it and a part of the day that is when: not what one does then. */
const NEAR =
  /^(?:[ '-]|\b(?:moi|nous|les?|la|l|mes|mon|des?|d|vos|votre|ces?|avis|annonces?|alertes?|mails?|messages?|notifications?|tout|ca|par|sms|telegram|que|qu|seulement|uniquement|juste|plutot|surtout|toujours|chaque|tous|toutes|en|a|et|ou|du|au|aux|je|pas|rien|jamais|plus|lundis?|mardis?|mercredis?|jeudis?|vendredis?)\b)*$/;
const ONLY_THEN = /\b(?:que|seulement|uniquement|juste) (?:le |la |l'|en )?$/;
/** « le repas du soir », « une équipe de nuit » */
const OF_THING = /\b(?:du|de|de la|des) $/;
/** A clause that says when, and nothing else. */
const OPENS =
  /^ ?(?:et )?(?:que |qu'|seulement |uniquement |juste |plutot |exclusivement |surtout |pas |jamais )/;
const ALONE: ReadonlySet<string> = new Set(
  `que qu seulement uniquement juste plutot exclusivement surtout mais et ou le la les l a au aux en de d du des entre apres
   avant vers partir jusqu pas ni jamais rien plus tard tot svp stp merci si possible soir soirs soiree matin matins matinee
   midi aprem journee fin debut h heure heures lundi lundis mardi mardis mercredi mercredis jeudi jeudis vendredi vendredis
   samedi samedis dimanche dimanches week end weekend sauf hors dehors tous chaque environ passe`.split(
    /\s+/,
  ),
);
const CLOCKED = /^\d{1,2}(?:h(?:\d\d)?)?$/;

/** A clause that says when one wants to be told, what is something else in it made blank; undefined where it does not. */
function ofSending(text: string): string | undefined {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length > 0 && words.every((word) => ALONE.has(word) || CLOCKED.test(word))) {
    const { ranges, mentions, days } = readClause(text);
    const isSure = ranges.length > 0 || days.length > 0 || mentions.some(({ kind }) => kind !== 'part');
    return OPENS.test(text) || isSure ? text : undefined;
  }
  const sends = SENDS.exec(text);
  if (!sends || OF_CALL.test(text)) return undefined;
  const from = sends.index + sends[0].length;
  const isWhen = ({ start }: Span): boolean => {
    const lead = text.slice(0, start);
    if (OF_THING.test(lead)) return false;
    return (start >= from && NEAR.test(text.slice(from, start))) || ONLY_THEN.test(lead);
  };
  const isDay = (one: DaysSaid): boolean => !one.isOfThing && (workedOf(one).length > 0 || isWhen(one));
  const { days } = readClause(text);
  // « Le lundi matin »
  const isOfDay = ({ start }: Span): boolean => days.some((one) => one.end + 1 === start && isDay(one));
  const others: Span[] = [
    ...partsIn(text).filter((part) => !isWhen(part) && !isOfDay(part)),
    ...days.filter((one) => !isDay(one)),
  ];
  return others.reduce((left, { start, end }) => blanked(left, start, end), text);
}

const besideOf = (text: string): TimesSaid | undefined =>
  timesOf(clausesIn(text).flatMap((clause) => ofSending(clause) ?? []));

/** The times that are named beside something else that is asked: « des alertes le mardi soir ». Pure. */
export function timesBeside(text: string): TimesSaid | undefined {
  const said = besideOf(text);
  return said === undefined || said.closed || said.hours === 'usual' ? undefined : said;
}

/** Whether days on which nothing leaves are asked for, beside something else. Pure. */
export const weekendBeside = (text: string): boolean => besideOf(text)?.closed === 'weekend';

/** Whether hours are said of being told, read or not: « pas entre midi et deux ». Pure. */
export const saysHours = (text: string): boolean =>
  clausesIn(text).some((clause) => {
    const when = ofSending(clause);
    if (when === undefined) return false;
    const { ranges, mentions } = readClause(when);
    return ranges.length > 0 || mentions.some(({ kind }) => kind !== 'part') || !namesNoPart(when);
  });

/** Longer, what is said is a story, in which an hour is seldom when one wants to be told. */
const LONGEST_ALONE = 140;

/** Whether words of which nothing else is understood say at which hours. Pure. */
export function saysHoursAlone(text: string): boolean {
  const said = text.length > LONGEST_ALONE ? undefined : timesSaid(text);
  return said?.hours !== undefined && said.hours !== 'usual';
}
