import type { Match } from './match.ts';
import { changeText, reasonText, matchingTexts as texts } from './texts.ts';

/** What is answered to « Pourquoi celui-ci ? » or « Pourquoi pas moi ? » about a lot. */
export interface Explanation {
  /** What fitted, the weightiest first, in French. */
  readonly fitted: readonly string[];
  /** What failed, what shuts the door first. */
  readonly failed: readonly string[];
  /** What would change it, where one single thing fails. */
  readonly changes: readonly string[];
}

/**
 * A match in sentences.
 * @param numberOf a lot's number, as people say it
 */
export function explain(
  { verdict, findings, otherLot }: Match,
  numberOf: (lotId: string) => string | undefined = (id) => id,
): Explanation {
  const fitted = findings
    .filter((finding) => finding.verdict === 'fits' && finding.because.is !== 'size-untold')
    .sort((a, b) => b.points - a.points);
  const shut = findings.filter((finding) => finding.verdict === 'fails');
  const near = findings.filter((finding) => finding.verdict === 'near');
  const ways = near.flatMap(({ because, change }) => (change ? changeText(because, change) : []));
  const other = otherLot === undefined ? undefined : numberOf(otherLot);
  return {
    fitted: fitted.map(({ because }) => reasonText(because)),
    failed: [...shut, ...near].map(({ because }) => reasonText(because)),
    changes:
      verdict !== 'near' ? [] : [...(other === undefined ? [] : [texts.otherLot(other)]), ...new Set(ways)],
  };
}
