import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { detectCase, withoutCase } from '#src/reader/detect-case.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { isPutRight } from '#src/reader/standing/denial.ts';
import type { Told } from '#src/reader/told.ts';
import { placeOf } from './mentions.ts';
import { objectsIn } from './objects.ts';
import { purchasesOf } from './several.ts';

/** « c’est lequel le bon pour la cantine ? »: of what was answered, which holds for it. */
const WHICH_HOLDS = /\b(?:lequel|laquelle|le bon|la bonne|c'est quoi alors|alors c'est quoi|qui a raison)\b/;
/** Words that ask nothing beside the name of a purchase. */
const AROUND: ReadonlySet<string> = new Set(
  `accord bon bonne non nan ok attendez attends parlais parle parlons dis disais dit concernant revenons revenir retour reviens cote
  euros euro eur ht ttc an ans annee annees mois semaine semaines jour jours environ peu pres marche marches contrat duree
  montant budget chantier cout coute vaut total estime estimation compte finalement plutot devis annonce maintenant alors sinon pareil meme memes question
  chose idem autre celui celle prix quoi donc coup`.split(/\s+/),
);
const SENTENCE = /(?<=[?!…;])\s*|(?<=\.)\s+|\n/u;

/** Something is wanted, and not asked. */
const ORDERS =
  /\b(?:(?:re)?fai(?:s|tes|re)|donne[rz]?|redige[rz]?|prepare[rz]?|envoie|envoyez|corrige[rz]?|modifie[rz]?|ecri(?:s|vez|re))[- ](?:moi|nous|la|le|les|l'|une?|ma|mon)(?!\p{L})|\b(?:svp|stp|s'il (?:vous|te) plait)\b/u;

/** Whether a message wants something to be made: it tells of a purchase only in passing. */
export const ordersSomething = (message: string): boolean => ORDERS.test(fold(message));

/**
 * Whether a message that turns to a purchase asks what was asked last, of that one: « et pour la toiture ? c'est
 * 85 000 € », « non, c'est pas des travaux ».
 */
export function asksTheSame(message: string, told: Told, today: IsoDate): boolean {
  const sentences = message.split(SENTENCE);
  const asking = sentences.filter((one) => asksSomething(one));
  if (asking.length === 0)
    return !ordersSomething(message) && (isPutRight(fold(message)) || isBare(sentences, told, today));
  return asking.every((one) => WHICH_HOLDS.test(fold(one)) || ownWords(one, told, today).length === 0);
}

/** Whether a message tells of another kind than was known, and says nothing else: « non, c'est des travaux ». */
export function statesOtherKind(message: string, told: Told | undefined, today: IsoDate): boolean {
  const { category } = detectCase(message);
  const isOther = category !== undefined && category !== told?.category;
  return isOther && !asksSomething(message) && isBare(message.split(SENTENCE), told ?? {}, today);
}

/** Whether sentences say the names, sums and times of purchases, and nothing else. */
const isBare = (sentences: readonly string[], told: Told, today: IsoDate): boolean =>
  sentences.every((one) => ownWords(one, told, today).length === 0);

function ownWords(sentence: string, told: Told, today: IsoDate): string[] {
  return contentWords(withoutCase(withoutPurchase(sentence, told, today))).filter(
    (word) => !/^\d/.test(word) && !AROUND.has(word),
  );
}

/** What is left of « (services, 90 000 € HT par an sur 2 ans) ». */
const EMPTY = /\((?:[ ,]{0,3}(?:travaux|services?|fournitures?|ht|ttc|et|sur|par an)?){1,4}[ ,]{0,3}\)/g;

const CELUI = 'celui ';
/** « pour la cantine », « pour le marché de Lens » */
export const forPurchase = (said: string): string =>
  said.startsWith(CELUI) ? `pour le marché ${said.slice(CELUI.length)}` : `pour ${said}`;

/** A question of the purchase spoken of now: what the last one asked, without what it said of its own purchase. */
export function askedOf(question: string, told: Told, today: IsoDate): string | undefined {
  const asking = question.split(SENTENCE).findLast((one) => asksSomething(one));
  const kernel =
    asking &&
    withoutPurchase(asking, told, today)
      .replace(EMPTY, ' ')
      .replace(/\s+/g, ' ')
      .replace(/[\s,;.?!]{1,9}$/, '')
      .trim();
  if (!kernel || !asksSomething(`${kernel} ?`) || contentWords(kernel).length === 0) return undefined;
  const start = kernel.slice(0, 1).toUpperCase() + kernel.slice(1);
  const { said } = told.object ?? {};
  return `${start}${said === undefined ? '' : ` ${forPurchase(said)}`} ?`;
}

/** What stands before the name, or the sum, of a purchase. */
const BEFORE_NAME =
  /(?:[, ]{0,2}(?<!\p{L})(?:(?:et|pour|de|d'|du|des|sur|concernant|a|au|un|une|le|la|les|l'|notre|mon|ma|ce|cette|celui|celle) ?|(?:marche|contrat|achat|consultation)s?(?: publics?)? )){0,6}$/u;
const BEFORE_SUM =
  /(?:[, ]{0,2}(?<!\p{L})(?:a|de|d'|pour|environ|a peu pres|c'est|estime a|sur|pendant) ?){0,3}$/u;
const AFTER_SUM = /^ ?(?:ht|ttc)? ?(?:par an|par mois|l'an|\/ ?an)?/;

/** A folded question without the names, sums and times of a purchase. */
export function withoutPurchase(question: string, told: Told, today: IsoDate): string {
  const { text, amounts, durations } = quantitiesIn(question, today);
  const named = purchasesOf(told).flatMap(({ object }) => object ?? []);
  const spans = [
    ...[...objectsIn(text, named), ...placesSaid(text, told)].map(({ at, end }) => ({
      at: startOf(text, at, BEFORE_NAME),
      end,
    })),
    ...amounts
      .filter(({ money }) => money)
      .map(({ at, end }) => ({
        at: startOf(text, at, BEFORE_SUM),
        end: end + (AFTER_SUM.exec(text.slice(end))?.[0].length ?? 0),
      })),
    ...durations.map(({ at, end }) => ({ at: startOf(text, at, BEFORE_SUM), end })),
  ].toSorted((one, other) => other.at - one.at);
  let left = text;
  for (const { at, end } of spans) left = `${left.slice(0, at)} ${left.slice(Math.max(at, end))}`;
  return left.replace(/\s+/g, ' ').trim();
}

/** Where the purchases that are told by their places stand in a folded text. */
const placesSaid = (text: string, told: Told): { readonly at: number; readonly end: number }[] =>
  purchasesOf(told).flatMap(({ object }) => {
    const name = object && placeOf(object.id);
    const at = name === undefined ? -1 : text.indexOf(name);
    return name !== undefined && at >= 0 ? [{ at, end: at + name.length }] : [];
  });

/** A message without the clauses that only turn to a purchase: « revenons à la cantine, il faut publier où ? ». */
export function withoutTurn(message: string, told: Told, today: IsoDate): string {
  const clauses = message.split(CLAUSE);
  const left = clauses.filter(
    (one) => one.includes('?') || ownWords(one, told, today).length > 0 || /\d/.test(one),
  );
  return left.some((one) => asksSomething(one)) ? left.join(' ').trim() : message;
}
const CLAUSE = /(?<=[?!…;:.,])\s+/u;

const startOf = (text: string, at: number, before: RegExp): number =>
  at - (before.exec(text.slice(Math.max(0, at - 60), at))?.[0].length ?? 0);
