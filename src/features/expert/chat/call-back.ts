import { readPhone, spacedPhone } from '#src/company/form/readers/phone.ts';

/** By telephone: the number, and the moment, as they were said. */
export interface CallBack {
  /** « 06 12 34 56 78 » */
  readonly phone?: string | undefined;
  /** « lundi matin » */
  readonly when?: string | undefined;
  /** A number that they gave before, elsewhere: it is asked whether it is the one. */
  readonly offered?: string | undefined;
}

const NUMBER = /(?<!\d[ .-]?)(?:\+33|0)[ .]?[1-9](?:[ .-]?\d{2}){4}(?![ .]?\d)/;
const DATE =
  '(?: \\d{1,2}(?:er)?(?: (?:janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre))?(?! ?(?:h|:)))?';
const DAY = `(?:aujourd[’']hui|demain|dem1|demin|apr[eè]s[- ]demain|(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)${DATE}|ce (?:matin|midi|soir)|cet apr[eè]s[- ]midi|cet aprem|c't aprem|tous les (?:jours|matins|soirs))`;
const PART = '(?:matin(?:[eé]e)?|midi|apr[eè]s[- ]midi|aprem|soir(?:[eé]e)?|prochain)';
const CLOCK = '(?:\\d{1,2} ?(?:h|heures?)(?: ?\\d{2})?|midi)';
const HOUR = `(?:[aà]|vers|(?:pas )?avant|apr[eè]s|d[eè]s|entre|[aà] partir de|jusqu[’'][aà]) ?${CLOCK}`;
const SPAN = `(?: ?(?:et|-|[aà]) ?${CLOCK})?`;
/** What closes the words of a moment: « le matin, si possible », « le soir de préférence ». */
const END = "(?= ?(?:$|[,.;!?(]|de pr[eé]f|si possible|plut[oô]t|svp|s[’']il|vers|[aà] |apr[eè]s |avant ))";
/** An hour without « à », where a verb, or the day, says that it is one: « mettez 10 h », « c’est 10 h ». */
const BARE_HOUR = `(?<=(?:mett(?:ez|re|ons)|mets|disons|not(?:ez|e|ons)|c[’']est|(?<![\\p{L}\\p{N}])c|c[eé] t|ok|va|alors|donc|plut[oô]t|non|pour|pr[eé]f[eè]re|rappel\\p{L}{0,4}|appel\\p{L}{0,4}|rdv|rendez-vous|demain|matin|di),? (?:pour )?)\\d{1,2} ?(?:h|heures?)(?: ?\\d{2})?`;
const WHEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:plut[oô]t )?(?:le )?(?:${DAY}(?: ${PART})?(?: ${HOUR}${SPAN}| ${CLOCK})?|(?:matin|soir|midi|apr[eè]s[- ]midi)(?: (?=${HOUR})${HOUR}${SPAN}|${END})|${HOUR}${SPAN})|${BARE_HOUR}${SPAN}|(?<=^)${CLOCK}(?= ?[.!]?$))(?![\\p{L}\\p{N}])`,
  'giu',
);

/** A moment that is quoted of us, or of somebody else: « vous dites fermé avant 9 h », « vous ouvrez à 9 h ». */
const QUOTED =
  /(?:\b(?:vous|on m['’]a) (?:dites|dite|avez (?:dit|mis|not[eé]|[eé]crit)|disiez|ouvrez|fermez|notez|marquez)|\b(?:ferm|ouvr)\p{L}{1,6}|\bil (?:est|[eé]tait))[^.!?;,]{0,24}$/iu;
/** It does not suit: « à 8 h 30 c’est pas possible », « 9 h non », « pas à 9 h ». */
const REFUSED_AFTER =
  /^ ?,? ?(?:(?:(?:c['’]?est|c|ce n['’]est|[cç]a (?:ne )?|je (?:ne )?(?:peux|peu)) ?)?(?:pas possible|impossible|trop t[oô]t|trop tard|(?:va|marche|passe|peux|peu|suis) pas)|non(?! stop)\b)/iu;
const REFUSED_BEFORE = /\b(?:pas|plus|au lieu d[e’']|et non|ni) ?(?:le |[aà] |vers )?$/iu;
/** Something closes then, or presses: it is no moment to call. */
const CLOSES =
  /\b(?:ferm\p{L}{1,6}|cl[oô]tur\p{L}*|date limite|limite|[eé]ch[eé]ance|d[eé]p[oô](?:t|ser)\p{L}*|remettre|r[eé]pondre|offre|recours|r[eé]f[eé]r[eé]|press\p{L}{1,3}|audience|consultation)\b/iu;
/** Somebody is to be called. */
const CALLS = /(?:r?app?el|joign|joindre|contact|t[eé]l[eé]phon|dispo|\bnum)/iu;
/** Whether a message says anything of the call. */
export const saysCall = (text: string): boolean => CALLS.test(text.slice(0, LONGEST));

/** Words between two moments that are said together: « lundi matin ou mardi après 14 h ». */
const TOGETHER = /^(?: ?, ?| )(?:(?:ou|et|sinon|ou bien|,) )*$/iu;

interface Said {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** What a message says of how and when to call back; nothing is guessed. Pure. */
export function callBackIn(text: string): CallBack {
  const number = NUMBER.exec(text)?.[0];
  const read = number === undefined ? undefined : readPhone(number);
  const rest = number === undefined ? text : text.replace(number, ' , ');
  return { phone: read?.ok ? spacedPhone(read.value) : undefined, when: momentIn(rest) };
}

/** Characters of the longest message in which a moment is looked for. */
const LONGEST = 1_000;

/** The moment to call: the last one that is said of the call, for who corrects it; those of a list, together. */
function momentIn(message: string): string | undefined {
  const sentences = message.slice(0, LONGEST).split(/(?<=[.!?;\n])\s/);
  const found = sentences.map((sentence) => ({
    sentence,
    moments: joined(
      sentence,
      momentsOf(sentence).filter((one) => stands(sentence, one)),
    ),
  }));
  const said = found.filter(({ moments }) => moments.length > 0);
  const ofCall = said.filter(({ sentence }) => !CLOSES.test(sentence) || CALLS.test(sentence));
  const last = (ofCall.length > 0 ? ofCall : said).at(-1);
  // « à 10 h, pas avant 9 h »: what is wanted is said before what is not.
  const wanted = last?.moments.filter(({ words }) => !/^pas /i.test(words)) ?? [];
  return (wanted.at(-1) ?? last?.moments.at(-1))?.words;
}

const momentsOf = (sentence: string): Said[] =>
  [...sentence.matchAll(WHEN)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    words: words.trim(),
  }));

const stands = (sentence: string, { start, end }: Said): boolean => {
  const before = sentence.slice(Math.max(0, start - 60), start);
  return (
    !QUOTED.test(before) && !REFUSED_BEFORE.test(before) && !REFUSED_AFTER.test(sentence.slice(end, end + 40))
  );
};

function joined(sentence: string, moments: readonly Said[]): readonly Said[] {
  const all: Said[] = [];
  for (const { start, end, words } of moments) {
    const last = all.at(-1);
    const isOne =
      last !== undefined && !/^pas /i.test(words) && TOGETHER.test(sentence.slice(last.end, start));
    if (isOne) all[all.length - 1] = { start: last.start, end, words: sentence.slice(last.start, end) };
    else all.push({ start, end, words });
  }
  return all;
}

const DAY_SAID = new RegExp(`(?<![\\p{L}\\p{N}])${DAY}(?![\\p{L}\\p{N}])`, 'iu');

/** The day that the words of a moment name; undefined where they name none. */
export const dayOf = (when: string): string | undefined => DAY_SAID.exec(when)?.[0];
