import { fold } from '#src/platform/french/text-analysis.ts';
import { asksSomething } from '#src/reader/follow-up.ts';

/** An answer by yes or no at the head of a message, and what is asked beside it. */
export interface AnswerAtHead {
  /** « oui effacez tout » */
  readonly answer: string;
  /** « mais pourquoi 7 jours » */
  readonly asked: string;
  /** What follows holds the answer back: « oui mais non », « oui, enfin attendez », « oui, mais est-ce que je perds tout ? ». */
  readonly isHeldBack: boolean;
}

/** Words of a yes or a no, with those that may stand around it. */
const BARE: ReadonlySet<string> = new Set(
  (
    'oui ouais ok okay d accord bien sur tout a fait absolument volontiers parfait c est bon exact merci svp stp s il vous te ' +
    'plait non nan pas du'
  ).split(' '),
);
/** What says in so many words that it is to be done, or not. */
const EXPLICIT: ReadonlySet<string> = new Set(
  (
    'je confirme confirmer confirmez valide validez allez vas y tout toutes tous supprimer supprime supprimez effacer efface ' +
    'effacez enlevez gardez garde annulez faites fais le la les mes nos donnees accepte veux oui'
  ).split(' '),
);
const BEGINS =
  /^\W*(?:oui|ouais|ok|okay|d'accord|bien sur|tout a fait|absolument|volontiers|je confirme|c'est bon|allez[- ]y|vas[- ]y|non|nan)\b/;
/** Where what is said beside an answer begins. */
const AFTER = /[,;:.!…\n]+\s*| (?=(?:mais|et|par contre|juste|sinon|au fait|enfin) )/iu;
/** Letters of the longest answer by yes or no. */
const LONGEST = 60;
/** What takes an answer back, or puts it off. */
const HOLDS_BACK =
  /^(?:(?:oui|mais|et|enfin|bon|ah|euh)[ ,]+)*(?:non\b|nan\b|attend|stop\b|pas (?:encore|maintenant|tout de suite|sur)|finalement|d'abord|sauf|plutot pas|laisse|je (?:comprends|sais|ne sais|vois|prefere|voudrais d'abord)|annul)|\b(?:avant (?:ca|cela|de)|d'abord|finalement (?:non|pas))\b/;

/**
 * A yes or a no at the head of a message that asks something besides; undefined where a message says only that, or does
 * not begin so. « mais » holds back a bare yes, and none that says what is to be done.
 */
export function answerAtHead(message: string): AnswerAtHead | undefined {
  const cut = AFTER.exec(message);
  if (!cut || cut.index === 0 || cut.index > LONGEST) return undefined;
  const answer = message.slice(0, cut.index).trim();
  const asked = message.slice(cut.index + cut[0].length).trim();
  const head = fold(answer);
  const words = head.split(/[^a-z0-9]+/).filter(Boolean);
  if (!BEGINS.test(head) || !words.every((word) => BARE.has(word) || EXPLICIT.has(word))) return undefined;
  const rest = fold(asked);
  const isExplicit = words.some((word) => EXPLICIT.has(word) && !BARE.has(word));
  const isReserved = /^(?:mais|par contre|enfin|sauf)\b/.test(rest) && !isExplicit;
  if (HOLDS_BACK.test(rest)) return { answer, asked, isHeldBack: true };
  if (!asksSomething(asked)) return undefined;
  return { answer, asked, isHeldBack: isReserved };
}
