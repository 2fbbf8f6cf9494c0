import { describe, expect, it } from 'vitest';
import { parsePage, slugify } from '#src/knowledge/model/guide-parser.ts';
import { page } from '#support/knowledge/samples.ts';

const sectionsOf = (body: string, meta?: Record<string, string>) =>
  parsePage('guides/avance.md', page(body, meta)).document?.sections ?? [];
const problemsOf = (text: string) =>
  parsePage('guides/avance.md', text).problems.map(({ path, line, message }) => `${path}:${line} ${message}`);

describe('parsing a page', () => {
  it('makes one section a level-2 heading, its first paragraph being the short answer', () => {
    const sections = sectionsOf(`
Une introduction que personne ne demande.

## Ai-je droit à une avance ?

Oui, au-dessus de {{avance-seuil}},
sur deux lignes.

Un détail **important**.

- premier point ;
- second point.

Proposition : permis — obtenir une avance
Verdict : oui
Cas : acheteur = État
Références : R. 2191-3 ; C. trav. D8222-5 ; CE 04/04/2014 n° 358994
On demande aussi : avance ? ; droit à l'avance

## Et ensuite ?

Rien.`);
    expect(sections).toHaveLength(2);
    expect(sections[0]).toEqual({
      id: 'ai-je-droit-a-une-avance',
      heading: 'Ai-je droit à une avance ?',
      line: 10,
      shortAnswer: 'Oui, au-dessus de {{avance-seuil}}, sur deux lignes.',
      details: [
        { type: 'paragraph', text: 'Un détail **important**.' },
        { type: 'list', items: ['premier point ;', 'second point.'] },
      ],
      articles: ['R2191-3', 'C. trav. D8222-5'],
      otherReferences: ['CE 04/04/2014 n° 358994'],
      wordings: ['avance ?', "droit à l'avance"],
      proposition: { modality: 'permis', statement: 'obtenir une avance', verdict: 'oui' },
      appliesTo: 'acheteur = État',
      regime: 'ordinary',
      validFrom: undefined,
      validUntil: undefined,
    });
  });

  it('names the document by its path without extension', () => {
    const { document } = parsePage('guides/avance.md', page('## Quoi ?\n\nCeci.'));
    expect(document).toMatchObject({
      id: 'guides/avance',
      path: 'guides/avance.md',
      meta: { title: 'Avance' },
    });
  });

  it('lets a section have a regime and dates of its own, else those of the page', () => {
    const body =
      '## Un ?\n\nA.\n\nRégime : defence\nDepuis : 2026-04-01\nJusqu’au : 2027-01-01\n\n## Deux ?\n\nB.';
    const sections = sectionsOf(body, { valid_from: '2025-01-01' });
    expect(sections[0]).toMatchObject({
      regime: 'defence',
      validFrom: '2026-04-01',
      validUntil: '2027-01-01',
    });
    expect(sections[1]).toMatchObject({ regime: 'ordinary', validFrom: '2025-01-01', validUntil: undefined });
  });

  it('keeps the two sections of one heading apart', () => {
    const ids = sectionsOf('## Quoi ?\n\nA.\n\n## Quoi ?\n\nB.').map((section) => section.id);
    expect(ids).toEqual(['quoi', 'quoi-2']);
  });

  it('reads a page typed with decomposed accents like any other', () => {
    const body = '## Délai de paiement ?\n\nTrente.\n\nRéférences : R2192-10';
    expect(parsePage('a.md', page(body).normalize('NFD')).document?.sections).toEqual(
      parsePage('a.md', page(body)).document?.sections,
    );
  });

  it('keeps HTML as the words that it is', () => {
    const [section] = sectionsOf('## Quoi ?\n\n<script>alert(1)</script> Oui.');
    expect(section?.shortAnswer).toBe('<script>alert(1)</script> Oui.');
  });
});

describe('what staff must mend', () => {
  const section = '## Ai-je droit à une avance ?\n\n';
  it.each([
    ['no front matter', '## Quoi ?\n', ':1 la page doit commencer par un en-tête entre deux lignes « --- »'],
    ['no question', page('Du texte.'), ':7 aucune question : une section commence par « ## Question ? »'],
    [
      'no short answer',
      page(`${section}- une liste`),
      ':8 « Ai-je droit à une avance ? » : la réponse courte manque (premier paragraphe)',
    ],
    [
      'a heading of another level',
      page(`${section}Oui.\n\n### Détail`),
      ':12 seuls les titres de niveau 2 (« ## ») sont acceptés',
    ],
    [
      'a code block',
      page(`${section}Oui.\n\n\`\`\`\ncode\n\`\`\``),
      ':12 élément non accepté (tableau, citation, code…) : écrivez des paragraphes et des listes',
    ],
    ['a bad verdict', page(`${section}Oui.\n\nVerdict : peut-être`), ':12 « Verdict » vaut oui ou non'],
    [
      'a proposition without its verdict',
      page(`${section}Cela dépend.\n\nProposition : permis — obtenir une avance`),
      ':8 « Ai-je droit à une avance ? » : « Proposition » et « Verdict » vont ensemble',
    ],
  ])('names the file and the line of %s', (_, text, expected) => {
    expect(problemsOf(text)).toContain(`guides/avance.md${expected}`);
  });

  it('counts the line of a field inside its paragraph', () => {
    const text = page('## Quoi ?\n\nA.\n\nVerdict : oui\nRégime : inconnu\nDepuis : hier');
    expect(problemsOf(text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^guides\/avance\.md:13 « Régime » vaut ordinary, /),
        'guides/avance.md:14 « Depuis » attend une date AAAA-MM-JJ',
      ]),
    );
  });
});

describe('the id of a heading', () => {
  it('is its words without accents or signs', () => {
    expect(slugify('Ai-je droit à l’avance, œuvre d’art comprise ?')).toBe(
      'ai-je-droit-a-l-avance-oeuvre-d-art-comprise',
    );
  });

  it('is never empty nor endless', () => {
    expect(slugify('???')).toBe('section');
    expect(slugify('a'.repeat(300))).toHaveLength(80);
  });
});
