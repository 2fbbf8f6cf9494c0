import type { Proposition } from '#src/knowledge/model/document.ts';
import { contentWords, fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { lastAskingAt, type Polarity } from '#src/reader/polarity.ts';
import { oppositesBetween, undoes } from './opposites.ts';

/** What tells whether a question asks a proposition or its contrary: sparse, by name. */
export type VerdictFeatures = ReadonlyMap<string, number>;

/** The page's side of it. */
export interface AskedProposition {
  readonly proposition: Proposition;
  readonly heading: string;
}

const NUMBER = /\d/;

/**
 * Features of a yes/no question against a page's proposition. Words of the asking clause that neither the proposition
 * nor the page's question holds turn it round (« refuser », « contester », « perdre », « payant »): each is a feature,
 * so that the weights say which do.
 */
export function verdictFeatures(
  question: string,
  polarity: Polarity,
  { proposition, heading }: AskedProposition,
): VerdictFeatures {
  const features = new Map<string, number>();
  const { modality, statement, verdict } = proposition;
  const pair = `${polarity.modality}|${modality}`;
  features.set(`pair:${pair}`, 1);
  features.set(`pair:${pair}:${verdict}`, 1);
  const contrary = polarity.without !== doesWithout(statement);
  if (polarity.negated) features.set(`negated:${verdict}`, 1);
  if (contrary) features.set(`without:${pair}`, 1);
  const clause = askingClause(fold(question).replace(/\s+/g, ' ').trim());
  const asked = stemsOf(clause);
  const own = new Set([...stemsOf(statement), ...stemsOf(heading)]);
  const whole = stemsOf(question);
  const shared = (stems: ReadonlySet<string>) =>
    stems.size === 0 ? 0 : [...stems].filter((stem) => whole.has(stem)).length / stems.size;
  features.set('statement', shared(stemsOf(statement)));
  features.set('heading', shared(stemsOf(heading)));
  for (const stem of asked) if (!own.has(stem) && !NUMBER.test(stem)) features.set(`said:${stem}`, 1);
  for (const [name, pattern] of CLASSES) {
    const inClause = pattern.test(clause);
    const inStatement = pattern.test(fold(`${statement} ${heading}`));
    if (inClause !== inStatement) features.set(`class:${name}:${inClause ? 'asked' : 'own'}`, 1);
  }
  const opposed = oppositesBetween(clause, fold(`${statement} ${heading}`));
  for (const name of opposed) features.set(`opposed:${name}`, 1);
  if (opposed.length % 2 === 1) features.set('opposed', 1);
  // What is asked stands after the last comma: « je reconditionne des bureaux, la ville peut refuser ? »
  const undoesAsked = undoes(lastPart(clause));
  if (undoesAsked !== undoes(fold(statement))) {
    features.set('undone', 1);
    features.set(`undone:${undoesAsked ? 'asked' : 'own'}`, 1);
    features.set(`undone:${pair}`, 1);
  }
  for (const word of FUNCTION_WORDS)
    if (new RegExp(`\\b${word}\\b`).test(clause)) features.set(`word:${word}`, 1);
  return features;
}

/**
 * The sentence that asks, with the one before it when it only says how: « La ville refuse mon DUME. Ils ont le droit ? »
 */
function askingClause(text: string): string {
  const place = lastAskingAt(text);
  if (!place) return text;
  const own = text.slice(place.start, place.end);
  if (contentWords(own).length > 0 || place.start === 0) return own;
  const before = text.slice(0, place.start).trimEnd();
  const start = Math.max(...[...'?.!…'].map((mark) => before.slice(0, -1).lastIndexOf(mark) + 1));
  return `${before
    .slice(start)
    .replace(/(?<![?.!…])[?.!…]+$/, '')
    .trim()}, ${own.trim()}`;
}

/** What stands after the last comma, or before it when nothing is said there: « elle refuse mon DUME, on peut ? ». */
function lastPart(clause: string): string {
  const parts = clause.split(',');
  return parts.findLast((part) => contentWords(part).length > 0) ?? clause;
}

/** Words that turn a question round, by kind; what counts is that only one side says them. */
const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['object', /\b(?:contest|s'oppos|m'oppos|critiqu|plaindre|attaqu|se defendre|reclamer)/],
  [
    'refuse',
    /\b(?:refus|rejet|ecart|elimin|exclu|vire|jete|ferme la porte|interdi|defend de|empech|bloqu|barre)/,
  ],
  [
    'lose',
    /\b(?:perd|annul|supprim|enlev|retir|prive|saut|tombe|disparai|plus le droit|hors jeu|fichu|mort|foutu)/,
  ],
  ['wrong', /\b(?:en faute|a tort|se trompe|faux|fausse|abus|illega|illicite|irregulier|anormal)/],
  ['reason', /\b(?:a raison|ont raison|dit vrai|c'est vrai|c'est juste|est vrai)/],
  ['pay', /\b(?:pay|factur|cout|argent a sortir|abonnement|cher)/],
  ['free', /\b(?:gratui|sans payer|sans frais)/],
  ['risk', /\b(?:risqu|danger|peur|crain)/],
  ['wait', /\b(?:attendre|patienter)/],
  ['contrary', /\b(?:au contraire|l'inverse|different|autre chose|oublier|ignorer|negliger|remplac)/],
  ['enough', /\b(?:suffi)/],
  ['let', /\b(?:laiss|accept|tolere|admet|admis)/],
];

/** Small words that the index leaves out and that may turn a question round. */
const FUNCTION_WORDS = [
  'quand meme',
  'encore',
  'toujours',
  'trop',
  'seul',
  'seulement',
  'plus',
  'ou',
  'si',
  'aussi',
  'meme',
  'forcement',
  'tout',
  'jamais',
];

const doesWithout = (statement: string): boolean => /\b(?:sans|dispens|se passer)\b/.test(fold(statement));
