import { fold, stem, stemsOf } from '#src/platform/french/text-analysis.ts';
import { isGeneralFrench } from '#src/retrieval/general-french/general-french.ts';
import { likenessTo } from '#src/retrieval/keyword/word-likeness.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { stemWeight } from './stem-weight.ts';

/** A question as parts of documents are compared with it. */
export interface About {
  /** Part of its weight that stands among some words; undefined when nothing of it is counted. */
  readonly coverage: (words: ReadonlySet<string>, leftOut?: ReadonlySet<string>) => number | undefined;
  /** The same, words of one world counting by how near they are: what is said otherwise is not said in its words. */
  readonly likeness: (words: ReadonlySet<string>, leftOut?: ReadonlySet<string>) => number | undefined;
  /**
   * How far what it asks for by name (« quel diplôme », « combien de repas ») is missing among some words, 0 to 1; half of
   * it for a word that only says what kind of thing is asked (« quelle date »), 0 where it names nothing.
   */
  readonly lacking: (words: ReadonlySet<string>) => number;
  /** Its words that are no general French: names of places, of bodies, of tools. */
  readonly properNames: readonly string[];
  /** Whether it names a document. */
  readonly names: (passage: Passage) => boolean;
}

/** Words from which likeness on two words count as near. */
const NEAR = 0.55;

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

/** What a question asks for by name, in folded text. */
const NAMED_THING =
  /\b(?:combien (?:de |d')|quel(?:le)?s? (?:est |sont )?(?:le |la |les |l')?|qui (?:est|sont) (?:le |la |les |l')|(?:y a[ -]t[ -]il|il y a) (?:une? |des )|droit (?:a |aux? )(?:une? |des )?)(\p{L}{3,40})/u;

/** Part of the weight of a title from which a question names its document: with a word for it, and without. */
const NAMED = 0.34;
const NAMED_ALONE = 0.5;
/** « marchés publics » names no document, whatever its title: so much of the weight of words must be shared. */
const TELLING = 1.1;

/** The words of a question that tell what it is about; all of them where none does. */
export function tellingStems(stems: readonly string[]): readonly string[] {
  const telling = stems.filter((stem) => !SAYS_NOTHING.has(stem));
  return telling.length > 0 ? telling : stems;
}

/** @param stems the question's telling words */
export function questionAbout(question: string, stems: readonly string[]): About {
  const nearestIn = nearestOf(stems);
  const weights = stems.map(stemWeight);
  const partOf = (
    words: ReadonlySet<string>,
    leftOut: ReadonlySet<string> | undefined,
    worth: (likeness: number) => number,
  ) => {
    const nearest = nearestIn(words);
    let total = 0;
    let held = 0;
    for (const [at, stem] of stems.entries()) {
      if (leftOut?.has(stem)) continue;
      const weight = weights[at] as number;
      total += weight;
      held += weight * worth(nearest[at] as number);
    }
    return total > 0 ? held / total : undefined;
  };
  const own = new Set(stems);
  const speaksOfOne = ABOUT_DOCUMENTS.test(plain(question));
  return {
    coverage: (words, leftOut) => partOf(words, leftOut, graded),
    likeness: (words, leftOut) => partOf(words, leftOut, (likeness) => likeness),
    lacking: lackingIn(plain(question)),
    properNames: stems.filter((stem) => stem.length >= 4 && !/\d/.test(stem) && !isGeneralFrench(stem)),
    names: ({ documentId, document: { title } }) =>
      [title, ...title.split(/\s[:–-]\s|[,;(]/), fileNameOf(documentId)].some((name) => {
        const words = [...stemsOf(name)].filter((stem) => !DOCUMENT_WORDS.has(stem) && !/^\d+$/.test(stem));
        const shared = words.filter((stem) => own.has(stem));
        const said = weigh(shared);
        const part = said / (weigh(words) || 1);
        if (speaksOfOne && part >= NAMED) return true;
        return shared.length > 1 && part >= NAMED_ALONE && said >= TELLING;
      }),
  };
}

/** The name that staff gave a file, as words: « CR_CA_12_mars.docx » says what the first line of a document may not. */
const fileNameOf = (documentId: string): string =>
  documentId
    .slice(documentId.lastIndexOf('/') + 1)
    .replace(/\.[a-z]{2,5}$/i, '')
    .replaceAll(/[_.-]/g, ' ');

/** How far what a question asks for by name is missing among some words. */
function lackingIn(question: string): About['lacking'] {
  const word = NAMED_THING.exec(question)?.[1];
  if (word === undefined) return () => 0;
  const named = stem(word);
  const part = KIND_WORDS.has(named) ? 0.5 : 1;
  const nearestIn = nearestOf([named]);
  return (words) => part * (1 - (nearestIn(words)[0] as number));
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
      if (!row) continue;
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

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();
