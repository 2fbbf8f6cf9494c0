import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import type { SaidAct } from '#src/reader/acts/said-acts.ts';
import { isOnlyTalk, withoutGreeting } from '#src/reader/around-question.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { HAS_VERB, isCutQuote, leans, namesAnother, tellingWords, unlinked } from '#src/reader/parts.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import { cutOutside, withoutDangling } from './cut.ts';

/** What a message tells first, and what it asks then, one thing after the other as it is written. */
export interface AskedPieces {
  readonly story: string;
  readonly questions: readonly AskedPiece[];
}

/** A question of a message, as it is written, without what links it to the one before. */
export interface AskedPiece {
  readonly text: string;
  /** It names nothing itself, or stands for what was named: « est-ce qu’il faut le signer ? ». */
  readonly leans: boolean;
  /** What is told between the question before it and this one. */
  readonly told: string;
  /** Where it stands in its message; absent where that was not looked for, or its words do not follow one another there. */
  readonly within?: Within | undefined;
}

/** Characters of what is told before the questions, which are then all asked of it. */
const LONGEST_STORY = 400;
/** Words of the shortest question. */
const FEWEST = 2;
/** Questions of a message; with more, it is a list that somebody pasted. */
const MOST = 6;

/** What asks by its first word, by its last one, or says that it wants to know. */
const ASKS =
  /^(?:qui|que|qu'|quoi|comment|combien|quand|pourquoi|(?:a|de|en|sous|pour|dans|avec|par) (?:quoi|qui|combien|quel)|faut |ou (?:est|sont|trouver|se trouve|envoyer|deposer|je|on) )|\b(?:quoi|combien|comment|quand|pourquoi|qui|ou pas|ou non)\W{0,3}$|\b(?:faut|peut|puis|dois|doit) (?:il|on|je)\b|\b(?:avons|devons|pouvons|sommes|avez|devez|pouvez|etes)[- ](?:nous|vous)\b|\best ce que?\b|\b(?:savoir|comprendre|connaitre|expliquez|expliquer|dites[- ]moi|dis[- ]moi)\b/;
/** « et dans quel délai ? » */
const BARE_TIME = /^(?:dans|sous|en) (?:quels? (?:delais?|temps)|combien de (?:temps|jours))\W{0,3}$/;
/** « combien si je suis une PME ? », « et quand ? »: they ask of the thing that was asked before. */
const BARE =
  /^(?:combien|quand|comment|pourquoi|ou|a qui|(?:a partir|jusqu'a|depuis|pour|de)? ?(?:de )?(?:quand|combien|quel (?:montant|seuil|taux))|a quel (?:moment|taux|prix)|(?:dans|sous|en) (?:quels? delais?|combien de (?:temps|jours)))(?: ?\W{0,3}$| (?:si|pour|avec|dans|en|chez) |,)/;
/** Letters that lost their apostrophe on a phone: « c est quoi », « cest quoi », « qu on ». */
const LOST_APOSTROPHE = /\b(c|qu|l|d|j|n|s|m|t) (?=[aeiouyh])|\b(c)(?=est\b)/g;
/** A word that asks, wherever it stands: « ils payent en combien de temps ». */
const ASKING_WORD = /\b(?:combien|comment|koman|quand|pourquoi|quoi|koi|quel(?:le)?s?|est[- ]ce)\b/;

/** The questions of a message, by what it does one thing after the other. Undefined where it asks one thing at most. */
export function askedPieces(acts: readonly SaidAct[]): AskedPieces | undefined {
  const pieces = piecesOf(acts);
  return pieces && pieces.questions.length >= 2 ? pieces : undefined;
}

/** The same, also where it asks one thing: what is told before it, and what is asked. */
export function piecesOf(acts: readonly SaidAct[]): AskedPieces | undefined {
  const story: string[] = [];
  const questions: { text: string; leans: boolean; told: string }[] = [];
  let told: string[] = [];
  if (acts.some(({ text }) => isCutQuote(text))) return undefined;
  const all = whole(acts.flatMap(sentencesIn));
  for (const [at, { act, text }] of all.entries()) {
    const last = questions.at(-1);
    if (isAssent(text)) continue;
    if (
      act === 'talk' &&
      isTalk(
        text,
        all.slice(at).find((one) => one.act !== 'talk'),
      )
    )
      continue;
    // What is wanted was heard before, or tells something.
    if (act !== 'ask') (last ? told : story).push(text);
    else if (last && told.length === 0 && judgesOnly(text)) last.text = `${last.text} ${text}`;
    else {
      questions.push(
        last
          ? { text: unlinked(text), leans: leansOn(text) || isThin(text), told: told.join(' ') }
          : { text: withoutGreeting(text, FEWEST), leans: story.length > 0 && leansOn(text), told: '' },
      );
      told = [];
    }
  }
  const last = questions.at(-1);
  // What is told after the only question, or the last one, is told of it.
  if (last && told.length > 0) last.told = [last.told, ...told].filter(Boolean).join(' ');
  const before = story.join(' ');
  if (questions.length === 0 || questions.length > MOST || before.length > LONGEST_STORY) return undefined;
  return { story: before, questions };
}

/** « enfin si ça peut aider, pourquoi pas »: it agrees, and asks nothing. */
const isAssent = (text: string): boolean => /\bpourquoi pas[\s.!…]{0,5}$/iu.test(text);

/** Words of the longest remark that is left out; a longer one tells something. */
const LONGEST_REMARK = 3;

/** Whether a remark is no matter: « ok pour l’avance », before « j’y ai droit ? », says of what. */
function isTalk(text: string, next: SaidAct | undefined): boolean {
  const words = tellingWords(text).length;
  if (isOnlyTalk(text) || words === 0) return true;
  return words <= LONGEST_REMARK && !(next?.act === 'ask' && namesNothing(next.text));
}

/** Words of the longest end of a question that stands apart from it: « et DPGF ». */
const LONGEST_END = 3;

/** Numbers and marks before the items of a list. */
const ITEM = /^(?:\(?\d{1,2} ?[).:°/-]{1,2}|[-•*])\s{0,3}(?=\p{L})/u;

/** What links a question to another, before a word that asks: « c’est combien et quand est-ce qu’on la récupère ? ». */
const LINKED =
  /,? (?=(?:et|puis) (?:est[- ]ce|comment|combien|quand|pourquoi|quel(?:le)?s?|faut|peut|puis|dois|je peux|on peut|c['’]est (?:quoi|combien|quand))(?!\p{L}))/iu;

/** An act, cut where what it asks ends: at a mark, at a line that asks by its own words, and at such a link. */
function sentencesIn({ act, text }: SaidAct): readonly SaidAct[] {
  if (act !== 'ask') return [{ act, text: onOneLine(text) }];
  return joined(text.split('\n').map(onOneLine).filter(Boolean))
    .flatMap((line) => cutOutside(line, /(?<=\?) (?=\p{L})/u))
    .flatMap((sentence) => joined(cutOutside(sentence, LINKED)))
    .flatMap((sentence) => joined(cutOutside(sentence, ADDED), asksInWords))
    .map((one) => ({ act, text: one }));
}

/** What adds anything to a question; it is another one where both ask in so many words. */
const ADDED = /,? (?=(?:et|puis|mais|sinon) (?!qu[e'’])\p{L})/iu;

/** Pieces, each that asks nothing by its own words, or that nothing asks before, put to the one before it. */
function joined(pieces: readonly string[], asks: (text: string) => boolean = asksByWords): readonly string[] {
  const said: string[] = [];
  for (const piece of pieces) {
    const last = said.at(-1);
    if (last === undefined || (asks(piece) && asks(last))) said.push(piece);
    else said[said.length - 1] = `${last} ${piece}`;
  }
  return said;
}

const onOneLine = (text: string): string => text.trim().replace(ITEM, '').replace(/\s+/g, ' ');

/** Acts, with what is too short to be one put to the one that it is of: a bare « et » to what follows, « et DPGF » to its question. */
function whole(acts: readonly SaidAct[]): readonly SaidAct[] {
  const found: SaidAct[] = [];
  let link = '';
  for (const { act, text } of acts) {
    const said = link === '' ? text : `${link} ${text}`;
    link = '';
    const last = found.at(-1);
    if (act !== 'ask') found.push({ act, text: said });
    else if (contentWords(said).length === 0 && !asksInWords(said)) link = said;
    else if (
      last?.act === 'ask' &&
      (endsInCase(last.text) || (said.split(' ').length <= LONGEST_END && isEnd(said)))
    )
      found[found.length - 1] = { act, text: `${last.text} ${said}` };
    // « pour la clause sociale, … » says of what, and asks nothing.
    else if (
      last?.act !== 'ask' &&
      isEnd(said) &&
      !ASKING_WORD.test(own(said)) &&
      !said.includes('?') &&
      acts.length > 1
    )
      found.push({ act: 'tell', text: said });
    else found.push({ act, text: said });
  }
  return found;
}

/** « je vous demande si mes 84 tonnes », before « et mes 62 % comptent comme preuve »: nothing is said of them yet. */
function endsInCase(asked: string): boolean {
  const [, open] = asked
    .split(/ si (?=(?:mes|mon|ma|nos|notre|les?|la|l['’]|des|une?|ces?|cette) ?)/iu)
    .slice(-2);
  if (open === undefined || HAS_VERB.test(own(open))) return false;
  const signs = [...open];
  const end = signs.slice(signs.findLastIndex((sign) => /\w/.test(sign)) + 1);
  return !end.some((sign) => '?!.'.includes(sign));
}

/** « et l’avance ? » names another subject, and is a question of its own. */
const isEnd = (said: string): boolean =>
  !HAS_VERB.test(own(said)) &&
  !ASKS.test(own(said)) &&
  !namesAnother(said.endsWith('?') ? said : `${said} ?`);

/**
 * « elle en a le droit ? », « c'est normal ? »: a yes or no on what was just said, which is no question by itself; « et le
 * minimum, je suis sûr de l'avoir ? » names what it asks of.
 */
const judgesOnly = (text: string): boolean =>
  tellingWords(unlinked(text)).length === 0 && !NAMES_THING.test(own(text)) && polarityOf(text) !== undefined;

/** A thing that a question begins with, or that there is: « le minimum », « y a un plafond ». */
const NAMES_THING = /^(?:(?:il )?y (?:a|en a)(?:-t-il)? )?(?:le|la|les|l'|un|une) ?\p{L}{3}/u;

const own = (text: string): string => fold(unlinked(text)).replace(LOST_APOSTROPHE, "$1$2'");

/** « c’est légal ça ? », « et comment ? », « est-ce que ça coûte quelque chose » need what was named before. */
export const leansOn = (text: string): boolean =>
  BARE.test(own(text)) ||
  tellingWords(unlinked(text)).length === 0 ||
  leans(text.endsWith('?') ? text : `${text} ?`);

/** « j'ai combien de temps pour contester ? »: one word and no noun say too little alone, beside another question. */
const isThin = (text: string): boolean => namesNothing(text) && tellingWords(text).length <= 1;

/** A case before a question: « si je gagne un marché, j’ai droit à quelle avance ? ». */
const CASE_FIRST = /^s(?:i |['’]ils? )(?:[^,]|,(?! )){1,120}, /iu;

/** Whether a question needs what was named before, whatever case it is asked for. */
export const leansInAnyCase = (text: string): boolean => leansOn(unlinked(text).replace(CASE_FIRST, ''));

/** Whether a question only asks how one goes about it: « comment on fait ? ». */
export const asksHow = (question: string): boolean =>
  /^(?:comment|koman|kom) /.test(own(question)) && tellingWords(question).length === 0;

/** What a question names, as its own words say it, without the case that it is asked for. */
export const namedIn = (question: string): string => {
  const asked = unlinked(question);
  const [thing = ''] = asked.split(/(?<=\S) (?=si |s['’]ils? )/i);
  return contentWords(thing.length > 0 ? thing : asked).join(' ');
};

/** Whether a question has nothing but what is asked, and a case: of what, the one before it says. */
export const isBare = (question: string): boolean => BARE.test(own(question));

/** Whether a question only asks in how long: « et dans quel délai ? ». */
export const isBareTime = (question: string): boolean => BARE_TIME.test(own(question));

/** Whether words ask something by themselves: by what they say, not by a mark. */
export function asksInWords(text: string): boolean {
  const words = own(text).replaceAll('?', ' ').trim();
  return ASKS.test(words) || asksSomething(words);
}

/** Whether a word that asks stands anywhere in words, also as it is typed on a phone. */
export const hasAskingWord = (text: string): boolean => ASKING_WORD.test(own(text));

/** Whether words ask something by themselves, also as they are typed on a phone, or by a mark and a verb. */
export const asksByWords = (text: string): boolean =>
  asksInWords(text) || (/\?\W{0,3}$/.test(text) && HAS_VERB.test(own(text)));

/** Whether a question that leans says enough to be asked of what was named before. */
export const asksOfNamed = (question: string): boolean =>
  contentWords(question).length > 0 && HAS_VERB.test(own(question));

/** A question asked of what was named: « combien d’avance si je suis une PME », where nothing but that is lacking. */
export function askedOf(question: string, named: string): string {
  const [asks = ''] = /^(?:combien|quand|comment|pourquoi)(?= )/iu.exec(question) ?? [];
  return asks !== '' && isBare(question)
    ? `${asks} ${named}${question.slice(asks.length)}`
    : `${named} : ${question}`;
}

const NAMES = /(?:\bl'|\b(?:le|la|les|un|une|des|mon|ma|mes|notre|nos|du|au|aux) )\p{L}{3}/u;

/** « j’ai combien de jours ? », « ça coûte quelque chose ? »: there is no noun in it, nor what looks like one. */
export const namesNothing = (question: string): boolean => !NAMES.test(own(question));

/** Whether nothing but what stands for a thing is in it: « je dois le déclarer ? » */
export const namesOnlyBefore = (question: string): boolean => !NAMES.test(withoutClitics(own(question)));

/** « je dois le déclarer », « si je les porte »: what stands for a thing is no article of another. */
const withoutClitics = (words: string): string =>
  words
    .replace(/\b(je|tu|on|ils?|elles?|me|te|qui|ne) (?:les?|la) (?=\p{L})/gu, '$1 ')
    .replace(
      /\b(faut|dois|doit|peux|peut|veux|pour|de|a|sans) (?:les?|la) (?=\p{L}{2,20}(?:er|ir|re|oir)\b)/gu,
      '$1 ',
    );

const WANTS_TO_KNOW = /\b(?:savoir|comprendre|connaitre|expliqu\w{2}|dites[- ]moi|dis[- ]moi)\b/;

/** A question with its mark: what « et » links to another one has lost it. */
export const marked = (question: string): string =>
  question.includes('?') ? question : `${question.replace(/[\s,;:.]{1,6}$/, '')} ?`;

const REMARK = / ?\([^()]{0,300}\)/g;
const PLEASE = /[ ,]{1,2}(?:svp|stp|s['’]il (?:vous|te) pla[iî]t)(?=[\s?!.]{0,10}$)/iu;
/** What ends a sentence before another one. */
const ENDED = /[.!?…]["»)]?\s+(?=\S+ \S)/;

/** A question as a heading says it: its last sentence, without what is told before it. */
export function asHeading(question: string): string {
  const asked = question.replace(REMARK, '').split(ENDED).at(-1) || question;
  const words = withoutDangling(unlinked(asked))
    .replace(PLEASE, '')
    .replace(/[\s?!.,;:]{1,10}$/u, '');
  const said = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return WANTS_TO_KNOW.test(fold(said)) ? said : `${said} ?`;
}
