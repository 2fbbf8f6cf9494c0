import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { PageFolder } from './paths.ts';

/** Days until a new page is read again. */
const REVIEW_DAYS = 180;
const KINDS: Readonly<Record<PageFolder, string>> = {
  guides: 'guide',
  programme: 'programme',
  clauses: 'clause',
};

/** A title as the question that a section answers. */
const asQuestion = (title: string): string => {
  const said = title.trim();
  return `${(said.endsWith('?') ? said.slice(0, -1) : said).trim()} ?`;
};

/**
 * A page to begin with: what its header needs, and one question to write.
 * @param wordings other ways people ask it, without « ; »
 */
export const newPage = (
  folder: PageFolder,
  title: string,
  owner: string,
  today: IsoDate,
  wordings: readonly string[] = [],
): string => `---
title: ${JSON.stringify(title)}
kind: ${KINDS[folder]}
audience: company
regime: ordinary
territories: []
valid_from:
valid_until:
reviewed_on: ${today}
review_by: ${addDays(today, REVIEW_DAYS)}
owner: ${JSON.stringify(owner)}
sources:
  - label: Code de la commande publique
---

## ${asQuestion(title)}

La réponse courte, en 60 mots au plus, la conclusion d’abord.

Les détails : exceptions, étapes, conseils.

Références :
On demande aussi :${wordings.length > 0 ? ` ${wordings.join(' ; ')}` : ''}
`;

/** The description of a document that was dropped, as it goes beside it. */
export function sidecarOf(about: {
  readonly title: string;
  readonly owner: string;
  readonly reviewedOn: IsoDate;
  readonly reviewBy: IsoDate | undefined;
}): string {
  const { title, owner, reviewedOn, reviewBy } = about;
  // JSON is YAML: nothing that somebody typed is read as anything but words.
  return [
    `title: ${JSON.stringify(title)}`,
    `owner: ${JSON.stringify(owner)}`,
    `reviewed_on: ${reviewedOn}`,
    ...(reviewBy ? [`review_by: ${reviewBy}`] : []),
    '',
  ].join('\n');
}
