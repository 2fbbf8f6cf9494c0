import type { ComputationInput } from '#src/calculators/computation.ts';
import { largeBySpending } from './buyer-size-said.ts';

/** What a question says of the company and of its buyer's size; undefined where it says nothing. */
export interface CompanySaid {
  readonly sme?: boolean | undefined;
  /** Whether the buyer passes the running costs from which it owes a SME more. */
  readonly large?: boolean | undefined;
}

const NOT_SME =
  /\b(?:pas|plus|non)[ -](?:une? )?pme\b|\bfiliale\b|\bgrande entreprise\b|\bgrand groupe\b|\beti\b/;
const SME =
  /\b(?:pme|tpe|micro-?entreprise|auto-?entrepreneur|petite (?:entreprise|boite|societe)|artisans?)\b/;
/** « g que 3 salariés »: so few in all make a SME; a group that holds it, the answer speaks of. */
const FEW_EMPLOYED =
  /\b(?:que|seulement|on est(?: a)?|nous sommes) (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,2}) (?:salaries?|employes?|ouvriers?)\b(?! (?:en insertion|de (?:plus|trop)))/;
const SMALL = /\bpetite?s? (?:commune|mairie|ville|collectivite|acheteur|village)|\bvillage\b/;
const LARGE = /\bgrand acheteur\b/;

/** Reads whether the company is a SME, and its buyer a large one: by its running costs when they are said. */
export function companyOf({
  quantities: { text, amounts },
  figures,
}: Pick<ComputationInput, 'quantities' | 'figures'>): CompanySaid {
  const byWords = SMALL.test(text) ? false : LARGE.test(text) ? true : undefined;
  return {
    sme: NOT_SME.test(text) ? false : SME.test(text) || FEW_EMPLOYED.test(text) ? true : undefined,
    large: largeBySpending(text, amounts, figures) ?? byWords,
  };
}
