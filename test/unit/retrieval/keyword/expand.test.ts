import { describe, expect, it } from 'vitest';
import { type Glossary, readGlossary } from '#src/knowledge/model/glossary.ts';
import { QueryExpander } from '#src/retrieval/keyword/expand.ts';
import { KeywordIndex } from '#src/retrieval/keyword/keyword-index.ts';
import { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const GLOSSARY = `terms:
  - { id: dce, term: DCE, expansion: dossier de consultation, definition: "Toutes les pièces d'un marché.", misspellings: [DECE], weight: 0.3 }
  - { id: ai, term: AI, expansion: association intermédiaire, definition: "Une structure d'insertion.", weight: 0.3 }
intents:
  - { id: retard, phrases: ["toujours pas payé"], topics: [retard de paiement] }
corrections:
  - { typed: apel d'ofre, right: appel d'offres }`;
const passages = passagesFrom(
  '## Où trouver le dossier de consultation ?\n\nSur le profil de l’acheteur, pour chaque appel d’offres.',
  '## Que faire en cas de retard de paiement ?\n\nDemandez les intérêts. Une association intermédiaire aussi.',
  '## Ai-je droit à une avance ?\n\nCela dépend de l’attestation.',
);
const keywords = new KeywordIndex(passages);
const { glossary, problems } = readGlossary(GLOSSARY, 'glossary.yaml');
const expander = (words: Glossary = glossary) =>
  new QueryExpander(keywords, new SpellingRepair(keywords.vocabulary), words);
const expand = (text: string) => expander().expand(text);
const weights = (text: string) => new Map(expand(text).terms.map(({ token, weight }) => [token, weight]));

describe('understanding words before search', () => {
  it('reads its glossary', () => {
    expect(problems).toEqual([]);
  });

  it('gives the person’s own words their full weight', () => {
    expect(weights('une avance').get('avanc')).toBe(1);
  });

  it('adds what an acronym means, at the low weight of its term', () => {
    const terms = weights('le DCE');
    expect(terms.get('dce')).toBe(1);
    expect(terms.get('consult')).toBe(0.3);
  });

  it('adds the subjects of a frequent way of saying', () => {
    expect(weights('on m’a toujours pas payé').get('retard')).toBe(0.25);
  });

  it('never lowers a word that the person typed', () => {
    expect(weights('DCE, dossier de consultation').get('consult')).toBe(1);
  });

  it('takes an acronym that is also a small word only in capitals', () => {
    expect(weights('je suis une AI').has('intermediair')).toBe(true);
    expect(weights('ai-je une avance').has('intermediair')).toBe(false);
  });

  it('sets typed mistakes right before anything else sees them', () => {
    expect(expand('une avence').text).toBe('avance');
    expect(expand('atestasion').ownStems).toEqual(expand('attestation').ownStems);
    expect(expand('un apel d ofre').text).toBe('appel offres');
    expect(weights('mon DECE').get('consult')).toBe(0.3);
  });

  it('keeps a word that it can’t repair', () => {
    expect(expand('zythologie').ownStems).toEqual(['zytholog']);
  });

  it('keeps an article as one exact, heavy term', () => {
    expect(weights('que dit R. 2122-8 ?').get('§R2122-8')).toBe(8);
  });

  it('finds nothing to search in a message without subject', () => {
    expect(expand('est-ce que je peux ?')).toMatchObject({ terms: [], text: '', ownStems: [] });
  });

  it('works without a glossary', () => {
    const none = { terms: [], intents: [], corrections: [], ambiguities: [] };
    expect(expander(none).expand('une avence').text).toBe('avance');
  });
});
