import { counted } from '#src/platform/french/measures.ts';

/** Cases that are named; the others are counted. */
const NAMED = 8;

function numbered(numbers: readonly number[]): string {
  const named = numbers
    .slice(0, NAMED)
    .map((number) => `n° ${number}`)
    .join(', ');
  return numbers.length > NAMED ? `${named} et ${counted(numbers.length - NAMED, 'autre')}` : named;
}

/** What staff are told at « À surveiller » of the knowledge, of its files, and of cases that wait. */
export const knowledgeNoticeTexts = {
  slip: (path: string, line: number, message: string, others: number): string =>
    `${path}, ligne ${line} : ${message}${others === 0 ? '' : ` (et ${counted(others, 'autre faute')})`}. Sa dernière version correcte reste en service.`,
  refused: (count: number): string =>
    count === 0
      ? ''
      : count === 1
        ? 'Une page ou un document des connaissances est refusé.'
        : `${count} pages ou documents des connaissances sont refusés.`,
  expired: (count: number): string =>
    count === 0
      ? ''
      : count === 1
        ? 'Une page ou un document a passé sa date de validité.'
        : `${count} pages ou documents ont passé leur date de validité.`,
  toReview: (count: number): string =>
    count === 0 ? '' : count === 1 ? 'Une page est à revoir.' : `${count} pages sont à revoir.`,
  seeEntries: 'Voir',
  late: (numbers: readonly number[]): string =>
    numbers.length === 1
      ? `Un dossier attend depuis plus longtemps que le délai annoncé : ${numbered(numbers)}.`
      : `${numbers.length} dossiers attendent depuis plus longtemps que le délai annoncé : ${numbered(numbers)}.`,
  unclaimed: (numbers: readonly number[]): string =>
    numbers.length === 1
      ? `Un dossier n’est pris par personne : ${numbered(numbers)}.`
      : `${numbers.length} dossiers ne sont pris par personne : ${numbered(numbers)}.`,
  seeCases: 'Voir les dossiers',
};
