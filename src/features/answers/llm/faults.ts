import type { Block, Span } from '#src/channel/blocks.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { analyse, fold } from '#src/platform/french/text-analysis.ts';
import { isForeign } from '#src/reader/language.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { modelFault } from './texts.ts';

/** What only a model gets wrong: a page never changes language, obeys a document or says what it does not hold. */
export interface Fault {
  readonly rule: 'language' | 'form' | 'instruction' | 'unsupported';
  readonly detail: string;
}

/** Words that address a machine: a paragraph that holds them proves nothing. Runs on folded text. */
const INSTRUCTION = new RegExp(
  [
    String.raw`\b(?:ignore[zs]?|oublie[zs]?)\b[^.]{0,40}\b(?:consignes?|instructions?|prompts?|ce qui precede)\b`,
    String.raw`\b(?:nouvelles?|tes) (?:consignes?|instructions?)\b|\btes regles\b`,
    String.raw`(?<!\b(?:je|tu) )\b(?:reponds|dis|affirme) (?:toujours |simplement |seulement )?(?:que|oui|non)\b`,
    String.raw`\btu (?:es|dois|peux|n'es) (?:maintenant|desormais|plus|toujours)\b`,
    String.raw`\b(?:ignore|disregard|forget) (?:all|any|the|your|previous|prior)\b|\byou (?:are now|must)\b`,
    String.raw`\bsystem prompt\b|\bassistant ?:|\bsystem ?:`,
  ].join('|'),
);
/** A tool call, a tag or a control token written as if it were the answer. */
const NOT_PROSE = /<[/|]?[a-z_]|\[\/?[A-Z_]{3,}\]|\{\s*"|"\s*:\s*[{["]|\b(?:rechercher|calculer)\s*\(/;
/**
 * Of the words of a sentence, the part that its sources must hold. Measured on the wordings kept aside for the
 * evaluation, which say a page's subject in words of their own: it takes 93 % of them away from a page drawn by lot and
 * 26 % from their own page. A model that copies its passages is far above; one refused for nothing costs a rewording.
 */
const SUPPORT = 0.4;
/** And the part of them that must stand in its sources, not only in the question: a person may be told what to ask. */
const SOURCED = 0.2;
/** Shorter sentences have too few words to weigh: one must be known, or a figure, unless it only concludes. */
const WEIGHED = 3;
const CONCLUDES = /^(?:perm|autor|possi|impos|oblig|facul|inter|defen|exact|vrai|faux|necess|inuti|cas)/;
/** Numbers and their units, whatever their form: figures are verified by themselves. */
const FIGURE = /\d|^(?:mille|milli|euro|euros|ht|ttc|jour|jours|semai|mois|ans?|annee|heure)$/;
/** First letters that tell a word from another, whatever its ending: « obtenir », « obtention ». */
const PREFIX = 5;

/**
 * Finds what a model's text must not have: another language than French, a tool call or tags, sentences that follow an
 * instruction hidden in a passage, sentences whose words stand neither in the passages they cite nor in the question.
 */
export function faultsOf(
  blocks: readonly Block[],
  evidences: readonly Evidence[],
  understanding: Understanding,
): Fault[] {
  const sentences = sentencesOf(blocks);
  const whole = sentences.map(({ text }) => text).join(' ');
  const foreign = isForeign(whole) || sentences.some(({ text }) => isForeign(text));
  const own = new Set(wordsOf(understanding.question).flat());
  const faults: Fault[] = [];
  if (foreign) faults.push({ rule: 'language', detail: modelFault.language });
  if (NOT_PROSE.test(whole)) faults.push({ rule: 'form', detail: modelFault.form });
  for (const [index, { text, cites }] of sentences.entries()) {
    const cited = cites.flatMap((n) => evidences[n - 1] ?? []);
    const { clean, poisoned } = heldBy(cited.length > 0 ? cited : evidences);
    const known = clean.union(own);
    const isKnown = (forms: Word) => forms.some((form) => known.has(form));
    const said = wordsOf(digitsForWords(fold(text)));
    const weighed = said.filter(([form]) => !FIGURE.test(form));
    const held = weighed.filter(isKnown).length;
    const sourced = weighed.filter((forms) => forms.some((form) => clean.has(form))).length;
    if (wordsOf(text).some((word) => word.some((form) => poisoned.has(form)) && !isKnown(word)))
      faults.push({ rule: 'instruction', detail: modelFault.instruction(index + 1) });
    else if (
      weighed.length < WEIGHED
        ? held === 0 && weighed.length === said.length && weighed.some(([form]) => !CONCLUDES.test(form))
        : held < SUPPORT * weighed.length || sourced < SOURCED * weighed.length
    )
      faults.push({ rule: 'unsupported', detail: modelFault.unsupported(index + 1) });
  }
  return faults;
}

/** The sentences of a draft, each with the citations of the words it stands in. */
function sentencesOf(blocks: readonly Block[]): { text: string; cites: readonly number[] }[] {
  const lines = blocks.flatMap((block): (readonly Span[])[] => {
    if (block.type === 'list') return [...block.items];
    return block.type === 'paragraph' || block.type === 'note' ? [block.text] : [];
  });
  return lines
    .flat()
    .flatMap(({ text, cites = [] }) =>
      text.split(/(?<=[.!?;])\s+(?=\S)/).map((sentence) => ({ text: sentence, cites })),
    )
    .filter(({ text }) => /\p{L}/u.test(text));
}

/** The words of evidences, apart from those of their paragraphs that address a machine. */
function heldBy(evidences: readonly Evidence[]): { clean: Set<string>; poisoned: Set<string> } {
  const texts = evidences.flatMap(({ passage, shortAnswer, details }) => [
    passage.document.title,
    passage.heading,
    shortAnswer,
    ...details.flatMap((block) => (block.type === 'list' ? block.items : [block.text])),
  ]);
  const poisons = texts.filter((text) => INSTRUCTION.test(fold(text)));
  const clean = texts.filter((text) => !poisons.includes(text));
  // Wordings are staff's, and never given to a model: they only tell other ways of saying the same.
  clean.push(...evidences.flatMap(({ passage }) => passage.wordings));
  const formsOf = (all: readonly string[]) => new Set(wordsOf(all.join('\n')).flat());
  return { clean: formsOf(clean), poisoned: formsOf(poisons) };
}

/** A word by the beginnings of its stem and of itself: the stemmer parts « dépasse » from « dépasser ». */
type Word = readonly [stem: string, word: string];

/** The words of a text that carry meaning, each once. */
function wordsOf(text: string): Word[] {
  const found = analyse(text).map(
    ({ stem, word }): Word => (/\d/.test(stem) ? [stem, stem] : [cut(stem), cut(word)]),
  );
  return [...new Map(found.map((word) => [word[0], word])).values()];
}

const cut = (word: string): string => word.slice(0, PREFIX);
