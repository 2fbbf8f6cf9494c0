import { GROUP_STATES, type GroupFilter } from '#src/features/unanswered/rules/select.ts';
import { MISSES } from '#src/features/unanswered/store/missed.ts';
import { addDays, type IsoDate, isIsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/** Days that a list goes back, where nothing says otherwise. */
const USUAL_DAYS = 90;

/** What the list shows, as its address says it. */
export interface QuestionsQuery extends GroupFilter {
  /** Both included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** From 1. */
  readonly page: number;
}

const one = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '');

/** Reads the query of an address; what is not understood counts as absent. */
export function readQuery(query: Readonly<Record<string, unknown>>, now: number): QuestionsQuery {
  const today = parisDay(now);
  const day = (value: unknown, usual: IsoDate): IsoDate => {
    const said = one(value);
    return isIsoDate(said) ? said : usual;
  };
  return {
    words: one(query.q),
    miss: MISSES.find((known) => known === one(query.pourquoi)),
    state: GROUP_STATES.find((known) => known === one(query.etat)),
    from: day(query.du, addDays(today, -USUAL_DAYS)),
    to: day(query.au, today),
    page: Math.max(1, Number.parseInt(one(query.page), 10) || 1),
  };
}

/** The moments between which a list looks, in epoch milliseconds: the second is left out. */
export const momentsOf = ({ from, to }: QuestionsQuery): { from: number; to: number } => ({
  from: instantOf(from, '00:00'),
  to: instantOf(addDays(to, 1), '00:00'),
});

/** The address of a list. */
export function addressOf({ words, miss, state, from, to, page }: QuestionsQuery): string {
  const said = Object.entries({
    q: words,
    pourquoi: miss ?? '',
    etat: state ?? '',
    du: from,
    au: to,
    page: page === 1 ? '' : String(page),
  }).filter(([, value]) => value !== '');
  return `/staff/questions?${new URLSearchParams(said).toString()}`;
}
