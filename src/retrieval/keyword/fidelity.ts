import { FIGURE_MARK } from '#src/knowledge/model/figures.ts';
import { analyse, stemsOf, type Token } from '#src/platform/french/text-analysis.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** Cases of the average word that a word's own cases are mixed with: rare words are judged by the average. */
const PRIOR = 4;

/** How hard fidelity weighs: 1 would be proportional; looked at on held-out wordings, flat between 0.5 and 1. */
const EXPONENT = 0.75;

/** The weight of a stem of a question, 1 for an average one. */
export type Fidelity = (stem: string) => number;

/**
 * How faithful each word is to what is asked: of the wordings that hold it, the part whose section also holds it
 * elsewhere. « avance » is nearly always answered by a page about advances; « nettoyage » or « traiteur » tell who
 * asks, not what. Measured on the pages' own wordings, at build.
 */
export function measureFidelity(passages: readonly Passage[]): Fidelity {
  const seen = new Map<string, { cases: number; kept: number }>();
  let cases = 0;
  let kept = 0;
  for (const { stem, elsewhere } of passages.flatMap(wordingStems)) {
    const tally = seen.get(stem) ?? { cases: 0, kept: 0 };
    tally.cases += 1;
    cases += 1;
    if (elsewhere) {
      tally.kept += 1;
      kept += 1;
    }
    seen.set(stem, tally);
  }
  const average = cases > 0 ? kept / cases : 1;
  const weights = new Map<string, number>();
  for (const [stem, tally] of seen) {
    const fidelity = (tally.kept + PRIOR * average) / (tally.cases + PRIOR);
    weights.set(stem, (fidelity / average) ** EXPONENT);
  }
  return (stem) => weights.get(stem) ?? 1;
}

/** A word of a wording of a section. */
interface WordingStem {
  readonly stem: string;
  /** Whether the section holds it elsewhere. */
  readonly elsewhere: boolean;
}

const known = new WeakMap<Passage, readonly WordingStem[]>();

/** The words of each wording of a section; read once for as long as it lives. */
function wordingStems(passage: Passage): readonly WordingStem[] {
  return known.get(passage) ?? keepWordings(passage, analysed(passage));
}

/** The words of a passage, each of its texts analysed. */
export interface AnalysedPassage {
  readonly title: readonly Token[];
  readonly heading: readonly Token[];
  readonly wordings: readonly (readonly Token[])[];
  /** Of its text, marks of figures left out. */
  readonly body: readonly Token[];
}

/** Analyses the texts of a passage. */
export const analysed = (passage: Passage): AnalysedPassage => ({
  title: analyse(passage.document.title),
  heading: analyse(passage.heading),
  wordings: passage.wordings.map(analyse),
  body: analyse(bodyText(passage).replace(FIGURE_MARK, ' ')),
});

/** Keeps the words of the wordings of a passage, whose texts were analysed for another use, too: it takes a while. */
export function keepWordings(passage: Passage, words: AnalysedPassage): readonly WordingStem[] {
  const kept = stemsOfWordings(passage, words);
  known.set(passage, kept);
  return kept;
}

function stemsOfWordings(
  passage: Passage,
  { title, heading, wordings, body }: AnalysedPassage,
): WordingStem[] {
  if (wordings.length === 0) return [];
  const stems = wordings.flatMap((wording) => [...new Set(wording.map(({ stem }) => stem))]);
  const figures = [...bodyText(passage).matchAll(FIGURE_MARK)].flatMap(([, id = '']) => [...stemsOf(id)]);
  const page = new Set([...[title, heading, body].flat().map(({ stem }) => stem), ...figures]);
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return stems.map((stem) => ({ stem, elsewhere: page.has(stem) || (counts.get(stem) ?? 0) > 1 }));
}
