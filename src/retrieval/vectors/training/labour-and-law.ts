import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusDocument, flat } from './passages.ts';

/** Sections of a labour sheet that only list links. */
const LINKS =
  /^(?:textes de référence|services? en ligne|à (?:lire|voir|télécharger)|modèles? de|qui contacter|pour aller)/i;

interface LabourSheet {
  readonly pubId: string;
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly text: string }[];
}

/** The sheets of the ministry of labour (package @socialgouv/fiches-travail-data). */
export function readLabourSheets(folder: string): CorpusDocument[] {
  const path = join(folder, '@socialgouv/fiches-travail-data/data/fiches-travail.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as LabourSheet[]).map(({ pubId, title, sections }) => ({
    id: pubId,
    source: 'travail',
    title: flat(title),
    sections: sections
      .filter((section) => !LINKS.test(section.title))
      .map((section) => ({
        headings: section.title === title ? [] : [flat(section.title)],
        // The package glues the end of a block to the start of the next: « disciplinaireSi un licenciement ».
        paragraphs: [flat(section.text.replace(/([\p{Ll}.;:!?)])(\p{Lu})/gu, '$1 $2'))],
      })),
  }));
}

interface LawNode {
  readonly type: string;
  readonly data: {
    readonly title?: string;
    readonly texte?: string;
    readonly etat?: string;
    readonly id: string;
  };
  readonly children?: readonly LawNode[];
}

/** « Sous-section 2 : Avances » → « Avances ». */
const NUMBERED =
  /^(?:sous-section|section|chapitre|titre|livre|paragraphe|sous-paragraphe|partie)\b[^:]{0,25}:\s*/i;
export const headingText = (title: string): string =>
  flat(title)
    .replace(NUMBERED, '')
    .replace(/(?<![.\s])[.\s]+$/, '');

function articles(node: LawNode, path: readonly string[], source: string, found: CorpusDocument[]): void {
  if (node.type === 'article') {
    const { texte = '', etat, id } = node.data;
    const text = flat(texte);
    if (etat !== 'ABROGE_DIFF' && text) {
      // Two levels name an article well; more would drown them in « Partie réglementaire ».
      const title = path.slice(-2).join(' ');
      found.push({ id, source, title, sections: [{ headings: [], paragraphs: [text] }] });
    }
    return;
  }
  const under = node.type === 'section' && node.data.title ? [...path, headingText(node.data.title)] : path;
  for (const child of node.children ?? []) articles(child, under, source, found);
}

/** The articles of the codes of package @socialgouv/legi-data, under the last two headings of each. */
export function readLaw(folder: string): CorpusDocument[] {
  const data = join(folder, '@socialgouv/legi-data/data');
  const found: CorpusDocument[] = [];
  for (const file of readdirSync(data).sort()) {
    if (!/^LEGITEXT\d+\.json$/.test(file)) continue;
    const code = JSON.parse(readFileSync(join(data, file), 'utf8')) as LawNode;
    articles(code, [], code.data.title ?? file, found);
  }
  return found;
}
