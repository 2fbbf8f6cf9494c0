import type { Block, SourceItem } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { type Answer, MAX_ARTICLES } from '#src/features/answers/answer.ts';
import { aboutAnswer as texts } from '#src/features/answers/texts.ts';
import type { AboutLastAnswer } from '#src/reader/follow-up.ts';

/**
 * Answers « quel article ? », « quelle source ? », « tu es sûr ? » from the answer that the thread's question gets:
 * what it stands on first, then its own first sentence, so that nobody has to scroll back.
 * @param last the answer to the thread's question, given again
 */
export function aboutAnswer(about: AboutLastAnswer, last: Answer): Answer {
  if (last.kind === 'refusal') return last;
  const said = last.blocks.find((block) => block.type === 'paragraph');
  const opening = sentenceFor(about, last.citations);
  const blocks: Block[] = [paragraph(opening)];
  if (said?.type === 'paragraph') {
    blocks.push({ type: 'paragraph', text: [{ text: `${texts.reminder} ` }, ...said.text] });
  }
  return { ...last, blocks };
}

function sentenceFor(about: AboutLastAnswer, sources: readonly SourceItem[]): string {
  const articles = [...new Set(sources.flatMap((source) => source.articles))].slice(0, MAX_ARTICLES);
  const [first] = sources;
  switch (about) {
    case 'article':
      return articles.length > 0 ? texts.article(articles) : texts.noArticle;
    case 'source':
      return first ? texts.source(first.title, first.section) : texts.noArticle;
    case 'sure':
      return texts.sure(first?.validity);
    default:
      return about satisfies never;
  }
}
