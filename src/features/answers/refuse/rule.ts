/** The requests that a rule decides. */
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

/** What a rule decides: a refusal, one that proposes the nearest questions, or the general rule and a person. */
export type RulingKind = 'refuse' | 'refuse-and-point' | 'answer-and-handoff';

/** What is said to a request that a rule decides. */
export interface Ruling {
  readonly rule: RuleName;
  readonly kind: RulingKind;
  /** French: the reason of a refusal, or what opens the answer. */
  readonly sentence: string;
}

/** A rule, on folded text with single spaces: one of the patterns, and not the exception. */
export interface Rule extends Ruling {
  readonly any: readonly RegExp[];
  readonly unless?: RegExp;
}

/** The ways of saying one chore: « rédige(z) » to us, and « rédiger » after « tu peux ». */
export interface Verbs {
  readonly imperative: string;
  readonly infinitive: string;
}

/** « rédige-moi », « tu peux me faire », « pouvez-vous nous préparer »: asks us to do it, not how it is done. */
export const askedOfUs = ({ imperative, infinitive }: Verbs): string =>
  `(?:(?:^|[.,;:!?] ?|\\b(?:alors|donc|stp|svp|bonjour|salut) )(?:${imperative})(?:[- ](?:moi|nous))?|\\b(?:${imperative})[- ](?:moi|nous)|\\bmerci de (?:me |nous )?(?:${infinitive})|\\b(?:peux|pourrais|pouvez|pourriez)[- ](?:tu|vous) (?:me |nous )?(?:${infinitive})|\\b(?:tu|vous) (?:peux|pourrais|pouvez|pourriez|vas|allez) (?:me |nous )?(?:${infinitive}))\\b`;
