import { type Coverage, HELD_OUT, type Refused } from './coverage.ts';

/**
 * What is printed of the coverage. A question of a set that measures is counted and not shown, so that it stays unread.
 * @param shows whether the questions of a source may be read
 */
export function coverageLines(coverage: Coverage, shows: (from: string) => boolean): string[] {
  const { asked, sections, unreached, dead, withoutSection, foundAndRefused } = coverage;
  const sources = [...Map.groupBy(withoutSection, ({ from }) => from)];
  const shown = sources.filter(([from]) => from === HELD_OUT || shows(from));
  return [
    `Couverture : ${asked} questions et formulations posées, ${sections} sections`,
    `sections jamais trouvées : ${unreached.length}`,
    ...unreached.map(({ key }) => `    ${key}`),
    `questions sans section : ${withoutSection.length} (${sources.map(bySource).join(', ')})`,
    ...shown.flatMap(([from, some]) => some.map(({ question }) => `    ${from} : ${question}`)),
    `refusées bien que leur section soit trouvée : ${foundAndRefused}`,
    ...(dead.length > 0 ? [`formulations dont la section n’existe plus : ${dead.length}`] : []),
    ...dead.map(({ key, wording }) => `    ${key} : ${wording}`),
  ];
}

const bySource = ([from, some]: readonly [string, readonly Refused[]]): string => `${some.length} de ${from}`;
