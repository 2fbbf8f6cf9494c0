import type { Block, Span } from '#src/channel/blocks.ts';
import { plainText } from '#src/channel/blocks.ts';
import { articleExists, articlesIn } from '#src/knowledge/article-number.ts';
import { fold } from '#src/retrieval/french-text.ts';
import type { Draft } from './compose-extractive.ts';
import { type Evidence, evidenceText } from './evidence.ts';
import { figuresIn } from './figure-mentions.ts';
import type { Understanding } from './understand.ts';
import { asksTheSame, verdictOn } from './verdict.ts';

/** Why a draft must not be shown. `detail` is for logs and for the second try of a model. */
export interface Finding {
  readonly rule: 'citation' | 'article' | 'figure' | 'verdict' | 'contact' | 'empty';
  readonly detail: string;
}

const DOMAIN =
  'fr|com|org|eu|gouv|net|info|io|ly|co|be|ch|de|uk|us|me|app|dev|pro|biz|paris|site|online|xyz|shop|tech';
const CONTACT = new RegExp(
  [
    String.raw`[a-z][a-z0-9+.-]*:\/\/[^\s)>\]]+`,
    String.raw`[\w.+-]+@[\w-]+\.[\w.]+`,
    String.raw`(?<![\w@.-])(?:[\w-]+\.)+(?:${DOMAIN})\b(?:\/[^\s)>\]]*)?`,
    String.raw`(?:\+\d{2}|\b00\d{2}|\b0)[ .-]?(?:\(0\))?[ .-]?[1-9](?:[ .-]?\d){7,8}(?!\d)`,
    String.raw`(?<=\b(?:appelez|appeler|composez|composer|telephone|tel)\b[ .:]*(?:le |au |du )?(?:numero )?)\d[\d .]{1,9}\d`,
  ].join('|'),
  'giu',
);
/** A text named by its number alone: « article 42 », « annexe 3 ». */
const BARE_ARTICLE =
  /\b(?:articles?|art\.|annexes?)\s+(?:n°\s?)?((?:[lrd]\.?\s?\*?\s?)?\d+(?:\s?-\s?\d+)*)/giu;
/** A decree, a law, a ruling: « 2025-1386 », « n° 358994 », « 2014/24 ». */
const REFERENCE = /\bn°\s?(\d[\d-]*)|(?<![\d/-])((?:19|20)\d{2}[-/]\d{2,5})(?![\d/-])/giu;
const YES = /^(?:oui|tout a fait|absolument(?! pas)|bien sur(?! que non)|effectivement|exactement)\b/;
const NO = /^(?:non|pas du tout|absolument pas|bien sur que non|en aucun cas|surtout pas)\b/;
const GREETING = /^[^\p{L}]*(?:(?:bonjour|bonsoir|alors|eh bien|en effet|la reponse est)\b[^\p{L}]*)*/u;
const PERMITS = /\b(?:pouvez|peut|pourrez|peuvent)\b|\b(?:est|reste) (?:permis|possible|autorise)/;
const DENIES = /\b(?:ne|n')\b|\bimpossible\b|\binterdit/;

/**
 * Checks a draft against what it is made of, whoever composed it: every citation leads to a passage, every article and
 * text named exists and stands in one, every amount, rate, date and delay stands in the passages that its sentence
 * cites, a yes or a no is the page's own, and no address or telephone number comes from nowhere.
 * @param evidences in the order of the citation numbers, from 1; the best one first
 */
export function verify(
  draft: Draft,
  evidences: readonly Evidence[],
  understanding: Understanding,
): Finding[] {
  const text = plainText(draft.blocks);
  const source = evidences.map((evidence) => sourceText(evidence)).join('\n');
  const said = understanding.askedDate?.said ?? '';
  return [
    ...(text.trim() ? [] : [{ rule: 'empty' as const, detail: 'réponse vide' }]),
    ...checkCitations(draft.blocks, evidences.length),
    ...checkArticles(text, evidences, source),
    ...checkFigures(text, `${source}\n${said}`, 'n’est pas dans les sources'),
    ...checkCitedFigures(draft.blocks, evidences, said),
    ...checkVerdict(draft, evidences, understanding),
    ...checkContacts(text, source),
  ];
}

/** All that an answer may repeat of a passage: its words, its title, since when it and its figures hold. */
function sourceText(evidence: Evidence): string {
  const { figures, passage } = evidence;
  return [
    evidenceText(evidence),
    passage.document.title,
    ...figures.flatMap(({ value }) => [value.from ?? '', value.until ?? '', value.article ?? '']),
    passage.validFrom ?? '',
    passage.validUntil ?? '',
    ...passage.otherReferences,
  ].join('\n');
}

const spansOf = (block: Block): readonly Span[] => {
  if (block.type === 'paragraph' || block.type === 'note') return block.text;
  return block.type === 'list' ? block.items.flat() : [];
};

/** Numbers of the sources that blocks cite, in order, each once. */
export const citesOf = (blocks: readonly Block[]): number[] => [
  ...new Set(blocks.flatMap(spansOf).flatMap((span) => span.cites ?? [])),
];

function checkCitations(blocks: readonly Block[], count: number): Finding[] {
  const cited = citesOf(blocks);
  if (cited.length === 0) return [{ rule: 'citation', detail: 'aucune source citée' }];
  return cited
    .filter((n) => !Number.isInteger(n) || n < 1 || n > count)
    .map((n) => ({ rule: 'citation', detail: `la source ${n} n’existe pas` }));
}

function checkArticles(text: string, evidences: readonly Evidence[], source: string): Finding[] {
  const known = new Set([...evidences.flatMap(({ passage }) => passage.articles), ...articlesIn(source)]);
  for (const { figures } of evidences)
    for (const { value } of figures) if (value.article) known.add(value.article);
  const numbers = new Set([...[...known].map(bareNumber), ...bareArticles(source), ...references(source)]);
  // « l'article L230-5-1 du code rural » is read without its code, which the page's reference gives.
  const existing = new Set([...known].filter(articleExists).map(bareNumber));
  const unknown = [
    ...articlesIn(text.replace(/\barticles? \d[\d-]*/giu, ' ')).filter(
      (article) => !known.has(article) || !existing.has(bareNumber(article)),
    ),
    ...[...bareArticles(text), ...references(text)].filter((number) => !numbers.has(number)),
  ];
  return [...new Set(unknown)].map((article) => ({
    rule: 'article',
    detail: `l’article ou le texte ${article} n’est pas dans les sources`,
  }));
}

const bareNumber = (article: string): string => article.replace(/^.*?(?=\d)/, '').replace(/\s/g, '');
const bareArticles = (text: string): string[] =>
  [...fold(text).matchAll(BARE_ARTICLE)].map((match) => bareNumber(match[1] ?? ''));
const references = (text: string): string[] =>
  [...fold(text).matchAll(REFERENCE)].map((match) => (match[1] ?? match[2] ?? '').replace('/', '-'));

function checkFigures(text: string, source: string, fault: string): Finding[] {
  const known = new Set(figuresIn(source));
  return figuresIn(text)
    .filter((figure) => !known.has(figure))
    .map((figure) => ({ rule: 'figure', detail: `« ${figure} » ${fault}` }));
}

/** A figure that stands in one passage proves nothing of what another says. */
function checkCitedFigures(
  blocks: readonly Block[],
  evidences: readonly Evidence[],
  said: string,
): Finding[] {
  return blocks.flatMap(spansOf).flatMap(({ text, cites = [] }) => {
    const cited = cites.flatMap((n) => evidences[n - 1] ?? []);
    if (cited.length === 0) return [];
    return checkFigures(
      text,
      [...cited.map(sourceText), said].join('\n'),
      `n’est pas dans la source ${cites.join(', ')}`,
    );
  });
}

/** The « oui » or « non » that opens an answer, in any of its usual words. */
export function openingOf(blocks: readonly Block[]): 'oui' | 'non' | undefined {
  const opening = fold(plainText(blocks.filter((block) => block.type === 'paragraph'))).replace(GREETING, '');
  if (NO.test(opening)) return 'non';
  return YES.test(opening) ? 'oui' : undefined;
}

/** A yes or a no must be that of a page it cites, and must not contradict the page that best fits the question. */
function checkVerdict(draft: Draft, evidences: readonly Evidence[], understanding: Understanding): Finding[] {
  const paragraphs = draft.blocks.filter((block) => block.type === 'paragraph');
  const opening = openingOf(paragraphs);
  const verdictOf = (evidence: Evidence) =>
    asksTheSame(evidence, understanding.question) ? verdictOn(evidence, understanding) : undefined;
  const [best] = evidences;
  const expected = best && verdictOf(best);
  if (opening) {
    const cited = citesOf(paragraphs.slice(0, 1)).flatMap((n) => evidences[n - 1] ?? []);
    const verdicts = cited.filter(({ passage }) => passage.proposition).map(verdictOf);
    if (verdicts.length === 0 || verdicts.includes(undefined))
      return [{ rule: 'verdict', detail: `aucune source citée ne permet de commencer par « ${opening} »` }];
    const against = [...verdicts, expected].find((verdict) => verdict && verdict !== opening);
    return against ? [{ rule: 'verdict', detail: `la source conclut « ${against} »` }] : [];
  }
  const [sentence = ''] = fold(plainText(paragraphs)).split(/(?<=[.!?])\s/);
  const permits = PERMITS.test(sentence) && !DENIES.test(sentence);
  if (expected === 'non' && understanding.polarity?.modality === 'permis' && permits)
    return [{ rule: 'verdict', detail: 'la source conclut « non »' }];
  return [];
}

function checkContacts(text: string, source: string): Finding[] {
  const known = fold(source);
  return [...fold(text).matchAll(CONTACT)]
    .map((match) => match[0].trim().replace(/[.,;:!?]+$/, ''))
    .filter((contact) => !known.includes(contact))
    .map((contact) => ({ rule: 'contact', detail: `« ${contact} » n’est pas dans les sources` }));
}
