import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFormSource } from '#src/company/form-source.ts';
import { createModelSource } from '#src/features/handouts/models/folder.ts';
import { loadCannedAnswers } from '#src/knowledge/ingest/load-canned-answers.ts';
import { lastGoodIn } from '#src/knowledge/last-good.ts';
import { createLogger } from '#src/platform/logger.ts';
import { modelText } from '#support/knowledge/shipped-knowledge.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const CANNED = '- id: delai\n  title: Dire quand\n  text: Je réponds bientôt.\n';
const quiet = createLogger('silent');

describe('A slip in a file of staff', () => {
  it('leaves the ready-made answers before it in service, also after a start', async () => {
    using folder = tempFolder({ 'canned-answers.yaml': CANNED });
    using data = tempFolder();
    const titles = async () =>
      (await loadCannedAnswers(folder.path, lastGoodIn(data.path))).map(({ title }) => title);
    expect(await titles()).toEqual(['Dire quand']);
    for (const slip of [`${CANNED}- id: [`, CANNED.replace('text:', 'texte:'), '']) {
      folder.write({ 'canned-answers.yaml': slip });
      expect(await titles(), slip).toEqual(['Dire quand']);
    }
    folder.write({ 'canned-answers.yaml': CANNED.replace('Dire quand', 'Dire quand je réponds') });
    expect(await titles()).toEqual(['Dire quand je réponds']);
    folder.write({ 'canned-answers.yaml': undefined });
    expect(await titles()).toEqual([]);
  });

  it('leaves the form before it in service, also after a start', async () => {
    const shipped = readFileSync(join(ROOT, 'knowledge/programme/referencement.yaml'), 'utf8');
    const written = shipped.replace('label: Site internet', 'label: Page web');
    using folder = tempFolder({ 'programme/referencement.yaml': written });
    using data = tempFolder();
    const start = () => createFormSource(folder.path, quiet, lastGoodIn(data.path));
    const labels = async (form = start()) => (await form()).fields.map(({ label }) => label);
    expect(await labels()).toContain('Page web');
    folder.write({ 'programme/referencement.yaml': `${written}\n  - id: [` });
    expect(await labels()).toContain('Page web');
  });

  it('leaves the model of a document before it in service, also after a start', async () => {
    const letter = modelText('lettre-motifs-rejet').replace(
      'title: Demande des',
      'title: Demande écrite des',
    );
    using folder = tempFolder({ 'models/lettre.md': letter });
    using data = tempFolder();
    const start = () => createModelSource(folder.path, quiet, lastGoodIn(data.path));
    const titles = async () => (await start()()).map(({ title }) => title);
    expect(await titles()).toEqual(['Demande écrite des motifs du rejet']);
    folder.write({ 'models/lettre.md': letter.replace('file: lettre', 'fichier: lettre') });
    expect(await titles()).toEqual(['Demande écrite des motifs du rejet']);
  });
});
