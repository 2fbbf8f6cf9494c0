import { describe, expect, it } from 'vitest';
import type { Computation } from '#src/calculators/computation.ts';
import { HOURLY_COST, MARGIN } from '#src/calculators/offers/cost-price-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import { figuresOn, TODAY } from '#support/knowledge/ask-computation.ts';

const onPage = ({ onPages }: Computation, text: string) =>
  onPages?.compute({
    understanding: understand(text, undefined, TODAY),
    quantities: quantitiesIn(text, TODAY),
    figures: figuresOn(),
    today: TODAY,
  });
const said = (computation: Computation, text: string) =>
  onPage(computation, text)?.headline.replace(/\s/g, ' ');

describe('What an hour costs, asked by its meaning', () => {
  it.each([
    ['je dépense 60 000 € par an et je facture 1 200 h, mon heure me revient à combien ?', '50 €'],
    ['salaires 36 000 €, frais 14 000 €, 1 250 heures vendues : combien de l’heure ?', '40 €'],
    ['50 000 euros de dépenses pour 1 526 heures', '32,77 €'],
  ])('« %s »', (question, hour) => {
    expect(said(HOURLY_COST, question)).toContain(`vous coûte ${hour}`);
  });

  it('shows the sum of what is spent', () => {
    const steps = onPage(HOURLY_COST, 'salaires 36 000 €, frais 14 000 €, 1 250 heures vendues')?.steps;
    expect(steps?.join(' ').replace(/\s/g, ' ')).toContain('36 000 € + 14 000 € = 50 000 €');
  });

  it.each([
    'je prends 35 € de l’heure, je travaille 1 600 heures, c’est assez ?',
    'je dépense 60 000 € par an, combien de l’heure ?',
    '60 000 €, 1 600 heures payées dont 1 200 heures facturées',
    '3 000 € par mois et 1 200 heures dans l’année',
    '60 000 € pour 35 heures par semaine',
    '60 000 € par an dont 36 000 € de salaires, 1 200 heures facturées, combien de l’heure ?',
    '90 000 € de CA, 60 000 € de charges, 1 200 heures, l’heure me coûte combien ?',
    '3 salariés à 1 200 heures chacun, 150 000 € de dépenses',
    'Marché de nettoyage à 60 000 € par an, 1 200 heures : mon prix est-il trop bas ?',
  ])('leaves « %s » to the page', (question) => {
    expect(onPage(HOURLY_COST, question)).toBeUndefined();
  });
});

describe('A price with its margin, asked by its meaning', () => {
  it('is said both ways, kept on the price or added to the cost', () => {
    const told = said(MARGIN, 'mon coût est de 40 € et je veux 10 % de marge, quel prix je mets ?');
    expect(told).toContain('44,44 € si vous gardez 10 % du prix');
    expect(told).toContain('44 € si vous ajoutez 10 % au coût');
  });

  it.each([
    'quelle marge prendre sur 40 € ?',
    'coût 40 €, marge 10 % ou 15 % ?',
    'coût 40 €, vendu 50 €, c’est 25 % de marge ?',
    '40 € et 100 % de marge',
    'La mairie négocie 5 % de moins sur mon devis de 2 000 €, combien je perds ?',
    'je vends 50 € avec 20 % de marge, quel est mon coût ?',
    'mon coût est de 40 € HT, TVA 20 %, je facture combien ?',
    'remise de 5 % sur un coût de 40 €, ma marge ?',
  ])('leaves « %s » to the page', (question) => {
    expect(onPage(MARGIN, question)).toBeUndefined();
  });
});
