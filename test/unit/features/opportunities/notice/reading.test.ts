import { describe, expect, it } from 'vitest';
import { bracketSaid, likelyAmount } from '#src/features/opportunities/notice/amount.ts';
import { departmentsOfPlace, placeOf } from '#src/features/opportunities/notice/place.ts';
import { reservedSaid } from '#src/features/opportunities/notice/reserved.ts';
import {
  cleanText,
  mailAddress,
  pageAddress,
  saidLine,
  sirenOf,
} from '#src/features/opportunities/notice/words.ts';

describe('amounts', () => {
  it.each([
    ['168000.00', 168_000],
    ['1 234 567,5', 1_234_567.5],
    [42_980.1, 42_980.1],
    // A symbolic euro, a zero, a slip of the keyboard, no number.
    ['1', undefined],
    ['0.00', undefined],
    [1e17, undefined],
    ['NC', undefined],
    ['nan', undefined],
    [undefined, undefined],
  ])('%s', (written, amount) => {
    expect(likelyAmount(written)).toBe(amount);
  });

  it.each([
    ['1M - 5M€', 1_000_000, 5_000_000],
    ['40k - 100k€', 40_000, 100_000],
    ['1 - 5 M€', 1_000_000, 5_000_000],
    ['> 5M€', 5_000_000, undefined],
    ['Moins de 40k€', undefined, 40_000],
    ['20 000 € HT', 20_000, 20_000],
  ])('« %s »', (said, low, high) => {
    const amount = bracketSaid(said);
    expect([amount?.low, amount?.high]).toEqual([low, high]);
  });

  it.each([['12 repas par jour'], ['350 m2'], [''], [undefined]])('« %s » is no money', (said) => {
    expect(bracketSaid(said)).toBeUndefined();
  });
});

describe('places', () => {
  it('have the department of their code, or of their postal code', () => {
    expect(placeOf({ nuts: 'FRB01', commune: 'Bourges' })?.department).toBe('18');
    expect(placeOf({ postcode: '20200', commune: 'Bastia' })?.department).toBe('2B');
    expect(placeOf({ postcode: '97410' })?.department).toBe('974');
    expect(placeOf({ nuts: 'FRB0', postcode: '18000' })?.department).toBe('18');
  });

  it('have none where two that are told differ', () => {
    expect(placeOf({ nuts: 'FRB01', postcode: '75001' })?.department).toBeUndefined();
    expect(placeOf({ nuts: 'FRB0', postcode: '75001' })?.department).toBeUndefined();
  });

  it('abroad have no French department, and keep their country', () => {
    expect(placeOf({ nuts: 'BE234', postcode: '10000', country: 'BEL' })).toEqual({
      nuts: 'BE234',
      country: 'BEL',
    });
  });

  it('of a region cover its departments, and of the country none', () => {
    expect(departmentsOfPlace({ nuts: 'FRC2' })).toEqual(['25', '39', '70', '90']);
    expect(departmentsOfPlace({ nuts: 'FR' })).toEqual([]);
  });

  it('lose what is no place: a cedex, a code that no territory has', () => {
    expect(placeOf({ commune: 'Orléans cedex 1', postcode: '45057', nuts: 'FRX99' })).toEqual({
      commune: 'Orléans',
      postcode: '45057',
      department: '45',
    });
    expect(placeOf({ words: 'Néant' })).toBeUndefined();
  });
});

describe('to whom words reserve a contract', () => {
  it.each([
    [
      'Lot réservé en application de l’article L. 2113-12 du code de la commande publique',
      ['adapted'],
      'L2113-12',
    ],
    ['Marché réservé (L2113-13)', ['insertion'], 'L2113-13'],
    ['Articles L2113-12 et L2113-13', ['adapted', 'insertion'], undefined],
    ['Ce lot est réservé aux ESAT et aux entreprises adaptées.', ['adapted'], undefined],
    ['Le marché est réservé aux structures d’insertion par l’activité économique.', ['insertion'], undefined],
    ['Consultation réservée aux entreprises de l’économie sociale et solidaire', ['ess'], undefined],
  ])('« %s »', (words, whom, article) => {
    expect(reservedSaid(words)).toEqual(article ? { for: whom, article } : { for: whom });
  });

  it.each([
    ['Une clause d’insertion de 120 heures est prévue ; les SIAE peuvent y aider.'],
    ['Emplacements réservés aux ambulances.'],
    ['Travaux à l’ESAT des Tilleuls'],
    ['Article L2113-1'],
    [undefined],
  ])('« %s » reserves nothing', (words) => {
    expect(reservedSaid(words)).toBeUndefined();
  });
});

describe('words of a notice', () => {
  it('are read through two escapes, tags and lost letters', () => {
    expect(cleanText('COMMUNE D&amp;#039;AUBECOURT')).toBe("COMMUNE D'AUBECOURT");
    expect(cleanText('Écoles<br />de la ville')).toBe('Écoles de la ville');
    expect(cleanText('1<FT TYPE="SUP">er</FT> juillet')).toBe('1er juillet');
    expect(cleanText("maîtrise d'?uvre")).toBe("maîtrise d'œuvre");
    expect(cleanText('moins de 5 < 6 &lt; 7')).toBe('moins de 5 < 6 < 7');
  });

  it('say nothing where they say that there is nothing', () => {
    for (const said of ['Néant.', 'sans objet', 'X', '-', 'CDL', 'nan', '  '])
      expect(saidLine(said)).toBeUndefined();
  });

  it('are cut where they are too long', () => {
    expect(cleanText('a'.repeat(10_000))).toHaveLength(6_000);
  });

  it('hold addresses that lead somewhere', () => {
    expect(pageAddress('https://a.fr/?id=1&amp;org=2')).toBe('https://a.fr/?id=1&org=2');
    expect(pageAddress('www.exemple.fr')).toBe('https://www.exemple.fr');
    for (const said of ['javascript:alert(1)', 'https://', 'sur place', 'https://a b.fr', 'http://intranet'])
      expect(pageAddress(said), said).toBeUndefined();
    expect(mailAddress('mailto:a@b.fr')).toBe('a@b.fr');
    expect(mailAddress('a@b')).toBeUndefined();
  });

  it('hold numbers of companies that may be one', () => {
    expect(sirenOf('217 500 016 00019')).toEqual({ siret: '21750001600019', siren: '217500016' });
    expect(sirenOf('732829320')).toEqual({ siren: '732829320' });
    for (const said of ['123 456 789', 'Org-0001', '', undefined]) expect(sirenOf(said)).toEqual({});
  });
});
