import type { Format } from '#src/features/handouts/handout.ts';
import { POLITE } from '#src/platform/french/polite.ts';
import { analyse, fold } from '#src/platform/french/text-analysis.ts';

const GIVE =
  '(?:fais|faites|faire|donne[rz]?|prepare[rz]?|genere[rz]?|redige[rz]?|envoie|envoyez|envoyer|renvoie|renvoyez|renvoyer|redonne[rz]?|refais|refaites|refaire|ecris|ecrivez|ecrire|cree[rz]?|sors|sortez|sortir|etablis|etablissez|etablir|monte[rz]?|propose[rz]?|fournis|fournissez|fournir|telecharge[rz]?|imprime[rz]?|remplis|remplissez|remplir|calcule[rz]?)';
/** « fais-moi », « rédigez », « peux-tu me préparer »: something is to be made. */
const ORDERED = new RegExp(
  `^\\W*${POLITE}(?:${GIVE}[- ](?:(?:moi|nous)\\b|(?:une?|le|la|les|l'|mon|ma|mes|notre|nos|des|du)\\b|l')|(?:est[- ]ce que )?(?:(?:tu|vous) (?:peux|pouvez|pourrais|pourriez)|(?:peux|pouvez|pourrais|pourriez)(?:[- ](?:tu|vous))?) (?:me |m'|nous )?${GIVE}\\b|(?:merci de|pourrait-on|peut-on avoir)[^?]{0,8}${GIVE})`,
);
/** « je voudrais une lettre », « avez-vous un modèle », « il me faut la liste ». */
const WISHED = new RegExp(
  `^\\W*${POLITE}(?:je (?:(?:veux|voudrais)(?: bien)?|souhaite(?:rais)?|cherche|recherche)|j'(?:aimerais|ai besoin (?:de |d'))|on (?:veut|voudrait|aimerait|cherche|a besoin (?:de |d'))|nous (?:voulons|voudrions|cherchons|souhaitons|avons besoin (?:de |d'))|il (?:me|nous) fau(?:t|drait)|(?:est[- ]ce que )?(?:vous (?:avez|auriez)|tu (?:as|aurais)|t'as)|(?:avez|auriez)[- ]vous|(?:as|aurais)[- ]tu|(?:peut|peux|puis|pourrais)[- ](?:on|je) avoir)(?: (?:avoir|recevoir|telecharger|obtenir))? ?(?:une?|le|la|les|l'|mon|ma|notre|votre|vos|des|de) ?`,
);
const NAMED =
  '(?:modeles?|exemples?|trames?|canevas|squelettes?|gabarits?|courriers?|lettres?|mise en demeure|check[- ]?lists?|listes?|retro[- ]?plannings?|plannings?|calendriers?|conventions?|clauses?|criteres?|lots? reserves?|fichiers?|memoires? types?)';
/** « une lettre pour… », « la liste des pièces… », « modèle de… »: the thing itself, and no verb that asks. */
const BARE = new RegExp(
  `^\\W*${POLITE}(?:(?:une?|le|la|l'|mon|ma|notre|votre|des) ?(?:petite? |bonne? )?${NAMED}|(?:modele|exemple|trame|canevas|squelette|gabarit|check[- ]?list|retro[- ]?planning)\\b|(?:clauses?|criteres?|lots? reserves?)\\b[^?]*(?:\\bpour (?:une?|mon|notre|nos|ce|cet) |\\d ?(?:k|€|euros)))`,
);
/** Asks to be told, not to be given. */
const ASKS =
  /\?\s*$|\b(?:c'est quoi|koi|pk|prkoi|pourkoi|kel|qu'est[- ]ce|que (?:contient|contiennent|doit|doivent|faut|met|mettre|dit|vaut)|quoi|comment|pourquoi|a quoi|combien|quand|quel(?:le)?s?|faut[- ]il|dois[- ]je|doit[- ](?:on|il|elle)|est[- ]ce (?:que|qu'|obligatoire|utile|bien|suffisant)|est[- ](?:il|elle)|sont[- ](?:ils|elles)|obligatoir\w*|puis[- ]je|peut[- ](?:on|il|elle)|qui (?:doit|peut|signe|redige|paie)|ou (?:trouver|est|deposer)|valable|legale?|suffit|sert[- ](?:il|elle)|difference|change)\b/;
/** « je voudrais savoir ce que… », « expliquez-moi »: to be told, however it begins. */
const TOLD =
  /\b(?:savoir|comprendre|expliqu\w+|demander si|verifier si|conseils?|avis|qu'est[- ]ce|c'est quoi|definition|a quoi (?:ca )?sert|oblige\w*|ai[- ]je (?:le )?droit|a (?:ete )?(?:refuse|rejete|oublie)|vient de|nous (?:demande|impose|reclame)nt?|m(?:e |')(?:demande|impose|reclame)nt?)\b/;
/** A message longer than this tells a story. */
const LONGEST = 320;

/** How clearly a message asks to be given something to take away: undefined when it asks to be told, or nothing. */
export function fileWish(text: string): 'ordered' | 'wished' | 'bare' | undefined {
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  if (folded.length > LONGEST || TOLD.test(folded)) return undefined;
  if (ORDERED.test(folded)) return 'ordered';
  const asks = ASKS.test(folded.replace(/^\W*(?:est[- ]ce que )?(?=(?:vous|tu|avez|as|auriez|peut) ?)/, ''));
  const has = /\b(?:avez|auriez|as|aurais|avoir|t'as)\b/.test(folded);
  if (WISHED.test(folded) && (has || !asks)) return 'wished';
  return BARE.test(folded) && !asks ? 'bare' : undefined;
}

/** Documents that nobody names of their own trade, as « une lettre » or « un modèle » may be. */
const OURS =
  /\b(?:retro[- ]?plannings?|check[- ]?lists?|listes? (?:des )?pieces|trames? de memoire|memoires? techniques?|lettres? (?:de|pour) (?:demander|un retard|le rejet|relance)|clauses? (?:d'insertion|sociales?|environnementales?)|accord de groupement)\b/;

/** Whether a message orders, of us, a document of ours: « fais-moi un rétroplanning », « une check-list pour vendredi ». */
export function ordersOurDocument(text: string): boolean {
  const folded = fold(text).replace(/\s+/g, ' ');
  return OURS.test(folded) && fileWish(text) !== undefined;
}

/** Where a sentence ends, an order may begin. */
const SENTENCE = /(?<=[.?!;\n])(?!\d)/;
const FIRST = /^\W*(?:(?:et|merci|ok|sinon|aussi|du coup),? ){0,3}/;

/**
 * A message of which one sentence orders a document of ours, without what the others ask: « la visite est obligatoire ?
 * et renvoyez-moi la liste des pièces ». Undefined where none does.
 */
export function orderAmong(text: string): string | undefined {
  const sentences = text.split(SENTENCE).filter((one) => /\p{L}/u.test(one));
  if (sentences.length < 2) return undefined;
  const orders = (one: string) => {
    const said = fold(one).replace(/\s+/g, ' ').replace(FIRST, '');
    return OURS.test(said) && fileWish(said) === 'ordered';
  };
  if (!sentences.some(orders)) return undefined;
  return sentences
    .filter((one) => orders(one) || !one.includes('?'))
    .join('')
    .trim();
}

/** Something that may be asked for by name. */
interface Named {
  readonly asked_as: readonly string[];
  readonly not_with?: readonly string[] | undefined;
}

const NOT_KEPT = /\b(?:non|pas|jamais|n'a|n'est)[ -](?:\w{1,9} ){0,2}retenu/;

const nameStems = new Map<string, readonly string[]>();

/** Stems of a name by which things of the house are asked for: the same few hundred, at every message. */
function stemsOfName(name: string): readonly string[] {
  let stems = nameStems.get(name);
  if (!stems) {
    stems = [...stemsOf(name)];
    nameStems.set(name, stems);
  }
  return stems;
}

/** How well a message names a thing: the words of its best name that stand in the message; 0 when none stands whole. */
export function namedBy(text: string, { asked_as, not_with = [] }: Named): number {
  const said = stemsOf(text);
  const isNotKept = NOT_KEPT.test(fold(text));
  const has = (name: string) => {
    const stems = stemsOfName(name);
    // No stem tells « non retenue » from « retenue ».
    if (!isNotKept && NOT_KEPT.test(fold(name))) return 0;
    return stems.length > 0 && stems.every((stem) => said.has(stem)) ? stems.length : 0;
  };
  if (not_with.some((words) => has(words) > 0)) return 0;
  return Math.max(0, ...asked_as.map(has));
}

/** How near a message comes to naming a thing: the largest share of one of its names that stands in it, 0 to 1. */
function nearness(said: ReadonlySet<string>, { asked_as }: Named): number {
  const shares = asked_as.map((name) => {
    const stems = stemsOfName(name);
    return stems.length === 0 ? 0 : stems.filter((stem) => said.has(stem)).length / stems.length;
  });
  return Math.max(0, ...shares);
}

/** All that may be meant, the nearest to what a message says first; what is as near keeps its order. */
export function nearestFirst<T extends Named>(text: string, all: readonly T[]): readonly T[] {
  const said = stemsOf(text);
  return all
    .map((one) => ({ one, near: nearness(said, one) }))
    .toSorted((a, b) => b.near - a.near)
    .map(({ one }) => one);
}

/** Beginnings of words for any document, or of many things: they name none. */
const ANY: ReadonlySet<string> = new Set(
  'papi cour lett docu mode list exem fich text mail sous trai dire'.split(' '),
);
/** Letters by which a mistyped word is known again. */
const BEGINNING = 4;

/** What it takes to come near: a word that one thing alone is called by, or two that it shares with one other each. */
const NEAR = 1;

/**
 * The only thing that a message comes near to naming, by the words that few of the others have: « la lettre des motifs »,
 * « celle du paiement en retar ». Undefined where it comes as near to two of them.
 */
export function onlyNear<T extends Named>(text: string, all: readonly T[]): T | undefined {
  const begin = (name: string) => [...stemsOf(name)].map((stem) => stem.slice(0, BEGINNING));
  const own = all.map(({ asked_as }) => new Set(asked_as.flatMap(begin)));
  const sharedBy = (start: string) => own.filter((starts) => starts.has(start)).length;
  const said = [...new Set(begin(text).filter((start) => !ANY.has(start)))];
  const near = all.map((one, at) => ({
    one,
    nearness: said.reduce((sum, start) => (own[at]?.has(start) ? sum + 1 / sharedBy(start) : sum), 0),
  }));
  const [first, second] = near.toSorted((a, b) => b.nearness - a.nearness);
  const isNear = first && first.nearness >= NEAR && first.nearness > (second?.nearness ?? 0);
  return isNear ? first.one : undefined;
}

/** Whether a message says one of the words by which a thing is asked for: « la liste », « mes papiers ». */
export function partlyNames(text: string, { asked_as }: Named): boolean {
  const said = stemsOf(text);
  return asked_as.some((name) => stemsOfName(name).some((stem) => said.has(stem)));
}

/** The thing that a message names best; undefined when it names none. */
export function bestNamed<T extends Named>(text: string, all: readonly T[]): T | undefined {
  const scored = all.map((one) => ({ one, score: namedBy(text, one) })).filter(({ score }) => score > 0);
  return scored.toSorted((a, b) => b.score - a.score)[0]?.one;
}

const stemsOf = (text: string): Set<string> =>
  new Set(
    analyse(
      fold(text)
        .replace(/retro[- ]planning/g, 'retroplanning')
        .replace(/check[- ]list/g, 'checklist'),
    ).map(({ stem }) => stem),
  );

/** Formats that a message asks for: « en pdf », « au format Word ». */
export function formatsAsked(text: string): readonly Format[] | undefined {
  const folded = fold(text);
  const asked: Format[] = [];
  if (/\b(?:word|docx?|modifiable|libre ?office)\b/.test(folded)) asked.push('docx');
  if (/\bpdf\b/.test(folded)) asked.push('pdf');
  if (/\b(?:ics|ical|agenda|outlook|google calendar)\b/.test(folded)) asked.push('ics');
  return asked.length > 0 ? asked : undefined;
}
