import { type Coverage, HELD_OUT, type Refused } from './coverage.ts';

/** What is printed of the coverage beside its counts. */
export interface CoverageView {
  /** Whether the questions of a set may be read: one that measures is counted only, so that it stays unread. */
  readonly shows: (set: string) => boolean;
  /** Also each wording kept apart that is refused. */
  readonly wordings: boolean;
}

/**
 * What is printed of the coverage. A question of a set has no section when none answers it; a wording kept apart has one,
 * by which it was written, and only its words are not found.
 */
export function coverageLines(coverage: Coverage, view: CoverageView): string[] {
  const { asked, sections, unreached, dead, withoutSection, foundAndRefused } = coverage;
  const [wordings, questions] = [true, false].map((kept) =>
    withoutSection.filter(({ from }) => (from === HELD_OUT) === kept),
  ) as [Refused[], Refused[]];
  const sources = [...Map.groupBy(questions, ({ from }) => from)].map(
    ([from, some]) => `${some.length} de ${from}`,
  );
  const told = sources.length > 0 ? ` (${sources.join(', ')})` : '';
  return [
    `Couverture : ${asked} questions et formulations posées, ${sections} sections`,
    `sections jamais trouvées : ${unreached.length}`,
    ...unreached.map(({ key }) => `    ${key}`),
    `questions sans section : ${questions.length}${told}`,
    ...questions.filter(({ from }) => view.shows(from)).map(({ question }) => `    ${question}`),
    `formulations dont la section n’est pas trouvée : ${wordings.length}`,
    ...(view.wordings ? wordings.map(({ question }) => `    ${question}`) : []),
    `refusées bien que leur section soit trouvée : ${foundAndRefused}`,
    ...(dead.length > 0 ? [`formulations dont la section n’existe plus : ${dead.length}`] : []),
    ...dead.map(({ key, wording }) => `    ${key} : ${wording}`),
  ];
}
