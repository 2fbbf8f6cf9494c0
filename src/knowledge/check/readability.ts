import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
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
  const [long, passive, jargon]: [Problem[], Problem[], Problem[]] = [[], [], []];
  let sentences = 0;
  let words = 0;
  for (const { path, meta, sections } of documents) {
    if (meta.kind === 'document' || meta.kind === 'law') continue;
    for (const { heading, line, shortAnswer = '', details } of sections) {
      const at = (message: string): Problem => ({ path, line, message, severity: 'warning' });
      const texts = [shortAnswer, ...details.flatMap(textsOf)];
      for (const sentence of texts.flatMap(sentencesOf)) {
        const count = wordCount(sentence);
        sentences += 1;
        words += count;
        if (count > LONG_SENTENCE) long.push(at(knowledgeTexts.longSentence(heading, count, sentence)));
        const turn = PASSIVE.exec(sentence)?.[0];
        if (turn) passive.push(at(knowledgeTexts.passive(heading, turn.trim())));
      }
      const whole = [heading, ...texts].join('\n').replace(/\{\{[^{}]*\}\}/g, ' ');
      for (const word of unexplained(whole, known)) jargon.push(at(knowledgeTexts.jargon(heading, word)));
    }
  }
  return { sentences, words: words / Math.max(1, sentences), long, passive, jargon };
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
