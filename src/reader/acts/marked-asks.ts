import type { Act } from './tagger.ts';

/** A stretch of a message, with what it does. */
interface Stretch {
  readonly act: Act;
  readonly text: string;
}

/** Where words ask by their form, in the middle of others: « …, et est-ce que vous avez une formation ». */
const MARK = /(?<=[^\s,;])(?<! (?:et|ou|mais|puis))[ ,;]{1,3}(?=(?:(?:et|ou|mais|puis) )?est[- ]?ce qu)/giu;

/** What a message does, cut where it asks by « est-ce que », which tells nothing and wants nothing by itself. */
export const withMarkedAsks = (acts: readonly Stretch[]): readonly Stretch[] =>
  acts.flatMap((one) => {
    if (one.act === 'ask') return [one];
    const [head = '', ...asked] = one.text.split(MARK);
    return [{ act: one.act, text: head }, ...asked.map((text) => ({ act: 'ask' as const, text }))];
  });
