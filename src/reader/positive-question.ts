import type { Proposition } from '#src/knowledge/model/document.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { flip, lastAskingAt, type Polarity, polarityOf } from './polarity.ts';

/** A yes/no question in its positive form. */
export interface PositiveQuestion {
  /** « est-ce interdit de sous-traiter ? » reads « on peut sous-traiter ? ». As it was when it asks nothing so. */
  readonly question: string;
  /** The answer to the question as asked is the contrary of the one to its positive form. */
  readonly turned: boolean;
}

const FORBIDDEN =
  '(?:interdite?s?|defendue?s?|illegale?s?|illegaux|illicites?|prohibee?s?|abusi(?:f|ve)s?|irreguli(?:er|ere)s?)';
const ALLOWED = '(?:permise?s?|autorisee?s?|legale?s?|legaux|licites?|possibles?|normal(?:e|es)?|normaux)';
const COMPULSORY = '(?:obligatoires?|obligee?s?|tenue?s?|forcee?s?|contrainte?s?)';
const OPTIONAL = '(?:facultati(?:f|ve)s?|optionnel(?:le)?s?)';
/** Adverbs between the verb and its adjective; a negation among them is kept. */
const ADVERB =
  '(?:(?:vraiment|toujours|completement|strictement|formellement|bien|quand meme|forcement|legalement|absolument) ){0,4}';
const NOT = '(pas |plus )?';
const IT_IS =
  "(?:est[- ]ce que )?(?:c'est|c est|est[- ]ce|est[- ]il|il est|(?:ca|ce|cela) (?:est|serait)|serait[- ](?:ce|il))";
const OF = "(?:de |d')";
const END = String.raw`(?=\s*(?:[?!.]+\s*)?$)`;
const MAY =
  "(puis[- ]je|je peux|j'peux|on peut|peut[- ]on|peut[- ]il|peut[- ]elle|peuvent[- ](?:ils|elles)|pouvons[- ]nous|peux|peut|peuvent|pouvons|pouvez)";
const ONESELF = "(?:se |me |nous |vous |m'|s')";

interface Rule {
  readonly pattern: RegExp;
  readonly turns: boolean;
  /** Holds only where no verb before it, in the same clause, asks. */
  readonly yields: boolean;
  readonly rewrite: (...groups: (string | undefined)[]) => string;
}
/** Where a frame begins: at a word, and not in a circumstance, « quand c'est interdit ». */
const START = String.raw`(?<![\p{L}\d'-])(?<!\b(?:quand|si|lorsque|puisque|parce que|alors que|qui|dont) )`;
const rule = (turns: boolean, pattern: string, rewrite: Rule['rewrite'], yields = false): Rule => ({
  pattern: new RegExp(`${START}(?:${pattern})`, 'u'),
  turns,
  yields,
  rewrite,
});
/** A verb that asks by itself: what is forbidden or optional after it is only spoken of, « peut-on … une offre irrégulière ». */
const ASKING_VERB = /\b(?:puis[- ]je|dois|doit|doivent|devons|peut|peux|peuvent|pouvons|faut)(?![\p{L}])/u;

const MAYS: Readonly<Record<string, string>> = {
  m: 'je peux',
  t: 'tu peux',
  lui: 'il peut',
  leur: 'ils peuvent',
};
const whoMay = (who = ''): string => MAYS[who.replace(/(?<![' ])[' ]+$/, '')] ?? 'on peut';

/** Whether something is allowed, in each of the ways of asking it. */
const permission = (turns: boolean, adjective: string): Rule[] => [
  rule(
    turns,
    `${IT_IS} ${NOT}${ADVERB}${adjective} (?:par la loi )?(?:(?:a|aux?|pour) ((?:[\\p{L}']+ ){0,3}?[\\p{L}']+) ?)?${OF}`,
    (not = '', who) => `${who ? `${who} peut` : 'on peut'} ${not}`,
  ),
  rule(
    turns,
    `(?:est[- ]ce que )?(?:ca|cela|il) (m'|t'|lui |leur |nous |vous )est ${NOT}${ADVERB}${adjective} ${OF}`,
    (who, not = '') => `${whoMay(who)} ${not}`,
  ),
  rule(
    turns,
    `(?:ca|cela) (m'|t'|lui |leur |nous |vous )est ${NOT}${ADVERB}${adjective}${END}`,
    (who, not = '') => `${whoMay(who)} ${not}`.trimEnd(),
  ),
  rule(
    turns,
    `(?:est|sont)[- ](?:ils?|elles?) ${NOT}${ADVERB}${adjective}(?! (?:de |d'|a )?\\p{L}+(?:er|ir|re)\\b)`,
    (not = '') => `on peut ${not}`.trimEnd(),
    true,
  ),
  rule(
    turns,
    `(?:est[- ]ce que )?(?:c'est|c est|c|est[- ]ce) ${NOT}${ADVERB}${adjective}${END}`,
    (not = '') => `on peut ${not}`.trimEnd(),
  ),
  rule(
    turns,
    `(?:(?:est|sont) )?${NOT}${ADVERB}${adjective}${END}`,
    (not = '') => `on peut ${not}`.trimEnd(),
    true,
  ),
];

/** Permission first: « interdit de ne pas signer » then reads as a duty. */
const STAGES: readonly (readonly Rule[])[] = [
  [
    ...permission(true, FORBIDDEN),
    ...permission(false, ALLOWED),
    rule(
      true,
      `(?:la loi|le code) (?:m'|nous |leur |lui )?interdit(?:[- ](?:elle|il))? ${OF}`,
      () => 'on peut ',
    ),
    rule(
      false,
      `(?:la loi|le code) (?:me |nous |leur |lui )?(?:permet|autorise)(?:[- ](?:elle|il))? ${OF}`,
      () => 'on peut ',
    ),
    rule(
      true,
      `(?:ai[- ]je|j'ai|a[- ]t[- ]on|on a|avons[- ]nous|nous avons) (?:l')?interdiction ${OF}`,
      () => 'on peut ',
    ),
    rule(
      false,
      `(?:est[- ]ce que )?(?:ai[- ]je|j'ai|a[- ]t[- ]on|on a|avons[- ]nous|nous avons) ${NOT}(?:bien |quand meme )?le droit ${OF}`,
      (not = '') => `on peut ${not}`,
    ),
    rule(
      false,
      `(a|ont)(?:[- ]t)?([- ](?:il|elle)s?)? ${NOT}(?:bien |quand meme )?le droit ${OF}`,
      (be, who = '', not = '') => `${be === 'ont' ? 'peuvent' : 'peut'}${who} ${not}`,
    ),
  ],
  [
    rule(
      true,
      `${MAY} ${ADVERB}(?:${ONESELF}en (?:passer|dispenser|abstenir)|ne pas le faire)`,
      () => 'faut-il',
    ),
    rule(
      true,
      `${MAY} ${ADVERB}${ONESELF}(?:dispenser|passer|abstenir|exonerer|affranchir) (?:de |d'|du |des )`,
      () => 'faut-il ',
    ),
    rule(true, `${MAY} ${ADVERB}ne pas (?=[\\p{L}']*\\p{L})`, () => 'faut-il '),
    rule(
      true,
      `(?:suis[- ]je|je suis|est[- ]on|on est|(?:est|sont)[- ](?:ils?|elles?)|sommes[- ]nous|nous sommes|est|sont) ${NOT}${ADVERB}dispensee?s? (?:de |d'|du |des )`,
      (not = '') => `faut-il ${not}`,
    ),
    rule(
      true,
      `(?:${IT_IS}|(?:est|sont)[- ](?:ils?|elles?)|est|sont) ${NOT}${ADVERB}${OPTIONAL}(?: ${OF})?`,
      (not = '') => `faut-il ${not}`,
    ),
    rule(true, `${OPTIONAL}${END}`, () => 'faut-il', true),
    rule(
      true,
      `(?:suis[- ]je|est[- ]on|(?:est|sont)[- ](?:ils?|elles?)) ${NOT}${ADVERB}dispensee?s?${END}`,
      (not = '') => `faut-il ${not}`.trimEnd(),
    ),
    rule(
      false,
      `(?:${IT_IS}|suis[- ]je|je suis|est[- ]on|on est|(?:est|sont)[- ](?:ils?|elles?)|sommes[- ]nous|nous sommes|est|sont) ${NOT}${ADVERB}${COMPULSORY} ${OF}`,
      (not = '') => `faut-il ${not}`,
    ),
    rule(
      false,
      `(?:est[- ]ce que )?(?:c'est|c est|c|est[- ]ce) ${NOT}${ADVERB}obligatoires?${END}`,
      (not = '') => `faut-il ${not}`.trimEnd(),
    ),
    rule(
      false,
      `(?:(?:(?:est|sont)[- ](?:ils?|elles?)|est|sont) )?${NOT}${ADVERB}obligatoires?${END}`,
      (not = '') => `faut-il ${not}`.trimEnd(),
      true,
    ),
  ],
];

/**
 * Puts a yes/no question in its positive form, so that both ways of asking the same act — « puis-je », « est-ce
 * interdit de » ; « dois-je », « suis-je dispensé de » — are searched and decided in the same words, and only the sign
 * of the answer differs. Pure.
 */
export function positiveForm(question: string): PositiveQuestion {
  const text = question
    .normalize('NFC')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  const at = lastAskingAt(flat(text));
  if (!at) return { question, turned: false };
  let asking = text.slice(at.start, at.end);
  let turned = false;
  let changed = false;
  for (const rules of STAGES) {
    const read = flat(asking);
    for (const { pattern, turns, yields, rewrite } of rules) {
      const found = pattern.exec(read);
      if (!found || (yields && asksBefore(read.slice(0, found.index)))) continue;
      const [whole, ...groups] = found;
      asking = asking.slice(0, found.index) + rewrite(...groups) + asking.slice(found.index + whole.length);
      turned = turned !== turns;
      changed = true;
      break;
    }
  }
  if (!changed) return { question, turned: false };
  return {
    question: (text.slice(0, at.start) + asking + text.slice(at.end)).replace(/ +/g, ' ').trim(),
    turned,
  };
}

/** Whether the clause that words end in has a verb that asks. */
const asksBefore = (before: string): boolean => ASKING_VERB.test(before.slice(before.lastIndexOf(',') + 1));

/** How a question reads in its positive form. */
export interface PositiveReading extends PositiveQuestion {
  /** How the positive form asks; undefined when it wants no yes or no. */
  readonly polarity: Polarity | undefined;
}

/**
 * Reads a question in its positive form.
 * @param asking the words that tell how it asks: the question itself, or the one that a follow-up completes
 */
export function readPositive(question: string, asking: string): PositiveReading {
  if (!polarityOf(asking)) return { question, turned: false, polarity: undefined };
  const told = positiveForm(asking);
  const whole = asking === question ? told : positiveForm(question);
  return {
    question: whole.turned === told.turned ? whole.question : question,
    turned: told.turned,
    polarity: polarityOf(told.question),
  };
}

/** Folded text in which every letter keeps its place. */
const flat = (text: string): string =>
  [...text].map((one) => (fold(one).length === one.length ? fold(one) : one)).join('');

/** A page's proposition in its positive form: what is not forbidden is permitted. */
export const positiveProposition = (proposition: Proposition): Proposition =>
  proposition.modality === 'interdit'
    ? { ...proposition, modality: 'permis', verdict: flip(proposition.verdict) }
    : proposition;
