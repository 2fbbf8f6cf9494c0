import type { Glossary, GlossaryTerm } from '#src/knowledge/model/glossary.ts';
import { analyse, fold, stem, stemsOf } from '#src/platform/french/text-analysis.ts';
import type { Fidelity } from './fidelity.ts';
import { type KeywordIndex, type QueryTerm, termsOf, termsOfStem } from './keyword-index.ts';
import { PhraseTable, phraseWords, replacePhrases } from './phrases.ts';
import { questionTypeTokens } from './question-type.ts';
import type { SpellingRepair } from './spelling.ts';

/** Words of a person, repaired and expanded, ready for the keyword index. */
export interface ExpandedQuery {
  /** As asked, before anything is put right or left out. */
  readonly asked: string;
  readonly terms: readonly QueryTerm[];
  /** The person's words with typed mistakes set right: what the vectors and the reader get. */
  readonly text: string;
  /** Stems of the person's own words, after repair: what an answer must cover. */
  readonly ownStems: readonly string[];
  /** Those of them that no page holds as typed: repaired to a near word, or unknown. */
  readonly doubtfulStems: ReadonlySet<string>;
}

/** What a phrase adds to a query. */
interface Expansion {
  readonly stems: readonly string[];
  readonly weight: number;
}

/** What a frequent intent's subjects weigh beside the person's own words. */
const INTENT_WEIGHT = 0.25;
/** What the kind of a question (how much, how long, what is it) weighs beside its words. */
const QUESTION_TYPE_WEIGHT = 1;
/** Acronyms that are everyday words once in lower case: they count only as typed in capitals. */
const EVERYDAY = new Set([
  'ai',
  'ca',
  'ta',
  'ami',
  'ms',
  'to',
  'os',
  'ae',
  'ei',
  'mi',
  'pi',
  'aci',
  'sad',
  'place',
]);

/**
 * Understands words before search: staff's corrections, spelling repair against the index's own vocabulary, then the
 * glossary's equivalents at a low weight. A general thesaurus was measured to do harm; this one is short and ours.
 */
export class QueryExpander {
  readonly #keywords: KeywordIndex;
  readonly #spelling: SpellingRepair;
  readonly #fidelity: Fidelity;
  readonly #corrections: PhraseTable<string>;
  readonly #expansions: PhraseTable<Expansion>;
  readonly #capitals: PhraseTable<Expansion>;

  constructor(
    keywords: KeywordIndex,
    spelling: SpellingRepair,
    glossary: Glossary,
    fidelity: Fidelity = () => 1,
  ) {
    this.#keywords = keywords;
    this.#spelling = spelling;
    this.#fidelity = fidelity;
    const { corrections, expansions, capitals } = phrasesOf(glossary);
    this.#corrections = corrections;
    this.#expansions = expansions;
    this.#capitals = capitals;
  }

  expand(text: string): ExpandedQuery {
    const words = replacePhrases(phraseWords(text), this.#corrections);
    const doubtfulStems = new Set<string>();
    // An amount or a headcount that no page quotes belongs to the person's own case: it says nothing of what is asked.
    const telling = analyse(words.join(' ')).filter(
      ({ stem: number }) => !/^\d/.test(number) || this.#keywords.has(number),
    );
    const own = telling.map((token) => {
      if (this.#keywords.has(token.stem)) return token;
      const repaired = this.#spelling.repair(token.word);
      const kept = repaired ? { word: repaired, stem: stem(repaired) } : token;
      doubtfulStems.add(kept.stem);
      return kept;
    });
    const terms = new Map<string, number>();
    const add = ({ token, weight }: QueryTerm) => terms.set(token, Math.max(terms.get(token) ?? 0, weight));
    for (const term of termsOf(text)) if (term.token.startsWith('§')) add(term);
    for (const { stem: stemmed } of own)
      for (const term of termsOfStem(stemmed, this.#fidelity(stemmed))) add(term);
    for (const token of questionTypeTokens(text)) add({ token, weight: QUESTION_TYPE_WEIGHT });
    const ownStems = new Set(own.map((token) => token.stem));
    const capitals = phraseWords(text.match(/\b\p{Lu}{2,5}\b/gu)?.join(' ') ?? '');
    for (const { value } of [...this.#expansions.find(words), ...this.#capitals.find(capitals)]) {
      const others = value.stems.filter((stemmed) => !ownStems.has(stemmed));
      others.flatMap((stemmed) => termsOfStem(stemmed, value.weight)).forEach(add);
    }
    return {
      asked: text,
      terms: [...terms].map(([token, weight]) => ({ token, weight })),
      text: own.map((token) => token.word).join(' '),
      ownStems: [...ownStems],
      doubtfulStems,
    };
  }
}

/** The phrases of a glossary. */
interface Phrases {
  readonly corrections: PhraseTable<string>;
  readonly expansions: PhraseTable<Expansion>;
  readonly capitals: PhraseTable<Expansion>;
}

const known = new WeakMap<Glossary, Phrases>();

/** The phrases of a glossary, read once for as long as it serves. */
function phrasesOf(glossary: Glossary): Phrases {
  const kept = known.get(glossary) ?? readPhrases(glossary);
  known.set(glossary, kept);
  return kept;
}

function readPhrases({ corrections, terms, intents }: Glossary): Phrases {
  const named = terms.flatMap(expansionsOf);
  return {
    corrections: new PhraseTable([
      ...corrections.map(({ typed, right }) => [typed, right] as const),
      ...terms.flatMap((term) => term.misspellings.map((typed) => [typed, term.term] as const)),
    ]),
    expansions: new PhraseTable([
      ...named.filter(([name]) => !EVERYDAY.has(fold(name))),
      ...intents.flatMap(({ phrases, topics }) => {
        const expansion = { stems: [...stemsOf(topics.join(' '))], weight: INTENT_WEIGHT };
        return phrases.map((phrase) => [phrase, expansion] as const);
      }),
    ]),
    capitals: new PhraseTable(named.filter(([name]) => EVERYDAY.has(fold(name)))),
  };
}

/** Each name of a term, with the words that mean the same. */
function expansionsOf(term: GlossaryTerm): (readonly [string, Expansion])[] {
  const names = [term.term, term.expansion ?? '', ...term.synonyms, ...term.colloquial].filter(Boolean);
  const meaning = [term.term, term.expansion ?? '', ...term.synonyms.slice(0, 3)].join(' ');
  const expansion = { stems: [...stemsOf(meaning)], weight: term.weight };
  return names.map((name) => [name, expansion] as const);
}
