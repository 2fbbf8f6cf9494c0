import type { Glossary } from '#src/knowledge/glossary.ts';
import { analyse, fold, stem } from './french-text.ts';
import { type KeywordIndex, type QueryTerm, termsOf, termsOfStem } from './keyword-index.ts';
import type { SpellingRepair } from './spelling.ts';

/** Words of a person, repaired and expanded, ready for the keyword index. */
export interface ExpandedQuery {
  readonly terms: readonly QueryTerm[];
  /** The person's words with typed mistakes set right: what the vectors and the reader get. */
  readonly text: string;
  /** Stems of the person's own words, after repair: what an answer must cover. */
  readonly ownStems: readonly string[];
}

/** A phrase to look for in folded text, whole words only. */
interface PhraseRule {
  readonly pattern: RegExp;
  readonly then: string;
  readonly weight: number;
}

/**
 * Understands words before search: staff's corrections, spelling repair against the index's own vocabulary, then the
 * glossary's equivalents at a low weight. A general thesaurus was measured to do harm; this one is short and ours.
 */
export class QueryExpander {
  readonly #keywords: KeywordIndex;
  readonly #spelling: SpellingRepair;
  readonly #corrections: readonly PhraseRule[];
  readonly #equivalents: readonly PhraseRule[];
  readonly #intents: readonly PhraseRule[];

  constructor(keywords: KeywordIndex, spelling: SpellingRepair, glossary: Glossary) {
    this.#keywords = keywords;
    this.#spelling = spelling;
    this.#corrections = [
      ...glossary.corrections.map(({ typed, right }) => rule(typed, right, 1)),
      ...glossary.terms.flatMap((term) => term.misspellings.map((typed) => rule(typed, term.term, 1))),
    ].filter((one) => one !== undefined);
    this.#equivalents = glossary.terms
      .flatMap((term) => {
        const names = [term.term, term.expansion ?? '', ...term.synonyms].filter(Boolean);
        const meaning = [term.term, term.expansion ?? '', ...term.synonyms.slice(0, 3)].join(' ');
        return [...names, ...term.colloquial].map((name) => rule(name, meaning, term.weight));
      })
      .filter((one) => one !== undefined);
    this.#intents = glossary.intents
      .flatMap((intent) =>
        intent.phrases.map((phrase) => rule(phrase, intent.topics.join(' '), INTENT_WEIGHT)),
      )
      .filter((one) => one !== undefined);
  }

  expand(text: string): ExpandedQuery {
    const corrected = this.#correct(text);
    const own = analyse(corrected).map(({ word, stem: stemmed }) => {
      const repaired = this.#keywords.has(stemmed) ? undefined : this.#spelling.repair(word);
      return repaired ? { word: repaired, stem: stem(repaired) } : { word, stem: stemmed };
    });
    const terms = new Map<string, number>();
    const add = ({ token, weight }: QueryTerm) => terms.set(token, Math.max(terms.get(token) ?? 0, weight));
    for (const term of termsOf(corrected).filter(({ token }) => token.startsWith('§'))) add(term);
    for (const { stem: stemmed } of own) for (const term of termsOfStem(stemmed)) add(term);
    const folded = ` ${fold(corrected)} `;
    const ownStems = new Set(own.map((token) => token.stem));
    for (const { pattern, then, weight } of [...this.#equivalents, ...this.#intents]) {
      if (!pattern.test(folded)) continue;
      for (const { stem: stemmed } of analyse(then)) {
        if (ownStems.has(stemmed)) continue;
        for (const term of termsOfStem(stemmed, weight)) add(term);
      }
    }
    return {
      terms: [...terms].map(([token, weight]) => ({ token, weight })),
      text: own.map((token) => token.word).join(' '),
      ownStems: [...ownStems],
    };
  }

  #correct(text: string): string {
    let corrected = fold(text);
    for (const { pattern, then } of this.#corrections) {
      if (pattern.test(corrected)) corrected = corrected.replace(pattern, fold(then));
    }
    return corrected;
  }
}

/** What a frequent intent's subjects weigh beside the person's own words. */
const INTENT_WEIGHT = 0.25;

function rule(phrase: string, then: string, weight: number): PhraseRule | undefined {
  const folded = fold(phrase).trim();
  if (folded.length < 2) return undefined;
  const escaped = folded.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '[\\s-]+');
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u'), then, weight };
}
