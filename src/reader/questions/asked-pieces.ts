import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { withoutGreeting, withoutTalk } from '#src/reader/around-question.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import {
  HAS_VERB,
  isCutQuote,
  leans,
  namesAnother,
  sentencesOf,
  tellingWords,
  unlinked,
} from '#src/reader/parts.ts';
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
}

/** Characters of the longest message that is looked at: what is longer is a story, or a paste. */
const LONGEST = 700;
/** Characters of what is told before the questions, which are then all asked of it. */
const LONGEST_STORY = 200;
/** Words of the shortest question. */
const FEWEST = 2;
/** Questions of a message; with more, it is a list that somebody pasted. */
const MOST = 6;

/** What links the next thing that is said to the one before; and a comma before a word that asks. */
const BETWEEN =
  /(?<![\s,](?:et|puis|mais|alors|sinon|aussi)|^(?:et|puis|mais|alors|sinon|aussi)),? (?=(?:et|puis|sinon|ensuite|aussi|alors(?! qu[e'’ ])|mais|autre question) )|, (?=(?:est[- ]ce |c['’]est (?:quoi|quand|combien|o[uù])[ ,?]|comment |combien |quand |faut[- ]il |peut[- ]on |puis[- ]je |dois[- ]je |quel(?:le)?s? ))/iu;
/** Letters that lost their apostrophe on a phone: « c est quoi », « qu on ». */
const LOST_APOSTROPHE = /\b(c|qu|l|d|j|n|s|m|t) (?=[aeiouyh])/g;
/** What asks by its first word, by its last one, or says that it wants to know. */
const ASKS =
  /^(?:qui|que|qu'|quoi|comment|combien|quand|pourquoi|(?:a|de|en|sous|pour|dans|avec|par) (?:quoi|qui|combien|quel)|faut |ou (?:est|sont|trouver|se trouve|envoyer|deposer|je|on) )|\b(?:quoi|combien|comment|quand|pourquoi|qui|ou pas|ou non)\W{0,3}$|\b(?:faut|peut|puis|dois|doit) (?:il|on|je)\b|\best ce que?\b|\b(?:savoir|comprendre|connaitre|expliquez|expliquer|dites[- ]moi|dis[- ]moi)\b/;

/** A case that is set before what is asked of it: « si je suis sous le seuil ». */
const CONDITION = /^(?:si |s'ils? )(?!(?:oui|non)\b)/;
/** What opens a clause that « et que » may go on with: « si le titulaire ne paie pas et que la mairie… ». */
const SUBORDINATE = /\b(?:si|quand|lorsque|parce que|puisque|alors que|comme)\b|\bs'ils?\b|\S que?\b|\S qu'/;
/** « et que la mairie ne veut rien savoir »: somebody, then what they do; « et que dois-je faire » asks. */
const GOES_ON_THAT =
  /^qu(?:e |')(?:le|la|les|un|une|des|mon|ma|mes|notre|nos|son|sa|ses|leurs?|ce|cet|cette|ces|ca|il|elle|on|ils|elles|je|tu|nous|vous|personne|l'|j'|c')/;
/** A noun, and « qui » that tells of it. */
const TOLD_WHO = /(?<!savoir|dire|demande|est|de|pour|avec|par|chez| a) qui /;
/** The same question said again, or what it asks where the answer is yes: no other one. */
const RESTATES =
  /^(?:je veux dire|enfin|c'est[- ]a[- ]dire|autrement dit|en clair|bref|si (?:oui|non|c'est le cas)|le cas echeant)(?![\p{L}-])/u;
/** « combien si je suis une PME ? », « et quand ? »: they ask of the thing that was asked before. */
const BARE =
  /^(?:combien|quand|comment|pourquoi|a partir de quand|jusqu'a quand)(?: ?\W{0,3}$| (?:si|pour|avec|dans|en|chez) |,)/;

/**
 * The questions of a message, cut where its sentences and lines end, and at the words that link one to another. Undefined
 * where it asks one thing at most, or tells something between two. Linear in the length of the message.
 */
export function askedPieces(message: string): AskedPieces | undefined {
  const pieces = piecesOf(message);
  return pieces && pieces.questions.length >= 2 ? pieces : undefined;
}

/** The same, also where it asks one thing: what is told before it, and what is asked. */
export function piecesOf(message: string): AskedPieces | undefined {
  if (message.length > LONGEST) return undefined;
  const sentences = message.split(/\n+/).flatMap((line) => sentencesOf(withoutTalk(line)));
  if (sentences.some(isCutQuote)) return undefined;
  const story: string[] = [];
  const questions: { text: string; leans: boolean }[] = [];
  let isTold = false;
  for (const { text, asks, opens } of sentences.flatMap((one, index) => clausesOf(one, index > 0))) {
    const last = questions.at(-1);
    const isOfLast = RESTATES.test(own(text)) || isRemark(text) || judgesOnly(text);
    if (last && !isTold && isOfLast) last.text = `${last.text} ${text}`;
    else if (asks || (last && (namesMore(text) || namesAnother(text)))) {
      if (isTold) return undefined;
      questions.push(
        last
          ? { text: unlinked(text), leans: leansOn(text) }
          : { text: withoutGreeting(text, FEWEST), leans: false },
      );
    } else if (!last) story.push(text);
    else if (opens) isTold = true;
    else last.text = `${last.text} ${text}`;
  }
  const told = story.join(' ');
  if (questions.length === 0 || questions.length > MOST || told.length > LONGEST_STORY) return undefined;
  return { story: told, questions };
}

/** « elle en a le droit ? », « c'est normal ? »: a yes or no on what was just said, which is no question by itself. */
const judgesOnly = (text: string): boolean =>
  tellingWords(unlinked(text)).length === 0 && polarityOf(text) !== undefined;

/** « (on est trois) »: a remark in brackets tells nothing between two questions. */
const isRemark = (text: string): boolean => /^\([^()]{1,300}\)$/.test(text);

/** Words of what only names another thing that one wants to know: « et le nom de l’indice pour le nettoyage svp ». */
const FEWEST_NAMED = 4;
const MOST_NAMED = 12;

/** Whether words add a thing to a question, and say nothing of it: whoever finds a page for it knows that it is asked. */
function namesMore(said: string): boolean {
  const text = said.replace(REMARK, '');
  const words = text.split(' ').length;
  return (
    words >= FEWEST_NAMED &&
    words <= MOST_NAMED &&
    /^(?:et|puis|aussi|sinon)(?: aussi)?,? (?:l'|la |le |les )/.test(fold(text)) &&
    !HAS_VERB.test(own(text))
  );
}

interface Clause {
  readonly text: string;
  readonly asks: boolean;
  /** It opens a sentence. */
  readonly opens: boolean;
}

/** Pieces of a sentence, one more added: to the last one, where it goes on with a clause of that. */
function goingOn(before: readonly string[], piece: string): readonly string[] {
  const last = before.at(-1);
  if (last === undefined) return [piece];
  const [told, goes] = [own(last), own(piece)];
  const isThat = GOES_ON_THAT.test(goes) && SUBORDINATE.test(told);
  const isWho = /^et qui /i.test(piece) && TOLD_WHO.test(told);
  return isThat || isWho ? [...before.slice(0, -1), `${last} ${piece}`] : [...before, piece];
}

/**
 * The same, with a case put before what is asked of it. Before the first question it is told of all.
 * @param isAfter a sentence stands before
 */
function withConditions(cut: readonly string[], isAfter: boolean): readonly string[] {
  const together: string[] = [];
  let condition: string | undefined;
  cut.forEach((piece, index) => {
    const text = condition === undefined ? piece : `${condition}, ${piece}`;
    const isCondition = CONDITION.test(own(piece)) && !ASKS.test(own(piece));
    const isHeld = isCondition && (index > 0 || isAfter) && index < cut.length - 1;
    condition = isHeld ? text : undefined;
    if (!isHeld) together.push(text);
  });
  return together;
}

/** A sentence, cut at what it links, where one of its clauses asks by its own words; else as it is. */
function clausesOf(sentence: string, isAfter: boolean): readonly Clause[] {
  const isMarked = sentence.endsWith('?');
  const cut = withConditions(cutOutside(sentence, BETWEEN).reduce(goingOn, []), isAfter);
  const asking = cut.map((text) => asksInWords(text));
  if (!asking.includes(true)) return [{ text: sentence, asks: isMarked, opens: true }];
  return cut.map((text, index) => {
    const isMarkedEnd = isMarked && index === cut.length - 1 && HAS_VERB.test(own(text));
    return { text, asks: asking[index] === true || isMarkedEnd, opens: index === 0 };
  });
}

const own = (text: string): string => fold(unlinked(text)).replace(LOST_APOSTROPHE, "$1'");

function asksInWords(text: string): boolean {
  const words = own(text).replaceAll('?', ' ').trim();
  return ASKS.test(words) || asksSomething(words);
}

/** « c’est légal ça ? », « et comment ? », « est-ce que ça coûte quelque chose » need what was named before. */
export const leansOn = (text: string): boolean =>
  BARE.test(own(text)) ||
  tellingWords(unlinked(text)).length === 0 ||
  leans(text.endsWith('?') ? text : `${text} ?`);

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

const WANTS_TO_KNOW = /\b(?:savoir|comprendre|connaitre|expliqu\w{2}|dites[- ]moi|dis[- ]moi)\b/;

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
