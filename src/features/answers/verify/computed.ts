import type { ComputedAnswer } from '#src/calculators/computation.ts';
import type { Block } from '#src/channel/blocks.ts';
import { plainText } from '#src/channel/blocks.ts';
import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { articleExists, articlesIn } from '#src/reference/article-number.ts';
import { type Finding, openingOf } from './verify.ts';

/**
 * Checks a computed answer as the others are: every figure shown stands in its working, in the register's values that
 * it read or in the question; every article exists and is one of its own; its first word is its verdict.
 */
export function verifyComputed(
  blocks: readonly Block[],
  result: ComputedAnswer,
  understanding: Understanding,
): Finding[] {
  const values = result.figures.map(({ figure, value }) =>
    [formatValue(figure.unit, value.value), value.from ?? '', value.until ?? ''].join(' ; '),
  );
  const choices = result.clarify?.choices.map(({ label, value }) => `${label} ${value}`) ?? [];
  const known = new Set(
    figuresIn(
      [
        ...result.steps,
        ...values,
        ...choices,
        understanding.question,
        understanding.askedDate?.said ?? '',
      ].join('\n'),
    ),
  );
  const shown = [result.headline, ...result.caveats, result.clarify?.question ?? ''].join('\n');
  const opening = openingOf(blocks);
  return [
    ...figuresIn(shown)
      .filter((figure) => !known.has(figure))
      .map((figure): Finding => ({ rule: 'figure', detail: `« ${figure} » n’est pas dans le calcul` })),
    ...[...result.articles, ...articlesIn(plainText(blocks))]
      .filter((article) => /^[LRD]/.test(article) && !articleExists(article))
      .map((article): Finding => ({ rule: 'article', detail: `l’article ${article} n’existe pas` })),
    ...(opening && opening !== result.verdict
      ? [{ rule: 'verdict' as const, detail: `le calcul conclut « ${result.verdict ?? 'ni oui ni non'} »` }]
      : []),
  ];
}
