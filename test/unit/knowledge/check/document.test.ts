import { describe, expect, it } from 'vitest';
import { checkDocument, checkDuplicates } from '#src/knowledge/check/document.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { documentFrom } from '#support/knowledge/passages.ts';
import { AVANCE, FIGURES, SEUILS, SOUS_TRAITANCE } from '#support/knowledge/samples.ts';

const { figures } = readFigures(FIGURES, 'figures.yaml');
const check = (body: string, meta: Record<string, string> = {}) =>
  checkDocument(documentFrom(body, meta), figures).map(
    ({ path, line, message, severity }) => `${severity} ${path}:${line} ${message}`,
  );
const QUESTION = '## Ai-je droit à une avance ?\n\n';
const AT = 'error guides/page.md:8 « Ai-je droit à une avance ? » : ';

describe('checking a page', () => {
  it.each([AVANCE, SEUILS, SOUS_TRAITANCE])('finds nothing to say of a good one', (text) => {
    const { document } = parsePage('guides/bonne.md', text);
    expect(document && checkDocument(document, figures)).toEqual([]);
  });

  it.each([
    [
      'an amount written by hand',
      `${QUESTION}Au-dessus de 50 000 € HT.`,
      'chiffre écrit en dur « 50 000 € » : utilisez {{identifiant}}',
    ],
    [
      'a delay in the details',
      `${QUESTION}Cela dépend.\n\n- payez sous trente jours`,
      'chiffre écrit en dur « trente jours » : utilisez {{identifiant}}',
    ],
    [
      'a figure that is not in the register',
      `${QUESTION}Au-dessus de {{avance-seuils}}.`,
      'le chiffre « avance-seuils » n’existe pas dans figures.yaml',
    ],
    [
      'a mark with a space in it',
      `${QUESTION}Au-dessus de {{avance seuil}}.`,
      'une marque {{…}} est mal écrite',
    ],
    [
      'an article that does not exist',
      `${QUESTION}Cela dépend.\n\nRéférences : R2191-999`,
      'l’article « R2191-999 » n’existe pas',
    ],
    ['a short answer too long', `${QUESTION}${'mot '.repeat(61)}`, 'réponse courte de 61 mots, 60 au plus'],
    [
      'an opening against its verdict',
      `${QUESTION}Oui, toujours.\n\nProposition : permis — obtenir une avance\nVerdict : non`,
      'la réponse commence par « oui » mais le verdict est « non »',
    ],
    [
      'a yes without proposition',
      `${QUESTION}Oui, toujours.`,
      'une réponse Oui/Non demande une « Proposition » et un « Verdict »',
    ],
  ])('names the file, the line and the question of %s', (_, body, expected) => {
    expect(check(body)).toContain(AT + expected);
  });

  it('asks a clause for its articles, and a guide not', () => {
    expect(check(`${QUESTION}Cela dépend.`, { kind: 'clause' })).toEqual([
      `${AT}aucune référence : citez au moins un article (« Références : … »)`,
    ]);
    expect(check(`${QUESTION}Cela dépend.`, { kind: 'guide' })).toEqual([]);
  });

  it('counts a figure mark as two words: sixty at most as a person reads them', () => {
    expect(check(`${QUESTION}${'mot '.repeat(58)}{{avance-seuil}}`)).toEqual([]);
    expect(check(`${QUESTION}${'mot '.repeat(59)}{{avance-seuil}}`)).toEqual([
      `${AT}réponse courte de 61 mots, 60 au plus`,
    ]);
  });

  it('says all that is wrong with a page, not the first thing only', () => {
    const body = `${QUESTION}Oui, 5 %.\n\n## Et {{inconnu}} ?\n\nLe {{inconnu}}.`;
    expect(check(body)).toHaveLength(3);
  });
});

describe('questions asked twice', () => {
  const asking = (heading: string, path: string, meta: Record<string, string> = {}, fields = '') =>
    documentFrom(`## ${heading}\n\nRéponse.\n\n${fields}`, meta, path);

  it('are named where they come second, with where they came first', () => {
    const documents = [
      asking('Ai-je droit à une avance ?', 'guides/a.md'),
      asking('AI-JE droit à  une avance ?', 'guides/b.md'),
    ];
    expect(checkDuplicates(documents)).toEqual([
      {
        path: 'guides/b.md',
        line: 8,
        severity: 'error',
        message: '« AI-JE droit à  une avance ? » : question déjà posée dans guides/a.md',
      },
    ]);
  });

  it('may be a rule that has ended and the one that replaced it', () => {
    const ended = asking('Quel seuil ?', 'guides/a.md', {}, 'Jusqu’au : 2026-03-31');
    expect(checkDuplicates([ended, asking('Quel seuil ?', 'guides/b.md')])).toEqual([]);
  });
});
