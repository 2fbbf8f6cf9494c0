import { describe, expect, it } from 'vitest';
import { parseLegiArticle } from '#src/knowledge/loaders/text/legi-article.ts';
import { articleId, CCP_ID, LABOUR_ID, type LegiArticle, legiXml } from '#support/knowledge/legi.ts';

const TODAY = '2026-11-24';
const parse = (article: LegiArticle = {}) =>
  parseLegiArticle(legiXml(article), { code: CCP_ID, today: TODAY, asOf: '2026-11-01' });
/** What a kept version says; fails when the article is not kept. */
const kept = (article: LegiArticle = {}) => {
  const read = parse(article);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

describe('an article of the LEGI base', () => {
  it('in force gives its number, its headings from the widest, its period and its text', () => {
    expect(kept({ from: '2026-04-01', html: '<p>Sous ce montant, l’achat est libre.</p>' })).toEqual({
      id: articleId(1),
      code: CCP_ID,
      num: 'R2122-8',
      path: [
        'Partie réglementaire',
        'DEUXIÈME PARTIE : MARCHÉS PUBLICS',
        'Livre Ier : DISPOSITIONS GÉNÉRALES',
        'Titre II : CHOIX DE LA PROCÉDURE',
      ],
      text: 'Sous ce montant, l’achat est libre.',
      nota: undefined,
      from: '2026-04-01',
      until: undefined,
      asOf: '2026-11-01',
    });
  });

  it.each([
    ['R. 2122-8', 'R2122-8'],
    ['R*2122-8', 'R2122-8'],
    ['L. 2113-12', 'L2113-12'],
    ['D2171-4', 'D2171-4'],
    ['L1', 'L1'],
    ['L2113-11-1', 'L2113-11-1'],
    ['Annexe n° 2', 'annexe 2'],
    ['Annexe préliminaire', 'Annexe préliminaire'],
  ])('numbered « %s » is cited as « %s »', (written, cited) => {
    expect(kept({ num: written }).num).toBe(cited);
  });

  it('that begins later keeps its first day: it is not the law before', () => {
    expect(kept({ state: 'VIGUEUR_DIFF', from: '2027-01-01' })).toMatchObject({
      from: '2027-01-01',
      until: undefined,
    });
  });

  it('that was modified or repealed keeps its period, whose last day is the eve of DATE_FIN', () => {
    for (const state of ['MODIFIE', 'ABROGE'])
      expect(kept({ state, from: '2024-01-01', end: '2026-04-01' })).toMatchObject({
        from: '2024-01-01',
        until: '2026-03-31',
      });
    expect(kept({ state: 'ABROGE_DIFF', end: '2028-01-01' })).toMatchObject({ until: '2027-12-31' });
  });

  it.each([
    ['said repealed without an end', { state: 'ABROGE' }, 'state'],
    ['said modified on a day to come', { state: 'MODIFIE', end: '2027-06-01' }, 'state'],
    ['in a state that nobody knows', { state: 'BROUILLON' }, 'state'],
    ['stillborn', { state: 'MODIFIE_MORT_NE', end: '2021-01-01' }, 'never-in-force'],
    ['annulled', { state: 'ANNULE' }, 'never-in-force'],
    ['to begin on a day not fixed', { state: 'VIGUEUR_DIFF', from: '2222-02-22' }, 'never-in-force'],
    ['that ends before it begins', { from: '2024-05-01', end: '2024-05-01' }, 'never-in-force'],
    ['without text', { html: '<p> </p>' }, 'empty'],
    ['without a number', { num: '' }, 'empty'],
    ['of another code', { code: LABOUR_ID }, 'other-code'],
    ['with an impossible date', { from: '2024-02-31' }, 'damaged'],
  ] as const)('%s is not kept', (_, article, reason) => {
    expect(parse(article)).toBe(reason);
  });

  it('reads headings as they are today, without the range of articles in brackets', () => {
    const path = [
      'Partie législative',
      [
        { title: 'Ancien titre', from: '2019-04-01', end: '2022-01-01' },
        { title: 'Titre d&apos;aujourd&#8217;hui (Articles L1 à L6)', from: '2022-01-01', end: '2999-01-01' },
      ],
    ];
    expect(kept({ path }).path).toEqual(['Partie législative', "Titre d'aujourd’hui"]);
    const past = { state: 'MODIFIE', from: '2020-01-01', end: '2021-01-01', path };
    expect(kept(past).path).toEqual(['Partie législative', 'Ancien titre']);
  });

  it('gives clean text: paragraphs, lists, tables, entities, no mark left', () => {
    const html = `<p align="left">I. &#8212; Les acheteurs&nbsp;:<br/>
      1&#176; L&#39;<a href="/x">État</a> &amp; ses <i>&eacute;tablissements</i> ;</p>
      <ul><li>premier ;</li><li>second.</li></ul><!-- note -->
      <table><tr><th>Seuil</th><td>60&#160;000 &euro;</td></tr></table><p>m<sup>2</sup> &lt; 10</p>`;
    expect(
      kept({ html })
        .text.replace(/\u00A0/g, ' ')
        .split('\n'),
    ).toEqual([
      'I. — Les acheteurs :',
      "1° L'État & ses établissements ;",
      '- premier ;',
      '- second.',
      'Seuil | 60 000 €',
      'm2 < 10',
    ]);
  });

  it('keeps what Légifrance notes of its application', () => {
    expect(kept({ nota: '<p>S’applique aux consultations lancées ensuite.</p>' }).nota).toBe(
      'S’applique aux consultations lancées ensuite.',
    );
  });

  it.each([
    ['cut short', (xml: string) => xml.slice(0, xml.length / 2)],
    ['with a tag that does not close', (xml: string) => xml.replace('</META>', '')],
    ['with a stray « & » in a name', (xml: string) => xml.replace('<NUM>', '<N&UM>')],
    ['empty', () => ''],
  ])('%s is damaged, not half read', (_, damage) => {
    expect(parseLegiArticle(damage(legiXml()), { code: CCP_ID, today: TODAY })).toBe('damaged');
  });

  it('other files of the tree are not articles, and their entities are not expanded', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(99)}"><!ENTITY c "&b;&b;&b;">]><TEXTE_VERSION>&c;</TEXTE_VERSION>`;
    expect(parseLegiArticle(bomb, { code: CCP_ID, today: TODAY })).toBe('not-an-article');
  });
});
