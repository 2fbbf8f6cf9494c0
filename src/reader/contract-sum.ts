import { clausesOf } from '#src/platform/french/clauses.ts';
import { detectCase } from './detect-case.ts';
import type { Amount } from './quantities.ts';

/** What a sum of a contract is said to be: its price, or what is bought. */
const HEAD =
  /\b(?:marches?|contrats?|lots?|accords?-? ?cadres?|montants?|prix|valeur|vaut|valent|besoins?|prestations?|missions?|commandes?|offres?|devis|budget|estim\w*|total|plafond|maximum|minimum|signe|ht|ttc)\b/;
/** The sum is that of what somebody won, or has to do: « j’ai décroché 120 000 € », « une avance sur 120 000 € ». */
const WON =
  /\b(?:decroch\w*|remport\w*|attribu\w*|confi(?:e|es|ee|er|ent|ait)|projets?|chantiers?|operations?|avances? (?:sur|pour))\b/;
/** « c’est 3 000 € », « on est à 80 000 € »: the sum of what was just spoken of; « nous on fait 260 000 € » is a turnover. */
const IT_IS =
  /\b(?:c'est|c'etait|ca fait|on est (?:a|sur)|on (?:passe|monte|arrive|grimpe)(?= a )|on part sur|ce sera|(?<!\b(?:on|nous|ai|as|a|avons|ont) (?:a )?)(?:fait|faisait)) (?:a |de |pour |environ |a peu pres |que )*$/;
/** Somebody does something with the sum: it is theirs, unless it is said to be a contract’s. */
const SUBJECT = /\b(?:j'(?:ai|avais|aurais)|je|on|nous(?= \p{L}+ons\b)|il (?:me|nous|m')|moi)(?![\p{L}-])/u;
/** The sum is spent, borrowed, owed or missing: it is not the price of what is sold. */
const MONEY_OF_OWN =
  /\b(?:achet\w*|emprunt\w*|prets?(?! a\b)|prete(?:r|e|es|nt)?|credits?|manqu\w*|invest\w*|depens\w*|epargn\w*|apport\w*|rembours\w*|economis\w*)\b/;
/** It belongs to somebody else: « mon beau-frère a eu un marché de 300 000 € ». */
const OF_ANOTHER =
  /\b(?:(?:mon|ma|un|une|le|la|mes|des|notre) (?:beau-? ?frere|belle-? ?soeur|frere|soeur|cousine?|voisine?|ami|amie|copain|copine|pote|collegue|confrere|concurrente?|mari|femme|pere|mere|oncle|beau-? ?pere)s?)\b/;
/** It is theirs as well: « mon collègue dit que notre marché de… ». */
const OURS = /\b(?:(?:mon|notre|nos|mes) (?:marches?|contrats?|lots?)|nous|j'ai|on a)\b/;
/** Who asks for their spouse or parent asks of their contract: « mon mari a gagné un marché de… ». */
const OF_HOUSEHOLD = /\b(?:mon|ma) (?:mari|femme|pere|mere)\b[^,;]{0,30}\b(?:marches?|contrats?|lots?)\b/;
/** « le marché fait pas 90 000 € »: nobody says what it is. */
const NOT_SO = /\b(?:fait|vaut|est|atteint|font|faisait) (?:meme )?(?:pas|plus|jamais) (?:de |les |a )?$/;
/** The buyer buys it: its sum is that of a need. */
const BUYS = /\bachet\w*\b/;

/**
 * Whether a sum is the price of the contract that a question speaks of, by its own clause: it is named so, or it is
 * nobody's money. « j’ai acheté un camion de 25 000 € pour un marché » is not.
 * @param text folded
 */
export function isContractSum(text: string, { at, end }: Pick<Amount, 'at' | 'end'>): boolean {
  const from = Math.max(0, at - AROUND);
  const near = text.slice(from, end + AROUND);
  const clause = clausesOf(near).find(({ start, end: stop }) => start <= at - from && at - from < stop);
  const before = near.slice(clause?.start ?? 0, at - from);
  const after = near.slice(end - from, clause?.end ?? near.length);
  if (NOT_SO.test(before) || isOfAnother(before)) return false;
  const isByBuyer = detectCase(before).buyer !== undefined && BUYS.test(before) && !SUBJECT.test(before);
  if (lastOf(before, MONEY_OF_OWN) > lastOf(before, HEAD) && !isByBuyer) return false;
  if (!SUBJECT.test(before)) return true;
  return (
    HEAD.test(before) ||
    WON.test(before) ||
    (/\bgagn\w*/.test(before) && detectCase(near.slice(end - from).slice(0, 40)).buyer !== undefined) ||
    IT_IS.test(before) ||
    detectCase(before).category !== undefined ||
    isNamedAfter(after)
  );
}

const isOfAnother = (before: string): boolean =>
  OF_ANOTHER.test(before) &&
  !OF_HOUSEHOLD.test(before) &&
  !OURS.test(before.slice(lastOf(before, OF_ANOTHER)));

/** Folded characters around a sum in which its clause is looked for. */
const AROUND = 200;

/** Where a pattern last stands in some words; −1 where it does not. */
const lastOf = (words: string, pattern: RegExp): number =>
  [...words.matchAll(new RegExp(pattern.source, 'gu'))].at(-1)?.index ?? -1;

/** « 80 000 € de ménage », « 70 000 € HT de marché » */
function isNamedAfter(after: string): boolean {
  const named =
    /^ ?(?:ht |ttc )?(?:par an |par mois |le mois |l'annee )?(?:de|d') ?(?:la |l')?\p{L}{3,20}/u.exec(
      after,
    )?.[0];
  return (
    /^ ?(?:ht|ttc)\b/.test(after) ||
    (named !== undefined && (HEAD.test(named) || detectCase(named).category !== undefined))
  );
}
