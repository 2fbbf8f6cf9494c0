import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import { wordCount } from './document.ts';
import { knowledgeTexts } from './texts.ts';

/** Fewer words than this state no rule with its condition. */
const FEWEST_WORDS = 6;
/** What says nothing to one who has not read the question: a pronoun, or a word that goes on from what came before. */
const LEANS =
  /^(?:(?:ils?|elles?)(?! (?:faut|ne faut|faudra|suffit|ne suffit|existe|n['’]existe|n['’]y a|y a|s['’]agit|reste|vaut|n['’]est pas (?:interdit|obligatoire|nécessaire)|est (?:interdit|obligatoire|possible|utile|prudent)))|cela(?! dépend)|ça|celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette dernière|dans ce cas|dans cette situation|en effet|de même|idem|même (?:règle|réponse|chose)|pour cela|sinon|mais|donc|ainsi|voir|voyez)(?!\p{L})/iu;
/** A pointer to another place of the page. */
const POINTS_ELSEWHERE =
  /(?:ci-dessous|ci-dessus|ci-après|(?:voir|voyez|dite?s?|décrite?s?|citée?s?|indiquée?s?|expliquée?s?) plus (?:haut|bas)|(?:question|section|page) (?:suivante|précédente))/iu;

/** Short answers that cannot be read alone, as a chat shows them. */
export function checkOpening({ path, meta, sections }: KnowledgeDocument): Problem[] {
  if (meta.kind === 'document' || meta.kind === 'law') return [];
  return sections.flatMap(({ heading, line, shortAnswer }) => {
    if (!shortAnswer) return [];
    const message = fault(heading, shortAnswer);
    return message ? [{ path, line, message, severity: 'error' as const }] : [];
  });
}

function fault(heading: string, shortAnswer: string): string | undefined {
  const leaning = LEANS.exec(shortAnswer) ?? POINTS_ELSEWHERE.exec(shortAnswer);
  if (leaning) return knowledgeTexts.leansOn(heading, leaning[0]);
  if (shortAnswer.trimEnd().endsWith(':')) return knowledgeTexts.opensList(heading);
  return wordCount(shortAnswer) < FEWEST_WORDS ? knowledgeTexts.tooShort(heading) : undefined;
}
