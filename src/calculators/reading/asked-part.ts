import { contentWords } from '#src/platform/french/text-analysis.ts';
import { withoutCase } from '#src/reader/detect-case.ts';
import type { Quantities } from '#src/reader/quantities.ts';

/** Where a line of chat breaks: signs, and commas and points that stand in no number. */
const BREAK = /[?!;:…]+|\.(?!\d)|,(?!\d)|\s[-–—]\s/;
const SUBJECT = `(?:c'etait|elle|il|ils|elles|on|je|nous|l'acheteur|la mairie|la commune|la ville|c'est|ca|est-ce|tout ca)`;
const JUDGED = `(?:legal|illegal|regulier|irregulier|normal|possible|autorise|permis|interdit|bon|ok|vrai|exact|correct|juste|conforme|abusif|trop|obligatoire|oblige|jouable|dans les (?:regles|clous)(?: de l'epoque| a l'epoque)?)e?`;
const COMPARED = `(?:passe|marche|(?:au[- ]dessus|en[- ]dessous|dedans|sous|sur)(?: (?:du|le|les|des) (?:seuils?|limites?))?(?: ou .{1,30})?)`;
/** « elle peut ? », « c'est légal ? », « ils ont le droit ou pas » : the thing asked stands in the story before. */
const GENERIC = new RegExp(
  `^(?:et |mais |alors |donc |du coup |a ce moment(?:-la| la)? |a (?:l'|cette )epoque |a cette date |a ce (?:prix|montant)(?:-la| la)? |est[- ]ce que? |est[- ]ce qu')*(?:${SUBJECT} ?)?(?:(?:est |sont |c'est )?(?:bien )?${COMPARED}|(?:(?:lui |leur |m'|nous |t'|vous )?(?:est |sont |c'est ))?(?:bien |vraiment |forcement |tout a fait )?${JUDGED}|(?:a|ont|avait|avaient|aurait) raison|(?:est|sont|etait|etaient) (?:tenue?s?|obligee?s?) (?:de |d'|a )(?:le |la |les |l'|en )?(?:mettre|faire|publier|afficher|passer)(?: (?:en ligne|un|une))?|(?:peut|peuvent|peux|pouvons|possible de)(?:[- ](?:t-)?(?:elle|il|on|ils|elles|je|nous))? (?:s'en|m'en|se|nous en|s'en) (?:passer|dispenser)|(?:peut|peuvent|peux|pouvait|pouvaient|a|avait|avaient|ont|ai|doit|doivent|devait|pourrait|aurait)(?:[- ](?:t-)?(?:elle|il|on|ils|je))?(?: (?:vraiment|bien|alors|deja|le droit|droit|me faire ca|nous faire ca|me faire|faire ca|faire|le faire|l'accepter|accepter|signer|y aller|de faire ca|de le faire|de|quand meme)){0,4})(?: (?:ou (?:pas|non)|cote (?:montants?|seuils?|prix|procedure)|ca|svp|merci|non|ou quoi|ce marche|a (?:l'|cette )epoque|a ce moment(?:-la| la)?|a cette date|autant|pour (?:eux|elle|elles|lui|moi|nous|ca)))?$`,
);
/** Words that complete a question without asking anything. */
const FILLER = new Set(
  `rond pile exactement juste montant total totale environ ht ttc euros euro eur hors taxes taxe marche marches contrat acheteur acheteuse entreprise lance lancee consultation avis date besoin estime estimee achat achats bonjour merci avance stp genre plutot parle parlais moins sous entre inferieur superieur total an ans annee annees mois hypothese cas janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre debut fin ordinaire ordinaires annexe hors defense securite operateur reseaux lot lots office offices public publics`.split(
    ' ',
  ),
);

/**
 * The part of a chat line that asks, then its story, the nearest first: « 70 000 € de peinture, elle peut me prendre
 * direct ? pour une mairie » asks « elle peut me prendre direct ». `generic`: it says how it asks, not what.
 */
export interface AskedPart {
  readonly asking: string;
  readonly generic: boolean;
  /** The parts before, the nearest first, then what is told after. */
  readonly story: readonly string[];
}

/**
 * Reads the asking part of a question.
 * @param followUpAt where a follow-up begins in a completed question: it makes a part of its own
 * @returns undefined when nothing but complements is left
 */
export function askedPart({ text, ...counted }: Quantities, followUpAt = text.length): AskedPart | undefined {
  let blanked = /\s/.test(text.at(followUpAt - 1) ?? '')
    ? `${text.slice(0, followUpAt - 1)};${text.slice(followUpAt)}`
    : text;
  for (const { at, end } of [...counted.amounts, ...counted.durations, ...counted.shares, ...counted.days])
    blanked = blanked.slice(0, at) + '#'.repeat(end - at) + blanked.slice(end);
  const parts = partsOf(blanked);
  // What follows the last question mark only tells more: « … ? j'ai rien vu au BOAMP ».
  const asks = parts.findLastIndex(({ asks }) => asks);
  const from = asks < 0 ? parts.length - 1 : asks;
  for (let last = from; last >= 0; last--) {
    const asking = parts[last]?.text ?? '';
    const generic = GENERIC.test(asking);
    if (!generic && isComplement(asking)) continue;
    const before = parts.slice(0, last).reverse();
    return { asking, generic, story: [...before, ...parts.slice(last + 1)].map((part) => part.text) };
  }
  return undefined;
}

function partsOf(blanked: string): { text: string; asks: boolean }[] {
  const signs = [...blanked.matchAll(new RegExp(BREAK, 'gu')), undefined];
  let from = 0;
  return signs.flatMap((sign) => {
    const end = sign?.index ?? blanked.length;
    const text = blanked.slice(from, end).replace(/#+/g, '#').trim();
    from = end + (sign?.[0].length ?? 0);
    const polite = /^(?:merci|svp|stp|bonjour|bonsoir|salut)[\p{L} ']{0,20}$/u.test(text);
    return text === '' || polite ? [] : [{ text, asks: sign?.[0].includes('?') ?? false }];
  });
}

/** « pour une mairie », « HT 48 000 € », « non, des travaux » : it fills a slot of the question before. */
function isComplement(part: string): boolean {
  const words = contentWords(withoutCase(part)).filter((word) => !FILLER.has(word) && !/^\d/.test(word));
  return words.length === 0 && !/\b(?:direct|publi|mapa|boamp)/.test(part);
}
