import type { KnowledgeDocument, Problem, Section } from '#src/knowledge/model/document.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { articleExists, normalizeArticle } from '#src/reference/article-number.ts';
import { textsOf } from './document.ts';
import { knowledgeTexts } from './texts.ts';

/** A link of a page's text: « [les mots](cible) ». */
const LINK = /\[[^[\]]+\]\(\s*([^)\s[]+)(?:\s[^)[]*)?\)/g;
const OUTSIDE = /^[a-z][a-z0-9+.-]*:/i;

/** Where in the folder a section's own links lead: « guides/avance », or « guides/avance#ai-je-droit-a-une-avance ». */
function linksOf(document: KnowledgeDocument, section: Section): { target: string; key: string }[] {
  const texts = [section.shortAnswer ?? '', ...section.details.flatMap(textsOf)];
  return texts
    .flatMap((text) => [...text.matchAll(LINK)].map((match) => match[1] ?? ''))
    .filter((target) => target && !OUTSIDE.test(target))
    .map((target) => ({ target, key: keyOf(document, target) }));
}

/** A link's target from the root of the folder: it is written from there, or from the page that holds it. */
function keyOf({ id }: KnowledgeDocument, target: string): string {
  const [path = '', anchor] = target.split('#');
  const stem = path.replace(/\.md$/, '');
  const from = stem.startsWith('/') ? 'https://here/' : `https://here/${id}`;
  const written = stem === '' ? id : new URL(stem, from).pathname.slice(1);
  return anchor ? `${written}#${anchor}` : written;
}

/** Links that lead to no page or question of the folder, and terms and articles of the glossary that do not exist. */
export function checkLinks(documents: readonly KnowledgeDocument[], glossary: Glossary): Problem[] {
  const places = new Set(
    documents.flatMap(({ id, sections }) => [id, ...sections.map((section) => `${id}#${section.id}`)]),
  );
  const dead = documents.flatMap((document) =>
    document.sections.flatMap((section) =>
      linksOf(document, section)
        .filter(({ key }) => !places.has(key))
        .map(({ target }) =>
          error(document.path, section.line, knowledgeTexts.deadLink(section.heading, target)),
        ),
    ),
  );
  return [...dead, ...deadTerms(glossary)];
}

function deadTerms({ terms }: Glossary): Problem[] {
  const ids = new Set(terms.map(({ id }) => id));
  const inGlossary = (message: string) => error('glossary.yaml', 1, message);
  return terms.flatMap(({ term, related, articles }) => [
    ...related.filter((id) => !ids.has(id)).map((id) => inGlossary(knowledgeTexts.deadTerm(term, id))),
    ...articles
      .filter((article) => !articleExists(normalizeArticle(article) ?? article))
      .map((article) => inGlossary(knowledgeTexts.deadArticle(term, article))),
  ]);
}

/** Sections that nothing leads to: no wording of their own, no link from another page, no term of the glossary in the question. */
export function checkOrphans(documents: readonly KnowledgeDocument[], glossary: Glossary): Problem[] {
  const reached = new Set(
    documents.flatMap((document) =>
      document.sections.flatMap((section) =>
        linksOf(document, section)
          .map(({ key }) => key)
          .filter((key) => !key.startsWith(document.id)),
      ),
    ),
  );
  const words = glossary.terms.flatMap(({ term, synonyms, expansion }) => [
    term,
    ...synonyms,
    expansion ?? '',
  ]);
  const known = words.filter((word) => word.length > 1).map((word) => word.toLowerCase());
  const leadsTo = ({ id }: KnowledgeDocument, { id: section, heading, wordings }: Section): boolean =>
    wordings.length > 0 ||
    reached.has(id) ||
    reached.has(`${id}#${section}`) ||
    known.some((word) => heading.toLowerCase().includes(word));
  return documents
    .filter(({ meta }) => meta.kind !== 'document' && meta.kind !== 'law')
    .flatMap((document) =>
      document.sections
        .filter((section) => !leadsTo(document, section))
        .map(({ heading, line }) => error(document.path, line, knowledgeTexts.orphan(heading))),
    );
}

const error = (path: string, line: number, message: string): Problem => ({
  path,
  line,
  message,
  severity: 'error',
});
