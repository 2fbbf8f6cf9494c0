import { describe, expect, it } from 'vitest';
import { isConflict, isCopy, isPassing } from '#src/knowledge/ingest/passing-names.ts';

describe('the name of a file', () => {
  it.each([
    '~$livret.docx',
    '.~lock.livret.odt#',
    'livret.docx.tmp',
    'guide.pdf.crdownload',
    'guide.part',
    'Thumbs.db',
    'desktop.ini',
    '.DS_Store',
    '~WRL0001.tmp',
    'livret.md~',
  ])('%s is of a program at work', (name) => expect(isPassing(name)).toBe(true));

  it.each(['livret.docx', 'Compte rendu - partie 1.docx', 'lock.md', 'tmp.md', 'party.docx'])(
    '%s is not',
    (name) => expect(isPassing(name)).toBe(false),
  );

  it.each([
    'documents/livret (conflit de Paul 2026-11-28).docx',
    'documents/livret-PC-de-Marie.docx',
    'documents/livret-DESKTOP-4F2K.docx',
    'documents/livret (Copie en conflit de Paul).docx',
    'documents/livret (Paul’s conflicted copy).docx',
  ])('%s is of a copy made when two people wrote at once', (path) => expect(isConflict(path)).toBe(true));

  it.each(['documents/livret (1).docx', 'documents/livret - Copie.docx', 'documents/Copie de livret.docx'])(
    '%s is of a copy',
    (path) => {
      expect(isCopy(path)).toBe(true);
      expect(isConflict(path)).toBe(false);
    },
  );

  it.each(['documents/gestion des conflits.docx', 'documents/livret (2026).docx', 'documents/copieur.docx'])(
    '%s is of no copy',
    (path) => expect(isCopy(path)).toBe(false),
  );
});
