import type { Outcome } from './play.ts';
import { type Count, count } from './statistics.ts';

/** A share that is printed and recorded: of which questions it makes sense (else undefined), and whether it holds. */
export interface Metric {
  readonly id: string;
  readonly label: string;
  /** Fits over a column. */
  readonly short: string;
  /** More of it is worse. */
  readonly isFault?: boolean;
  readonly of: (outcome: Outcome) => boolean | undefined;
}

const wants = <T>(outcome: Outcome, value: T): T | undefined => (outcome.mustRefuse ? undefined : value);

/** What is measured of every set, in the order of the columns. */
export const METRICS: readonly Metric[] = [
  {
    id: 'right',
    label: 'juste : genre, chiffres et verdict',
    short: 'juste',
    of: (one) => wants(one, one.right),
  },
  { id: 'cited', label: 'article attendu cité', short: 'citée', of: ({ cited }) => cited },
  {
    id: 'both',
    label: 'juste et citée',
    short: 'les deux',
    of: ({ cited, right }) => (cited === undefined ? undefined : cited && right),
  },
  {
    id: 'refused',
    label: 'refusée ou transmise quand il le faut',
    short: 'refusée',
    of: ({ mustRefuse, right }) => (mustRefuse ? right : undefined),
  },
  {
    id: 'over-refused',
    label: 'refusée à tort',
    short: 'sur-refus',
    isFault: true,
    of: ({ overRefused }) => overRefused,
  },
  {
    id: 'verdict-contrary',
    label: 'verdict contraire',
    short: 'contraire',
    isFault: true,
    of: ({ verdict }) => verdict && verdict === 'contrary',
  },
  {
    id: 'verdict-unsaid',
    label: 'verdict tu',
    short: 'tu',
    isFault: true,
    of: ({ verdict }) => verdict && verdict === 'unsaid',
  },
  {
    id: 'wrong-figure',
    label: 'chiffre à ne pas dire, dit',
    short: 'faux',
    isFault: true,
    of: ({ wrongFigure }) => wrongFigure,
  },
  {
    id: 'invented',
    label: 'article inventé',
    short: 'inventé',
    isFault: true,
    of: ({ invented }) => invented,
  },
  {
    id: 'found-first',
    label: 'recherche : article attendu en tête',
    short: 'art. @1',
    of: ({ found }) => found && found[0] === true,
  },
  {
    id: 'found-ten',
    label: 'recherche : article attendu dans les dix',
    short: '@10',
    of: ({ found }) => found?.includes(true),
  },
];

/** Counts by metric. */
export type Counts = Readonly<Record<string, Count>>;

/** Counts all the metrics over some outcomes. */
export const countAll = (outcomes: readonly Outcome[]): Counts =>
  Object.fromEntries(METRICS.map(({ id, of }) => [id, count(outcomes, of)]));
