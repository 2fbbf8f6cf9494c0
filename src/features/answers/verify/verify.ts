import { plainText } from '#src/channel/blocks.ts';
import type { Draft } from '#src/features/answers/compose/extractive.ts';
import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { checkArticles } from './articles.ts';
import { citesOf, claimsOf, piecesOf } from './claims.ts';
import { compare } from './compare.ts';
import { checkConditions } from './conditions.ts';
import { checkContacts } from './contacts.ts';
import { checkDates, checkValidity } from './dates.ts';
import { checkFigures, checkPlaces, checkSides, checkSurroundings, checkTaxes } from './figures.ts';
import type { Finding } from './finding.ts';
import { checkCases, checkRegimes, checkSource } from './regime.ts';
import { checkNegations, checkVerdict, openingOf } from './verdict.ts';

export type { Finding } from './finding.ts';
export { citesOf, openingOf };

/**
 * Checks a draft against what it is made of, whoever composed it. Every citation leads to a passage that holds for the
 * question's regime and date; every article and text named exists and stands in a passage cited; every amount, rate,
 * date and delay stands there too, of the same thing and on the same side; a sentence taken from a passage keeps its
 * conditions, its limits, its case and its sense; a yes or a no is the page's own; no address or telephone number
 * comes from nowhere.
 * @param evidences in the order of the citation numbers, from 1; the best one first
 * @param proved lines of working of computations: their figures, dates and articles may be said besides the passages'.
 * With them a draft may cite nothing. The verdict of a computed draft is its computation's, for its caller to check.
 */
export function verify(
  draft: Draft,
  evidences: readonly Evidence[],
  understanding: Understanding,
  proved: readonly string[] = [],
): Finding[] {
  const text = plainText(draft.blocks);
  if (!text.trim()) return [{ rule: 'empty', detail: 'réponse vide' }];
  const working = proved.join('\n');
  const free = new Set(figuresIn(`${understanding.askedDate?.said ?? ''}\n${working}`));
  const numbers = citesOf(draft.blocks);
  const citedBy = (cites: readonly number[]) => cites.flatMap((n) => evidences[n - 1] ?? []);
  const cited = numbers.length > 0 ? citedBy(numbers) : evidences;
  const comparisons = claimsOf(draft.blocks).map((claim) => compare(claim, citedBy(claim.cites)));
  const findings = [
    ...checkCitations(numbers, evidences.length, working !== ''),
    ...checkRegimes(cited, understanding),
    ...checkValidity(cited, understanding),
    ...checkArticles(text, cited, working),
    ...checkVerdict(draft, evidences, understanding),
    ...checkContacts([text, ...piecesOf(draft.blocks)].join('\n'), cited, working),
    ...comparisons.flatMap((comparison) => [
      ...checkFigures(comparison.claim, comparison.cited, free),
      ...checkArticles(comparison.claim.text, comparison.cited, working),
      ...checkTaxes(comparison.claim, comparison.cited),
      ...checkPlaces(comparison, free),
      ...checkSurroundings(comparison, free),
      ...checkSides(comparison),
      ...checkDates(comparison, free),
      ...checkNegations(comparison),
      ...checkCases(comparison, understanding),
      ...checkSource(comparison, evidences),
      ...checkConditions(comparison, comparisons),
    ]),
  ];
  return [...new Map(findings.map((finding) => [`${finding.rule} ${finding.detail}`, finding])).values()];
}

function checkCitations(cited: readonly number[], count: number, computed: boolean): Finding[] {
  if (cited.length === 0) return computed ? [] : [{ rule: 'citation', detail: 'aucune source citée' }];
  return cited
    .filter((n) => !Number.isInteger(n) || n < 1 || n > count)
    .map((n) => ({ rule: 'citation', detail: `la source ${n} n’existe pas` }));
}
