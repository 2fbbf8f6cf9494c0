import { readPhone, spacedPhone } from '#src/company/form/readers/phone.ts';
import { denialBeside } from '#src/platform/french/negation.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { isOwnDue } from '#src/reader/deadline/own-due.ts';

/** By telephone: the number, and the moment, as they were said. */
export interface CallBack {
  /** « 06 12 34 56 78 » */
  readonly phone?: string | undefined;
  /** « lundi matin » */
  readonly when?: string | undefined;
  /** A number that they gave before, elsewhere: it is asked whether it is the one. */
  readonly offered?: string | undefined;
}

const NUMBER = /(?<!\d[ .-]?)(?:\+33|0)[ .]?[1-9](?:[ .-]?\d{2}){4}(?![ .]?\d)/g;
const MONTH =
  '(?:janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre)';
const DATE = `(?: \\d{1,2}(?:er)?(?: ${MONTH})?(?! ?(?:h|:)))?`;
const WEEKDAY = '(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)';
const DAY = `(?:(?:du ${WEEKDAY} au|de ${WEEKDAY} [aà]|entre ${WEEKDAY} et) ${WEEKDAY}|${WEEKDAY} en (?:huit|quinze)|aujourd[’']hui|d[eé]?main|dem1|demin|2main|apr[eè]s[- ]demain|(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)${DATE}|ce (?:matin|midi|soir)|cet apr[eè]s[- ]midi|cet aprem|c't aprem|tous les (?:jours|matins|soirs)|\\d{1,2}(?:er)? ${MONTH}|(?<=le )\\d{1,2}/\\d{1,2})`;
const PART = '(?:matin(?:[eé]e)?|midi|apr[eè]s[- ]midi|aprem|soir(?:[eé]e)?|prochain)';
const CLOCK = '(?:\\d{1,2}(?:(?: ?(?:h|heures?)(?: ?\\d{2})?)|:\\d{2})|midi)';
/** « de 14 h à 16 h », « entre 9 et 11 h »; « la réunion de 14 h » is none. */
const BETWEEN = `(?:entre|de) ?\\d{1,2}(?:(?: ?(?:h|heures?)(?: ?\\d{2})?)|:\\d{2})? ?(?:et|[aà]|-) ?${CLOCK}`;
/** « avant mardi soir », « à partir de jeudi »: any time on one side of a day. */
const BOUND =
  "(?:(?:(?:(?:pas|jamais) )?avant|apr[eè]s|d[eè]s|[aà] partir (?:de|du)|jusqu[’'](?:[aà]|au)|d[’']ici)(?: (?:le|au))?)";
const HOUR = `(?:${BETWEEN}|(?:[aà]|vers|(?:(?:pas|jamais) )?avant|apr[eè]s|d[eè]s|entre|[aà] partir de|jusqu[’'][aà]) ?${CLOCK})`;
const SPAN = `(?: ?(?:et|-|[aà]) ?${CLOCK})?`;
/** What closes the words of a moment: « le matin, si possible », « le soir de préférence ». */
const END = "(?= ?(?:$|[,.;!?(]|de pr[eé]f|si possible|plut[oô]t|svp|s[’']il|vers|[aà] |apr[eè]s |avant ))";
/** An hour without « à », where a verb, or the day, says that it is one: « mettez 10 h », « c’est 10 h ». */
const BARE_HOUR = `(?<=(?:mett(?:ez|re|ons)|mets|disons|not(?:ez|e|ons)|c[’']est|(?<![\\p{L}\\p{N}])c|c[eé] t|ok|va|alors|donc|plut[oô]t|non|pour|ou|pr[eé]f[eè]re|rappel\\p{L}{0,4}|appel\\p{L}{0,4}|rdv|rendez-vous|d[eé]?main|matin|di),? (?:pour )?)\\d{1,2} ?(?:h|heures?)(?: ?\\d{2})?`;
const WHEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:plut[oô]t )?(?:${BOUND} (?=(?:le )?${DAY}))?(?:le )?(?:${DAY}(?: ${PART})?(?: ${HOUR}${SPAN}| ${CLOCK})?|(?:matin|soir|midi|apr[eè]s[- ]midi)(?: (?=${HOUR})${HOUR}${SPAN}|${END})|${HOUR}${SPAN})|${BARE_HOUR}${SPAN}|(?<=^)${CLOCK}(?= ?[.!]?$))(?![\\p{L}\\p{N}])`,
  'giu',
);

/** A moment that is quoted of us, or of somebody else: « vous dites fermé avant 9 h », « vous ouvrez à 9 h ». */
const QUOTED =
  /(?:\b(?:vous|on m['’]a) (?:dites|dite|avez (?:dit|mis|not[eé]|[eé]crit)|disiez|ouvrez|fermez|notez|marquez)|\b(?:ferm|ouvr)\p{L}{1,6}|\bil (?:est|[eé]tait))[^.!?;,]{0,24}$/iu;
/** It does not suit: « à 8 h 30 c’est pas possible », « 9 h non », « pas à 9 h ». */
const REFUSED_AFTER =
  /^ ?,? ?(?:(?:(?:c['’]?est|c|ce n['’]est|[cç]a (?:ne )?|je (?:ne )?(?:peux|peu)) ?)?(?:pas possible|impossible|trop t[oô]t|trop tard|(?:va|marche|passe|peux|peu|suis) pas)|non(?! stop)\b|(?:je|on|nous) (?:ne |n['’])?(?:suis|serai|est|sera|sommes|serons|peux|peut|pourrai|pourra) (?:pas|plus|jamais|en (?:r[eé]union|rendez|rdv|d[eé]placement|cong)|pris|occup|absent|indispo))/iu;
const REFUSED_BEFORE = /\b(?:pas|plus|jamais|au lieu d[e’']|et non|ni) ?(?:le |[aà] |vers )?$/iu;
/** Who is not there then: « je ne suis pas disponible lundi », « en réunion jusqu’à 10 h ». */
const ABSENT =
  /(?:\b(?:pas|plus|jamais) (?:disponible|dispo|joignable|libre|l[aà]|pr[eé]sente?|au bureau)s?|\b(?:occup|indispo|injoign|absent|travaill|boss)\p{L}{0,8}|\b(?:suis|serai) prise?|\ben (?:r[eé]union|rendez-vous|rdv|d[eé]placement|cong[eé]s?|vacances)) ?(?:le |ce |du |de |[aà] |vers )?$/iu;
/** Who is elsewhere then, by the words before or after: « j’ai une réunion à 10 h », « mardi je suis chez un client ». */
const BUSY =
  /\b(?:j['’ ]?(?:ai|aurai)|on (?:a|aura)|nous (?:avons|aurons)|il y a) (?:d[eé]j[aà] )?(?:(?:une?|mon|ma|le|la|des|mes) )?(?:r[eé]unions?|(?:rdv|rendez[- ]vous)(?! avec (?:vous|votre|l['’]expert|un expert|un conseiller))|visites?|formations?|cours|chantiers?|m[eé]decin|dentiste|audience|entretiens?|conf[eé]rence|clients?|livraisons?|enterrement|mariage)(?!\p{L})|\b(?:je (?:suis|serai)|on (?:est|sera)|nous (?:sommes|serons)) (?:(?:d[eé]j[aà]|toujours|tout le temps) )?(?:chez (?!moi|nous)|sur (?:un|une|le|la|les|la) |en (?:r[eé]union|rendez|rdv|d[eé]placement|cong|vacances|formation|cours|visite|clientèle)|pris|occup|absent|indispo)/iu;
/** « on a rendez-vous mardi à 10 h ? »: who asks it has it with us. */
const OUR_MEETING = /(?<!\p{L})on (?:a|avait) (?:bien )?(?:rdv|rendez[- ]vous)(?!\p{L})[^?]{0,60}\?/iu;
/** It was then, and is over: « j’ai appelé hier à 10 h », « votre collègue devait m’appeler lundi ». */
const PAST =
  /(?:\bj['’ ]?ai (?:d[eé]j[aà] |bien )?(?:r?appel[eé]|t[eé]l[eé]phon[eé]|essay[eé]|tent[eé]|laiss[eé])|\b(?:devai(?:t|ent)|deviez|avai(?:t|ent|ez)|aviez) |(?<!(?:convenu|pr[eé]vu|entendu|dit|vu) )\bhier\b|\bm['’](?:a|ont|avez) (?:promis|appel[eé]|rappel[eé]))[^.!?;,]{0,40}$/iu;
/** The hours when somebody is absent, which tell when they are not. */
const UNTIL = /(?<!\p{L})(?:jusqu[’'][aà]|avant) ?(?=\d|midi)/iu;
const FROM = /(?<!\p{L})(?:apr[eè]s|d[eè]s|[aà] partir de) ?(?=\d|midi)/iu;
/** A day or an hour that is left out of the others: « tous les jours sauf le mercredi ». */
const EXCEPT =
  /(?<!\p{L})(?:sauf|hormis|except[eé]e?|[aà] part(?!ir)|hors|en dehors|mais (?:surtout )?(?:pas|jamais)(?= (?:le |la |l['’]|en )?(?:matin|midi|apr[eè]s[- ]midi|aprem|soir|d[eé]but|fin)))(?!\p{L})/iu;
/** Where the words begin that something is left out of. */
const ANY_TIME =
  /(?<!\p{L})(?:n['’]importe quand|quand vous (?:voulez|pouvez)|toute la (?:journ[eé]e|semaine)|toujours|tous les)(?!\p{L})/iu;
/** What denies in a way that is not read. */
const DENIES =
  /(?<!\p{L})(?:pas|jamais|plus(?! (?:t[oô]t|tard|vite|simple|pratique))|ni|[eé]vite[zr]?|inutile|impossible|sans(?! (?:faute|probl[eè]me|souci)))(?!\p{L})/iu;
/** Something closes then, or presses: it is no moment to call. */
const CLOSES =
  /\b(?:ferm\p{L}{1,6}|cl[oô]tur\p{L}*|date limite|limite|[eé]ch[eé]ance|d[eé]p[oô](?:t|ser)\p{L}*|remettre|r[eé]pondre|offre|recours|r[eé]f[eé]r[eé]|press\p{L}{1,3}|audience|consultation|visite\p{L}?|soutenance|r[eé]clamation)\b/iu;
/** … but not where what falls due is theirs: « le loyer du dépôt tombe le 8 ». */
const closes = (words: string): boolean => CLOSES.test(words) && !isOwnDue(fold(words));
/** Somebody is to be called. */
const CALLS =
  /(?:r?app?el(?!s? ?(?:d['’ ] ?of|[aà] (?:projets?|candidatures?|concurrence)))|\bjoign|(?:me|nous|m['’]y) joindre|joindre (?:moi|au (?:0|num))|\bcontact(?:e[zr]|er)|t[eé]l[eé]phon|\bdispo(?:nibles?|s)?\b|\bnum(?:[eé]ro)?s?(?!\p{L})(?! (?:du|de|d['’]) ?(?:la |l['’]|mon |ce |notre )?(?:march[eé]|lot|consultation|dossier|facture|siret|avis)))/iu;
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
  return { phone: phoneIn(text), when: momentIn(text.replace(NUMBER, ' , ')) };
}

/** A number, with the folded words of its own clause. */
interface NumberSaid {
  readonly digits: string;
  /** Since the number before it. */
  readonly before: string;
  /** The last clause of these; a label and its colon are one: « Fax : ». */
  readonly clause: string;
  /** Up to the next number. */
  readonly after: string;
  readonly isLast: boolean;
}

/** The number to call. Of several, the one that is said to be; else none, which is then asked. */
function phoneIn(text: string): string | undefined {
  const all = numbersOf(text).filter((number, index) => !isNotThat(number, index > 0));
  const chosen = single(all) ?? single(all.filter(({ clause }) => PREFERRED.test(clause))) ?? ofSeveral(all);
  const read = chosen && readPhone(chosen.digits);
  return read?.ok ? spacedPhone(read.value) : undefined;
}

function numbersOf(text: string): NumberSaid[] {
  const all = [...text.matchAll(NUMBER)];
  return all.map(({ 0: digits, index }, rank) => {
    const previous = all[rank - 1];
    const before = fold(text.slice(previous ? previous.index + previous[0].length : 0, index));
    const after = fold(text.slice(index + digits.length, all[rank + 1]?.index ?? text.length));
    const clause = before.split(NUMBER_CLAUSE).at(-1) ?? '';
    return { digits, before, clause, after, isLast: rank === all.length - 1 };
  });
}

const NUMBER_CLAUSE = /[,;!?\n]|\.(?= ?\p{L})/u;

/** The only number; undefined where there are others. */
function single(all: readonly NumberSaid[]): NumberSaid | undefined {
  const plain = ({ digits }: NumberSaid) => digits.replace(/\D/g, '').slice(-9);
  const [first, ...others] = all;
  return first && others.every((other) => plain(other) === plain(first)) ? first : undefined;
}

/** Of several that may be called: the one that is theirs, or the first, where the others are to be called after it. */
function ofSeveral(all: readonly NumberSaid[]): NumberSaid | undefined {
  const own = all.filter(({ clause }) => ASKED.test(clause) || !OF_OTHER.test(clause));
  const [first, ...others] = own;
  if (first && others.every(({ before }) => OR_ELSE.test(before))) return first;
  return single(own.filter(({ clause }) => ASKED.test(clause))) ?? single(own.filter(isOwn));
}

/** Between two numbers, each of which may be called, or the second where the first does not answer. */
const OR_ELSE =
  /^ ?,? ?(?:ou|et|sinon)(?!\p{L})|\b(?:en cas d|absen\w{1,4}|ferme\w{0,2}|a defaut|autrement|secours|si (?:je|ca|personne|pas))\b/u;
const PREFERRED = /\b(?:plutot|nouveau|nouvelle|prefer\w*|de preference|le mieux|le bon)\b/;
/** Who writes asks to be called there. */
const ASKED =
  /\b(?:r?app?ell?ez|r?app?el\w{0,3}[- ](?:moi|nous)|joign\w*|(?:me|nous) (?:r?appeler|joindre)|m'appeler)\b/;
const isOwn = ({ clause }: NumberSaid): boolean => /\b(?:mon|ma|moi)\b/.test(clause);
const SOMEBODY =
  '(?:mairie|commune|acheteu(?:r|se)|collectivite|prefecture|departement|region|standard|secretariat|comptables?|avocate?|banque|client|patron|concurrent|titulaire|tribunal|greffe|tresorerie|tresor public|prestataire|architecte)';
/** Whose number it may be, where there is another one. */
const OF_OTHER = new RegExp(`\\b${SOMEBODY}\\b|\\bfax\\b`);
/** Whose number it is, whatever the others: « la mairie est au 01… », « le comptable m’a appelé du 01… ». */
const IS_OF_OTHER = new RegExp(
  `\\b${SOMEBODY} (?:de [^ ]{1,20} )?(?:est|c'est|repond|se joint|est joignable|(?:m'|nous )(?:a|ont) (?:r?appele\\w{0,2}|contacte\\w{0,2}|telephone)) (?:au|du|depuis|avec|le|par le)(?: le| numero)? ?$`,
);
const FAX = /\b(?:fax|telecopie\w?|telecop)\b/;
/** « 01… (fax) », « 01… c’est la mairie » */
const AFTER_OTHER = new RegExp(
  `^ ?(?:\\( ?(?:le |la |l'|ma |mon )?(?:fax|telecopie|${SOMEBODY}) ?\\)|,? ?(?:c'est|est) (?:le |la |l'|ma |mon |celui de (?:la |l'|ma |mon )?)(?:fax|telecopie|${SOMEBODY})\\b)`,
);
/** After a number: another one is left aside, « plutôt au 06… qu’au 01… ». */
const THAN = /^[^,;.!?]{0,30}(?<!\p{L})qu(?:'|e )(?:sur )?(?:au|le|a|mon|ma|la)(?: \p{L}{2,10}){0,2} $/u;
/** A word that may stand between what denies a number and it: « pas au 01… », « n’appelez pas sur mon fixe le 01… ». */
const NUMBER_LINK =
  /^(?:le|la|au|sur|a|mon|ma|notre|l'|numero|num|tel|telephone|portable|fixe|du|tout|est|c'est|n'est)$/;
/** It invites, and denies nothing: « n’hésitez pas au 06… ». */
const INVITES = /\b(?:n')?hesit\w{1,3} (?:surtout )?pas\b|\bpourquoi pas\b/g;
const OLD =
  /\b(?:ancien(?:ne)?|avant c'etait|vieux)\b[^,;.!?]{0,20}$|\bplus (?:le|au|sur le|sur|mon numero(?: le)?) $/;
/** It reaches nobody, ever: « ne marche pas bien le matin » is another thing. */
const DEAD =
  /^ ?,? ?(?:il |ca |c'|celui-la )?(?:ne |n')?(?:marche|fonctionne|existe|repond|passe|sert|est|capte)\w{0,3} (?:plus|hs|mort|coupe|faux|casse|perdu|pas(?= ?$| ?[,;.!?:]| (?:du tout|le bon|bon|mon num|a moi|valable|attribue|correct|mais|donc|alors|prenez|r?appelez|utilis|c'est)))|^ ?,? ?(?:c'est )?(?:hs|faux|fini|mort|l'ancien)\b/;
const MENDED =
  /^ ?[,.:;]? ?(?:euh |enfin |ah )?(?:non|pardon|oups|erreur|plutot|en fait|je me trompe|je voulais dire|rectification)\b/;

/** Whether a number is said not to be the one, by the words before it, after it, or by another that takes its place. */
function isNotThat({ digits, before, clause, after, isLast }: NumberSaid, isAfterAnother: boolean): boolean {
  const own = (before.split(/[,;:.!?\n]/).at(-1) ?? '').replace(INVITES, '');
  const span = { start: own.length, end: own.length + digits.length };
  const isDenied = denialBeside(`${own}${digits}`, span, NUMBER_LINK) === 'denied';
  const isFax = FAX.test(clause) && !/\btel/.test(clause);
  const isOfOther = isFax || IS_OF_OTHER.test(clause) || AFTER_OTHER.test(after);
  const isLeft = isAfterAnother && THAN.test(before);
  return (
    isDenied || isOfOther || isLeft || OLD.test(own) || DEAD.test(after) || (!isLast && MENDED.test(after))
  );
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
  const last = said.findLast(({ sentence }) => !closes(sentence) || CALLS.test(sentence));
  if (last === undefined) return undefined;
  // « à 10 h, pas avant 9 h »: what is wanted is said before what is not.
  const moment = last.moments.findLast(({ words }) => !NOT_BEFORE.test(words)) ?? last.moments.at(-1);
  const after = last.moments.at(-1);
  // « lundi, mais pas avant 10 h »: the day and the hour are one.
  if (moment && after && after !== moment && !/\d ?h|\d:|midi/i.test(moment.words))
    return last.sentence.slice(moment.start, after.end);
  return moment && (ofBusyDay(last.sentence, moment) ?? inOwnWords(last.sentence, moment));
}

/** « lundi je suis en formation jusqu’à 16 h, appelez après »: the hour is of that day, which its own words keep. */
function ofBusyDay(sentence: string, { start, end, words }: Said): string | undefined {
  if (sentence.slice(start, end).trim() === words) return undefined;
  const clause = sentence.slice(0, start).split(CLAUSE).at(-1) ?? '';
  const day = DAY_SAID.exec(clause);
  return day ? sentence.slice(start - clause.length + day.index, end) : undefined;
}

const NOT_BEFORE = /^(?:pas|jamais) /i;

/** The words of a moment; with those around them where they leave something out, or deny in a way that is not read. */
function inOwnWords(sentence: string, { start, end, words }: Said): string {
  const except = EXCEPT.exec(sentence);
  if (except) {
    const any = ANY_TIME.exec(sentence)?.index ?? sentence.length;
    const first = momentsOf(sentence)[0]?.start ?? start;
    const last = momentsOf(sentence).at(-1)?.end ?? end;
    return sentence.slice(Math.min(any, first, except.index), last).trim();
  }
  const clause =
    sentence
      .slice(Math.max(0, start - AROUND), start)
      .split(/[,;:.!?]/)
      .at(-1) ?? '';
  // What is cut in the middle of a word begins at the next one.
  const own = clause.length === AROUND ? clause.slice(clause.indexOf(' ') + 1) : clause.trimStart();
  const said = withoutAsking(clause, sentence.includes('?'));
  // « pas demain, plutôt jeudi »: the word that turns to what is wanted may be the moment's own first one.
  const turns = TURNS.test(clause) || TURNS.test(words.slice(0, words.indexOf(' ') + 1));
  const isDenied = isOfEvent(clause, words) || (DENIES.test(said) && !NOT_BEFORE.test(words) && !turns);
  return isDenied ? `${own}${sentence.slice(start, end)}`.trim() : words;
}

/** What takes place then: « rappelez-moi après ma réunion de 10 h à 11 h ». */
const EVENT = /(?:r[eé]union|rdv|rendez-vous|visite|formation|cours|service|pause)( d[eu])? $/iu;
const isOfEvent = (clause: string, words: string): boolean => {
  const event = EVENT.exec(clause);
  return event !== null && (event[1] !== undefined || /^de /i.test(words));
};
/** Characters before a moment that tell what it is. */
const AROUND = 80;
/** Who asks by denying wants it: « y a pas quelqu’un qui peut m’appeler demain ? », « ce serait pas possible de… », « pourriez-vous pas ». */
const ASKS_BY_DENYING =
  /(?<!\p{L})(?:(?:n['’]?)?y ?(?:a|aurait|avait)|(?:auriez|avez|aurais|as)[- ](?:vous|tu)|(?:vous|tu) (?:auriez|aurais)|quelqu['’]?une? (?:peut|pourrait)|(?:pourriez|pourrais|pourrait)(?:[- ](?:vous|tu|on|il))?|(?:d[eé]range|emb[eê]te|g[eê]ne)(?:ra|rait)?|n['’]?h[eé]sit\p{L}{1,3}|pourquoi) (?:surtout )?pas(?!\p{L})|(?<!\p{L})pas (?=possible|faisable|mal(?!\p{L}))/giu;
/** The same, which tells as well that it is not possible: where it is asked. */
const MAY_ASK_BY_DENYING = /(?<!\p{L}|ne )(?:pouvez|peux|peut)(?:[- ](?:vous|tu|on))? pas(?!\p{L})/giu;
const withoutAsking = (clause: string, isAsked: boolean): string => {
  const said = (clause.split(ASKS_TO_CALL).at(-1) ?? clause).replace(ASKS_BY_DENYING, ' ');
  return isAsked ? said.replace(MAY_ASK_BY_DENYING, ' ') : said;
};
/** What comes after it is wanted: « pas lundi mais mardi », « c’est pas 10 h c’est 11 h ». */
const TURNS =
  /(?<!\p{L})(?:mais|plut[oô]t|sinon|donc|alors|c['’ ]?est|mettez|disons)(?!\p{L})[^,;:.!?]{0,20}$/iu;

const momentsOf = (sentence: string): Said[] =>
  [...sentence.matchAll(WHEN)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    words: turned(sentence.slice(Math.max(0, index - 60), index), words.trim()),
  }));

/** « je suis en réunion jusqu’à 10 h » may be called after that hour, « pas joignable après 17 h » before it. */
function turned(before: string, words: string): string {
  if (!ABSENT.test(before) && !BUSY.test(before.split(CLAUSE).at(-1) ?? '')) return words;
  if (UNTIL.test(words)) return words.replace(UNTIL, 'après ');
  return FROM.test(words) ? words.replace(FROM, 'avant ') : words;
}

const stands = (sentence: string, { start, end }: Said): boolean => {
  const before = sentence.slice(Math.max(0, start - 60), start);
  const own = sentence.slice(start, end);
  const isAbsent =
    (ABSENT.test(before) || isBusy(sentence, { start, end })) && !UNTIL.test(own) && !FROM.test(own);
  const isRefused = REFUSED_BEFORE.test(before) || REFUSED_AFTER.test(sentence.slice(end, end + 50));
  const isPast = PAST.test(before.split(ASKS_TO_CALL).at(-1) ?? '');
  return !QUOTED.test(before) && !isPast && !isAbsent && !isRefused;
};

/** Whether the clause of a moment says where its author is then, or what takes place, and does not ask to be called. */
function isBusy(sentence: string, { start, end }: Pick<Said, 'start' | 'end'>): boolean {
  const before = sentence.slice(0, start).split(CLAUSE).at(-1) ?? '';
  const after = sentence.slice(end).split(CLAUSE)[0] ?? '';
  const around = `${before} ${after}`;
  if (closes(around) && !CALLS.test(around)) return true;
  if (OUR_MEETING.test(sentence)) return false;
  // « rappelez-moi demain à 10 h j’ai une visite à 11 h »: each verb has its moment.
  const own = `${before.split(OPENS).at(-1)} ${after.split(ASKS_TO_CALL)[0]?.split(ANOTHER_VERB)[0]}`;
  return BUSY.test(own) && !CALLS.test(own);
}
/** Where somebody is asked to call, without a sign before it: « j’ai appelé hier rappelez moi demain ». */
const ASKS_TO_CALL =
  /(?<!\p{L})(?=r?app?ell?ez(?!\p{L})|r?app?el\p{L}{0,3}[- ](?:moi|nous)(?!\p{L})|joignez|contactez|t[eé]l[eé]phonez|je (?:suis|serai) (?:dispo|libre|joign))/iu;
/** Where a verb begins that has its own moment. */
const OPENS = new RegExp(`${ASKS_TO_CALL.source}|(?<!\\p{L})(?=(?:j['’ ]?ai|je|on|nous) )`, 'iu');
/** Another verb, after the place where somebody is to be called: « demain à 10 h sur le chantier je suis sur le toit ». */
const ANOTHER_VERB =
  /(?<=(?<!\p{L})(?:sur|chez|au bureau|[aà] l['’]atelier|pour) [^,]{0,30})(?=(?<!\p{L})(?:j['’ ]?ai|je|on|nous) )/iu;
const CLAUSE = /[,;:.!?]|(?<!\p{L})(?:mais|sinon|donc|alors|apr[eè]s c['’]est)(?!\p{L})/iu;

function joined(sentence: string, moments: readonly Said[]): readonly Said[] {
  const all: Said[] = [];
  for (const { start, end, words } of moments) {
    const last = all.at(-1);
    const isOne =
      last !== undefined && !NOT_BEFORE.test(words) && TOGETHER.test(sentence.slice(last.end, start));
    if (isOne) all[all.length - 1] = { start: last.start, end, words: sentence.slice(last.start, end) };
    else all.push({ start, end, words });
  }
  return all;
}

const DAY_SAID = new RegExp(`(?<![\\p{L}\\p{N}])${DAY}(?![\\p{L}\\p{N}])`, 'iu');

const BOUNDED = new RegExp(`${BOUND} (?:le )?${DAY}`, 'iu');

/** The day that the words of a moment name; undefined where they name none. */
export const dayOf = (when: string): string | undefined =>
  EXCEPT.test(when) || BOUNDED.test(when) || DENIES.test(when.replace(/(?:pas|jamais) avant/i, ''))
    ? undefined
    : DAY_SAID.exec(when)?.[0];

/** Whether the words of a moment name a day, be it to leave it out. */
export const namesDay = (when: string): boolean => DAY_SAID.test(when);
