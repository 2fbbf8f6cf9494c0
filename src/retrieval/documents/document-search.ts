import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { bodyText, sentencesOf } from '#src/retrieval/passages/index-content.ts';
import { ownHeading, type Passage, type PassageFilter, serves } from '#src/retrieval/passages/passage.ts';
import { likenessTo } from '#src/retrieval/vectors/word-likeness.ts';
import { tellsAsked } from './asked-thing.ts';
import { type DocumentIndex, dotAt } from './document-index.ts';
import { underTitle } from './sentences.ts';
import { stemWeight } from './stem-weight.ts';

/** What speaks for a part of a document answering a question, each about 0 to 1; none moves with how many documents there are. */
export interface DocumentFeatures {
  /** Part of the question's weight that stands in the part, under its title and heading; near words count in part. */
  readonly covered: number;
  /** The same, in its best sentence, under its title and heading. */
  readonly sentence: number;
  /** Cosine of the question and the part. */
  readonly meaning: number;
  /** Cosine of the question and the nearest sentence of the part. */
  readonly said: number;
  /** Whether the question names the document. */
  readonly named: number;
  /** 1 when the best sentence tells the kind of thing that is asked, −1 when it does not, 0 when none is asked. */
  readonly tells: number;
  /** Part of the question's own weight, the document's title left out, that stands in the part. */
  readonly own: number;
  /** Part of what the question wants to know (« un parking ») that stands in the part; a half where that is not told apart. */
  readonly focus: number;
}

export const DOCUMENT_FEATURES: readonly (keyof DocumentFeatures)[] = [
  'covered',
  'sentence',
  'meaning',
  'said',
  'named',
  'tells',
  'own',
  'focus',
];

/** A part of a document that may answer. */
export interface FoundPart {
  readonly passage: Passage;
  readonly features: DocumentFeatures;
  /** Probability that it answers, by who judges it. */
  readonly probability: number;
  /** The sentences that answer best, in reading order. */
  readonly quoted: readonly string[];
  /** The best of them. */
  readonly best: string;
}

/** Parts found by words, and by meaning, that are looked at. */
const LOOKED_AT = 12;
/** Parts of a document that is named that are looked at: a long one is found by its words as well. */
const OF_NAMED = 60;
/** Parts whose sentences are read one by one, and how many sentences: each takes some milliseconds. */
const READ_CLOSELY = 4;
const SENTENCES_READ = 24;
/** Words from which likeness on two words count as near. */
const NEAR = 0.55;
/** Words that say what is wanted, at most. */
const FOCUS_WORDS = 2;

/** Words that say that a document is meant, and nothing of what is asked. */
const ABOUT_DOCUMENTS =
  /\b(?:selon|d'apres|dans|dit|disent|prevoit|indique|precise|parle|que dit)\b.{0,25}\b(?:guide|document|note|notice|fiche|procedure|presentation|diapos?|diaporama|support|reglement|charte|grille|bareme|pdf|powerpoint|compte[- ]rendu|dossier|brochure|livret|programme|memo|formation|clauses?)\b|\b(?:le|la|du|ce|cette|votre|notre) (?:guide|document|notice|fiche|presentation|diaporama|charte|grille|pdf|brochure|livret|memo)\b/;
const DOCUMENT_WORDS = stemsOf(
  'guide document note notice fiche procédure présentation diapo diaporama support pdf powerpoint dit disent indique précise parle selon après page savoir question bonjour demande explique peux pouvez dire sais connais',
);
/** Words that say what kind of thing is asked, which a sentence tells in figures and names, and talk. */
const KIND_WORDS = stemsOf(
  'combien cb cmb combient koi quoi heure heures date coûte coûter coûtent coute prix tarif montant payer paye paie numéro mail téléphone tel adresse temps qqch truc faut peut-on besoin venir existe ouvre ouvrir ouvert ouverte commence commencer débute démarre maxi maximum max mini minimum minimum avoir droit madame monsieur urgent urgence vite possible svp merci aide-moi',
);
const SAYS_NOTHING = DOCUMENT_WORDS.union(KIND_WORDS);

/** Part of the weight of a title from which a question names its document: with a word for it, and without. */
const NAMED = 0.34;
const NAMED_ALONE = 0.5;
/** « marchés publics » names no document, whatever its title: so much of the weight of words must be shared. */
const TELLING = 1.1;

/**
 * Finds the parts of documents that may answer a question, by words and by meaning, and in each the sentences that answer.
 * @param judge what a part is worth by its features, 0 to 1
 */
export async function findInDocuments(
  { passages, keywords, expander, byDocument, vectors: known }: DocumentIndex,
  { question, filter }: { readonly question: string; readonly filter: PassageFilter },
  judge: (features: DocumentFeatures) => number,
): Promise<FoundPart[]> {
  const query = expander.expand(question);
  const telling = query.ownStems.filter((stem) => !SAYS_NOTHING.has(stem));
  const stems = telling.length > 0 ? telling : query.ownStems;
  if (stems.length === 0) return [];
  // Until they are read, their words find them: nobody waits for sentences that decide nothing.
  const vectors = known?.size ? known : undefined;
  const vector = await vectors?.reader.embed(question, 'question').catch(() => undefined);
  const cosines = vector && vectors ? vectors.cosines(vector) : undefined;
  const { scores } = keywords.search(query.terms);
  const allowed = (at: number) => serves(passages[at] as Passage, filter);
  const byWords = bestPlaces(scores, LOOKED_AT, allowed);
  const byMeaning = cosines ? bestPlaces(cosines, LOOKED_AT, allowed) : [];
  const about = questionAbout(question, stems);
  const found = new Set([...byWords, ...byMeaning]);
  const ids = new Set([...found].map((at) => (passages[at] as Passage).documentId));
  const named = new Set(
    [...ids].filter((id) => about.names(passages[byDocument.get(id)?.[0] ?? 0] as Passage)),
  );
  for (const id of named)
    for (const at of byDocument.get(id)?.slice(0, OF_NAMED) ?? []) if (allowed(at)) found.add(at);
  const looked = [...found].map((at): FoundPart => {
    const passage = passages[at] as Passage;
    const meaning = cosines?.[at] ?? 0;
    const isNamed = named.has(passage.documentId);
    const looks = featuresOf(passage, about, { meaning, said: meaning, named: isNamed });
    return { passage, ...looks, probability: judge(looks.features) };
  });
  looked.sort(likeliest);
  return readClosely(looked.slice(0, READ_CLOSELY), about, vector && vectors && { vector, vectors }, judge);
}

const likeliest = (a: FoundPart, b: FoundPart): number => b.probability - a.probability;

/** Reads the sentences of some parts one by one, and judges them again. */
async function readClosely(
  parts: readonly FoundPart[],
  about: About,
  read: { vector: Float32Array; vectors: NonNullable<DocumentIndex['vectors']> } | undefined,
  judge: (features: DocumentFeatures) => number,
): Promise<FoundPart[]> {
  const closely: FoundPart[] = [];
  let left = SENTENCES_READ;
  for (const { passage, features } of parts) {
    const cosineOf =
      read && left > 0 ? await readSentences(passage, read.vector, read.vectors, left) : undefined;
    left -= cosineOf?.size ?? 0;
    const again = featuresOf(passage, about, { ...features, named: features.named === 1 }, cosineOf);
    closely.push({ passage, ...again, probability: judge(again.features) });
  }
  return closely.sort(likeliest);
}

/** A question as parts are compared with it. */
interface About {
  /** Part of its weight that stands among some words. */
  readonly coverage: (words: ReadonlySet<string>) => number;
  /** The same, some words left out of the question; undefined when nothing is left. */
  readonly coverageWithout: (words: ReadonlySet<string>, out: ReadonlySet<string>) => number | undefined;
  /** Part of what it wants to know that stands among some words; undefined where that is not told apart. */
  readonly focusIn: (words: ReadonlySet<string>) => number | undefined;
  readonly names: (passage: Passage) => boolean;
  readonly tells: ((sentence: string) => boolean) | undefined;
}

function questionAbout(question: string, stems: readonly string[]): About {
  const nearestIn = nearestOf(stems);
  const weights = stems.map(stemWeight);
  const partOf = (words: ReadonlySet<string>, isCounted: (stem: string) => boolean) => {
    const nearest = nearestIn(words);
    let total = 0;
    let held = 0;
    for (const [at, stem] of stems.entries()) {
      if (!isCounted(stem)) continue;
      const weight = weights[at] as number;
      total += weight;
      held += weight * graded(nearest[at] as number);
    }
    return total > 0 ? held / total : undefined;
  };
  const own = new Set(stems);
  const focus = new Set(focusOf(question).filter((stem) => own.has(stem)));
  const speaksOfOne = ABOUT_DOCUMENTS.test(plain(question));
  return {
    coverage: (words) => partOf(words, () => true) ?? 0,
    coverageWithout: (words, out) => partOf(words, (stem) => !out.has(stem)),
    focusIn: (words) => (focus.size > 0 ? partOf(words, (stem) => focus.has(stem)) : undefined),
    names: ({ document: { title } }) =>
      [title, ...title.split(/\s[:–-]\s|[,;(]/)].some((name) => {
        const words = [...stemsOf(name)].filter((stem) => !DOCUMENT_WORDS.has(stem) && !/^\d+$/.test(stem));
        const shared = words.filter((stem) => own.has(stem));
        const said = weigh(shared);
        const part = said / (weigh(words) || 1);
        if (speaksOfOne && part >= NAMED) return true;
        return shared.length > 1 && part >= NAMED_ALONE && said >= TELLING;
      }),
    tells: tellsAsked(question),
  };
}

const weigh = (some: readonly string[]) => some.reduce((sum, stem) => sum + stemWeight(stem), 0);

/** How near the nearest of some words is to each stem of a question, 0 to 1; each set of words is looked through once. */
function nearestOf(stems: readonly string[]): (words: ReadonlySet<string>) => Float64Array {
  const likeness = likenessTo(stems);
  const kept = new WeakMap<ReadonlySet<string>, Float64Array>();
  return (words) => {
    const known = kept.get(words);
    if (known) return known;
    const nearest = new Float64Array(stems.length);
    for (const word of words) {
      const row = likeness(word);
      for (let at = 0; at < stems.length; at += 1)
        nearest[at] = Math.max(nearest[at] as number, row[at] as number);
    }
    kept.set(words, nearest);
    return nearest;
  };
}

/** What a likeness of two words counts for: nothing when they are only of one world. */
const graded = (likeness: number): number => {
  if (likeness >= 0.999) return 1;
  return likeness >= NEAR ? (likeness - NEAR) / (1 - NEAR) : 0;
};

/** « y a-t-il un parking », « quel est le prix du repassage »: what follows is what the question wants. */
const FOCUS =
  /\b(?:y ?a[- ]?(?:t[- ])?(?:il|elle)?|il y a|avez[- ]vous|vous (?:avez|faites)|existe[- ]t[- ]il|quel(?:le)?s? (?:est|sont)|c'est quoi|qui est|combien d[e']|prix d[eu]s?|tarifs? d[eu]s?|quel(?:le)?s?|qui (?:remet|donne|fournit)) (.{3,60})/;

/** The first words that say what a question wants to know. */
function focusOf(question: string): string[] {
  const after = FOCUS.exec(plain(question))?.[1] ?? '';
  return [...stemsOf(after)].filter((stem) => !SAYS_NOTHING.has(stem)).slice(0, FOCUS_WORDS);
}

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();

const NONE: ReadonlySet<string> = new Set();

/** Sentences kept at most as the answer, and how near the best the others are. */
const QUOTED = 3;
const AS_GOOD = 0.86;
const AS_GOOD_BESIDE = 0.8;
/** Items of a list that its announcement alone was found for. */
const LISTED = 8;
/** What a sentence gains for telling the kind of thing asked, and what its cosine weighs beside its words. */
const TELLS = 0.35;
const SAID = 1.1;

function featuresOf(
  passage: Passage,
  about: About,
  known: {
    readonly meaning: number;
    readonly said: number;
    readonly named: boolean;
  },
  cosineOf?: ReadonlyMap<string, number>,
): Pick<FoundPart, 'features' | 'quoted' | 'best'> {
  const { title, over, all, sentences } = wordsOf(passage);
  const compared = sentences.map((one) => {
    const tells = about.tells ? (about.tells(one.text) ? 1 : -1) : 0;
    const words = about.coverage(one.under);
    const alone = about.coverageWithout(one.words, over) ?? words;
    const cosine = cosineOf?.get(one.text);
    const score = 0.5 * words + 0.7 * alone + TELLS * Math.max(0, tells) + SAID * (cosine ?? 0.3);
    return { ...one, tells, coverage: words, cosine, score };
  });
  const best = compared.reduce(
    (first, one) => (one.score > first.score ? one : first),
    compared[0] as Compared,
  );
  return {
    features: {
      covered: about.coverage(all),
      sentence: best.coverage,
      meaning: known.meaning,
      said: cosineOf ? Math.max(0, ...compared.map(({ cosine }) => cosine ?? 0)) : known.said,
      named: known.named ? 1 : 0,
      tells: best.tells,
      own: about.coverageWithout(all, title) ?? 0.5,
      focus: about.focusIn(all) ?? 0.5,
    },
    quoted: quote(compared, best),
    best: best.text.trim(),
  };
}

/** A sentence of a part, compared with the question. */
interface Compared extends SentenceWords {
  readonly tells: number;
  readonly coverage: number;
  readonly cosine: number | undefined;
  readonly score: number;
}

/** « Elle », « Ces derniers »: what a sentence speaks of is in the one before. */
const LEANS =
  /^(?:il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|celui-ci|celle-ci|ceux-ci|celles-ci|son|sa|ses|leurs?|en outre|toutefois|cependant|dans ce cas|a defaut|sinon|mais|de meme|il s'agit)\b/;

/** The best sentence, with what it leans on and others that are as good, in reading order. */
function quote(compared: readonly Compared[], best: Compared): string[] {
  const chosen = new Set([best.index, ...neededBy(best, compared)]);
  for (const one of [...compared].sort((a, b) => b.score - a.score)) {
    if (chosen.size >= QUOTED) break;
    const isBeside = Math.abs(one.index - best.index) === 1;
    if (one.score >= (isBeside ? AS_GOOD_BESIDE : AS_GOOD) * best.score) chosen.add(one.index);
  }
  return [...chosen].sort((a, b) => a - b).map((index) => (compared[index] as Compared).text.trim());
}

/** The sentences without which one is not understood: what announces its list, its list, or what it leans on. */
function neededBy(best: Compared, compared: readonly Compared[]): number[] {
  if (best.opening !== undefined) return [best.opening];
  const list = best.text.trimEnd().endsWith(':')
    ? compared.filter(({ opening }) => opening === best.index).slice(0, LISTED)
    : [];
  const before = LEANS.test(fold(best.text)) ? compared[best.index - 1] : undefined;
  return [...list, ...(before ? [before] : [])].map(({ index }) => index);
}

/** A sentence: its words, with those of its title and heading, and the sentence that announces its list. */
interface SentenceWords {
  readonly index: number;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly under: ReadonlySet<string>;
  readonly opening: number | undefined;
}

interface PartWords {
  readonly title: ReadonlySet<string>;
  readonly over: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly sentences: readonly SentenceWords[];
}

const partWords = new WeakMap<Passage, PartWords>();

function wordsOf(passage: Passage): PartWords {
  const kept = partWords.get(passage);
  if (kept) return kept;
  const title = stemsOf(passage.document.title);
  const over = title.union(stemsOf(ownHeading(passage)));
  const sentences: SentenceWords[] = [];
  for (const block of passage.details) {
    const last = sentences.at(-1);
    const opening = block.type === 'list' && last?.text.trimEnd().endsWith(':') ? last : undefined;
    for (const text of block.type === 'list' ? block.items : sentencesOf(block.text)) {
      const words = stemsOf(text);
      const under = words.union(over).union(opening?.words ?? NONE);
      sentences.push({ index: sentences.length, text, words, under, opening: opening?.index });
    }
  }
  const found = { title, over, all: over.union(stemsOf(bodyText(passage))), sentences };
  partWords.set(passage, found);
  return found;
}

/** The cosine of the question and each sentence of a part, under its title and heading, as far as some go. */
async function readSentences(
  passage: Passage,
  query: Float32Array,
  { embedSentences }: NonNullable<DocumentIndex['vectors']>,
  most: number,
): Promise<Map<string, number>> {
  const cosines = new Map<string, number>();
  const sentences = wordsOf(passage).sentences.slice(0, most);
  const vectors = await embedSentences(sentences.map(({ text }) => underTitle(passage, text)));
  for (const [at, { text }] of sentences.entries()) {
    const vector = vectors[at];
    if (vector) cosines.set(text, dotAt(vector, 0, query));
  }
  return cosines;
}

/** The places of the best scores above zero, the best first. */
function bestPlaces(scores: Float64Array, count: number, allowed: (at: number) => boolean): number[] {
  const best: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] as number;
    const last = best.at(-1);
    if (score <= 0 || (best.length >= count && last !== undefined && score <= (scores[last] as number)))
      continue;
    if (!allowed(at)) continue;
    const before = best.findLastIndex((other) => (scores[other] as number) >= score);
    best.splice(before + 1, 0, at);
    if (best.length > count) best.pop();
  }
  return best;
}
