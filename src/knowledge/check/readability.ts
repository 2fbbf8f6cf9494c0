import type { KnowledgeDocument, Problem, Section } from '#src/knowledge/model/document.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { textsOf, wordCount } from './document.ts';
import { knowledgeTexts } from './texts.ts';

/** Words from which a sentence is hard to follow on a phone. */
export const LONG_SENTENCE = 25;

/** How hard the pages are to read, and where. */
export interface Readability {
  readonly sentences: number;
  /** Mean words of a sentence. */
  readonly words: number;
  readonly long: readonly Problem[];
  readonly passive: readonly Problem[];
  readonly jargon: readonly Problem[];
}

/** « est vérifié par », « sont décidées par » : who does it comes last. */
const PASSIVE =
  /(?<!\p{L})(?:est|sont|était|étaient|sera|seront|être|été|soit|soient) (?:\p{L}+ment |toujours |aussi |souvent )?\p{L}+(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues) (?:\p{L}+ment )?par (?!exemple|défaut|mois|an(?!\p{L})|jour|écrit|mail|lot|courrier|la poste|voie)/u;
const ACRONYM = /(?<![\p{L}\d{-])\p{Lu}\d*\p{Lu}[\p{Lu}\d]*(?![\p{L}\d}-])/gu;
/** Turns of offices and lawyers that plain words replace. */
const STIFF =
  /(?<!\p{L})(?:nonobstant|susvisée?s?|susmentionnée?s?|afférente?s?|ledit|ladite|lesdite?s|dudit|diligenter|ci-après|au titre du présent|en vertu de|eu égard à|in fine|ab initio|de facto|sus-?dit|subséquemment|inhérente?s?|idoine|obérer|pourvoir à|à peine de|sous réserve que|dûment|derechef|préjudiciable)(?!\p{L})/giu;
/** Numerals, and names that everybody reads without being told. */
const EVERYDAY = new Set(
  'II III IV VI VII VIII IX XI XII PDF SMS TV CD OK FAQ CV CE UE USB ZIP HLM RSA SMIC SNCF RATP CGT OCDE'.split(
    ' ',
  ),
);

/** Reads every sentence of our pages. Pure. */
export function readability(documents: readonly KnowledgeDocument[], glossary: Glossary): Readability {
  const known = knownWords(glossary);
  const ours = documents.filter(({ meta }) => meta.kind !== 'document' && meta.kind !== 'law');
  const read = ours.flatMap(({ path, sections }) =>
    sections.map((section) => readSection(path, section, known)),
  );
  const counts = read.flatMap((one) => one.counts);
  return {
    sentences: counts.length,
    words: counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length),
    long: read.flatMap((one) => one.long),
    passive: read.flatMap((one) => one.passive),
    jargon: read.flatMap((one) => one.jargon),
  };
}

/** One section: the words of each of its sentences, and what is hard to read. */
function readSection(
  path: string,
  { heading, line, shortAnswer = '', details }: Section,
  known: ReturnType<typeof knownWords>,
) {
  const at = (message: string): Problem => ({ path, line, message, severity: 'warning' });
  const texts = [shortAnswer, ...details.flatMap(textsOf)];
  const sentences = texts.flatMap(sentencesOf).map((sentence) => ({ sentence, count: wordCount(sentence) }));
  const whole = [heading, ...texts].join('\n').replace(/\{\{[^{}]*\}\}/g, ' ');
  return {
    counts: sentences.map(({ count }) => count),
    long: sentences
      .filter(({ count }) => count > LONG_SENTENCE)
      .map(({ sentence, count }) => at(knowledgeTexts.longSentence(heading, count, sentence))),
    passive: sentences.flatMap(({ sentence }) => {
      const turn = PASSIVE.exec(sentence)?.[0];
      return turn ? [at(knowledgeTexts.passive(heading, turn.trim()))] : [];
    }),
    jargon: unexplained(whole, known).map((word) => at(knowledgeTexts.jargon(heading, word))),
  };
}

/** Sentences of a text; a colon or a semicolon lets the reader breathe too. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?…:;])\s+/u).filter((sentence) => wordCount(sentence) > 0);

/** Acronyms that neither the glossary nor the text itself explains, and stiff turns. */
function unexplained(text: string, known: ReadonlySet<string>): string[] {
  const acronyms = [...text.matchAll(ACRONYM)]
    .map(([word]) => word)
    .filter(
      (word) => !known.has(word.toLowerCase()) && !known.has(word.replace(/(?<!\d)\d+$/, '').toLowerCase()),
    )
    .filter((word) => !EVERYDAY.has(word) && !text.includes(`(${word}`) && !text.includes(`${word} (`));
  return [...new Set([...acronyms, ...[...text.matchAll(STIFF)].map(([words]) => words)])];
}

/** Every word of a glossary's terms and of their other names. */
function knownWords({ terms }: Glossary): Set<string> {
  const names = terms.flatMap(({ term, expansion, synonyms, colloquial }) => [
    term,
    expansion ?? '',
    ...synonyms,
    ...colloquial,
  ]);
  return new Set(
    names.flatMap((name) => [...name.toLowerCase().matchAll(/[\p{L}\d]+/gu)].map(([word]) => word)),
  );
}
