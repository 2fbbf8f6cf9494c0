import { describe, expect, it } from 'vitest';
import { readMeta, splitPage } from '#src/knowledge/model/front-matter.ts';

const GOOD = 'title: Avance\nkind: guide\naudience: company\nregime: ordinary';
const problemsOf = (yaml: string, firstLine = 2) => {
  const read = readMeta(yaml, 'guides/avance.md', firstLine);
  return 'problems' in read
    ? read.problems.map(({ path, line, message }) => `${path}:${line} ${message}`)
    : [];
};
const metaOf = (yaml: string) => {
  const read = readMeta(yaml, 'guides/avance.md', 2);
  return 'meta' in read ? read.meta : undefined;
};

describe('cutting a page', () => {
  it('gives the front matter, the body, and the line on which the body begins', () => {
    const page = splitPage('---\ntitle: A\nkind: guide\n---\n\n## Question ?\n');
    expect(page).toEqual({ yaml: 'title: A\nkind: guide', body: '\n## Question ?\n', bodyLine: 5 });
  });

  it('accepts Windows line ends and a byte-order mark', () => {
    expect(splitPage('\uFEFF---\r\ntitle: A\r\n---\r\nTexte')).toMatchObject({
      yaml: 'title: A',
      body: 'Texte',
    });
  });

  it('finds none in a page that has none, or that never ends it', () => {
    expect(splitPage('## Question ?\n')).toBeUndefined();
    expect(splitPage('---\ntitle: A\n\n## Question ?\n')).toBeUndefined();
  });
});

describe('reading a description', () => {
  it('reads every field, and takes an empty one as absent', () => {
    const yaml = `${GOOD}\nterritories: [Isère, Rhône]\nvalid_from: 2026-04-01\nvalid_until:\nreviewed_on: 2026-11-24
review_by: "2027-06-30"\nowner: Équipe Hotline\nsources:\n  - { label: Légifrance, article: L2191-1, url: "https://example.test/a" }`;
    expect(metaOf(yaml)).toEqual({
      title: 'Avance',
      kind: 'guide',
      audience: 'company',
      regime: 'ordinary',
      territories: ['Isère', 'Rhône'],
      validFrom: '2026-04-01',
      validUntil: undefined,
      reviewedOn: '2026-11-24',
      reviewBy: '2027-06-30',
      owner: 'Équipe Hotline',
      sources: [{ label: 'Légifrance', article: 'L2191-1', url: 'https://example.test/a' }],
    });
    expect(metaOf(GOOD)).toMatchObject({ territories: [], sources: [] });
  });

  it.each([
    ['a missing title', GOOD.replace('title: Avance\n', ''), [':2 « title » : champ manquant ou vide']],
    ['an empty title', GOOD.replace('Avance', ''), [':2 « title » : type de valeur inattendu']],
    [
      'an unknown kind',
      GOOD.replace('kind: guide', 'kind: fiche'),
      [':3 « kind » : valeur inattendue ; attendu : guide, clause, programme, document'],
    ],
    ['an unknown field', `${GOOD}\nauteur: Moi`, [':6 champ inconnu « auteur »']],
    [
      'a date that does not exist',
      `${GOOD}\nreview_by: 2026-02-30`,
      [':6 « review_by » : une date s’écrit AAAA-MM-JJ'],
    ],
    ['a French date', `${GOOD}\nvalid_from: 01/04/2026`, [':6 « valid_from » : une date s’écrit AAAA-MM-JJ']],
    [
      'an end before the beginning',
      `${GOOD}\nvalid_from: 2026-04-01\nvalid_until: 2026-03-01`,
      [':7 « valid_until » est avant « valid_from »'],
    ],
    ['a field written twice', `${GOOD}\nkind: clause`, [':6 YAML illisible (une clé est écrite deux fois)']],
    [
      'a list where fields are expected',
      '- a\n- b',
      [':2 l’en-tête doit être une suite de lignes « champ: valeur »'],
    ],
    [
      'an anchor',
      `${GOOD}\nowner: &moi Équipe\n`,
      [':6 les ancres et alias YAML (& et *) ne sont pas acceptés'],
    ],
  ])('names the file and the line of %s', (_, yaml, expected) => {
    expect(problemsOf(yaml)).toEqual(expected.map((rest) => `guides/avance.md${rest}`));
  });

  it('names every mistake at once', () => {
    expect(problemsOf('title: A\nkind: fiche\naudience: tous\nregime: ordinary')).toHaveLength(2);
  });

  it('counts lines from the top of the file it is told', () => {
    expect(problemsOf(`${GOOD}\nreview_by: demain`, 1)[0]).toContain('guides/avance.md:5 ');
  });

  it('refuses nested anchors at once, without opening them', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'
        .split('')
        .map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`),
    ];
    expect(problemsOf(`${bomb.join('\n')}\ntitle: *j`)).toEqual([
      expect.stringContaining('les ancres et alias YAML (& et *) ne sont pas acceptés'),
    ]);
  });

  it.each(['['.repeat(5_000), `${'['.repeat(5_000)}${']'.repeat(5_000)}`, `title: ${'{a: '.repeat(3_000)}`])(
    'names a description nested too deep instead of failing',
    (yaml) => {
      expect(problemsOf(yaml)).toHaveLength(1);
    },
  );
});
