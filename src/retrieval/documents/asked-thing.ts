import { fold } from '#src/platform/french/text-analysis.ts';
import { type Classifier, classifierOf } from '#src/reader/wish/classifier.ts';
import learnt from './asked-things-weights.json' with { type: 'json' };

/** What a question may want to be told. `asked-things.jsonl` has examples of each. */
export const ASKED = [
  'hour',
  'date',
  'duration',
  'price',
  'number',
  'contact',
  'person',
  'place',
  'allowed',
  'exists',
  'what',
] as const;
export type Asked = (typeof ASKED)[number];

/** How likely a question asks each thing; probabilities add up to 1. */
export type AskedThings = Readonly<Record<Asked, number>>;

/** What is learnt from the examples, as written by `npm run calibrate:documents -- --write`. */
export interface LearntAsked {
  /** The reader that it was learnt from. */
  readonly reader: string;
  readonly lines: readonly {
    readonly asked: string;
    readonly bias: number;
    /** 32-bit numbers, in base 64. */
    readonly weights: string;
  }[];
}

let classifier: Classifier | undefined;

/** What a question asks, by what examples taught; undefined for the vector of another reader. */
export function askedThings(question: Float32Array, reader: string): AskedThings | undefined {
  const { lines, reader: from }: LearntAsked = learnt;
  if (from !== reader) return undefined;
  classifier ??= classifierOf(
    lines.map(({ asked, bias, weights }) => ({ wish: asked, bias, weights: unpacked(weights) })),
  );
  const found = new Map(classifier.classify(question).map(({ wish, probability }) => [wish, probability]));
  return Object.fromEntries(ASKED.map((asked) => [asked, found.get(asked) ?? 0])) as Record<Asked, number>;
}

const unpacked = (weights: string): Float32Array => {
  const bytes = Buffer.from(weights, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

const DAYS = 'lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?';
const MONTHS = 'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre';
const NUMBER =
  '\\d|\\b(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille|demie?|moitie|tiers|quart|aucune?|illimite\\w*|chaque|double)\\b';

/** Signs, in folded text with single spaces, that a sentence tells a thing: surely, and perhaps. */
const SIGNS: Readonly<Partial<Record<Asked, { readonly sure: RegExp; readonly perhaps?: RegExp }>>> = {
  hour: {
    sure: /\b\d{1,2} ?(?:h|heures?)\b|\b(?:\p{L}{2,7}-)?\p{L}{2,7} heures?\b|\b\d{1,2} ?h ?\d\d\b|\b\d{1,2}:\d\d\b|\b(?:midi|minuit)\b/u,
  },
  date: {
    sure: new RegExp(`\\b(?:${MONTHS}|${DAYS})\\b|\\b\\d{1,2}/\\d{1,2}\\b|\\b(?:19|20)\\d\\d\\b`),
    perhaps:
      /\b(?:jours?|semaines?|mois|ans?|annees?|trimestres?|heures?|veille|lendemain|avant|apres|fin|debut|lors)\b/,
  },
  duration: {
    sure: new RegExp(
      `(?:${NUMBER})[^.;]{0,14}\\b(?:minutes?|heures?|h|jours?|journees?|demi-journees?|semaines?|mois|ans?|annees?|trimestres?)\\b`,
    ),
    perhaps: new RegExp(`\\b(?:${MONTHS}|veille|lendemain|journee|delais?|permanent\\w*)\\b`),
  },
  price: {
    sure: /\d ?(?:€|eur\b|k€)|\beuros?\b|\b(?:gratuit\w*|offerte?s?)\b/,
    perhaps: /: ?\d|%/,
  },
  number: { sure: new RegExp(NUMBER) },
  contact: { sure: /@|\b0\d(?:[ .-]?\d\d){4}\b|\+33|\bhttps?:|\bwww\.|\.fr\b|\bpostes? \d/ },
};

/** A name of somebody or of a body, in a text as it is written. */
const NAME =
  /\b(?:M\.|MM\.|Mmes?|Mlle|Me|Dr) |(?<![\p{L}’'-])\p{Lu}[\p{L}’'-]{1,30} (?:(?:de|du|la|le|d’) )?\p{Lu}\p{L}/u;
const WHO =
  /\b(?:responsable|direct\w+|services?|conseill\w+|tuteur|tutrice|chefs?|comite|equipe|encadrant\w*|agence|association|titulaire|entreprise|employeur|presiden\w+|maire|gerant\w*|client\w*|acheteur|referent\w*|secretaire|adherents?|structure|organis\w+|etablissement)\b/;
const CAPITAL_INSIDE = /[\p{Ll},:] \p{Lu}\p{Ll}/u;
const WHERE =
  /\b(?:rue|avenue|place|quai|salles?|batiment|etage|porte|halle|loge|local|locaux|sites?|villes?|communes?|adresse|boulevard|chemin|hall|maison|mairie|accueil|bureaux?|lingerie|dossier|ligne|\d{5})\b/;

/** What a sign that is not sure counts for. */
const PERHAPS = 0.4;

/** How far a sentence tells each thing, −1 (no sign of it) to 1; nothing where no sign says. */
export function toldBy(sentence: string): Readonly<Partial<Record<Asked, number>>> {
  const text = fold(sentence).replace(/\s+/g, ' ').trim();
  const signs = Object.entries(SIGNS).map(([asked, { sure, perhaps }]) => [
    asked,
    marked(sure.test(text), perhaps?.test(text)),
  ]);
  return {
    ...Object.fromEntries(signs),
    person: marked(NAME.test(sentence), WHO.test(text), ANY_NOUN),
    place: marked(WHERE.test(text), CAPITAL_INSIDE.test(sentence), ANY_NOUN),
  };
}

/** What no sign counts for, of who and where: any noun may tell it (« la gardienne », « sous le porche »). */
const ANY_NOUN = 0;

const marked = (isSure: boolean, isPerhaps = false, without = -1): number => {
  if (isSure) return 1;
  return isPerhaps ? PERHAPS : without;
};

/** How far a sentence tells what is asked, −1 to 1; 0 where nothing of it can be told by a sign. */
export function tells(asked: AskedThings | undefined, told: ReturnType<typeof toldBy>): number {
  if (!asked) return 0;
  return ASKED.reduce((sum, one) => sum + asked[one] * (told[one] ?? 0), 0);
}
