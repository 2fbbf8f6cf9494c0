import { type Block, paragraph, plainText, type RichText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { saidAgain as texts } from '#src/features/answers/texts.ts';
import type { Glossary, GlossaryTerm } from '#src/knowledge/model/glossary.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { sentencesOf } from '#src/retrieval/passages/sentences.ts';
import { askChoice } from './next-questions.ts';

/** What is wanted of the answer that was just given: fewer and easier words, or what else its page says. */
export type SaidAgain = 'simpler' | 'more';

/** Sentences of an answer that say it by themselves. */
const SENTENCES = 2;
/** Words explained: more of them would be another text to understand. */
const WORDS = 4;
/** Other questions of the page. */
const QUESTIONS = 5;
/** An acronym of two letters is found in too many texts. */
const SHORTEST = 3;

/**
 * The answer in its first two sentences, with the words of the trade that it uses explained: nothing is written anew, so
 * nothing can be made simpler than it is true.
 * @param last what its page's question is answered
 * @returns undefined where it cannot be said with fewer words, nor any of them explained
 */
export function simplerAnswer(last: Answer, glossary: Glossary): Answer | undefined {
  const main = last.blocks.find((block) => block.type === 'paragraph');
  if (main?.type !== 'paragraph') return undefined;
  const words = termsIn(plainText(last.blocks), glossary).map(
    (term): RichText => [
      { text: `${term.term} : `, strong: true },
      { text: sentencesOf(term.definition)[0] ?? term.definition },
    ],
  );
  if (words.length === 0 && sentencesOf(wordsOf(main.text)).length <= SENTENCES) return undefined;
  const blocks: Block[] = [
    paragraph(texts.inShort),
    { type: 'paragraph', text: firstOf(main.text) },
    ...(words.length > 0 ? [paragraph(texts.words), { type: 'list', items: words } as const] : []),
    paragraph(texts.stillHard),
  ];
  return { ...last, blocks };
}

/**
 * What was said, in a paragraph, and what else its page says: its other questions, as buttons.
 * @returns undefined where its page answers nothing else
 */
export function moreOfAnswer(last: Answer, passages: readonly Passage[]): Answer | undefined {
  const [source] = last.citations;
  const main = last.blocks.find((block) => block.type === 'paragraph');
  if (!source || main?.type !== 'paragraph') return undefined;
  const cited = new Set(last.citations.map(({ section }) => section));
  const others = passages.filter(
    ({ documentId, heading, page }) => documentId === source.documentId && !page && !cited.has(heading),
  );
  const near = nearestTo(source.section, passages, others).slice(0, QUESTIONS);
  if (near.length === 0) return undefined;
  return {
    ...last,
    blocks: [
      { type: 'paragraph', text: [{ text: `${texts.reminder} ` }, ...main.text] },
      paragraph(texts.more(source.title)),
    ],
    followUps: near.map(({ heading }) => askChoice(heading)),
  };
}

/** Those that follow the section on its page, then those before it: what comes next is what was not said yet. */
function nearestTo(
  section: string,
  passages: readonly Passage[],
  others: readonly Passage[],
): readonly Passage[] {
  const at = passages.findIndex(({ heading }) => heading === section);
  const isAfter = (one: Passage) => passages.indexOf(one) > at;
  return [...others.filter(isAfter), ...others.filter((one) => !isAfter(one)).toReversed()];
}

function firstOf(text: RichText): RichText {
  const cites = [...new Set(text.flatMap((span) => span.cites ?? []))];
  return [{ text: sentencesOf(wordsOf(text)).slice(0, SENTENCES).join(' '), cites }];
}

const wordsOf = (text: RichText): string => text.map((span) => span.text).join('');

/** Words of the trade in a text, in its order. */
function termsIn(text: string, { terms }: Glossary): GlossaryTerm[] {
  const folded = ` ${bareWords(text)} `;
  return terms
    .map((term) => ({ term, at: placeOf(term, folded) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .slice(0, WORDS)
    .map(({ term }) => term);
}

function placeOf({ term, expansion }: GlossaryTerm, folded: string): number {
  const names = [term, ...(expansion ? [expansion] : [])].filter(({ length }) => length >= SHORTEST);
  const places = names.map((name) => {
    const bare = bareWords(name);
    return Math.max(folded.indexOf(` ${bare} `), folded.indexOf(` ${bare}s `));
  });
  return Math.max(-1, ...places);
}
