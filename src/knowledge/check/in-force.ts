import { type LawEdition, wordingOn } from '#src/knowledge/law/edition.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { knowledgeTexts } from './texts.ts';

/**
 * Articles that a page cites and that are not the law on its day: the one on which it was last read, or the first or last
 * one on which a dated section holds. An article of which the edition has no wording at all is not judged, nor the past of
 * one whose former wordings it lacks: extracts are so.
 */
export function checkInForce(documents: readonly KnowledgeDocument[], edition: LawEdition): Problem[] {
  return documents
    .filter(({ meta }) => meta.kind !== 'document' && meta.kind !== 'law')
    .flatMap(({ path, meta, sections }) =>
      sections.flatMap(({ articles, heading, line, validFrom, validUntil }) => {
        const day = dayOf({ reviewedOn: meta.reviewedOn, validFrom, validUntil });
        if (!day) return [];
        return articles
          .filter((article) => edition.has(article) && !wordingOn(edition, article, day))
          .filter((article) => !validUntil || isAfterFirst(edition, article, day))
          .map((article): Problem => {
            const message = knowledgeTexts.notInForce(heading, article, frenchDate(day));
            return { path, line, message, severity: 'error' };
          });
      }),
    );
}

/** Whether a day comes after the first wording that the edition has of an article. */
const isAfterFirst = (edition: LawEdition, article: string, day: IsoDate): boolean =>
  (edition.get(article)?.[0]?.from ?? '') <= day;

interface Days {
  readonly reviewedOn: IsoDate | undefined;
  readonly validFrom: IsoDate | undefined;
  readonly validUntil: IsoDate | undefined;
}

function dayOf({ reviewedOn, validFrom, validUntil }: Days): IsoDate | undefined {
  if (reviewedOn && validFrom && reviewedOn < validFrom) return validFrom;
  if (validUntil && (!reviewedOn || validUntil < reviewedOn)) return validUntil;
  return reviewedOn ?? validFrom;
}
