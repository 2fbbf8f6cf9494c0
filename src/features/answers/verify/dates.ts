import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { holdsOn, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { likeness, type Sentence, statementsOf } from './claims.ts';
import type { Comparison } from './compare.ts';
import type { Finding } from './finding.ts';

/** A passage cited holds at the consultation's date, and so do the values of its figures. */
export function checkValidity(cited: readonly Evidence[], { date }: Understanding): Finding[] {
  return cited
    .filter(
      ({ passage, figures }) =>
        !holdsOn({ from: passage.validFrom, until: passage.validUntil }, date) ||
        figures.some(({ value }) => !holdsOn(value, date)),
    )
    .map(({ passage }) => ({
      rule: 'date',
      detail: `« ${passage.heading} » ne vaut pas à la date demandée`,
    }));
}

/** Sentences less alike than this say nothing of each other's dates. */
const ALIKE = 0.15;

/**
 * A date is said of what the passages say it of: in a sentence like the draft's, as the first or the last day of a
 * figure that the draft's sentence gives, or of the passage itself. In a note, which says since when figures hold, each
 * date is that of each figure beside it.
 */
export function checkDates({ claim, cited }: Comparison, free: ReadonlySet<string>): Finding[] {
  const mentions = claim.words.flatMap(({ mention }) => mention ?? []);
  const dates = mentions.filter(({ kind }) => kind === 'date').map(({ figure }) => figure);
  const measures = mentions.filter(({ kind }) => kind !== 'date').map(({ figure }) => figure);
  if (dates.length === 0) return [];
  const periods = measures.map((measure) => periodsOf(measure, cited));
  if (
    claim.note &&
    measures.length > 0 &&
    !periods.every((some) => some.some((days) => dates.every((day) => days.includes(day))))
  )
    return [
      {
        rule: 'date',
        detail: `les dates ${dates.join(', ')} ne sont pas celles des chiffres dits avec elles`,
      },
    ];
  const alike = cited
    .flatMap((evidence) => statementsOf(evidence))
    .filter((sentence) => likeness(claim, sentence) >= ALIKE);
  // « DC1 : avril 2019 ; DC2 : mars 2023 »: of what the passage says in these very words, it says the day as well.
  const own = alike.filter((sentence) => saysTheSame(claim, sentence)).flatMap(daysOf);
  if (own.length > 0) return wrong(dates, new Set(own), free);
  const said = new Set([
    ...alike.flatMap(daysOf),
    ...cited.flatMap(({ passage }) =>
      daysIn([passage.validFrom, passage.validUntil, passage.document.title, ...passage.otherReferences]),
    ),
    ...(measures.length > 0
      ? periods.flat(2)
      : cited.flatMap(({ figures }) => figures.flatMap(({ value }) => daysIn([value.from, value.until])))),
  ]);
  return wrong(dates, said, free);
}

const wrong = (dates: readonly string[], said: ReadonlySet<string>, free: ReadonlySet<string>): Finding[] =>
  dates
    .filter((day) => !said.has(day) && !free.has(day))
    .map((day) => ({ rule: 'date', detail: `la date « ${day} » est celle d’autre chose dans la source` }));

const daysOf = ({ words }: Sentence): readonly string[] =>
  words.flatMap(({ mention }) => mention?.forms ?? []);

/** Whether two sentences have the same words, their figures aside. */
function saysTheSame(a: Sentence, b: Sentence): boolean {
  const plain = ({ words }: Sentence) =>
    new Set(words.filter(({ kind }) => kind === 'plain').map(({ key }) => key));
  const [own, other] = [plain(a), plain(b)];
  return own.size > 0 && own.size === other.size && own.isSubsetOf(other);
}

/** The periods of the register's figures that have this value, each as all that may be said of its days. */
const periodsOf = (measure: string, cited: readonly Evidence[]): string[][] =>
  cited
    .flatMap(({ figures }) => figures)
    .filter(({ figure, value }) => figuresIn(formatValue(figure.unit, value.value)).includes(measure))
    .map(({ value }) => daysIn([value.from, value.until]));

const daysIn = (texts: readonly (IsoDate | string | undefined)[]): string[] =>
  texts.flatMap((text) => (text ? figuresIn(text) : []));
