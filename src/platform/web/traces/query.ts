import { addDays, isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { TraceQuery } from '#src/platform/web/traces/store/traces.ts';
import { ACTS } from './acts.ts';
import { tracesTexts as texts } from './texts.ts';

/** What the address of the page asks, as it was written, and what it means. */
export interface AskedTraces {
  readonly shown: {
    readonly qui: string;
    readonly quoi: string;
    readonly sur: string;
    readonly du: string;
    readonly au: string;
  };
  readonly query: Omit<TraceQuery, 'limit'>;
  /** Filters that mean nothing, by their French names: they are said, and not passed over in silence. */
  readonly mistakes: readonly string[];
}

const LONGEST = 200;
const ID = /^[0-9a-f-]{36}$/;

/** Reads the address of the page; days are those of France, both included. */
export function askedTraces(asked: Readonly<Record<string, unknown>>): AskedTraces {
  const text = (name: string): string => {
    const value = asked[name];
    return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  };
  const shown = { qui: text('qui'), quoi: text('quoi'), sur: text('sur'), du: text('du'), au: text('au') };
  const mistakes: string[] = [];
  const act = ACTS.find((one) => one === shown.quoi);
  if (shown.quoi !== '' && !act) mistakes.push(texts.what);
  const day = (value: string, name: string): string | undefined => {
    if (value === '') return undefined;
    if (isIsoDate(value)) return value;
    mistakes.push(name);
    return undefined;
  };
  const from = day(shown.du, texts.from);
  const to = day(shown.au, texts.to);
  const after = text('apres');
  return {
    shown,
    query: {
      actor: shown.qui || undefined,
      act,
      objectId: shown.sur || undefined,
      from: from === undefined ? undefined : instantOf(from, '00:00'),
      until: to === undefined ? undefined : instantOf(addDays(to, 1), '00:00'),
      after: ID.test(after) ? after : undefined,
    },
    mistakes,
  };
}

/** The address of the same choice: on its page, from a trace on, or as a file. */
export function addressOf(
  { shown }: Pick<AskedTraces, 'shown'>,
  { after = '', ending = '' }: { readonly after?: string; readonly ending?: string } = {},
): string {
  const search = new URLSearchParams(
    Object.entries({ ...shown, apres: after }).filter(([, value]) => value !== ''),
  );
  return `/staff/traces${ending}${search.size > 0 ? `?${search}` : ''}`;
}
