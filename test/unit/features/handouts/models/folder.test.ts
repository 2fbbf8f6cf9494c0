import { describe, expect, it } from 'vitest';
import { checkModels, createModelSource } from '#src/features/handouts/models/folder.ts';
import { modelText, SHIPPED_FIGURES, SHIPPED_MODELS } from '#support/knowledge/shipped-knowledge.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const LETTER = modelText('lettre-motifs-rejet');
const quiet = { error: () => undefined };

describe('The folder of models', () => {
  it('serves a change at the next use, keeps the last good one, and forgets what is removed', async () => {
    using folder = tempFolder({ 'models/lettre.md': LETTER });
    const models = createModelSource(folder.path, quiet);
    expect((await models()).map(({ title }) => title)).toEqual(['Demande des motifs du rejet']);
    folder.write({ 'models/lettre.md': LETTER.replace('title: Demande des', 'title: Demande écrite des') });
    expect((await models()).map(({ title }) => title)).toEqual(['Demande écrite des motifs du rejet']);
    folder.write({ 'models/lettre.md': LETTER.replace('file: lettre', 'fichier: lettre') });
    expect((await models()).map(({ title }) => title)).toEqual(['Demande écrite des motifs du rejet']);
    folder.write({ 'models/lettre.md': undefined, 'models/autre.md': LETTER });
    expect((await models()).map(({ id }) => id)).toEqual(['autre']);
  });

  it('gives what the hotline comes with to a knowledge folder that has none', async () => {
    using folder = tempFolder({ 'guides/page.md': '' });
    expect((await createModelSource(folder.path, quiet)()).length).toBe(SHIPPED_MODELS.length);
    expect(await checkModels(folder.path, SHIPPED_FIGURES)).toEqual([]);
  });

  it('is checked with the rest: each mistake with its file and line', async () => {
    using folder = tempFolder({
      'models/bonne.md': LETTER,
      'models/mauvaise.md': LETTER.replace('{{motifs-rejet-delai}} de la', '15 jours de la'),
    });
    const problems = await checkModels(folder.path, SHIPPED_FIGURES);
    expect(problems).toEqual([
      {
        path: 'models/mauvaise.md',
        line: LETTER.split('\n').findIndex((text) => text.startsWith('{si adaptee}')) + 1,
        message: 'chiffre écrit en dur « 15 jours » : utilisez {{identifiant}}',
        severity: 'error',
      },
    ]);
  });
});
