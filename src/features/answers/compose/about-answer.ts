import { type Block, paragraph, type RichText, type SourceItem } from '#src/channel/blocks.ts';
import { type Answer, MAX_ARTICLES } from '#src/features/answers/answer.ts';
import { aboutAnswer as texts } from '#src/features/answers/texts.ts';
import { sentencesOf } from '#src/retrieval/passages/sentences.ts';

/** What is asked of the last answer itself, not of the law: where it comes from, whether it is sure, what follows from it. */
export type AboutAnswer = 'source' | 'sure' | 'conclusion';

/**
 * Answers « quel article ? », « tu es sûr ? », « oui ou non ? » from the answer that the last question gets: what it
 * stands on, or its conclusion, then its own words, so that nobody has to scroll back. Who asks « c’est mort ? » turns
 * the question round: a bare yes or no would be taken for its contrary, so the sentence that concludes is said whole.
 * @param last the answer to the last question, given again
 * @param question as it was asked
 */
export function aboutAnswer(about: AboutAnswer, last: Answer, question: string): Answer {
  if (last.kind === 'refusal') return { ...last, blocks: [paragraph(texts.nothingSaid)] };
  if (last.offered) return { ...last, blocks: [paragraph(texts.notUnderstood), ...last.blocks] };
  const said = last.blocks.find((block) => block.type === 'paragraph');
  if (said?.type !== 'paragraph') return last;
  return {
    ...last,
    blocks: about === 'conclusion' ? concluded(last, said.text, question) : stood(about, last, said.text),
  };
}

function concluded(last: Answer, said: RichText, question: string): Block[] {
  const whole = said.map(({ text }) => text).join('');
  const cites = [...new Set(said.flatMap((span) => span.cites ?? []))];
  const first = sentencesOf(whole)[0] ?? whole;
  return [
    paragraph(texts.concluded(question)),
    { type: 'paragraph', text: [{ text: first, strong: true, cites }] },
    ...(last.verdict === null ? [paragraph(texts.depends)] : []),
  ];
}

function stood(about: Exclude<AboutAnswer, 'conclusion'>, { citations }: Answer, said: RichText): Block[] {
  const [first] = citations;
  const opening = about === 'sure' ? texts.sure(first?.validity) : sourceOf(citations);
  return [paragraph(opening), { type: 'paragraph', text: [{ text: `${texts.reminder} ` }, ...said] }];
}

function sourceOf(sources: readonly SourceItem[]): string {
  const [first] = sources;
  const articles = [...new Set(sources.flatMap((source) => source.articles))].slice(0, MAX_ARTICLES);
  const page = first && texts.source(first.title, first.section);
  return [articles.length > 0 ? texts.article(articles) : texts.noArticle, page].filter(Boolean).join(' ');
}
