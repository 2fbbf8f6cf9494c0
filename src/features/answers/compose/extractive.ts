import type { Block, SourceItem } from '#src/channel/blocks.ts';
import { MAX_ARTICLES } from '#src/features/answers/answer.ts';
import { datesOf } from '#src/features/answers/figures/dates.ts';
import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import { forRulesOf, fromDocument, seeAlso } from '#src/features/answers/texts.ts';
import { sayVerdict, withoutVerdict } from '#src/features/answers/verdict/verdict.ts';
import type { Block as PageBlock } from '#src/knowledge/model/document.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { analyse, fold } from '#src/platform/french/text-analysis.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { type Evidence, toSource } from '#src/retrieval/passages/evidence.ts';
import { sentencesIn } from '#src/retrieval/passages/sentences.ts';
import { speaksToAnother, toldToBuyer } from './for-buyer.ts';
import { toRichText } from './rich-text.ts';

/** A composed answer before verification. */
export interface Draft {
  readonly blocks: readonly Block[];
  readonly sources: readonly SourceItem[];
  readonly verdict: 'oui' | 'non' | null;
}

/** Words of detail shown with a short answer; the rest is one tap away, in the source. */
const DETAIL_WORDS = 110;
/** What a detail that holds a figure is worth, in shared words, to a question that asks for one. */
const FIGURE_BONUS = 2;
const HOW_MUCH =
  /\b(?:combien|cb|quel(?:le)?s? (?:est |sont )?(?:le |la |les )?(?:montants?|delais?|seuils?|taux|durees?|pourcentages?|parts?|plafonds?|dates?)|quand|jusqu'a|a partir de|au bout de|sous quel|plafond|maxi(?:mum)?|mini(?:mum)?|pourcentage)\b/;
/** Part of a second page's words that must be new for it to be quoted. */
const NEW_SHARE = 0.5;
/** Sentences quoted from a document that is not a page of ours. */
const QUOTED_SENTENCES = 3;

/**
 * Composes an answer from the pages' own words: the short answer of the best section, the details that the question
 * asks for, a second section where it adds something, and since when its figures hold.
 * @param evidences the best first; at least one
 */
export function composeExtractive(
  understanding: Understanding,
  evidences: readonly [Evidence, ...Evidence[]],
): Draft {
  const [first, candidate] = evidences;
  const stems = new Set(analyse(understanding.question).map((token) => token.stem));
  const blocks: Block[] = [];
  if (understanding.askedDate) {
    blocks.push(note(forRulesOf(understanding.askedDate)));
  }
  const { text, verdict } = sayVerdict(first, understanding);
  if (text) blocks.push({ type: 'paragraph', text: toRichText(text, [1]) });
  if (first.passage.shortAnswer)
    blocks.push(
      ...chooseDetails(detailsFor(first, understanding), stems, asksHowMuch(understanding.question)),
    );
  else blocks.push(...quoteDocument(first, stems));
  const mayAdd = candidate && !speaksToAnother(candidate.passage, understanding);
  const second = mayAdd && isAdded(text ?? first.shortAnswer ?? '', candidate) ? candidate : undefined;
  if (second) blocks.push(...(second.quoted ? quoteDocument(second, stems, 2) : addSecond(second)));
  const dated = datedFigures(second ? [first, second] : [first], blocks);
  if (dated) blocks.push(note(dated));
  return { blocks, sources: numberSources(second ? [first, second] : [first]), verdict };
}

const note = (text: string): Block => ({ type: 'note', tone: 'info', text: [{ text }] });

/** A page for buyers speaks to them; another one is told without what it says to who bids. */
const detailsFor = (evidence: Evidence, { side }: Understanding): readonly PageBlock[] =>
  side === 'buyer' ? toldToBuyer(evidence) : evidence.details;

/** Sources in order, sharing the few articles that an answer may cite: the first source comes first. */
export function numberSources(evidences: readonly Evidence[]): SourceItem[] {
  let left = MAX_ARTICLES;
  const named = new Set<string>();
  return evidences.map((evidence, index) => {
    const share = index === 0 && evidences.length > 1 ? left - 1 : left;
    const articles = evidence.passage.articles
      .filter((article) => !named.has(article))
      .slice(0, Math.max(0, share));
    for (const article of articles) named.add(article);
    left -= articles.length;
    return toSource(index + 1, evidence, articles);
  });
}

const asksHowMuch = (question: string): boolean => HOW_MUCH.test(fold(question));

/** The details that share the question's words first, in reading order, within a length a person reads on a phone. */
function chooseDetails(details: readonly PageBlock[], stems: ReadonlySet<string>, howMuch: boolean): Block[] {
  const scored = details.map((block, index) => {
    const text = textOf(block);
    const figures = howMuch && figuresIn(text).length > 0 ? FIGURE_BONUS : 0;
    return { block, index, words: text.split(/\s+/).length, shared: sharedStems(text, stems) + figures };
  });
  let left = DETAIL_WORDS;
  const chosen = new Set<number>();
  for (const item of [...scored].sort((a, b) => b.shared - a.shared || a.index - b.index)) {
    if (item.words > left && chosen.size > 0) continue;
    chosen.add(item.index);
    left -= item.words;
    // A list without the sentence that announces it reads as a fragment.
    const before = scored[item.index - 1];
    if (before && announces(before.block, item.block)) {
      chosen.add(before.index);
      left -= before.words;
    }
    if (left <= 0) break;
  }
  return scored
    .filter(
      ({ index, block }) =>
        chosen.has(index) && !(announces(block, details[index + 1]) && !chosen.has(index + 1)),
    )
    .map(({ block }) => toBlock(block));
}

/** Whether a paragraph announces a list that follows it: « Les étapes : », « **Avec l'offre :** », « Que faire ? ». */
const announces = (block: PageBlock, next: PageBlock | undefined): boolean =>
  block.type === 'paragraph' && next?.type === 'list' && /[:?]\**$/.test(block.text.trimEnd());

/** The sentences of a document's passage that the question is about, in reading order. */
function quoteDocument(evidence: Evidence, stems: ReadonlySet<string>, n = 1): Block[] {
  const sentences = evidence.details.flatMap(sentencesIn);
  const chosen =
    evidence.quoted ??
    sentences
      .map((sentence, index) => ({ sentence, index, shared: sharedStems(sentence, stems) }))
      .sort((a, b) => b.shared - a.shared || a.index - b.index)
      .slice(0, QUOTED_SENTENCES)
      .sort((a, b) => a.index - b.index)
      .map(({ sentence }) => sentence.trim());
  const { title } = evidence.passage.document;
  return [
    { type: 'paragraph', text: [{ text: fromDocument(title, evidence.passage) }] },
    { type: 'paragraph', text: toRichText(`« ${chosen.join(' […] ')} »`, [n]) },
  ];
}

/** A second document is quoted where it may as well be the one that answers; a second page, where it adds something. */
const isAdded = (answer: string, second: Evidence): boolean =>
  second.quoted !== undefined || addsTo(answer, second);

/** Whether a second page says more than the first answer: a figure, or enough other words. A repetition only tires. */
export function addsTo(answer: string, second: Evidence): boolean {
  const figures = new Set(figuresIn(withoutVerdict(second)));
  return saysElse(answer, second) || !figures.isSubsetOf(new Set(figuresIn(answer)));
}

/** Whether a page says it in enough words that an answer does not have. */
export function saysElse(answer: string, page: Evidence): boolean {
  const [said, told] = [answer, withoutVerdict(page)].map(
    (one) => new Set(analyse(one).map((token) => token.stem)),
  );
  return (
    said !== undefined &&
    told !== undefined &&
    told.difference(said).size >= NEW_SHARE * Math.max(1, told.size)
  );
}

function addSecond(second: Evidence): Block[] {
  return [{ type: 'paragraph', text: [{ text: `${seeAlso} ` }, ...toRichText(withoutVerdict(second), [2])] }];
}

/** Since when the figures said in the answer hold, for those that have changed; undefined for none. */
function datedFigures(evidences: readonly Evidence[], blocks: readonly Block[]): string | undefined {
  const said = JSON.stringify(blocks);
  return datesOf(
    evidences
      .flatMap((evidence) => evidence.figures)
      .filter(({ figure, value }) => said.includes(formatValue(figure.unit, value.value))),
  );
}

const textOf = (block: PageBlock): string => (block.type === 'list' ? block.items.join(' ') : block.text);

function sharedStems(text: string, stems: ReadonlySet<string>): number {
  return new Set(analyse(text).map((token) => token.stem)).intersection(stems).size;
}

const toBlock = (block: PageBlock): Block =>
  block.type === 'list'
    ? { type: 'list', items: block.items.map((item) => toRichText(item)) }
    : { type: 'paragraph', text: toRichText(block.text) };
