import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { asksSomething } from './follow-up.ts';

/** Greetings, thanks, assent, and outbursts: by themselves they say nothing that is asked. */
const TALK: ReadonlySet<string> = new Set(
  `ok okay okey oki dac bonjour bonsoir salut hello coucou bjr bsr slt hey hi yo hep allo re merci mercii super parfait
  genial top nickel cool impec impeccable sympa cordialement cordialmt cdt cdlt salutations putain merde bordel`.split(
    /\s+/,
  ),
);
/** Said of this very exchange when it is said to us: « vous répondez à côté », « tu peux m'aider ». */
const OF_US: ReadonlySet<string> = new Set(
  `aider renseigner reponds repondez repondre repondu comprends comprenez comprendre compris lis lisez ecoutes ecoutez
  sers servez sert nul nulle nuls lu`.split(/\s+/),
);
/** The names by which we are called, and a try whether somebody is there: nothing else stands beside them. */
const CALLS: ReadonlySet<string> = new Set(['hotline', 'bot', 'test', 'essai']);
/** Words that carry nothing beside the others. */
const BESIDE: ReadonlySet<string> = new Set(
  `question questions reponse reponses retour aide aider beaucoup infiniment petite simple rapide rapidement vite suivante voici voila rien cote fois
  encore robot machine monsieur madame messieurs mesdames equipe hotline chere cher souci probleme note infos info precisions explications`.split(
    /\s+/,
  ),
);
/** What answers something, or sets a condition, is never talk. */
const SAYS: ReadonlySet<string> = new Set([
  'oui',
  'ouais',
  'non',
  'nan',
  'ou',
  'si',
  'sans',
  'sauf',
  'sinon',
]);
/** To whom it is said. */
const TO_US: ReadonlySet<string> = new Set(['vous', 'tu', 't', 'toi', 'te']);
/** A question announced: « j'ai une petite question : ». */
const ANNOUNCED =
  /^(?:(?:bonjour|alors|bon|j'ai|juste|une?|ma|petite?|simple|rapide|deux|2|trois|plusieurs)[ ,]+)*questions?(?: (?:rapide|simple|svp|stp|est la suivante|pour vous))*$/;
/** « et ma question ?? », before it is asked again. */
const OF_QUESTION =
  /^(?:(?:et|alors|mais|bon|ok|euh|du coup|non)[ ,]+)*(?:(?:pour|a) )?(?:ma|mes) questions?(?: alors| du coup| dans tout ca)?$/;
/** « c'est un test », « ceci est un essai ». */
const A_TRY = /^(?:ceci est|c'est|c'etait|juste|petit)(?: juste)?(?: un)? (?:test|essai)$/;
/** Courtesies of several words, each as one. */
const COURTESIES: readonly [RegExp, string][] = [
  [/\bmerci(?: [a-z]{3,12})?,? (?:d'|par )avance\b/g, 'merci'],
  [/\b(?:en )?vous remerci(?:e|ant|ons)(?: (?:d'|par )avance)?\b/g, 'merci'],
  [
    /\b(?:bonne|belle|excellente) (?:journee|soiree|semaine|continuation|reception|fin de journee)\b/g,
    'merci',
  ],
  [/\b(?:au revoir|a bientot|bien a vous|d'avance|bon (?:courage|week[- ]?end))\b/g, 'merci'],
  [/\b(?:d'accord(?!-)|tres bien|c'est note(?! \w)|c'est clair(?! \w)|ca va(?! \w))\b/g, 'ok'],
];
/** A name that calls us, wherever it stands: « @Hotline », « <@U0LAN0Z89> ». */
const MENTION =
  /<@[A-Z0-9]{1,40}(?:\|[^>\n]{0,80})?>|(?<![\p{L}\p{N}.])@(?:hotline|bot|fabrique)[\p{L}\p{N}_-]{0,40}/giu;
/** « Merci d'avance » asks for no advance. */
const THANKS_AHEAD = /\bmerci(?: \p{L}{3,12})?,? (?:d['’]|par )avance\b/giu;
/** Where a signature begins. */
const SIGNED =
  /(?<=^|[\n.!?…,;]) {0,3}(?:(?:bien |tr[eè]s )?cordialement|cdl?t|bien [àa] vous|(?:sinc[eè]res |meilleures )?salutations|respectueusement|envoy[ée] (?:de|depuis) mon|sent from my|-- ?(?=\n))/giu;
/** Words of the longest farewell. */
const CLOSING_WORDS = 6;
/** Characters of the longest signature. */
const LONGEST_SIGNATURE = 240;

/** A message without what stands around what it says: mentions, greetings, thanks, outbursts, a signature. */
export function withoutTalk(message: string): string {
  const called = withoutSignature(message.replace(MENTION, ' ').replace(THANKS_AHEAD, 'merci'));
  const pieces = piecesOf(called);
  const first = pieces.findIndex((piece) => !isTalk(piece));
  if (first < 0) return message;
  const last = pieces.findLastIndex((piece) => !isClosing(piece));
  const left = pieces
    .slice(first, last + 1)
    .join('')
    .trim()
    .replace(/(?<=[\p{L}\p{N}]) ?[,;:]$/u, '');
  return contentWords(left).length > 0 ? left : message;
}

/** Whether a message calls us, greets, or tries whether somebody is there, and says nothing else. */
export function isOnlyTalk(message: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(message)) return false;
  const rest = message.replace(MENTION, ' ');
  return piecesOf(rest).every((piece) => !/[\p{L}\p{N}]/u.test(piece) || isTalk(piece));
}

/** Whether a word is of courtesies, of this exchange, or carries nothing beside them. */
export const isTalkWord = (word: string): boolean =>
  TALK.has(word) || OF_US.has(word) || CALLS.has(word) || BESIDE.has(word);

/**
 * « bonjour faut il un kbis »: words without the greeting at their head that no sign parts from them.
 * @param fewest words that must be left to say something
 */
export function withoutGreeting(text: string, fewest: number): string {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const isTalk = isTalkWord(fold(first).replace(/[^\p{L}\p{N}']+/gu, ''));
  return rest.length >= fewest && isTalk ? withoutGreeting(rest.join(' '), fewest) : text;
}

/** What stands between two signs, with the signs after it. */
const piecesOf = (text: string): readonly string[] =>
  text.match(/[^.!?…:;,\n]+[.!?…:;,\n]*|[.!?…:;,\n]+/gu) ?? [];

/** « Merci », « bonne journée » after what is said; « …, on est d'accord ? » asks to agree. */
function isClosing(piece: string): boolean {
  const words = piece.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return words > 0 && words <= CLOSING_WORDS && !piece.includes('?') && isTalk(piece);
}

function isTalk(piece: string): boolean {
  const said = COURTESIES.reduce((text, [courtesy, word]) => text.replace(courtesy, word), folded(piece));
  const words = said.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return true;
  if (words.some((word) => SAYS.has(word))) return false;
  if (ANNOUNCED.test(said) || A_TRY.test(said) || OF_QUESTION.test(said)) return true;
  const calls = words.every((word) => CALLS.has(word) || TALK.has(word));
  if (calls) return true;
  const isOfUs = words.some((word) => TO_US.has(word)) || /\bj'ai (?:pas|rien) compris\b/.test(said);
  const isCore = (word: string) => TALK.has(word) || (isOfUs && OF_US.has(word));
  return (
    words.some(isCore) &&
    words.every((word) => isCore(word) || BESIDE.has(word) || contentWords(word).length === 0)
  );
}

const folded = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A message without its signature: what follows it asks nothing, and is short. */
export function withoutSignature(message: string): string {
  for (const { index } of message.matchAll(SIGNED)) {
    const head = message.slice(0, index);
    const tail = message.slice(index);
    if (tail.length > LONGEST_SIGNATURE || tail.includes('?') || contentWords(head).length === 0) continue;
    if (!/\bp\.?s\b/i.test(tail) && !asksSomething(tail)) return head;
  }
  return message;
}
