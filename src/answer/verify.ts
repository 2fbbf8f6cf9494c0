import type { Block } from '#src/channel/blocks.ts';
import { plainText } from '#src/channel/blocks.ts';
import { articleExists, articlesIn } from '#src/knowledge/article-number.ts';
import { fold } from '#src/retrieval/french-text.ts';
import type { Draft } from './compose-extractive.ts';
import { type Evidence, evidenceText } from './evidence.ts';
import { figuresIn } from './figure-mentions.ts';
import { verdictFor } from './polarity.ts';
import type { Understanding } from './understand.ts';

/** Why a draft must not be shown. `detail` is for logs and for the second try of a model. */
export interface Finding {
  readonly rule: 'citation' | 'article' | 'figure' | 'verdict' | 'contact' | 'empty';
  readonly detail: string;
}

const CONTACT =
  /https?:\/\/[^\s)>\]]+|www\.[^\s)>\]]+|[\w.+-]+@[\w-]+\.[\w.]+|(?:\+33\s?|0)[1-9](?:[\s.-]?\d{2}){4}\b|\b[\w-]+\.(?:fr|com|org|eu|gouv)\b[^\s)]*/giu;

/**
 * Checks a draft against what it is made of, whoever composed it: every citation leads to a passage, every article
 * exists and stands in one, every amount, rate, date and delay stands in one, the verdict does not contradict the
 * page's, and no address or telephone number comes from nowhere.
 * @param evidences in the order of the citation numbers, from 1
 */
export function verify(
  draft: Draft,
  evidences: readonly Evidence[],
  understanding: Understanding,
): Finding[] {
  const text = plainText(draft.blocks);
  const source = sourceText(evidences, understanding);
  return [
    ...(text.trim() ? [] : [{ rule: 'empty' as const, detail: 'réponse vide' }]),
    ...checkCitations(draft.blocks, evidences.length),
    ...checkArticles(text, evidences, source),
    ...checkFigures(text, source),
    ...checkVerdict(draft, evidences[0], understanding),
    ...checkContacts(text, source),
  ];
}

/** All that the answer may repeat: the passages, since when their figures hold, and the date the person gave. */
function sourceText(evidences: readonly Evidence[], understanding: Understanding): string {
  const dates = evidences.flatMap(({ figures, passage }) => [
    ...figures.flatMap(({ value }) => [value.from ?? '', value.until ?? '']),
    passage.validFrom ?? '',
    passage.validUntil ?? '',
  ]);
  return [
    ...evidences.map(evidenceText),
    ...evidences.map(({ passage }) => passage.document.title),
    ...dates,
    understanding.askedDate?.said ?? '',
  ].join('\n');
}

function checkCitations(blocks: readonly Block[], count: number): Finding[] {
  const spans = blocks.flatMap((block) =>
    block.type === 'paragraph' || block.type === 'note'
      ? block.text
      : block.type === 'list'
        ? block.items.flat()
        : [],
  );
  const cited = spans.flatMap((span) => span.cites ?? []);
  if (cited.length === 0) return [{ rule: 'citation', detail: 'aucune source citée' }];
  return cited
    .filter((n) => !Number.isInteger(n) || n < 1 || n > count)
    .map((n) => ({ rule: 'citation', detail: `la source [${n}] n’existe pas` }));
}

function checkArticles(text: string, evidences: readonly Evidence[], source: string): Finding[] {
  const known = new Set([...evidences.flatMap(({ passage }) => passage.articles), ...articlesIn(source)]);
  for (const { figures } of evidences)
    for (const { value } of figures) if (value.article) known.add(value.article);
  return articlesIn(text)
    .filter((article) => !known.has(article) || !articleExists(article))
    .map((article) => ({ rule: 'article', detail: `l’article ${article} n’est pas dans les sources` }));
}

function checkFigures(text: string, source: string): Finding[] {
  const known = new Set(figuresIn(source));
  return figuresIn(text)
    .filter((figure) => !known.has(figure))
    .map((figure) => ({ rule: 'figure', detail: `« ${figure} » n’est pas dans les sources` }));
}

/** A « Oui » over a page that says no, or the reverse. */
function checkVerdict(draft: Draft, first: Evidence | undefined, understanding: Understanding): Finding[] {
  const opening = /^(oui|non)\b/.exec(
    fold(plainText(draft.blocks.filter((block) => block.type === 'paragraph'))),
  )?.[1];
  const proposition = first?.passage.proposition;
  if (!opening || !proposition || !understanding.polarity) return [];
  const verdict = verdictFor(proposition, understanding.polarity);
  return verdict && verdict !== opening
    ? [{ rule: 'verdict', detail: `la source conclut « ${verdict} »` }]
    : [];
}

function checkContacts(text: string, source: string): Finding[] {
  const known = fold(source);
  return [...text.matchAll(CONTACT)]
    .map((match) => match[0].replace(/[.,;:!?]+$/, ''))
    .filter((contact) => !known.includes(fold(contact)))
    .map((contact) => ({ rule: 'contact', detail: `« ${contact} » n’est pas dans les sources` }));
}
