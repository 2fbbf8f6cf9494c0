import { contentWords, fold } from '#src/platform/french/text-analysis.ts';

/** What a message asks in the place of what it was answered. */
export interface AskedInstead {
  /** In its author's words, folded; empty where it only says what it does not ask. */
  readonly meant: string;
  /** What it was answered, or taken to ask, and does not ask. */
  readonly denied: string;
}

/** Where a clause ends. */
const CLAUSE = /[,;:.!?\n]+/u;
const OPENING = '(?:(?:ok|d accord|bon|mais|oui|euh|non|et|alors|la|pourquoi|arretez|encore|moi) ){0,5}';
/** « vous me parlez de décennale », « tu me réponds sur le groupement »: what we said. */
const WE_SAID = new RegExp(
  `^${OPENING}(?:vous|tu) (?:me |m |nous )?(?:parl|repond|racont|expliqu|ressor|redonn|redi|cit)(?!u)\\w{0,4} (?:de |d |du |des |sur |pour |avec )?(?:la |le |les |l |un |une )?(?!quoi\\b)(.{3,80}?)(?= (?:je|moi|mais|on|or) |$)`,
);
/** « je vous demande pas la définition », « je vous ai pas demandé ce que c'est », « je parle pas d'avance » */
const NOT_ASKED =
  /\bje (?:ne |n )?(?:(?:vous |te |t )(?:demande|parle)|parle|demande(?= pas (?:ce |si |combien |comment |la definition))) (?:pas|plus) (?:de |d |du |des )?(.{3,80}?)(?= (?:je|moi|mais|on|or) |$)|\bje (?:ne |n )?(?:vous |te |t )(?:ai|avais) (?:pas|jamais) (?:demande|parle) (?:de |d |du |des )?(.{3,80}?)(?= (?:je|moi|mais|on|or) |$)/;
/** « oubliez la facture », « la facture c'est réglé »: what is over, and is not asked any more. */
const PUT_ASIDE = new RegExp(
  `^${OPENING}(?:(?:oubli|laiss)(?:e|ez|es|ons) (?:tomber )?(?:la |le |les |l |ma |mon |mes )?(.{3,40})|(?:pour )?(?:la |le |les |l |ma |mon |mes )(.{3,30}?) c est (?:fini|regle|clos|termine|bon|vu)e?s?)$`,
);
/** « ma question c'est », « je vous demande si », « moi je veux savoir »; the last one counts. */
const ASKS_INSTEAD =
  /\b(?:ma question,? (?:c'est|est|etait)|je (?:vous |te )demande(?! (?:pas|plus)\b)|moi je demande(?! (?:pas|plus)\b)|je (?:veux|voulais|voudrais) (?:juste |seulement |surtout )?savoir|ce que je (?:veux|voulais|demande|cherche)(?: (?:a )?savoir)?,? c'est|je (?:parle|parlais|voulais dire|veux dire)(?! (?:pas|plus)\b)(?: (?:de |des |du |d'))?) ?:? ?(?:de savoir |juste |si |est[- ]ce qu[e'] ?)?/g;

/**
 * What a message says that it asks, and that it does not: « vous me parlez de décennale, moi je construis rien ! Ma question
 * c'est si la multirisque couvre ça ». Undefined for one that sends nothing away.
 */
export function askedInstead(message: string): AskedInstead | undefined {
  const folded = fold(message).replace(/\s+/g, ' ').trim();
  const last = [...folded.matchAll(ASKS_INSTEAD)].at(-1);
  const denied = folded
    .split(CLAUSE)
    .map((clause) => clause.replaceAll("'", ' ').replace(/ +/g, ' ').trim())
    .flatMap((clause) => {
      const [, said = ''] = WE_SAID.exec(clause) ?? [];
      const [, asked = '', before = ''] = NOT_ASKED.exec(clause) ?? [];
      // « le chantier c'est fini » tells something, where nothing else is said to be asked.
      const [, over = '', done = ''] = (last && PUT_ASIDE.exec(clause)) ?? [];
      return [said, asked, before, over, done].filter(Boolean);
    });
  if (denied.length === 0) return undefined;
  const meant = last ? folded.slice(last.index + last[0].length).trim() : '';
  return { meant: contentWords(meant).length > 0 ? meant : '', denied: denied.join(' ') };
}
