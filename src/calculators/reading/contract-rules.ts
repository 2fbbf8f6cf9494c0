import type { Understanding } from '#src/reader/understand.ts';

type Case = Understanding['case'];
type Regime = Case['regime'];
type Buyer = Exclude<Case['buyer'], 'private' | 'defence'>;

/** Who buys under rules that a computation knows; the buyer is undefined when the question does not say it. */
export interface ContractRules<R extends Regime> {
  readonly regime: R;
  readonly buyer: Buyer;
}

/** The case of an ordinary contract; undefined for that of a private buyer, of the defence, or under other rules. */
export function ordinaryContract({ case: said }: Understanding): ContractRules<'ordinary'> | undefined {
  const { regime, buyer } = said;
  if (regime !== 'ordinary' || buyer === 'private' || buyer === 'defence') return undefined;
  return { regime, buyer };
}

/** The case of an ordinary contract or of one of a network's entity; undefined where other rules apply. */
export function ordinaryOrNetworkContract(
  understanding: Understanding,
): ContractRules<'ordinary' | 'utilities'> | undefined {
  const { regime, buyer } = understanding.case;
  if (regime !== 'utilities') return ordinaryContract(understanding);
  return buyer === 'private' || buyer === 'defence' ? undefined : { regime, buyer };
}
