import { describe, expect, test } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import type { Draft } from '#src/features/answers/compose/extractive.ts';
import { type Finding, openingOf, verify } from '#src/features/answers/verify/verify.ts';
import { evidencesOf, understood } from '#support/knowledge/evidence.ts';

const PAGE = `
## Puis-je sous-traiter tout le marché ?

Non, jamais la totalité. Sous {{seuil}}, dans les {{delai}}.

Voir www.exemple.fr ou contact@exemple.fr, au 01 40 20 30 40. Le décret 2018-1075 et l'article 55 du CCAG le disent, comme l'article L230-5-1 du code rural.

Proposition : permis — sous-traiter la totalité du marché
Verdict : non
Références : L2193-3 ; C. rural L230-5-1 ; CE 04/04/2014 n° 358994

## Quel est le taux de l'avance ?

Le taux de l'avance est de {{taux}}. Il vaut depuis le 1er avril 2024.

Références : R2191-7
`;
const EVIDENCES = evidencesOf(PAGE, { title: 'Sous-traitance 2024' });
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';

const draft = (text: string, cites: readonly number[] = [1]): Draft => ({
  blocks: [{ type: 'paragraph', text: [{ text, cites }] }],
  sources: [],
  verdict: null,
});
const check = (text: string, cites?: readonly number[], question = 'sous-traitance') =>
  verify(draft(text, cites), EVIDENCES, understood(question));
const rules = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);

describe('what stands in the cited page passes', () => {
  test.each([
    'Sous 60 000 € HT, dans les 30 jours.',
    'Sous soixante mille euros, dans les trente jours.',
    'C’est l’article L2193-3.',
    'C’est l’article L. 2193-3 du code.',
    'C’est l’article 2193-3.',
    'C’est l’article L230-5-1 du code rural.',
    'C’est l’article 55 du CCAG.',
    'C’est le décret n° 2018-1075.',
    'Le Conseil d’État l’a jugé (n° 358994).',
    'Voir www.exemple.fr ou écrire à contact@exemple.fr.',
    'Appelez le 01 40 20 30 40.',
    'La page « Sous-traitance 2024 » le dit.',
    'Le seuil vaut depuis le 1er avril 2026.',
    'Le seuil vaut depuis avril 2026.',
    'Deux étapes, une fois le contrat signé.',
  ])('%s', (text) => {
    expect(check(text)).toEqual([]);
  });

  test('the date that the person gave may be said back', () => {
    const dated = understood('le seuil d’une consultation lancée en mai 2026');
    const then = evidencesOf(PAGE, { date: dated.date });
    expect(verify(draft('En mai 2026, c’était libre.'), then, dated)).toEqual([]);
    expect(rules(verify(draft('En juin 2026, c’était libre.'), then, dated))).toContain('figure');
  });
});

describe('what stands nowhere is found', () => {
  test.each([
    ['Sous 90 000 € HT.', 'figure'],
    ['Sous 40 000 € HT.', 'figure'],
    ['Dans les trente-cinq jours.', 'figure'],
    ['Depuis le 1er mai 2026.', 'figure'],
    ['Depuis 2031.', 'figure'],
    ['C’est l’article R9999-1.', 'article'],
    ['C’est l’article L2113-10.', 'article'],
    ['C’est l’article 56 du CCAG.', 'article'],
    ['Voir l’annexe 7.', 'article'],
    ['C’est le décret 2031-44.', 'article'],
    ['Voir https://exemple.fr.pirate.net/x', 'contact'],
    ['Voir autre-exemple.fr', 'contact'],
    ['Écrire à chef@exemple.fr', 'contact'],
    ['Appelez le +33 (0)1 99 88 77 66.', 'contact'],
    ['Appelez le 3939.', 'contact'],
    // « mai » ends a date, and begins « mais ».
    ['Elle est joignable au 3008 mais le soir.', 'contact'],
    ['  ', 'empty'],
  ])('%s', (text, rule) => {
    expect(rules(check(text))).toContain(rule);
  });

  test('a figure of another page than the one cited', () => {
    expect(rules(check('Le taux est de 20 %.', [1]))).toEqual(['figure']);
    expect(check('Le taux est de 20 %.', [2])).toEqual([]);
    expect(check('Le taux est de 20 % et le délai de 30 jours.', [1, 2])).toEqual([]);
  });

  test.each([[[]], [[0]], [[3]], [[-1]], [[1.5]], [[1, 9]]])('the citation %j', (cites) => {
    expect(rules(check('C’est libre.', cites))).toEqual(['citation']);
  });

  test('a figure, an article or an address in a list or a note as well as in a paragraph', () => {
    const blocks: Draft['blocks'] = [
      { type: 'paragraph', text: [{ text: 'C’est libre.', cites: [1] }] },
      { type: 'list', items: [[{ text: 'sous 90 000 €' }], [{ text: 'article R9999-1' }]] },
      { type: 'note', tone: 'info', text: [{ text: 'voir pirate.net' }] },
    ];
    const found = verify({ blocks, sources: [], verdict: null }, EVIDENCES, understood('sous-traitance'));
    expect([...new Set(rules(found))].sort()).toEqual(['article', 'contact', 'figure']);
  });
});

describe('a yes or a no', () => {
  test.each([
    ['Non, jamais la totalité.', SUBCONTRACT],
    ['Oui, c’est interdit.', 'Est-il interdit de sous-traiter tout le marché ?'],
    ['Vous ne pouvez pas sous-traiter tout le marché.', SUBCONTRACT],
    ['La totalité du marché ne se sous-traite jamais.', SUBCONTRACT],
  ])('« %s » to « %s » is the page’s', (text, question) => {
    expect(check(text, [1], question)).toEqual([]);
  });

  test.each([
    ['Oui, vous le pouvez.', SUBCONTRACT],
    ['Bien sûr, vous le pouvez.', SUBCONTRACT],
    ['Bonjour ! Oui, tout à fait.', SUBCONTRACT],
    ['Vous pouvez sous-traiter tout le marché.', SUBCONTRACT],
    ['Non, c’est permis.', 'Est-il interdit de sous-traiter tout le marché ?'],
    ['Oui.', 'Ne puis-je pas sous-traiter tout le marché ?'],
    ['Oui, pour une partie.', 'Quelle part du marché puis-je sous-traiter ?'],
    ['Oui, c’est 30 jours.', 'Puis-je être payé tout de suite ?'],
  ])('« %s » to « %s » is not', (text, question) => {
    expect(rules(check(text, [1], question))).toContain('verdict');
  });

  test('is not proven by a page that gives none, even beside one that does', () => {
    expect(rules(check('Oui, vous le pouvez.', [2], SUBCONTRACT))).toEqual(['verdict']);
    expect(rules(check('Non, jamais.', [2], SUBCONTRACT))).toEqual(['verdict']);
  });

  test.each([
    ['Oui, dès demain.', 'oui'],
    ['OUI', 'oui'],
    ['Tout à fait.', 'oui'],
    ['Absolument pas.', 'non'],
    ['Bien sûr que non.', 'non'],
    ['« Non », dit la page.', 'non'],
    ['Ouistiti', undefined],
    ['Nonobstant la règle', undefined],
    ['La réponse dépend du montant.', undefined],
  ])('« %s » opens by %s', (text, opening) => {
    expect(openingOf([paragraph(text)])).toBe(opening);
  });
});
