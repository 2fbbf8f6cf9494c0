import { forbidden, refusal } from '#src/features/answers/texts.ts';
import type { ReasonScore } from '#src/reader/wish/reasons.ts';
import type { RuleName, Ruling, RulingKind } from './rule.ts';
import { declined, handedOver, outside } from './texts.ts';

/** What is done and said for each reason; which one holds is learnt from the examples beside this file. */
const RULINGS: Readonly<Record<RuleName, readonly [kind: RulingKind, sentence: string]>> = {
  // What nobody may do, whatever words it shares with a page.
  forgery: ['refuse', forbidden.forgery],
  invention: ['refuse', declined.invention],
  bribe: ['refuse', forbidden.bribe],
  solicitation: ['refuse', forbidden.solicitation],
  collusion: ['refuse', forbidden.collusion],
  'rival-price': ['refuse', forbidden.rivalPrice],
  'stolen-offer': ['refuse', declined.stolenOffer],
  'private-data': ['refuse', forbidden.privateData],
  // What needs a person: a dispute of one's own, a lawyer's work, a whole file, what only the team knows.
  criminal: ['refuse', declined.criminal],
  representation: ['refuse', declined.representation],
  brief: ['answer-and-handoff', handedOver.brief],
  dispute: ['answer-and-handoff', handedOver.dispute],
  'whole-file': ['answer-and-handoff', handedOver.wholeFile],
  'programme-fact': ['answer-and-handoff', handedOver.programme],
  prediction: ['refuse', declined.prediction],
  // What is not for us.
  injection: ['refuse', declined.injection],
  abuse: ['refuse', declined.abuse],
  'other-subject': ['refuse', refusal.offTopic],
  'other-law': ['refuse', declined.otherLaw],
  // What no page can hold, because it changes outside: where the subject is ours, the nearest questions are proposed.
  'rate-of-the-day': ['refuse-and-point', outside.rate],
  'market-price': ['refuse-and-point', outside.price],
  'tax-rate': ['refuse', outside.taxRate],
  tool: ['refuse', outside.tool],
  'opening-hours': ['refuse', outside.hours],
  statistics: ['refuse-and-point', outside.statistics],
  'one-tender': ['refuse-and-point', outside.tender],
  breakdown: ['refuse-and-point', outside.breakdown],
};

/** What was learnt before there were reasons has the name of a wish. */
const OTHERWISE_NAMED: Readonly<Record<string, RuleName>> = { 'out-of-scope': 'other-subject' };
const isRuleName = (reason: string): reason is RuleName => Object.hasOwn(RULINGS, reason);
const ruleIn = (reason: string): RuleName | undefined =>
  OTHERWISE_NAMED[reason] ?? (isRuleName(reason) ? reason : undefined);

/** What is done and said for a reason. */
export function rulingFor(rule: RuleName): Ruling {
  const [kind, sentence] = RULINGS[rule];
  return { rule, kind, sentence };
}

/**
 * From so likely on a reason holds: of 1,486 messages of people held apart 870 are so, of 581 that were written to look like
 * them and are to be answered 39, and of 8,802 honest questions 37.
 */
export const SURE = 0.5;
/** Where words alone tell it. */
export const SURE_BY_WORDS = 0.7;
/** Nobody is accused, nor told to be of another subject, from less. */
const SURER = 0.6;
const SURELY_ONLY: ReadonlySet<RuleName> = new Set([
  'forgery',
  'invention',
  'bribe',
  'collusion',
  'stolen-offer',
  'other-subject',
]);

/**
 * What is done of a message for a reason that surely holds, whatever the pages say: a refusal, or the general rule and a
 * person. Undefined for any other message.
 * @param reasons likeliest first
 */
export function rulingOn(
  reasons: readonly ReasonScore[],
  from: number,
): (Ruling & { readonly probability: number }) | undefined {
  for (const { reason, probability } of reasons) {
    const rule = ruleIn(reason);
    if (!rule) continue;
    const least = SURELY_ONLY.has(rule) ? Math.max(SURER, from) : from;
    return probability >= least ? { ...rulingFor(rule), probability } : undefined;
  }
  return undefined;
}

/** What a person is asked for may be a question of law as well: « est-ce que je gagne si j’attaque ? ». */
const OF_PERSON: ReadonlySet<RuleName> = new Set(['criminal', 'representation', 'solicitation']);

/** Whether what a rule decides may be a question by all that it says. */
export const mayBeQuestion = ({ rule, kind }: Ruling): boolean =>
  kind === 'answer-and-handoff' || OF_PERSON.has(rule);

/** What no page can hold, and a document may say: the hours of an office, a price, a date, the law of another country. */
const SAID_BY_DOCUMENTS: ReadonlySet<RuleName> = new Set([
  'rate-of-the-day',
  'market-price',
  'tax-rate',
  'tool',
  'opening-hours',
  'statistics',
  'one-tender',
  'breakdown',
  'other-subject',
  'other-law',
  'programme-fact',
]);

/** Whether what a rule refuses is answered by a document that says it. */
export const yieldsToDocument = (ruling: Ruling | undefined): boolean =>
  ruling !== undefined && SAID_BY_DOCUMENTS.has(ruling.rule);

/**
 * What is taken for a secret, or for a person's own case, and that a document which staff gave everybody surely says is none:
 * « à combien d’exemplaires le magazine est-il imprimé ? », the telephone of who keeps an office.
 */
const KNOWN_IF_WRITTEN: ReadonlySet<RuleName> = new Set([
  'rival-price',
  'private-data',
  'prediction',
  'dispute',
  'brief',
]);

/** Whether what a rule refuses is answered all the same where a document surely says it. */
export const yieldsToSureDocument = (ruling: Ruling | undefined): boolean =>
  yieldsToDocument(ruling) || (ruling !== undefined && KNOWN_IF_WRITTEN.has(ruling.rule));
