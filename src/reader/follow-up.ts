import { type IsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { withoutCase, withoutSlots } from './detect-case.ts';
import { withoutLaunch } from './detect-date.ts';
import { polarityOf } from './polarity.ts';
import { isTimeAdded } from './purchases/added-time.ts';
import { type Amount, type Quantities, quantitiesIn } from './quantities.ts';
import { DENIED_THING } from './standing/denial.ts';

/** How a message leans on the question before it. */
export interface FollowUp {
  /** The two read as one question. */
  readonly question: string;
  /** What of the message asks, where the rest only tells. */
  readonly head?: string | undefined;
}

/** What a thread tells of its last message, as far as following up needs it. */
export interface Earlier {
  readonly question: string;
  /** The hotline asked something, or the last message told a story without a question: the next one completes it. */
  readonly open?: boolean | undefined;
  /** The computation that asked what it lacks, by its id. */
  readonly asking?: string | undefined;
}

const OPENING =
  "(?:(?:ok|d'accord|merci|ah|oui|bon|euh|bah|du coup|donc|alors|mais|super|tres bien|c'est note)[,.! ]+)*";
const CORRECTION = new RegExp(
  `^${OPENING}(?:non[,.! ]+|pardon[,.! ]+|desolee?[,.! ]+|erreur[,.! ]+|plutot |en fait[, ]+|finalement[, ]+|je (?:voulais|veux) dire |je parl(?:e|ais) (?:de |d'|du |des )|je me suis trompee?[,.! ]*)+`,
);
const ELLIPSIS = new RegExp(
  `^${OPENING}(?:et\\b|pareil\\b|idem\\b|meme (?:question|chose)\\b|c'est (?:pareil|la meme chose|valable|vrai)(?: aussi)? (?:pour|si|en|avec|dans)\\b|aussi (?:pour|si|en)\\b|sinon (?:pour|si|et)\\b|ca (?:marche|vaut|change)\\b)`,
);
const COUNTS_ON = new RegExp(
  `^${OPENING}(?:et |alors )?(?:ca|cela) (?:fait|donne|represente|ferait|donnerait|monte)\\b.{0,20}\\bcombien\\b|^${OPENING}combien (?:ca|cela) (?:fait|donne|represente)`,
);
const PRONOUN =
  /\b(?:c'est(?! quoi)|est-ce\b|ca|cela|celui-ci|celle-ci|ceux-ci|elle|elles|il(?! (?:faut|y a|me faut|nous faut|existe|est (?:possible|obligatoire|interdit)))|ils|lui|leur|le (?:contester|refuser|demander|savoir|faire|prouver)|l'(?:avoir|obtenir|exiger|imposer|avance)|la (?:demander|refuser|toucher|recuperer)|les (?:demander|fournir|refuser)|en (?:demander|avoir|faire)|y (?:repondre|avoir droit)|dans ce cas|a ce moment|cette (?:somme|regle|piece|attestation|date|limite)|ce (?:delai|seuil|montant|taux|papier|document))\b/;
/** A stump: a question word, and nothing that says of what. */
const STUMP =
  /^(?:c'est(?! quoi)|ca|cela|il|elle|ils|elles|quel article|quels articles|dans quel cas|jusqu'a combien|combien de temps|sous quel delai|par qui|comment ca|pourquoi|a qui|avec quoi|sur quoi|depuis quand|jusqu'a quand|a partir de quand|et sinon)\b|^(?:combien|quand|comment|qui|ou|pourquoi|lequel|laquelle)\W*$/;
const ASKS =
  /\?|\b(?:c'est quoi|qu'est[- ]ce|quel(?:le)?s?|combien|comment|quand|pourquoi|est[- ]ce que|puis[- ]je|peut[- ]on|faut[- ]il|dois[- ]je|ai[- ]je|y a[- ]t[- ]il|(?:je|on|fau?t|fo) (?:(?:le|la|l'|y|dois|doit) ?)?(?:fai[st]?|faire) (?:quoi|koi|comment)|(?:demandes?|savoir|comprends? pas|sais pas|dites|dis)(?:[- ]moi)? (?:juste )?(?:si|ce (?:que|qu')|a qui|ou))\b/;
/** « laisse tomber », « autre chose », « au fait »: what follows is another subject. */
const DROPS =
  /^(?:(?:ok|merci|non|bon|bref|oui|euh|ah|hum)[,.! ]+)*(?:laisse[sz]? tomber|oublie[sz]?(?: (?:ca|cela))?|(?:une? )?autre (?:chose|question|sujet)|changeons de sujet|rien a voir|sans rapport|au fait|sinon autre chose)[,.:;! ]+(?=\S)/i;

/** A message without the words that leave the last subject; undefined when it does not leave it. */
export function newSubject(message: string): string | undefined {
  const found = DROPS.exec(message);
  return found ? message.slice(found[0].length) : undefined;
}

/** A detail given alone: a count with at most the thing counted. */
const DETAIL = 4;
const DETAIL_WORDS =
  /\d ?(?:€|euros?|k€?|ht|ttc|jours?|mois|ans?|semaines?|%|salaries?)|\b(?:marche|contrat|lot|montant|duree|facture|budget|chantier|commande)s? (?:de |a |d'environ |estime a )?\d/;

/** A message as short as this holds a slot, not a new subject. */
const SHORT = 8;

/**
 * Reads whether a message only makes sense after the one before — an ellipsis, a correction, a bare slot (« une
 * mairie », « 80 000 € »), a pronoun without its noun, the rest of a story — and joins the two into one question, each
 * slot said anew replacing the old one.
 */
export function followUpOf(asked: string, earlier: Earlier, today: IsoDate): FollowUp | undefined {
  const folded = plain(asked);
  return leansOn(folded, asked, earlier) ? joinedTo(asked, earlier, today) : undefined;
}

/** After the first question of a message. */
const FIRST_ASKED = /(?<=\?)\s(?=\S)/;

/**
 * A message whose first sentence only makes sense after the one before, and which then tells why: « et si c'étaient des
 * travaux ? Car c'est bien le cas : le toit du gymnase… ». What it tells is told of the question that it goes on with.
 */
export function followUpAtHead(asked: string, earlier: Earlier, today: IsoDate): FollowUp | undefined {
  const [head = '', ...others] = asked.split(FIRST_ASKED);
  const told = others.join(' ').trim();
  if (told === '' || ASKS.test(fold(told)) || !ELLIPSIS.test(plain(head))) return undefined;
  const follow = followUpOf(head, earlier, today);
  return follow && { question: `${follow.question} ${told}`, head };
}

/** A message and the question before it as one question, each slot said anew replacing the old one. */
export function joinedTo(asked: string, earlier: Earlier, today: IsoDate): FollowUp {
  const folded = plain(asked);
  const said = withoutDenied(folded.replace(CORRECTION, ''))
    .replace(NOW_ALONE, '')
    .replace(/^(?:des?|du|les?|la|c'est|c'etait) (?=\S)/, (article) => (/^c'/.test(article) ? '' : article));
  // What is given to complete a question adds to what it counts; what is said anew replaces it.
  const completes = earlier.open && !CORRECTION.test(folded);
  const slots = withoutSlots(earlier.question, asked);
  const kept = retimed(completes ? slots : withoutQuantities(slots, asked, today), folded);
  // One question: its mark stays at the end, where it says that something is asked.
  const last = kept.replace(/(?<![\s?.!])[\s?.!]+$/, '');
  // What counts on is a clause of its own: its amount is not that of the clause before.
  const stem = COUNTS_ON.test(folded) ? `${last},` : last;
  const mark = kept.trim().endsWith('?') && !/[?!.]$/.test(said) ? ' ?' : '';
  return {
    question: `${stem} ${said || (NOW_ALONE.test(folded) ? '' : folded)}${mark}`.replace(/\s+/g, ' ').trim(),
  };
}

const DENIED_CLAUSE = new RegExp(`(?:^|(?<=[,;] ?))${DENIED_THING}(?=\\S)`, 'u');

/** « pas des travaux, des services »: what it is not goes away, when it then says what it is. */
function withoutDenied(said: string): string {
  const left = said.replace(DENIED_CLAUSE, '');
  return left.trim() === '' ? said : left;
}

const NOW = "(?:aujourd'hui|maintenant|actuellement|desormais|a present|en ce moment)";
/** « et aujourd'hui ? » changes the time of the last question, and adds no word to it. */
const NOW_ALONE = new RegExp(`^${OPENING}(?:et |c'est quoi )?${NOW}\\W*$`);
const TIME = new RegExp(
  `\\b(?:et )?(?:(?:en|de|d'|au|le|du|pour|fin|debut|mi-?) ?)?(?:(?:\\d{1,2}(?:er)? )?(?:${MONTHS.map(fold).join('|')}) 20\\d\\d|(?:en|pour|de) 20\\d\\d)\\b|\\bet ${NOW}`,
  'g',
);

/** The earlier question without its time when the follow-up says another one: « et en 2024 ? », « et aujourd'hui ? ». */
function retimed(question: string, followUp: string): string {
  if (!NOW_ALONE.test(followUp) && followUp.search(TIME) < 0) return question;
  return fold(question).replace(TIME, ' ').replace(/\s+/g, ' ').trim();
}

/** Words of its own of a message that completes what was told, and of one that asks about it: with more, it is whole. */
const OWN_TOLD = 3;
const OWN_ASKED = 2;
/** Words of the longest message that completes what was told, and of one that gives its figures. */
const MOST_TOLD = 12;
const MOST_COUNTED = 20;

/** « 11 000 sur 84 000, ça passe les 15 % ? »: what compares two sums says by itself what is counted. */
const SUM_ON_SUM =
  /(?<![\d.,])\d{1,3}(?:[ .]?\d{3}){1,3} ?(?:€|euros?)? ?(?:ht |ttc )?sur (?:(?:un|le|mon|notre) )?(?:marche |contrat |lot )?(?:de )?\d{1,3}(?:[ .]?\d{3}){1,3}(?![\d.,])/;
export const comparesSums = (message: string): boolean => SUM_ON_SUM.test(plain(message));

function leansOn(folded: string, asked: string, earlier: Earlier): boolean {
  const words = contentWords(asked).length;
  const own = ownWords(asked);
  const asks = ASKS.test(folded);
  if (SUM_ON_SUM.test(folded)) return false;
  // « non mais un client privé qui paie en retard, j'ai droit à des intérêts ? » is a whole question by itself.
  if (CORRECTION.test(folded)) return own <= (asksSomething(asked) ? 1 : 3) && words <= SHORT;
  // « et pour un marché à 30 000 €, la mairie doit faire une mise en concurrence ? » is a whole question by itself.
  if (ELLIPSIS.test(folded)) {
    const most = /\bet si\b/.test(folded) ? 4 : 2;
    return own <= most && words <= SHORT + 2;
  }
  // « ça fait combien pour un lot de 40 000 € ? » counts on with what was said.
  if (COUNTS_ON.test(folded)) return own <= 4 && words <= SHORT;
  if (STUMP.test(folded) && words <= 2) return true;
  // « marché de 80 000 € », « 6 mois »: a detail that answers nothing by itself.
  if (!asks && own <= 1 && words <= DETAIL && /\d/.test(folded) && DETAIL_WORDS.test(folded)) return true;
  if (own === 0 && words > 0 && words <= SHORT && !/^(?:bonjour|merci|aide)/.test(folded)) return true;
  if (earlier.open) {
    // An answer that counts something is long at times: « la main-d'œuvre fait 80 % du prix, l'heure coûte 24 € ».
    if (!asks && earlier.asking !== undefined && /\d/.test(folded)) return words <= MOST_COUNTED;
    if (!asks) return own <= OWN_TOLD && words <= MOST_TOLD;
    // A story told first, then what is asked of it.
    if (!asksSomething(earlier.question) && words <= SHORT) return true;
    return (
      own <= OWN_ASKED &&
      (PRONOUN.test(folded) || /^(?:pour|avec|sans|en|sur|dans|de|d'|a|au|et)\b/.test(folded))
    );
  }
  return asks && own <= 1 && words <= SHORT && PRONOUN.test(folded);
}

/** What has a date of launch: « et pour une consultation lancée en 2024 ? » only says another time. */
const CONSULTATION = /\b(?:consultations?|marches?|avis|annonces?|procedures?|appels? d'offres?)\b/g;

/** Content words that are neither a date, a number nor the name of a buyer, a category or a regime. */
function ownWords(text: string): number {
  const bare = withoutLaunch(text);
  const dated = bare !== fold(text).replace(/\s+/g, ' ').trim();
  return contentWords(withoutCase(dated ? bare.replace(CONSULTATION, ' ') : text)).filter(
    (word) => !/^\d/.test(word) && !/^(?:euros?|ht|ttc|mois|ans?|jours?|semaines?|k€?|pme|tpe)$/.test(word),
  ).length;
}

/** Words of its own from which a message may be a question by itself. */
const OF_ITS_OWN = 2;
/** « et si je suis auto-entrepreneur ? », « et si c'était en papier ? »: more of the same case, whatever it changes. */
const DESCRIBES = /\b(?:suis|est|sont|sommes|etes|etais|etait|etaient|etions|serai|serait|sera)\b/;

/** Whether a message that reads as a follow-up may be another question: « et si je dépose en retard ? ». */
export function mayBeWhole(asked: string): boolean {
  const folded = fold(asked).replace(/\s+/g, ' ');
  return ownWords(asked) >= OF_ITS_OWN && !PRONOUN.test(folded) && !DESCRIBES.test(folded);
}

/** The earlier question without the amounts, durations, shares or days that the follow-up says anew. */
function withoutQuantities(question: string, followUp: string, today: IsoDate): string {
  const later = quantitiesIn(followUp, today);
  const before = quantitiesIn(question, today);
  const kinds = ['amounts', 'durations', 'shares', 'days'] as const satisfies (keyof Quantities)[];
  let text = before.text;
  for (const kind of kinds) {
    // A story may count several things: which one is corrected can't be told, so all stay.
    if (later[kind].length === 0 || before[kind].length !== 1) continue;
    // « et si on ajoute un an de reconduction ? »: it comes on top of what was said.
    if (kind === 'durations' && later.durations.every((one) => isTimeAdded(later, one))) continue;
    // « 110 000 € », after « 110 000 € HT », is the same sum: how it was said before is more.
    if (kind === 'amounts' && isSameSum(before.amounts[0], later.amounts)) continue;
    for (const { at, end } of before[kind]) text = text.slice(0, at) + ' '.repeat(end - at) + text.slice(end);
  }
  return text === before.text ? question : text;
}

const isSameSum = (before: Amount | undefined, later: readonly Amount[]): boolean =>
  before?.tax !== undefined && later.every(({ value, tax }) => value === before.value && tax === undefined);

/** Whether a message asks something; a story without a question is completed by what follows. */
export const asksSomething = (text: string): boolean =>
  ASKS.test(fold(text)) || polarityOf(text) !== undefined;

/** « et je fais quoi s'ils ne répondent pas ? »: it counts nothing anew, and a sum would not answer it. */
export const asksAnew = (asked: string): boolean =>
  asksSomething(asked) && !/\d/.test(asked) && !/\b(?:combien|cb|calcul\w*)\b/.test(fold(asked));

/** « et », « et sinon », « du coup et »: what links a message to the one before. */
const LINK = new RegExp(`^${OPENING}et(?: (?:sinon|puis|du coup|aussi|alors|donc))*[, ]+`);

/** A message that « et » links to the one before, without that link; undefined when nothing links it so. */
export function withoutLink(asked: string): string | undefined {
  const message = fold(asked).replace(/\s+/g, ' ').trim();
  const found = LINK.exec(message);
  return found ? message.slice(found[0].length) : undefined;
}

/** How a message that goes on with the last subject opens. */
const GOES_ON = new RegExp(`^${OPENING}(?:et|mais|sinon|du coup|dans ce cas|a ce moment)\\b`);
/** Words of the longest message that may lack its subject. */
const LONGEST = 16;

/**
 * A message that found no answer by itself, completed with the words of the last question: « et pour l'insertion, quelle
 * part faut-il ? ». Undefined when nothing says that it goes on.
 */
export function onLastSubject(asked: string, earlier: Earlier): string | undefined {
  const folded = fold(asked).replace(/\s+/g, ' ').trim();
  if (!GOES_ON.test(folded) || contentWords(asked).length > LONGEST) return undefined;
  return `${contentWords(withoutSlots(earlier.question, asked)).join(' ')} ${asked}`.trim();
}

/** Who tells of themselves or of somebody: a story, whatever its words. */
const TELLS =
  /\b(?:je|j'|j|on|nous|moi|mon|ma|mes|notre|nos|il|elle|ils|elles|le|la|les|l'|un|une|des|du|pour|avec|suis|est|sont|oui|non)\b/;

/**
 * Whether a message neither asks nor tells anything: « blabla truc machin ». To be asked of one that found no answer; it
 * may be made of words that nobody knows.
 */
export const saysNothing = (asked: string): boolean =>
  !asksSomething(asked) &&
  !/\d/.test(asked) &&
  !TELLS.test(fold(asked)) &&
  withoutCase(asked) === plain(asked);

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();
