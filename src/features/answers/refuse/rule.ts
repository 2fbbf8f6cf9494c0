/** Why nobody answers a request, or not without a person. */
export type RuleName =
  | 'forgery'
  | 'invention'
  | 'solicitation'
  | 'bribe'
  | 'collusion'
  | 'rival-price'
  | 'stolen-offer'
  | 'private-data'
  | 'programme-fact'
  | 'criminal'
  | 'representation'
  | 'brief'
  | 'dispute'
  | 'prediction'
  | 'whole-file'
  | 'injection'
  | 'abuse'
  | 'other-law'
  | 'other-subject'
  | 'rate-of-the-day'
  | 'market-price'
  | 'tax-rate'
  | 'tool'
  | 'opening-hours'
  | 'statistics'
  | 'one-tender'
  | 'breakdown';

/** What is done: a refusal, one that proposes the nearest questions, or the general rule and a person. */
export type RulingKind = 'refuse' | 'refuse-and-point' | 'answer-and-handoff';

/** What is said to a request that nobody answers, or not without a person. */
export interface Ruling {
  readonly rule: RuleName;
  readonly kind: RulingKind;
  /** French: the reason of a refusal, or what opens the answer. */
  readonly sentence: string;
}
