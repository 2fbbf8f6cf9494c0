import { describe, expect, it } from 'vitest';
import { OWN_FIGURES } from '#src/calculators/own-figures/own-figures-reading.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation([OWN_FIGURES], ...turns);
const headline = (...turns: string[]) => plain(ask(...turns)?.headline);

describe('The person’s own figures', () => {
  it.each([
    [
      '1,40 sur 6,20 ca fait combien de pourcent de bio et est ce que j’atteins les 30 qu’ils demandent',
      'il faudrait 1,86 €. 1,40 € sur 6,20 €, cela fait 22,58 %',
    ],
    ['J’ai 120 h d’insertion sur 2 400 h, ça fait combien de pourcent ?', '5 %'],
    ['je sous-traite 22 000 € sur un marché de 80 000 €, ça fait quelle part ?', '27,5 %'],
    ['je fais une remise de 5 % sur 12 400, ça fait combien ?', '11 780 € après 5 % de remise, soit 620 €'],
    ['le devis fait 3 960 € TTC avec une TVA à 10 %, combien en HT ?', '3 600 € HT, et 360 € de TVA'],
    ['mon devis est à 4 350 HT, TVA 20 %, combien en TTC ?', '5 220 € TTC'],
    [
      'ça me revient à 48 euros le panier et je veux 25 % de marge, je vends a combien',
      '64 € si vous gardez',
    ],
    ['je vends la prestation 950 euros, elle me coute 760, quelle est ma marge ?', '190 € de marge'],
    ['je vends 120 repas a 8,40 HT, TVA 10 %, quel total ttc ?', '1 108,80 € TTC'],
    [
      'On me propose 11,50 l’unité au lieu de 12,80, ça fait une baisse de combien en pourcentage ?',
      '10,16 % de moins',
    ],
    [
      'ma machine coute 12 000 euros, je l amortis sur 5 ans et je fais 800 heures par an, combien de l heure ?',
      '3 € par heure',
    ],
    ['1 electricien 32e/h pendant 6h et 1 aide 21e/h pdt 6h, ça fait combien de mo ?', '318 €'],
    [
      'chef à 26 € de l’heure et deux ouvriers à 19 € de l’heure, 35 heures chacun, combien la semaine ?',
      '2 240 €',
    ],
    [
      'Le prix compte pour 55 % et la technique 45 %. J’ai 18/20 en prix et 14/20 en technique, quelle note finale ?',
      '16,2 sur 20',
    ],
  ])('« %s » → %s', (question, said) => {
    expect(headline(question)).toContain(said);
  });

  it('goes on with what was said before', () => {
    expect(
      headline(
        'mon cout de revient est 20 euros, je veux 10 % de marge, je vends combien ?',
        'et avec 25 % ?',
      ),
    ).toContain('26,67 €');
  });

  it('tells both where the words may say either', () => {
    expect(
      headline('Je fais 4 allers-retours de 38 km avec un barème de 0,60 € du km, combien je mets ?'),
    ).toContain('91,20 € si 38 km comptent l’aller et le retour, 182,40 €');
  });
});

describe('A result that somebody found', () => {
  it.each([
    ['90 h d’insertion sur 1 500 h, ça fait 6 % c’est ça ?', 'Oui, '],
    [
      'ma part dans le groupement est de 30 000 sur 120 000, donc 20 % ?',
      'Non, pas 20 %. 30 000 sur 120 000, cela fait 25 %',
    ],
    [
      'je paye 410 de main d oeuvre et 290 de fournitures pour 50 coffrets, ca me revient a 14 le coffret c est ca ?',
      'Oui, 14 €',
    ],
    [
      '410 de main d oeuvre et 290 de fournitures pour 50 coffrets, ca fait 12 le coffret c est bien ca ?',
      'Non, pas 12. 14 €',
    ],
    ['TVA 5,5 % sur 2 000 € TTC, la TVA c’est 110 € non ?', 'Non, pas 110 €. 1 895,73 € HT'],
    [
      'je paie un sous-traitant 12 000 sur 30 000, il me reste 60 % c’est ça ?',
      'Oui, 12 000 sur 30 000, cela fait 40 %, et il reste 60 %',
    ],
    [
      'Délai d’exécution jusqu’au 10 mars, j’ai fini le 2 avril, donc 25 jours de retard ?',
      'Non, pas 25 jours. 23 jours de retard',
    ],
  ])('« %s » → %s', (question, said) => {
    expect(headline(question)?.startsWith(said)).toBe(true);
  });

  it('is told which of two it is, and not by a yes', () => {
    const said = ask(
      'Mon coût de revient est de 32 € l’heure. Je veux 15 % de marge. Je vends 36,80 ou 37,65 ?',
    );
    expect(said?.verdict).toBeUndefined();
    expect(plain(said?.headline)).toContain(
      '37,65 € si vous gardez 15 % du prix de vente, 36,80 € si vous ajoutez',
    );
  });

  it('is not said wrong where a number of the message has no place', () => {
    const said = ask(
      'Pénalité 100 € par jour, j’ai 6 jours de retard sur un marché de 4 000 €, ils ne peuvent me prendre que 400 c’est ça ?',
    );
    expect(said?.verdict).not.toBe('non');
  });
});

describe('A penalty of the contract', () => {
  it('counts whole and begun periods, and the ceiling', () => {
    const said = ask(
      'le contrat dit 50 € par quart d’heure de retard. si j’ai 1 h 10 de retard pour une commande de 800 €, je perds combien ?',
    );
    expect(plain(said?.headline)).toMatch(/200 € .*250 € /);
    expect(said?.steps.map(plain)).toContain('Plafond d’un CCAG de 2021 : 10 % × 800 € = 80 €.');
    expect(plain(said?.caveats.join(' '))).toContain('1 000 €');
  });

  it.each([
    ['pénalité de 1/1000 par jour, lot de 36 000, 15 jours de retard = 540 ?', 'Oui, 540 €'],
    [
      'Pénalité 100 € par jour, j’ai 6 jours de retard sur un marché de 4 000 €, donc je dois 600 € c’est ça ?',
      'Oui, 600 €',
    ],
    [
      'Retard de 2 h 20 sur une livraison à 1 500 €, pénalité 30 € l’heure, on me retire combien ?',
      '60 € en ne comptant',
    ],
  ])('« %s » → %s', (question, said) => {
    expect(headline(question)?.startsWith(said)).toBe(true);
  });
});

describe('What is no sum of one’s own', () => {
  it.each([
    'on me laisse 12 jours pour répondre, c’est légal ?',
    'mon marché fait 48 000 HT sur 3 ans, il faut combien de devis ?',
    'TVA à 10 % ou 20 % pour du nettoyage ?',
    'remise de 5 % demandée après signature, je dois accepter ?',
    'la cantine doit avoir 20 % de bio, on a 15 %, on risque quoi ?',
    'je dois faire 150 heures d’insertion et j’en ai fait 90, quelle pénalité ?',
    'le SMIC est à 12 € et je paye 14 €, mon taux chargé est de 20, sur 35 h combien je facture ?',
    'j’ai 30 % de sous-traitance sur 100 000 euros, il faut le déclarer ?',
    'ils retiennent 5 % sur mes factures, c’est légal ?',
    'la mairie veut payer à 45 jours, elle a le droit ?',
    'mon candidat a 14 sur 20, l’autre 16 sur 20, prix 60 %, qui gagne ?',
  ])('« %s » is left to others', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});
