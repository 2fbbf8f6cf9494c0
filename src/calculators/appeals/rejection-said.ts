import type { ComputationInput } from '#src/calculators/computation.ts';
import { type DateInClause, datesInClauses } from '#src/calculators/reading/dates-in-clauses.ts';
import { saidAgo } from '#src/calculators/reading/said-ago.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { clausesOf } from '#src/platform/french/clauses.ts';
import { denialBeside } from '#src/platform/french/negation.ts';

/** A refusal, by its own words: « rejeté », « pas retenu ». */
const REFUSAL =
  /\brejet(?:s|te|e|ee|es|ees|ent|er|ait)?\b|\brefus(?!e\w* (?:de|d'|que)\b)\w*|(?:\bn'(?:est|a|ai|ont) |\b)(?:pas|plus|non) (?:ete )?(?:retenu|choisi|pris)\w*|\becart(?:e|ee|es|ees)\b|\bevinc\w*|\bperdu\w*|\belimin(?:e|ee|es|ees|ent)\b/g;
/** A word that may stand between what denies a refusal and it: « pas encore été rejetée ». */
const REFUSAL_LINK =
  /^(?:encore|ete|de|du|d'|un|une|le|la|l'|mon|toujours|recue?|eue?|lettre|mail|courrier|notification)$/;

/** Whether a folded text says a refusal, and does not deny it: « mon offre n’a pas été rejetée ». */
export function isRefused(text: string): boolean {
  return [...text.matchAll(REFUSAL)].some(({ index, 0: word }) => {
    if (/^\S* ?(?:pas|plus|non) /.test(word)) return true;
    const clause =
      text
        .slice(Math.max(0, index - 60), index)
        .split(SIGN)
        .at(-1) ?? '';
    const span = { start: clause.length, end: clause.length + word.length };
    return denialBeside(`${clause}${word}`, span, REFUSAL_LINK) !== 'denied';
  });
}
const SIGN = /[,;:.?!()\n]/;

type Role = 'signing' | 'sent' | 'received' | 'other';

/** The letter, or the news, by its own words. */
const RECEIVED = new RegExp(
  `${REFUSAL.source}|\\b(?:lettres?|courriers?|mails?|email|courriels?|messages?|recommandes?|reponses?|notification|nouvelle|verdict)\\b|\\bappris\\b|\\b(?:m'|nous |me l'|l')(?:a|ont|ai|avons|as|avait) (?:\\p{L}+ )?(?:notifi\\w+|recue?s?|eue?s?|informes?|prevenue?s?)|\\bnotifi\\w{1,4} (?:le|hier|par)\\b|\\brecue?s?(?= (?:le|hier|ce|par|sur|en|bien|la semaine|lundi|mardi|mercredi|jeudi|vendredi|#)|\\s*$)|\\belle est arrivee\\b|\\b(?:prevenue?s?|avertie?s?|su)\\b|\\b(?:m'|nous |me l'|l')(?:a|ont) annonce\\b|\\bresultats?(?= (?:(?:tombe|recu|connu)\\p{L}*|le|du|hier)(?: |$))|\\barrivee?s?\\b`,
  'gu',
);
const SENT =
  /\benvo(?:ye|i)\w*|\bdatee?s?\b|\bexpedi\w*|\bpostee?s?\b|\bparti(?:e|es|s)?\b|\bemise?s?\b|\bdepart\b/g;
const SIGNING = /\bsign(?!al|if)\w*|\bconclu(?!r|sion)\w*/g;
/** Who signs or sends is who writes: it is their own appeal, or their own offer. */
const OWN_ACT =
  /\b(?:je|j'ai|jai|on a|nous avons|j'avais|avons|je vais|je dois)(?: \p{L}+)? (?:sign|envoy|post|expedi|emi|conclu)/u;
/** What a date is of, that neither starts the wait nor ends it: a visit, the deposit of an offer, an appointment. */
const OTHER_ACT =
  /\bvisit\w*|\bdepos\w*|\bdepot\b|\bremi(?:s|se|ses|ttre)\b|\b(?:mon|notre|mes|nos|l') ?(?:offre|dossier|pli|candidature) (?:envoye|deposee?|remis)|\breunions?\b|\bnegoci\w*|\brdv\b|\brendez\b|\bconges?\b|\bvacances\b|\baudi(?:tion|ence)\w*|\bsoutenance\b|\bavocate?s?\b|\battribu\w*|\bpubli(?!cs?\b|ques?\b)\w*|\bparue?s?\b|\bmotifs?\b|\brecours\b|\breferes?\b|\bcontest\w*|\bdemand\w*|\brelanc\w*|\becrit\b|\brepondu\w*|\bfactur\w*|\bchantiers?\b|\bdemarr\w*|\bdebut\w*|\bcommenc\w*|\bouverture\b|\bdate limite\b|\bcloture\b|\bferm\w*|\bchoix\b|\bcommission\b|\bquestions?\b|\btelephon\w*|\bappele\b|\banniversaire\b/;

/** The day of the letter, whatever is done about it: « je veux contester le rejet du », « un recours contre un refus reçu le ». */
const OF_LETTER =
  /\b(?:rejet|refus|lettre|courrier|mail|courriel)(?: de (?:rejet|refus))?(?: (?:recue?|notifiee?|envoyee?|datee?|arrivee?)(?: (?:par|sur) (?:la |le )?\p{L}+)?(?: le| du| il y a| ya| y a)?| du| d'il y a)\s*$/u;

/** Who refuses or signs is no act, and a refusal that is put on a platform is one that comes. */
const NO_ACT =
  /\b(?:commission(?: d'(?:appels? d'offres|attribution))?|attributaires?)(?= (?:\p{L}+[' ]){0,4}(?:rejet|elimin|ecart|refus|evinc|sign|conclu))|(?<=\b(?:rejet|refus|lettre|courrier|decision)(?: (?:de|d'|du|mon|notre|ma|l'|la|offre|candidature|rejet|refus)){0,4} (?:m'|nous )?(?:a ete|est) )(?:publie|depose|remis|mis)\w{0,2}/gu;
/** Acts that are done about a refusal: « les motifs du rejet », « un recours contre le refus ». */
const ON_REFUSAL =
  /^(?:motif|recours|refere|contest|demand|relanc|ecrit|repondu|question|avocat|publi|remi|depo)/;
const VERB =
  /\b(?:rejet(?:e|ee|es|ees|ent|er)|refuse\w*|ecart(?:e|ee|es|ees)|evince\w*|elimin\w+|perdu\w*)\b|\b(?:pas|plus|non) (?:ete )?(?:retenu|choisi|pris)/g;
const SIGN_VERB = /\b(?:signe|signer|signent|conclu)\b/g;

const lastOf = (words: string, pattern: RegExp): RegExpExecArray | undefined =>
  [...words.matchAll(new RegExp(pattern.source, 'gu'))].at(-1);

/** A refusal or a signature that is said nearer to the date than another act is what the date is of. */
function besideAct(words: string, act: RegExpExecArray): Role {
  const at = (pattern: RegExp) => lastOf(words, pattern)?.index ?? -1;
  const refused = ON_REFUSAL.test(act[0]) ? at(VERB) : at(REFUSAL);
  const signed = OWN_ACT.test(words) || /^(?:recours|refere|contest)/.test(act[0]) ? -1 : at(SIGN_VERB);
  if (Math.max(refused, signed) < act.index) return 'other';
  return refused > signed ? 'received' : 'signing';
}

/** What some folded words beside a date say that it is: the last of them that names a role. */
function roleOf(said: string): Role | undefined {
  const words = said.replace(NO_ACT, (word) => ' '.repeat(word.length));
  const found = (
    [
      ['received', RECEIVED],
      ['sent', SENT],
      ['signing', SIGNING],
    ] as const
  )
    .map(([role, pattern]) => ({ role, at: [...words.matchAll(pattern)].at(-1)?.index ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  if (OF_LETTER.test(words)) return found[0]?.role;
  const act = lastOf(words, OTHER_ACT);
  if (act) return besideAct(words, act);
  if (found[0] && OWN_ACT.test(words) && found[0].role !== 'received') return 'other';
  // « la lettre de rejet est partie en recommandé le 10 »: the letter is named, and its sending said.
  const isSent = found.some(({ role }) => role === 'sent') && !GOT.test(words);
  return isSent && found[0]?.role === 'received' ? 'sent' : found[0]?.role;
}

/** It came, or was learnt. */
const GOT = /\brecue?s?\b|\beue?s?\b|\barrivee?s?\b|\bappris\b|\brejete/;

/** The days of a rejection, as a question tells them. */
export interface RejectionDates {
  readonly sent?: IsoDate | undefined;
  readonly received?: IsoDate | undefined;
  readonly signing?: IsoDate | undefined;
}

/** Several days are said to be the rejection's: nobody can tell which one starts the wait. */
export type Unclear = 'unclear';

const LONGEST_AGO_DAYS = 62;
/** Nobody tells a rejection with more dates. */
const MOST_DATES = 40;
/** Two days said of a rejection this close are its letter and its reception; the first one counts. */
const SAME_LETTER_DAYS = 7;

/** The days that their own clause says to be those of the rejection and of the signature. */
export function rejectionDates(input: ComputationInput): RejectionDates | Unclear {
  const { quantities, today } = input;
  const ago = OTHER_AGO.test(quantities.text) ? undefined : saidAgo(quantities, today);
  const isRecent = ago && ago.date >= addDays(today, -LONGEST_AGO_DAYS);
  const counted = isRecent ? [{ date: ago.date, at: ago.duration.at, end: ago.duration.end }] : [];
  const days = [...quantities.days.slice(0, MOST_DATES), ...counted].sort((a, b) => a.at - b.at);
  const all = datesInClauses({ quantities: { ...quantities, days }, today }, roleOf, ['sent', 'received']);
  const of = (role: Role) => all.filter((one) => one.role === role);
  const [sent, received, signing] = [of('sent'), of('received'), of('signing')];
  if (isTorn(sent) || isTorn(received)) return 'unclear';
  if (all.length === 0 && days.length === 1 && isRefused(quantities.text)) return ofOnlyDay(input, days[0]);
  return {
    sent: first(sent),
    received: first(received),
    signing: signing.find((one) => !isUntrue(one, today))?.date,
  };
}

/** « rejeté par mail, c’était le 20 novembre » */
function ofOnlyDay(
  { quantities: { text }, today }: ComputationInput,
  day: { at: number; date: IsoDate } | undefined,
): RejectionDates {
  const isIt =
    day && day.date <= today && /\b(?:c'est|c'etait|c'est arrive) (?:le )?$/.test(text.slice(0, day.at));
  return isIt ? { received: day.date } : {};
}

/** What else is refused, or a contract that is signed already. */
const OTHER_AGO =
  /\b(?:subventions?|revision|avenants?|recours (?:gracieux|administratif)|reclamation)\b|notifie/;

const first = (dates: readonly DateInClause<Role>[]): IsoDate | undefined =>
  dates.map(({ date }) => date).sort()[0];

function isTorn(dates: readonly DateInClause<Role>[]): boolean {
  const [from, ...more] = dates.map(({ date }) => date).sort();
  const to = more.at(-1);
  return from !== undefined && to !== undefined && daysBetween(from, to) > SAME_LETTER_DAYS;
}

/** « ils ont signé le 4 », said of a day to come: its month is another one. */
const isUntrue = ({ date, words }: DateInClause<Role>, today: IsoDate): boolean =>
  date > today &&
  /\b(?:ont|a|avait|avaient|ete|etait) (?:deja )?(?:signe|conclu)|\bsigne\b(?! pas)/.test(words) &&
  !/\b(?:va|vont|sera|peut|peuvent|pourra|pourront|etre|doit|doivent|serait)\b/.test(words);

const PAPER =
  /\bpapier\b|courrier (?:postal|recommande|simple)|par (?:courrier|la poste|lettre)|\brecommandee?s?\b|voie postale|\blrar\b|\blr ?ar\b|\bla poste\b/g;
const ELECTRONIC =
  /\bplate-?formes?\b|\b(?:e-?)?mails?\b|\bcourriels?\b|\belectroni\w*|\ben ligne\b|\bprofil d'acheteur\b|\bdemat\w*|\bmessagerie\b/g;
/** A word that may stand between what denies a way of sending and it: « rien par mail », « ni sur la plateforme ». */
const WAY_LINK = /^(?:de|d'|du|par|sur|en|la|le|l'|les|un|aucun|recue?|eue?|envoye|passe|ete|via|voie)$/;

/** How the letter left, as far as its own clauses say; undefined where they say neither way. */
export function wayOf(text: string): 'electronic' | 'paper' | undefined {
  // « j’ai contesté par mail le 22 »: the mail of another act.
  const told = clausesOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((clause) => !WROTE.test(clause) || isRefused(clause));
  const says = (pattern: RegExp) => told.flatMap((clause) => saysIn(clause, pattern));
  const [electronic, paper] = [says(ELECTRONIC), says(PAPER)];
  if (electronic.includes('said')) return 'electronic';
  if (paper.includes('said') || electronic.includes('denied')) return 'paper';
  return paper.includes('denied') ? 'electronic' : undefined;
}

/** Who writes has written to somebody, or wants to. */
const WROTE =
  /\b(?:j'ai|jai|on a|nous avons|je vais|je veux|je|puis-je)(?: \p{L}+){0,2} (?:contest|ecri|envoy|demand|reclam|repond|relanc|post|adress)/u;

const saysIn = (clause: string, pattern: RegExp): ('said' | 'denied')[] =>
  [...clause.matchAll(pattern)].map(({ index, 0: word }) =>
    denialBeside(clause, { start: index, end: index + word.length }, WAY_LINK) === 'denied'
      ? 'denied'
      : 'said',
  );

/** Why no wait is due (R2182-2), where the question says it. */
export type NotDue = 'subsequent' | 'alone';
const SUBSEQUENT = /\bmarches? subsequents?\b|\bmarches? specifiques?\b/g;
const ALONE =
  /\bseule?s? (?:a (?:repondre|candidater|participer|deposer|avoir (?:repondu|depose))|candidate?s?|soumissionnaires?|participante?s?|en lice|offre|entreprise (?:a|qui a))\b|\b(?:candidat|offre|soumissionnaire) unique\b|\bunique (?:candidate?|offre|soumissionnaire)\b|\bpersonne d'autre n'a (?:repondu|depose)\b/g;
const STATE_LINK =
  /^(?:etais|etait|etions|suis|le|la|l'|un|une|du|d'un|ete|ai|est|c'etait|c'est|n'etais|n'etait)$/;

/** Whether a folded text says that no wait is due, and does not deny it. */
export function notDue(text: string): NotDue | undefined {
  const says = (pattern: RegExp) =>
    [...text.matchAll(pattern)].some(
      ({ index, 0: word }) =>
        denialBeside(text, { start: index, end: index + word.length }, STATE_LINK) === 'said',
    );
  if (says(SUBSEQUENT)) return 'subsequent';
  return says(ALONE) ? 'alone' : undefined;
}
