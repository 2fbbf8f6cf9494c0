import { expect, it } from 'vitest';
import { isInside, newDocumentPath, newPagePath, sidecarPath, stemOf } from '#src/knowledge/desk/paths.ts';

const free = () => false;

it.each([
  ['Rapport d’activité 2026.PDF', '', 'documents/rapport-d-activite-2026.pdf'],
  ['../../etc/passwd.docx', '', 'documents/etc-passwd.docx'],
  ['scan.pdf', 'Charte des achats', 'documents/charte-des-achats.pdf'],
  ['..pdf', '', 'documents/section.pdf'],
  ['été\n.xlsx', '', 'documents/ete.xlsx'],
])('a document that comes as « %s », called « %s », is named %s', (name, title, path) => {
  expect(newDocumentPath(name, title, free)).toBe(path);
});

it('a document without an ending, or with a strange one, has no name', () => {
  for (const name of ['rapport', 'rapport.', 'rapport.p/f', 'rapport.très long'])
    expect(newDocumentPath(name, '', free)).toBeUndefined();
});

it('a name that is taken gets a number', () => {
  const taken = new Set(['guides/avance.md', 'guides/avance-2.md']);
  expect(newPagePath('guides', 'Avance', (path) => taken.has(path))).toBe('guides/avance-3.md');
});

it('a path leads nowhere but into the folder', () => {
  for (const path of ['', '/a.md', '../a.md', 'a/../b.md', 'a//b.md', '.git/a.md', 'a\\b.md', 'a\n.md'])
    expect(isInside(path), path).toBe(false);
  expect(isInside('guides/avance.md')).toBe(true);
});

it('names what goes beside a document, and what it is called', () => {
  expect(sidecarPath('documents/a.b.pdf')).toBe('documents/a.b.yaml');
  expect(stemOf('compte_rendu-2026.pdf')).toBe('compte rendu 2026');
});
