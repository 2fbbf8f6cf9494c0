import { describe, expect, it } from 'vitest';
import { checkModel, readModel } from '#src/knowledge/model/handout-model.ts';
import { modelText, SHIPPED_FIGURES, SHIPPED_MODELS } from '#support/knowledge/shipped-knowledge.ts';

const LETTER = modelText('lettre-motifs-rejet');
const changed = (from: string, to: string) => {
  const text = LETTER.replace(from, to);
  expect(text).not.toBe(LETTER);
  const { model, problems } = readModel(text, 'models/essai.md');
  const found = model ? checkModel(model, 'models/essai.md', SHIPPED_FIGURES) : [];
  return [...problems, ...found].map(({ line, message }) => `${line} ${message}`);
};

describe('The models of documents', () => {
  it('that the hotline comes with have no mistake, and are those that companies need', () => {
    for (const model of SHIPPED_MODELS) expect(checkModel(model, model.id, SHIPPED_FIGURES)).toEqual([]);
    expect(SHIPPED_MODELS.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'candidature',
        'groupement',
        'lettre-motifs-rejet',
        'lettre-paiement-direct',
        'lettre-penalites-retard',
        'lettre-retard-paiement',
        'lettre-travail-en-plus',
        'message-visite',
        'memoire-technique',
        'retroplanning',
      ]),
    );
  });

  it.each([
    ['nos notes, critère par critère', 'nos notes sous 15 jours', 'chiffre écrit en dur « 15 jours »'],
    ['{{motifs-rejet-delai}} de la', '{{delai-inconnu}} de la', 'le chiffre « delai-inconnu » n’existe pas'],
    ['Lot : [[lot]]', 'Lot : [[numero]]', 'la variable « numero » n’est pas dans l’en-tête'],
    ['{si adaptee} En', '{si mapa} En', 'le fait « mapa » n’est pas dans l’en-tête'],
    ['article: R2182-1', 'article: R9999-1', 'l’article « R9999-1 » n’existe pas'],
    ['formats: [docx]', 'formats: [odt]', 'attendu : docx, pdf, ics'],
    ['letter: true', 'lettre: true', 'champ inconnu « lettre »'],
    ['Madame, Monsieur,', '# Madame, Monsieur', 'élément non accepté'],
    ['from: buyer', 'from: inconnu', 'valeur inattendue'],
    ['file: lettre-motifs-du-rejet', 'file: Lettre 1', 'un nom de fichier s’écrit en minuscules'],
  ])('names the line to mend: « %s » made « %s »', (from, to, message) => {
    expect(changed(from, to).join('\n')).toContain(message);
  });

  it('says on which line', () => {
    const line = LETTER.split('\n').findIndex((text) => text.includes('Lot : [[lot]]')) + 1;
    expect(changed('Lot : [[lot]]', 'Lot : [[numero]]')[0]).toMatch(new RegExp(`^${line} `));
  });

  it('goes on from line to line, and ends a paragraph at an empty one', () => {
    const { model } = readModel(
      LETTER.replace('Madame, Monsieur,', 'Madame,\nMonsieur,\n\n{sauf adaptee} Bonjour.'),
      'models/essai.md',
    );
    const texts = model?.body.map(({ text }) => text);
    expect(texts).toContain('Madame, Monsieur,');
    expect(model?.body.find(({ text }) => text === 'Bonjour.')?.condition).toEqual({
      fact: 'adaptee',
      unless: true,
    });
  });
});
