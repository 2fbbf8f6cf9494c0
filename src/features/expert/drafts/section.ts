import type { StoredMessage } from '#src/conversation/store/messages.ts';
import { wordsOf } from '#src/features/expert/case/message-lines.ts';
import { anonymise } from '#src/features/expert/drafts/anonymise/anonymise.ts';
import type { KnownNames } from '#src/features/expert/drafts/anonymise/names.ts';
import type { DraftWords } from '#src/features/expert/store/drafts.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { SHORT_ANSWER_WORDS, wordCount } from '#src/knowledge/check/document.ts';
import { articleExists, articlesIn, normalizeArticle } from '#src/reference/article-number.ts';
import { draftTexts } from './texts.ts';

/** A longer question is a story. */
export const HEADING_MAX = 200;
/** Fewer words than this say « bonjour, je regarde » and answer nothing. */
const ANSWER_WORDS = 6;
const GREETING =
  /^(?:(?:re)?bonjour|bonsoir|salut|hello|merci(?: beaucoup| d['’]avance)?|madame,? monsieur|monsieur|madame|bien sûr|d['’]accord|ok)(?![\p{L}\d])(?:\s+\[[\p{L} ]+\])?[^\p{L}\d«([]*/iu;

/**
 * Draws a section for the knowledge from an exchange: the question as it was asked, the answer that an expert gave, cut
 * after its first sentences, and the articles that the expert joined or named. No model: only what was said, without
 * personal data.
 * @param messages what was said in the case, oldest first
 * @param asked the company's question before the case was opened, when there is one
 * @returns undefined when no expert has answered anything
 */
export function draftSection(
  messages: readonly StoredMessage[],
  asked: string | undefined,
  known: KnownNames,
): DraftWords | undefined {
  const answers = messages.filter((message) => message.author === 'expert');
  const said = standingWords(answers);
  if (said.length === 0) return undefined;
  const full = said.filter((words) => wordCount(words) >= ANSWER_WORDS);
  const paragraphs = (full.length > 0 ? full : said).flatMap((words) =>
    words.split(/\n{2,}/).map((part) => anonymise(part.trim(), known)),
  );
  const [first = '', ...others] = paragraphs;
  const { short, rest } = cutAnswer(withoutGreeting(first));
  const questions = messages.slice(0, messages.indexOf(answers[0] as StoredMessage));
  return {
    heading: headingOf([...questions, ...messages], asked, known),
    shortAnswer: short || draftTexts.noAnswer,
    details: [rest, ...others].filter(Boolean).join('\n\n'),
    references: referencesOf(answers, said),
  };
}

/** What the experts said and still say: without what they took back, with what they corrected. */
function standingWords(answers: readonly StoredMessage[]): string[] {
  const names = new Set(
    answers.flatMap((one) => (one.author === 'company' ? [] : (one.content.by?.name ?? []))),
  );
  const said: string[] = [];
  for (const answer of answers) {
    const words = wordsOf(answer).trim();
    const isNews = answer.author !== 'company' && answer.content.by === undefined;
    const by = [...names].find((name) => isNews && words.includes(name));
    const gone = by === undefined ? -1 : said.findLastIndex((one) => words === caseTexts.withdrawn(by, one));
    if (gone >= 0) said.splice(gone, 1);
    else if (by !== undefined && words.startsWith(caseTexts.corrected(by, '')))
      said.push(words.slice(caseTexts.corrected(by, '').length));
    else if (!isNews && words !== '') said.push(words);
  }
  return said;
}

/** The articles of the sources that experts joined, then those that they named; only those that exist. */
function referencesOf(answers: readonly StoredMessage[], said: readonly string[]): string[] {
  const joined = answers.flatMap((message) =>
    message.author === 'company'
      ? []
      : message.content.blocks.flatMap((block) =>
          block.type === 'sources' ? block.items.flatMap(({ articles }) => articles) : [],
        ),
  );
  const found = [...joined, ...articlesIn(said.join('\n'))].flatMap((one) => normalizeArticle(one) ?? []);
  return [...new Set(found)].filter(articleExists);
}

/** The question: the first that the company asked in the exchange, or else before it. */
function headingOf(messages: readonly StoredMessage[], asked: string | undefined, known: KnownNames): string {
  const said = messages.flatMap((message) =>
    message.author === 'company' && message.content.type === 'text' ? [wordsOf(message)] : [],
  );
  const isQuestion = (text: string) => text.includes('?') && wordCount(text) >= 4;
  const found = said.find(isQuestion) ?? asked ?? said.find((text) => wordCount(text) >= 4);
  const question = found && questionIn(anonymise(found, known));
  return question || draftTexts.noQuestion;
}

/** The sentence that asks, with a capital and its mark. */
function questionIn(text: string): string {
  const sentences = sentencesOf(withoutGreeting(text.replace(/\s+/g, ' ')));
  const asking = sentences.find((sentence) => sentence.endsWith('?')) ?? sentences.join(' ');
  const bare = withoutGreeting(asking)
    .replace(/(?<![\s.!?…])[\s.!?…]+$/u, '')
    .slice(0, HEADING_MAX - 2);
  return bare === '' ? '' : `${bare.charAt(0).toUpperCase()}${bare.slice(1)} ?`;
}

function cutAnswer(text: string): { short: string; rest: string } {
  const flat = text.replace(/[ \t]+/g, ' ').trim();
  const sentences = sentencesOf(flat.replace(/\n/g, ' '));
  let taken = 0;
  let words = 0;
  for (const sentence of sentences) {
    words += wordCount(sentence);
    if (words > SHORT_ANSWER_WORDS) break;
    taken += 1;
  }
  if (taken > 0)
    return { short: sentences.slice(0, taken).join(' '), rest: sentences.slice(taken).join(' ') };
  // One sentence longer than a whole short answer: it stays in one piece below, its beginning shows what to shorten.
  const short = `${flat.split(/\s+/).slice(0, SHORT_ANSWER_WORDS).join(' ')}…`;
  return { short, rest: flat };
}

function withoutGreeting(text: string): string {
  let said = text.trim();
  for (let before = ''; before !== said; ) {
    before = said;
    const bare = said.replace(GREETING, '').trim();
    // « Bonjour » alone, or a question that is nothing else, stays.
    if (bare !== '') said = bare;
  }
  return said === text.trim() ? said : `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

const SENTENCES = new Intl.Segmenter('fr', { granularity: 'sentence' });
/** Abbreviations after which a sentence goes on: « art. R. 2122-8 ». */
const GOES_ON = /(?:^|[\s(])(?:art|R|L|D|cf|ex|n|p|al|etc|M|Mme)\.\s*$/u;

function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of SENTENCES.segment(text)) {
    const last = sentences.at(-1);
    if (last !== undefined && GOES_ON.test(last)) sentences[sentences.length - 1] = last + segment;
    else sentences.push(segment);
  }
  return sentences.map((sentence) => sentence.trim()).filter(Boolean);
}
