import type { ReadActs, SaidAct } from '#src/reader/acts/said-acts.ts';
import { ACTS } from '#src/reader/acts/tagger.ts';

/** A message cut by hand into what it does: « ask: c’est quoi un DUME | ask: et il faut le signer ? ». */
export interface CutByHand {
  readonly message: string;
  readonly acts: readonly SaidAct[];
  /** Reads it, or what is left of it, so. */
  readonly readActs: ReadActs;
}

export function cutByHand(written: string): CutByHand {
  const acts = written.split(' | ').map((part): SaidAct => {
    const [name, ...text] = part.split(': ');
    const act = ACTS.find((one) => one === name);
    if (!act) throw new Error(`no act: ${part}`);
    return { act, text: text.join(': ') };
  });
  return {
    message: acts.map(({ text }) => text).join(' '),
    acts,
    readActs: async (message) => acts.filter(({ text }) => message.includes(text)),
  };
}
