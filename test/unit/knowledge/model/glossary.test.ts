import { describe, expect, it } from 'vitest';
import { EMPTY_GLOSSARY, readGlossary } from '#src/knowledge/model/glossary.ts';
import { GLOSSARY } from '#support/knowledge/samples.ts';

const problemsOf = (text: string) =>
  readGlossary(text, 'glossary.yaml').problems.map(({ path, line, message }) => `${path}:${line} ${message}`);

describe('reading the glossary', () => {
  it('keeps a term with all its names', () => {
    const { glossary, problems } = readGlossary(GLOSSARY, 'glossary.yaml');
    expect(problems).toEqual([]);
    expect(glossary.terms).toEqual([
      {
        id: 'dce',
        term: 'DCE',
        expansion: 'dossier de consultation des entreprises',
        definition: 'Le DCE rassemble toutes les pièces à lire avant de répondre à un marché.',
        synonyms: ['dossier de consultation'],
        colloquial: ['docs du marché'],
        misspellings: ['DECE'],
        weight: 0.3,
        articles: [],
        related: [],
      },
    ]);
  });

  it('reads intents, corrections and ambiguities, and fills what a term leaves out', () => {
    const text = `terms:
  - { id: oab, term: OAB, definition: "Une offre anormalement basse." , synonyms: }
intents:
  - { id: relance, phrases: ["j'ai rien touché"], topics: [retard de paiement] }
corrections:
  - { typed: apel d'ofre, right: appel d'offres }
ambiguities:
  - { id: ae, typed: AE, question: "Laquelle ?", choices: [{ label: Acte, means: acte d'engagement }] }`;
    const { glossary, problems } = readGlossary(text, 'glossary.yaml');
    expect(problems).toEqual([]);
    expect(glossary.terms[0]).toMatchObject({ weight: 0.3, synonyms: [], misspellings: [] });
    expect(glossary.intents[0]?.topics).toEqual(['retard de paiement']);
    expect(glossary.corrections).toEqual([{ typed: "apel d'ofre", right: "appel d'offres" }]);
    expect(glossary.ambiguities[0]?.choices[0]?.means).toBe("acte d'engagement");
  });

  it('is empty for an empty file', () => {
    expect(readGlossary('', 'glossary.yaml')).toEqual({ glossary: EMPTY_GLOSSARY, problems: [] });
  });

  it.each([
    ['a weight out of bounds', GLOSSARY.replace('0.3', '3'), ':9 « terms.0.weight » : valeur refusée'],
    [
      'a definition too short',
      GLOSSARY.replace(/definition: .*/, 'definition: "DCE"'),
      ':5 « terms.0.definition » : valeur refusée',
    ],
    [
      'a missing definition',
      GLOSSARY.replace(/ {4}definition: .*\n/, ''),
      ':2 « terms.0.definition » : champ manquant ou vide',
    ],
    [
      'synonyms that are not a list',
      GLOSSARY.replace('[dossier de consultation]', 'dossier'),
      ':6 « terms.0.synonyms » : type de valeur inattendu',
    ],
    ['a tab', GLOSSARY.replace('    term:', '\tterm:'), ':3 YAML illisible'],
    [
      'an anchor',
      GLOSSARY.replace('DCE', '&x DCE'),
      ':3 les ancres et alias YAML (& et *) ne sont pas acceptés',
    ],
  ])('names the line of %s, and serves nothing of that file', (_, text, expected) => {
    expect(problemsOf(text)[0]).toContain(`glossary.yaml${expected}`);
    expect(readGlossary(text, 'glossary.yaml').glossary).toEqual(EMPTY_GLOSSARY);
  });
});
