import type { Block, Choice, SourceItem } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { askChoice } from '#src/features/answers/compose/next-questions.ts';
import { forRulesOf } from '#src/features/answers/texts.ts';
import { articleUrl } from '#src/knowledge/law/document.ts';
import { lawAnswers } from '#src/knowledge/law/texts.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { articleOn, type LawIndex } from '#src/retrieval/law-index.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import { asksNothing, type Passage, serves } from '#src/retrieval/passages/passage.ts';

/** What is shown of an article, in characters; the rest is one tap away, in its source. */
const QUOTED = 1_200;
/** What its source holds: a few articles are as long as a brochure. */
const EXCERPT = 6_000;
/** Headings named before a quotation, and articles offered after a page's answer. */
const HEADINGS = 3;
const OFFERED = 2;
const PAGES = 3;

/** Words of « que dit l'article R2122-8 ? » beside the number: with nothing else, its text is what is asked for. */
const READING = new Set(
  `article articles annexe annexes code codes commande publique ccp dire dit disent disait lire lis lisez relire texte
  textes contenu contient montre montrer montrez affiche afficher affichez donne donner donnez cite citer citez
  rappelle rappeler envoie envoyer voir consulter connaitre entier complet integral integralite exact exacte
  exactement mot version redaction vigueur actuel actuelle actuellement precis precisement legifrance loi legal
  consultation lancee lance date quoi trav travail com commerce env environnement rural peche maritime crpa cja cgct
  casf css justice administrative relations public administration general collectivites territoriales action sociale
  familles securite sociale janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre`
    .split(/\s+/)
    .filter(Boolean),
);

/** The reference whose text a question asks for, when it asks for nothing else and the law has it. */
export function askedForText(understanding: Understanding, law: LawIndex): string | undefined {
  const { asked, articles, unknownArticles } = understanding;
  const annexes = [...fold(asked).matchAll(/\bannexes? (?:n°? ?)?(\d{1,2})\b/g)].map(
    ([, n]) => `annexe ${n}`,
  );
  const named = [...articles, ...unknownArticles, ...annexes].filter((article) => law.byArticle.has(article));
  // « l'article 2122-8 », without its letter, may name several: then it is a question like any other.
  const [only, ...others] = named;
  if (!only || others.length > 0) return undefined;
  const rest = contentWords(asked).filter((word) => !/\d/.test(word) && !READING.has(word));
  return rest.length === 0 ? only : undefined;
}

/** « que dit l'article R2122-8 ? »: its text as it is on the asked date; undefined for any other question. */
export function readArticle(understanding: Understanding, base: KnowledgeBase): Answer | undefined {
  const article = base.law && askedForText(understanding, base.law);
  const passage = article && articleOn(base.law, article, understanding.date);
  return passage ? articleAnswer(understanding, passage, base, lawAnswers.reads) : undefined;
}

/** An answer made of an article alone, quoted word for word: no page of ours interprets it, so there is no verdict. */
export function articleAnswer(
  understanding: Understanding,
  passage: Passage,
  base: KnowledgeBase,
  announce: (article: string, code: string, headings: readonly string[]) => string,
): Answer {
  const { askedDate } = understanding;
  const { quoted, whole } = quotationOf(passage);
  const headings = (passage.law?.path ?? []).slice(-HEADINGS);
  const first: Block[] = askedDate ? [noteOf(forRulesOf(askedDate))] : [];
  return {
    kind: 'answer',
    blocks: [
      ...first,
      plain(announce(inSentence(passage.heading), ofCode(passage.document.title), headings)),
      ...quoted.map(
        (text, index): Block => ({
          type: 'paragraph',
          text: [{ text, ...(index === quoted.length - 1 ? { cites: [1] } : {}) }],
        }),
      ),
      noteOf(whole ? lawAnswers.asItIs : lawAnswers.cutShort),
    ],
    citations: [articleSource(passage)],
    composer: 'extractive',
    verdict: null,
    followUps: pagesOn(passage, understanding, base),
    thread: { question: understanding.question, askedDate },
  };
}

const plain = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const noteOf = (text: string): Block => ({ type: 'note', tone: 'info', text: [{ text }] });
const inSentence = (heading: string): string => `${heading.charAt(0).toLowerCase()}${heading.slice(1)}`;
const ofCode = (title: string): string => `${title.charAt(0).toLowerCase()}${title.slice(1)}`;

/** The beginning of an article between quotation marks, at whole paragraphs or else whole sentences. */
function quotationOf(passage: Passage): { quoted: string[]; whole: boolean } {
  const paragraphs = bodyText(passage).split('\n');
  const kept: string[] = [];
  let left = QUOTED;
  for (const paragraph of paragraphs) {
    if (paragraph.length > left && kept.length > 0) break;
    kept.push(paragraph.length > left ? sentencesWithin(paragraph, left) : paragraph);
    left -= paragraph.length;
  }
  const whole = kept.length === paragraphs.length && kept.at(-1) === paragraphs.at(-1);
  return {
    quoted: [`« ${kept.join('\n')}${whole ? '' : ' […]'} »`].flatMap((text) => text.split('\n')),
    whole,
  };
}

function sentencesWithin(text: string, limit: number): string {
  const cut = text.slice(0, limit);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('; '), cut.lastIndexOf(' : '));
  return cut.slice(0, end > 0 ? end + 1 : cut.lastIndexOf(' ')).trim();
}

/** How a person sees an article as a source: its place, since when it is the law, and how old the data is. */
export function articleSource(passage: Passage): SourceItem {
  const { law, heading, validFrom, validUntil } = passage;
  const last = law?.path.at(-1);
  return {
    n: 1,
    documentId: passage.documentId,
    title: passage.document.title,
    section: last ? `${heading} — ${last}` : heading,
    articles: passage.articles,
    validity: lawAnswers.validity({
      from: validFrom && frenchDate(validFrom),
      until: validUntil && frenchDate(validUntil),
      asOf: law?.asOf && frenchDate(law.asOf),
    }),
    url: articleUrl(passage),
    excerpt: excerptOf(bodyText(passage).split('\n').join('\n\n')),
  };
}

const excerptOf = (text: string): string =>
  text.length <= EXCERPT ? text : `${sentencesWithin(text, EXCERPT)} […]`;

/** The pages that explain an article, as questions to go on with. */
function pagesOn(passage: Passage, understanding: Understanding, { passages }: KnowledgeBase): Choice[] {
  const [article] = passage.articles;
  const filter = { regime: understanding.case.regime, date: understanding.date };
  return passages
    .filter(
      (page) => !asksNothing(page) && article && page.articles.includes(article) && serves(page, filter),
    )
    .sort((a, b) => a.articles.indexOf(article ?? '') - b.articles.indexOf(article ?? ''))
    .slice(0, PAGES)
    .map(({ heading }) => askChoice(heading));
}

/** Buttons that read the articles which an answer cites, those that the law has on the asked date. */
export function articleChoices(
  references: readonly string[],
  { date, askedDate }: Pick<Understanding, 'date' | 'askedDate'>,
  law: LawIndex | undefined,
): Choice[] {
  return [...new Set(references)]
    .filter((article) => articleOn(law, article, date))
    .slice(0, OFFERED)
    .map((article) => {
      const label = lawAnswers.readButton(article);
      // The same wording as the answer's: another day may have another one.
      const value = askedDate ? lawAnswers.readOn(label, frenchDate(date)) : label;
      return { id: slugify(`lire ${article}`), label, kind: 'ask', value };
    });
}

/** Whether the law has an article on some day: then its number is no mistake. */
export const isIndexed = (law: LawIndex | undefined, article: string): boolean =>
  law?.byArticle.has(article) ?? false;
