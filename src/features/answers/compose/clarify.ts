import type { Buyer, Category } from '#src/calculators/buyers.ts';
import type { Clarification } from '#src/calculators/computation.ts';
import { buyerChoices, categoryChoices, clarify as texts } from '#src/calculators/texts-clarify.ts';
import type { Choice } from '#src/channel/blocks.ts';
import { caseOf } from '#src/features/answers/search/case-fit.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';

/** Pages this near to the best one are about the same question. */
const SAME_SUBJECT = 0.85;
/** How many pages are looked at. */
const LOOKED_AT = 5;

/**
 * The one question that decides when pages of the same subject answer differently for another buyer or category, and
 * the question says neither. Undefined when nothing is to be asked.
 */
export function clarificationFor(
  hits: readonly Hit[],
  understanding: Understanding,
): Clarification | undefined {
  const [best] = hits;
  if (!best) return undefined;
  const near = hits
    .slice(0, LOOKED_AT)
    .filter(({ passage, score }) => !asksNothing(passage) && score >= SAME_SUBJECT * best.score)
    .map(({ passage }) => passage);
  const shareArticle = near.filter((passage) =>
    passage.articles.some((article) => best.passage.articles.includes(article)),
  );
  const cases = shareArticle.map((passage) => caseOf(passage));
  const { buyer, category } = understanding.case;
  const categories = distinct(cases.flatMap((one) => one.categories));
  if (category === undefined && categories.length > 1 && caseOf(best.passage).categories.length === 1)
    return { question: texts.category, choices: categories.map((one) => categoryChoices[one]).map(toChoice) };
  const buyers = distinct(cases.flatMap((one) => one.buyers));
  if (buyer === undefined && buyers.length > 1 && caseOf(best.passage).buyers.length > 0)
    return { question: texts.buyer, choices: buyers.map((one) => buyerChoices[one]).map(toChoice) };
  return undefined;
}

const distinct = <T extends Buyer | Category>(values: readonly T[]): T[] => [...new Set(values)];

const toChoice = ({ label, value }: { label: string; value: string }): Choice => ({
  id: slugify(value),
  label,
  kind: 'ask',
  value,
});

/** A question this short does not say which meaning it has in mind. */
const TERSE = 4;

/** A word that stands for two things, in a question too short to tell which. */
export function ambiguityOf(asked: string, glossary: Glossary): Clarification | undefined {
  if (contentWords(asked).length > TERSE) return undefined;
  const folded = fold(asked);
  const found = glossary.ambiguities.find(({ typed, choices }) => {
    const acronym = typed === typed.toUpperCase();
    const word = acronym ? typed : fold(typed);
    const said = new RegExp(`(?<![\\p{L}\\d-])${word}s?(?![\\p{L}\\d-])`, 'u').test(acronym ? asked : folded);
    return said && !choices.some(({ means }) => tells(folded, means, word));
  });
  if (!found) return undefined;
  return {
    question: found.question,
    choices: found.choices.map(({ label, means }) => ({
      id: slugify(label),
      label,
      kind: 'ask',
      value: texts.meant(means),
    })),
  };
}

/** Whether a question names one of the meanings by a word of its own. */
const tells = (folded: string, means: string, typed: string): boolean =>
  contentWords(means).some((word) => fold(word) !== fold(typed) && folded.includes(fold(word).slice(0, 6)));
