import { fold } from '#src/platform/french/text-analysis.ts';
import type { Ruling } from './rule.ts';
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
