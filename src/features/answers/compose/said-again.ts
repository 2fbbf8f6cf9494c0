import { type Block, paragraph, plainText, type RichText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { saidAgain as texts } from '#src/features/answers/texts.ts';
import type { Glossary, GlossaryTerm } from '#src/knowledge/model/glossary.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { sentencesOf } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
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
 * @param last the answer to the thread's question, given again
 */
export function simplerAnswer(last: Answer, glossary: Glossary): Answer {
  const main = last.blocks.find((block) => block.type === 'paragraph');
  if (last.kind === 'refusal' || main?.type !== 'paragraph') return last;
  const words = termsIn(plainText(last.blocks), glossary).map(
    (term): RichText => [
      { text: `${term.term} : `, strong: true },
      { text: sentencesOf(term.definition)[0] ?? term.definition },
    ],
  );
  const blocks: Block[] = [
    paragraph(texts.inShort),
    { type: 'paragraph', text: firstOf(main.text) },
    ...(words.length > 0 ? [paragraph(texts.words), { type: 'list', items: words } as const] : []),
    paragraph(texts.stillHard),
  ];
  return { ...last, blocks };
}

/** What else the page of the answer says: its other questions, as buttons. */
export function moreOfAnswer(last: Answer, passages: readonly Passage[]): Answer {
  const [source] = last.citations;
  if (last.kind === 'refusal' || !source) return last;
  const cited = new Set(last.citations.map(({ section }) => section));
  const others = passages.filter(
    ({ documentId, heading, page }) => documentId === source.documentId && !page && !cited.has(heading),
  );
  const near = nearestTo(source.section, passages, others).slice(0, QUESTIONS);
  if (near.length === 0) return last;
  return {
    ...last,
    blocks: [paragraph(texts.more(source.title))],
    citations: [],
    verdict: null,
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
  const said = text.map((span) => span.text).join('');
  const cites = [...new Set(text.flatMap((span) => span.cites ?? []))];
  return [{ text: sentencesOf(said).slice(0, SENTENCES).join(' '), cites }];
}

/** Words of the trade in a text, in its order. */
function termsIn(text: string, { terms }: Glossary): GlossaryTerm[] {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
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
    const bare = fold(name)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return Math.max(folded.indexOf(` ${bare} `), folded.indexOf(` ${bare}s `));
  });
  return Math.max(-1, ...places);
}
