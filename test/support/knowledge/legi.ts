import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';

/** The code de la commande publique and the code du travail, as Légifrance numbers them. */
export const CCP_ID = 'LEGITEXT000037701019';
export const LABOUR_ID = 'LEGITEXT000006072050';

/** An article of the LEGI base: what a test changes, the rest being that of an article in force. */
export interface LegiArticle {
  readonly id?: string;
  readonly num?: string;
  readonly state?: string;
  readonly from?: string;
  /** First day on which it no longer holds; 2999-01-01 for none. */
  readonly end?: string;
  readonly code?: string;
  /** Headings, or several dated ones at one level. */
  readonly path?: readonly (string | readonly { title: string; from: string; end: string }[])[];
  readonly html?: string;
  readonly nota?: string;
}

const PATH = [
  'Partie réglementaire',
  'DEUXIÈME PARTIE : MARCHÉS PUBLICS',
  'Livre Ier : DISPOSITIONS GÉNÉRALES',
  'Titre II : CHOIX DE LA PROCÉDURE',
];

/** An article's id, from a short number. */
export const articleId = (number: number): string => `LEGIARTI${String(number).padStart(12, '0')}`;

/** The XML of one article, in the shape of the LEGI base. */
export function legiXml(article: LegiArticle = {}): string {
  const {
    id = articleId(1),
    num = 'R2122-8',
    state = 'VIGUEUR',
    from = '2020-01-01',
    end = '2999-01-01',
    code = CCP_ID,
    path = PATH,
    html = '<p>Le texte de l’article.</p>',
    nota = '',
  } = article;
  const titles = (level: (typeof path)[number]) =>
    typeof level === 'string'
      ? `<TITRE_TM debut="2019-04-01" fin="2999-01-01" id="LEGISCTA000000000001">${level}</TITRE_TM>`
      : level.map((one) => `<TITRE_TM debut="${one.from}" fin="${one.end}">${one.title}</TITRE_TM>`).join('');
  const headings = path.reduceRight<string>((inner, level) => `<TM>${titles(level)}${inner}</TM>`, '');
  return `<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE>
<META><META_COMMUN><ID>${id}</ID><ORIGINE>LEGI</ORIGINE><NATURE>Article</NATURE></META_COMMUN>
<META_SPEC><META_ARTICLE><NUM>${num}</NUM><ETAT>${state}</ETAT><DATE_DEBUT>${from}</DATE_DEBUT><DATE_FIN>${end}</DATE_FIN><TYPE>AUTONOME</TYPE></META_ARTICLE></META_SPEC></META>
<CONTEXTE><TEXTE cid="${code}" nature="CODE"><TITRE_TXT c_titre_court="Code" debut="2019-04-01" fin="2999-01-01" id_txt="${code}">Code</TITRE_TXT>${headings}</TEXTE></CONTEXTE>
<VERSIONS><VERSION etat="${state}"><LIEN_ART debut="${from}" etat="${state}" fin="${end}" id="${id}" num="${num}"/></VERSION></VERSIONS>
<NOTA><CONTENU>${nota}</CONTENU></NOTA>
<BLOC_TEXTUEL><CONTENU>${html}</CONTENU></BLOC_TEXTUEL>
</ARTICLE>`;
}

/** Where the base keeps an article: its code, then its id cut in pairs. */
export const legiPath = ({ id = articleId(1), code = CCP_ID }: LegiArticle = {}): string =>
  `legi/global/code_et_TNC_en_vigueur/code_en_vigueur/LEGI/TEXT/00/00/37/70/10/${code}/article/LEGI/ARTI/00/00/${id}.xml`;

/** The files of a small tree: each article at its place. */
export const legiTree = (articles: readonly LegiArticle[]): Record<string, string> =>
  Object.fromEntries(articles.map((article) => [legiPath(article), legiXml(article)]));

/** Writes files under a folder. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** An archive of files, as DILA publishes them. */
export async function legiArchive(
  folder: string,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const tree = join(folder, `${name}.tree`);
  writeTree(tree, files);
  const roots = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
  const chunks: Buffer[] = [];
  for await (const chunk of create({ cwd: tree }, roots)) chunks.push(chunk as Buffer);
  const path = join(folder, name);
  const bytes = Buffer.concat(chunks);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return path;
}
