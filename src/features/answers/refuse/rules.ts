import { fold } from '#src/platform/french/text-analysis.ts';
import type { RuleName, Ruling } from './rule.ts';
import { ELSEWHERE_RULES } from './rules-elsewhere.ts';
import { FORBIDDEN_RULES } from './rules-forbidden.ts';
import { OUTSIDE_RULES } from './rules-outside.ts';
import { PERSON_RULES } from './rules-person.ts';
import { PROGRAMME_RULES } from './rules-programme.ts';

/** In order: the first that holds decides. The team's own contacts come before anybody's private details. */
const RULES = [...PROGRAMME_RULES, ...FORBIDDEN_RULES, ...PERSON_RULES, ...ELSEWHERE_RULES, ...OUTSIDE_RULES];

/**
 * What a rule decides on a message, whatever the pages say: a refusal, or the general rule and a person. Undefined for
 * any other message.
 */
export function rulingOn(question: string): Ruling | undefined {
  const text = fold(question).replace(/\s+/g, ' ').trim();
  const found = RULES.find(
    ({ any, unless }) => any.some((pattern) => pattern.test(text)) && !unless?.test(text),
  );
  return found && { rule: found.rule, kind: found.kind, sentence: found.sentence };
}

/** What no page can hold, and a document may say: the hours of an office, a price, a date, something of another subject. */
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
