import type { SourceItem } from '#src/channel/blocks.ts';
import { definitionSource } from '#src/features/answers/texts.ts';
import type { Glossary, GlossaryTerm } from '#src/knowledge/model/glossary.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** « c'est quoi un DCE ? », « que veut dire MAPA », « définition de OAB », « DCE kesako ». */
const ASKS_MEANING =
  /^(?:(?:bonjour|salut|svp|et|mais|euh|dis(?:-moi)?|dites-moi|pouvez-vous m'expliquer|expliquez?-?moi)[, ]+)*(?:(?:c'est|cest|c est|ce|c) (?:quoi|koi)|koi|qu[' ]?est[- ]ce (?:que c'est |que |qu')?|ce que c'est (?:que )?|signification (?:de|d'|du)?|expliquez?[- ]moi|kesako|que (?:signifie|veut dire)|(?:la )?definition (?:de|d'|du|des)?|ca veut dire quoi|(?:c'est )?quoi) ?(?:exactement |au juste |ca |donc ){0,4}(?:que |qu')?(?:un |une |des |du |de la |le |la |les |l'|d'|de )?(.+?)(?:,? (?:svp|stp|exactement|au juste|en fait|deja))?$/;
const MEANING_AFTER =
  /^(?:un |une |le |la |les |l'|des )?(.+?)(?<![ ,:])[ ,:]*(?:(?:c'est|cest|c est|c) (?:quoi|koi)|kesako|ca veut dire quoi|ca signifie quoi|veut dire quoi|definition)(?: ?(?:exactement|au juste|svp|stp|en fait))?$/;

/** The glossary's entry that a question asks the meaning of; undefined when it asks anything else. */
export function askedTerm(question: string, glossary: Glossary): GlossaryTerm | undefined {
  const text = fold(question)
    .replace(/\s+/g, ' ')
    .replace(/(?<![ ?!.])[ ?!.]+$/, '')
    .trim();
  const named = (MEANING_AFTER.exec(text)?.[1] ?? ASKS_MEANING.exec(text)?.[1])
    ?.replace(/^["«“ ]+|(?<!["»” ])["»” ]+$/g, '')
    .trim();
  if (!named) return undefined;
  const singular = (name: string) => fold(name).replace(/s\b/g, '');
  return (
    glossary.terms.find((term) => namesOf(term).some((name) => fold(name) === named)) ??
    glossary.terms.find((term) => namesOf(term).some((name) => singular(name) === singular(named)))
  );
}

const namesOf = (term: GlossaryTerm): string[] => [
  term.term,
  ...term.term.split(/(?<!\s)\s*\/\s*/),
  term.expansion ?? '',
  ...term.synonyms,
  ...term.misspellings,
  ...term.colloquial,
];

/** The glossary as a numbered source. */
export function glossarySource(n: number, term: GlossaryTerm): SourceItem {
  return {
    n,
    documentId: 'glossary',
    title: definitionSource,
    section: term.expansion ? `${term.term} : ${term.expansion}` : term.term,
    articles: term.articles.slice(0, 3),
    excerpt: term.definition,
  };
}
