import { contentWords, fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { withoutTalk } from './around-question.ts';
import { withCase, withoutCase } from './detect-case.ts';
import type { Within } from './encoder/within.ts';
import { asksSomething } from './follow-up.ts';
import { polarityOf } from './polarity.ts';
import { cutOutside } from './questions/cut.ts';

/** A question that no page surely answers, in its own words, and what it may be, as pages ask it: the likeliest first. */
export interface UnsureQuestion {
  readonly asked: string;
  readonly offered: readonly string[];
}

/** What a message says beside its other parts. */
export interface SaidPart {
  /** With what it needs of the others: what is told before two questions, the buyer that the first one names. */
  readonly text: string;
  /** The question alone, with the buyer and the category that it keeps; absent, where nothing else is asked. */
  readonly asked?: string;
  /** It is read after the part before it, which it leans on. */
  readonly goesOn?: boolean;
  /** It is counted from what it says itself: what was asked before it is no matter, only what was told. */
  readonly alone?: true;
  /** It was found to be a question, and answered: it wants nothing else. */
  readonly isQuestion?: true;
  /** Other questions of the message, which are offered after this one. */
  readonly more?: readonly string[];
  /** Other questions of the message, in its own words, each with what may be meant by it, as pages ask it. */
  readonly unsure?: readonly UnsureQuestion[];
  /** Other questions of the message for which nothing is near. */
  readonly unheard?: readonly string[];
  /** What the message tells beside, which it was answered without: it still serves what follows. */
  readonly told?: string;
  /** Where it stands in a message that asks several things. */
  readonly within?: Within;
  /** What it surely wants of somebody, where that was learnt. */
  readonly wants?: string;
}

/** Characters of the longest message that is read as two: what is longer is a story, or a paste. */
const LONGEST = 600;
/** Characters of what is told beside two questions, which both are then asked of. */
const LONGEST_STORY = 200;

/** Numbers and marks before the items of a list. */
const ITEM = /(^|\n|[?!.…][^\S\n]{1,3})(?:\(?\d{1,2} ?[).:°/-]{1,2}|[-•*])[^\S\n]{0,3}(?=\p{L})/gu;
/** What links a question to the one before, and says that it is another. */
const LINK =
  /^(?:(?:et|puis|ensuite|aussi|enfin|sinon|alors|mais|autre question|deuxieme question|par ailleurs|d'autre part|egalement)[ ,:]+)+/;
/** What opens a question that is asked of the one before, or set against it. */
const LEANS =
  /^(?:si |s'il |ou (?!(?:faut|est(?!-ce| ce)|sont|se|je|on|puis|peut|dois|doit|trouver|publier|deposer|envoyer|adresser|lire)\b)|ou bien |pareil|idem|meme |pour |avec |sans |en |chez |dans (?:ce|le|quel) |auquel|lequel|laquelle|lesquel|la-?dessus|sinon)/;
/** Words that stand for something said before. */
const STANDS_FOR =
  /(?<!-)\b(?:c'est(?! (?:quoi|combien|quand|ou|qui|a partir))|c'etait|ca|cela|celui|celle|ceux|celles|elle|elles|il(?! (?:faut|faudra|y a|existe|est (?:possible|obligatoire|interdit|permis)))|ils|lui|leur|leurs|son|sa|ses|cet|cette|ces|ce(?! qu)|y(?! a\b)|en (?:ai|a|avoir|faire|demander|obtenir|est|sont)|(?:le|la|les|l') ?(?:contester|refuser|demander|savoir|faire|prouver|avoir|obtenir|exiger|imposer|toucher|recuperer|fournir|payer|signer|modifier|annuler|recevoir|donner|envoyer|rendre|corriger|deposer|changer)|dans ce cas|(?:si|alors) (?:oui|non)|le meme|la meme|les memes|les deux|aussi)\b/;
/** « il faut une SARL, non ? » is said to be agreed with; what follows asks the same. */
const TAG = /, ?(?:non|si|hein|n'est-ce pas|pas vrai|c'est (?:ca|bien ca)|d'accord|ok) ?\?+$/;
/** « on me la rend », « qui le signe », « comment on l'étiquette »: what stands for a thing before its verb. */
const CLITIC =
  /\b(?:je|j'|tu|on|ils?|elles?|me|te|qui|ne) (?:le|la|les) \p{L}|\b(?:je|tu|on|ils?|elles?|me|te|qui|ne|faut|dois|doit|peut|peux) l'\p{L}/u;
/** Pronouns after their verb, whose noun must stand before. */
const INVERTED = /-(?:t-)?(?:elles?|ils?)\b/g;
const IMPERSONAL = /(?:faut|faudra|faudrait|y a-t|y aura-t|existe-t|suffit|convient|est|sera-t)-$/;
/** Words of any question, which do not tell what it is about. */
const OF_ANY: ReadonlySet<string> = new Set(
  `combien temps delai delais montant montants seuil seuils taux procedure regle regles minimum maximum exact exacts
  applicable prevu prevue oblige obliges obligee obligees cas condition conditions papier papiers document documents piece pieces droit possible
  obligatoire normal marche marches public publics partir date dates jour jours mois an ans annee euros ht ttc faut
  question reponse savoir connaitre besoin risque risques difference exemple limite limites plafond plafonds couperet
  maxi mini part pourcentage pourcents pourcent`.split(/\s+/),
);

/** What opens a question in so many words. */
const OPENS =
  /^(?:(?:a|de|sous|pour|dans|avec|par) )?(?:que |qu'|ou |qui |quoi |comment |combien |quand |pourquoi |quel(?:le)?s? )/;
/** « c'est quoi un MAPA ? », « faut-il un Kbis ? »: it names one thing, and needs no more. */
const NAMES_ONE = /^(?:c'est quoi|qu'est[- ]ce qu)|\b(?:faut-il|il faut|c'est quoi) (?:une?|des) /;
/** A question has a verb, or somebody who does something: « et quels contrôles, en pleine saison ? » goes on. */
export const HAS_VERB =
  /\b(?:est|sont|etait|sera|seront|faut|faudra|faudrait|peut|peux|peuvent|doit|dois|doivent|a|ai|avons|ont|suis|sommes|va|vont|vais|veut|veulent|je|on|nous|vous)\b|\bj'|-(?:t-)?(?:je|on|nous|vous|ils?|elles?)\b|\b(?:comment|ou|quand|quoi|pourquoi|que|quel(?:le)?s?)\b.{1,80}?\p{L}{2}(?:er|ir|oir|dre|tre|ire)\b/u;

/** What a message says at once: two questions that are asked each by itself; else the message, whole. */
export function partsIn(message: string): readonly SaidPart[] {
  const whole = [{ text: message }];
  if (message.length > LONGEST || !message.includes('?')) return whole;
  const sentences = sentencesOf(withoutTalk(message));
  if (sentences.length < 2 || sentences.some(isCutQuote)) return whole;
  return twoQuestions(sentences) ?? whole;
}

function twoQuestions(sentences: readonly string[]): readonly SaidPart[] | undefined {
  const story: string[] = [];
  const questions: string[][] = [];
  for (const sentence of sentences) {
    const last = questions.at(-1);
    if (asksByItself(sentence)) questions.push([last ? unlinked(sentence) : sentence]);
    else if (last && leans(sentence)) last.push(sentence);
    // « je peux répondre à un seul lot ? et l'avance ? »
    else if (last && namesAnother(sentence)) questions.push([unlinked(sentence)]);
    else if (last && isBareNoun(sentence)) last.push(sentence);
    else if (sentence.endsWith('?')) return undefined;
    // What is told between two questions may be of either.
    else if (last && sentence !== sentences.at(-1)) return undefined;
    else story.push(sentence);
  }
  const [first, second, ...more] = questions.map((all) => all.join(' '));
  if (!first || !second || more.length > 0) return undefined;
  if (story.join(' ').length > LONGEST_STORY || isOneSubject(first, second)) return undefined;
  const told = [...story, first].join(' ');
  return [first, second].map((question) => ({
    text: withCase([...story, question].join(' '), told),
    asked: withCase(question, told),
  }));
}

/** Between two sentences. */
const BETWEEN_SENTENCES =
  /(?<=[?!…]|(?:\p{L}{3}|[€%\d])\.)(?<!\b(?:art|min|max|etc|env|tel|tél|ref|réf|hab|mme)\.)\s+(?=\S)/iu;

export const sentencesOf = (text: string): readonly string[] =>
  cutOutside(text.replace(ITEM, '$1'), BETWEEN_SENTENCES)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => /\p{L}/u.test(sentence));

/** What is quoted is not asked of us. */
export const isCutQuote = (sentence: string): boolean =>
  sentence.split('«').length !== sentence.split('»').length || sentence.split('"').length % 2 === 0;

/** A sentence, folded, without what links it to the one before. */
const ownWords = (sentence: string): string => fold(sentence).replace(/\s+/g, ' ').trim().replace(LINK, '');

/** The same, as it is written. */
export function unlinked(sentence: string): string {
  const words = sentence.split(' ');
  const own = words.slice(Math.max(0, words.length - ownWords(sentence).split(' ').length)).join(' ');
  return own.slice(0, 1).toUpperCase() + own.slice(1);
}

/** « quel délai pour un référé ? »: its first word asks, without a verb. */
const ASKS_WHICH = /^(?:quels?|quelles?) [\p{L}'-]{3,30} (?:pour|de|d'|du|des|sur) ?\p{L}/u;

/** Whether a sentence is a question that needs nothing said before it. */
function asksByItself(sentence: string): boolean {
  if (!sentence.endsWith('?')) return false;
  const own = ownWords(sentence);
  if (leans(sentence) || TAG.test(own)) return false;
  const modality = polarityOf(own)?.modality;
  const asksInWords =
    OPENS.test(own) || asksSomething(own.replaceAll('?', ' ')) || (modality ?? 'vrai') !== 'vrai';
  if (!asksInWords || tellingWords(own).length === 0) return false;
  return (
    NAMES_ONE.test(own) || ((HAS_VERB.test(own) || ASKS_WHICH.test(own)) && contentWords(own).length >= 2)
  );
}

/** A noun with its article, and nothing else. */
const BARE_NOUN =
  /^(?:l'|la |le |les |mon |ma |mes |une? |des )[\p{L}'-]{3,30}(?: (?:de |d'|du |des )?[\p{L}'-]{2,25})? ?\?+$/u;

/** What has a section of its own, by its name alone; « et le prix ? », « et un associé ? » go on with the question before. */
const SUBJECT =
  /^(?:l'|la |le |les |mon |ma |mes |une? |des )(?:avances?|acomptes?|retenues? de garantie|cautions?|extraits? kbis|dume|memoires? techniques?|penalites?(?: de retard)?|interets? (?:de retard|moratoires?)|delais? de paiement|referes?(?: precontractuels?| contractuels?)?|signatures? electroniques?|revisions? (?:de |des |du )?prix|attestations? (?:urssaf|fiscales?)|variantes?) ?\?+$/;

/** Whether a question only names a thing, and nothing of it: « et l'avance ? », « et le sous-traitant ? ». */
function isBareNoun(sentence: string): boolean {
  const own = ownWords(sentence);
  const isLinked = own !== fold(sentence).replace(/\s+/g, ' ').trim();
  return isLinked && BARE_NOUN.test(own) && !HAS_VERB.test(own);
}

/** Whether that thing is another subject than the one of the question before. */
export const namesAnother = (sentence: string): boolean =>
  isBareNoun(sentence) && SUBJECT.test(ownWords(sentence));

/** Whether a question is asked of what was said before it. */
export function leans(sentence: string): boolean {
  const own = ownWords(sentence);
  return (
    sentence.endsWith('?') &&
    (LEANS.test(own) || STANDS_FOR.test(own) || CLITIC.test(own) || standsForNoun(own))
  );
}

/** « quand est-il disponible ? »: nothing before the verb names who. */
function standsForNoun(own: string): boolean {
  for (const { index } of own.matchAll(INVERTED)) {
    const before = own.slice(0, index + 1);
    const named = contentWords(before).filter((word) => !OF_ANY.has(word));
    if (!IMPERSONAL.test(before) && named.length === 0) return true;
  }
  return false;
}

export const tellingWords = (text: string): readonly string[] =>
  contentWords(withoutCase(text)).filter((word) => !OF_ANY.has(word) && !/^\d/.test(word));

/** Whether the second question names nothing that the first one does not. */
function isOneSubject(first: string, second: string): boolean {
  const known = stemsOf(first);
  return tellingWords(ownWords(second)).every((word) => [...stemsOf(word)].every((stem) => known.has(stem)));
}
