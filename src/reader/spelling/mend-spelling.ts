import { contentWords, fold, stem } from '#src/platform/french/text-analysis.ts';
import { isGeneralFrench } from '#src/retrieval/general-french/general-french.ts';
import { editDistance, type SpellingRepair } from '#src/retrieval/keyword/spelling.ts';

/** Words that tell how a question asks, which pages seldom hold: a mistyped one is one of them first. */
const ASKING = [
  'combien',
  'comment',
  'quand',
  'quelle',
  'quelles',
  'pourquoi',
  'peuvent',
  'doivent',
  'puis-je',
  'devons',
  'obligatoire',
  'obligee',
  'oblige',
  'interdit',
  'interdite',
  'autorise',
  'possible',
  'permis',
  'droit',
  'sans',
  'avant',
  'apres',
  'direct',
  'directement',
  'mairie',
  'commune',
  'region',
  'departement',
  'ministere',
  'travaux',
  'services',
  'fournitures',
  'avance',
  'retenue',
  'garantie',
  'facture',
  'retard',
  'interets',
  'seuil',
];
const SHORTEST = 5;
/** What people type in a hurry. */
const SHORTHAND: ReadonlyMap<string, string> = new Map(
  Object.entries({
    koi: 'quoi',
    kwa: 'quoi',
    kel: 'quel',
    kelle: 'quelle',
    cb: 'combien',
    cmb: 'combien',
    cmt: 'comment',
    pk: 'pourquoi',
    pq: 'pourquoi',
    pkoi: 'pourquoi',
    qd: 'quand',
    kan: 'quand',
    tjs: 'toujours',
    tjrs: 'toujours',
    mtn: 'maintenant',
    jms: 'jamais',
    fo: 'faut',
    fau: 'faut',
    dc: 'donc',
    ki: 'qui',
  }),
);

/**
 * A question with the words that the pages do not know put right, for what reads it word by word: who buys, what, how
 * it asks, what it computes. The search repairs its own words; names of people and places stay when nothing is near.
 */
export function mendSpelling(question: string, spelling: SpellingRepair): string {
  // Letters beside a digit name a form, « dc4 ».
  return question.replace(/(?<![\p{L}\d])\p{L}{2,}(?![\p{L}\d])/gu, (word) => {
    const folded = fold(word);
    const meant = word === word.toUpperCase() ? undefined : SHORTHAND.get(folded);
    if (meant) return meant;
    if (word.length < SHORTEST) return word;
    if (ASKING.includes(folded) || contentWords(word).length === 0) return word;
    if (spelling.knows(folded) || isGeneralFrench(stem(folded))) return word;
    const asking = ASKING.find((one) => one.length >= SHORTEST && editDistance(folded, one, 1) <= 1);
    return asking ?? spelling.repair(folded) ?? word;
  });
}
