import { fold } from '#src/platform/french/text-analysis.ts';
import trained from './role-weights.json' with { type: 'json' };

/** What of a message tells as what its author stands: who works for the holder, or who deals with the buyer itself. */
export const LEARNT_ROLES = ['subcontractor', 'holder'] as const;
export type LearntRole = (typeof LEARNT_ROLES)[number];

/** Letters that are kept of a word: its ending, and how it is typed, say little. */
const LETTERS = 6;
/** Words of the longest message that are read. */
const LONGEST = 120;

/** The words of a text, each by its first letters, with the one that follows it: « la boite », « me paye ». */
export function roleFeatures(text: string): ReadonlySet<string> {
  const words = (fold(text).match(/[a-z0-9]+/g) ?? [])
    .slice(0, LONGEST)
    .map((word) => (/^\d+$/.test(word) ? '#' : word.slice(0, LETTERS)));
  const pairs = words.map((word, at) => `${word} ${words[at + 1] ?? ''}`);
  return new Set([...words, ...pairs]);
}

const WEIGHTS = new Map<string, readonly number[]>(
  Object.entries(trained.weights as Readonly<Record<string, readonly number[]>>),
);

/** How likely it is that a text says of its author that they stand so, by examples; a logistic regression on its words. */
export function likelyRole(text: string, role: LearntRole): number {
  const place = LEARNT_ROLES.indexOf(role);
  const said = roleFeatures(text);
  const scale = 1 / Math.sqrt(Math.max(1, said.size));
  let sum = trained.bias[place] ?? 0;
  for (const one of said) sum += scale * (WEIGHTS.get(one)?.[place] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
