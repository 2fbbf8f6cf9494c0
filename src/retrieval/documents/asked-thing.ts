import { fold } from '#src/platform/french/text-analysis.ts';

/** What a question wants to be told, and how a sentence that tells it looks; both on folded text with single spaces. */
interface AskedThing {
  readonly asks: RegExp;
  readonly told: RegExp;
}

const MONTHS = 'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre';
const DAYS = 'lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?';
const NUMBER =
  '\\d|\\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille|demi|demie|moitie|tiers|quart|aucune?|une? seule?|illimite\\w*|chaque)\\b';

const THINGS: readonly AskedThing[] = [
  {
    asks: /\b(?:a )?(?:quelle|quel) heures?\b|\bquels? (?:sont (?:les |vos )?)?horaires?\b|^horaires?\b/,
    told: /\b\d{1,2} ?(?:h|heures?)\b|\b\p{L}{2,7}(?:-\p{L}{2,7})? heures?\b|\b\d{1,2} ?h ?\d\d\b|\b\d{1,2}:\d\d\b|\b(?:midi|minuit)\b/u,
  },
  {
    asks: /\b(?:combien|cb) (?:(?:ca|cela|est-ce que ca|il|elle) )?(?:coute|vaut)\w*|\bcoute\w* (?:combien|cb)\b|\bquel(?:s|le|les)? (?:est (?:le |la )?|sont (?:les )?)?(?:prix|tarifs?|montants?|couts?|cotisations?|caution)\b|\b(?:c'est|cest) (?:combien|cb)\b|\ba quel (?:prix|tarif)\b|\b(?:combien|cb) (?:on |faut |il faut |dois-je |je dois )?(?:pay|regl|vers)\w*|\bpay\w* (?:combien|cb)\b/,
    told: /\d ?(?:€|eur\b|k€)|\beuros?\b|\b(?:gratuit\w*|offerte?s?)\b|: ?\d/,
  },
  {
    asks: /^quand\b|\bquand (?:est|a|faut|doit|dois|commence|ferme|ouvre|finit|on|sont|se|les?|la)\b|\bc'est quand\b|\b(?:quelle|quel) (?:est la )?(?:date|jours?)\b|\bdate limite\b|\b(?:avant|jusqu'a) quand\b/,
    told: new RegExp(
      `\\b(?:${MONTHS}|${DAYS})\\b|\\b\\d{1,2}/\\d{1,2}\\b|\\b(?:19|20)\\d\\d\\b|\\b(?:jours?|semaines?|mois|ans?|annees?|heures?|veille|lendemain|avant|apres|des|fin|debut|lors|moment|chaque)\\b`,
    ),
  },
  {
    asks: /\b(?:combien|cb)\b|\bquel(?:le)? (?:est (?:le |la )?)?(?:nombre|taux|pourcentage|part|duree|delai|seuil|plafond|poids|surface|taille|longueur)\b/,
    told: new RegExp(NUMBER),
  },
  {
    asks: /\b(?:numero|telephone|tel|mails?|e-?mails?|adresse (?:mail|e-?mail|electronique)) (?:pour|de|du|a|ou|c'est)\b|\bquel(?:le)? (?:est (?:le |la |l')?)?(?:numero (?:de tel|pour|du|a)|telephone|tel|mail|e-?mail|adresse (?:mail|e-?mail|electronique))\b|\b(?:a quel|sur quel|a quelle) (?:mail|numero|adresse)\b/,
    told: /@|\b0\d(?:[ .-]?\d\d){4}\b|\+33/,
  },
];

/** Whether a question asks for a kind of thing, and a sentence tells it; undefined where it asks for none of these. */
export function tellsAsked(question: string): ((sentence: string) => boolean) | undefined {
  const asked = plain(question);
  const thing = THINGS.find(({ asks }) => asks.test(asked));
  return thing && ((sentence) => thing.told.test(plain(sentence)));
}

const plain = (text: string): string =>
  fold(text)
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .trim();
