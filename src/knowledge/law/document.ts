import type { KnowledgeDocument, Section } from '#src/knowledge/model/document.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { LAW_CODES } from './codes.ts';
import { isOverseas, regimeOf } from './place.ts';
import { articleHeading, notaText } from './texts.ts';
import { type LawVersion, legifranceUrl, orderVersions, referenceOf } from './version.ts';

/** The documents that imported versions make: one a code, whose sections are the wordings of its articles. */
export function lawDocuments(versions: Iterable<LawVersion>): KnowledgeDocument[] {
  const byCode = Map.groupBy(orderVersions(versions), (version) => version.code);
  return [...byCode].map(([code, members]) => ({
    id: `law/${code}`,
    path: `law/${code}`,
    meta: {
      title: LAW_CODES.get(code)?.title ?? code,
      kind: 'law',
      audience: 'both',
      regime: 'any',
      territories: [],
      sources: [],
    },
    sections: members.map(toSection),
  }));
}

function toSection(version: LawVersion): Section {
  const { id, code, num, path, text, nota, from, until, asOf } = version;
  const reference = referenceOf(version);
  const paragraphs = [...text.split('\n'), ...(nota ? [notaText(nota)] : [])];
  return {
    id: from ? `${slugify(num)}-${from}` : slugify(num),
    heading: articleHeading(num),
    line: 1,
    // A mark of ours in somebody else's text would be taken for a figure of the register.
    details: paragraphs
      .map((line) => line.replace(/\{\{|\}\}/g, ' ').trim())
      .filter(Boolean)
      .map((line) => ({ type: 'paragraph', text: line })),
    articles: reference ? [reference] : [],
    otherReferences: [],
    wordings: [],
    regime: regimeOf(code, num, path),
    validFrom: from,
    validUntil: until,
    law: { id, path, overseas: isOverseas(path), asOf },
  };
}

/** Public address of an article's wording; undefined when its source did not give Légifrance's id. */
export const articleUrl = (section: Section): string | undefined =>
  section.law && legifranceUrl(section.law.id);
