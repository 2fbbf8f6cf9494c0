import { describe, expect, test } from 'vitest';
import { correctionOf, falsePremise } from '#src/features/answers/premise/false-premise.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { detectCase } from '#src/reader/detect-case.ts';

const REGISTER = `
- id: dispense-fournitures-services
  label: "Seuil de dispense de publicité et de mise en concurrence pour les fournitures et services"
  unit: "€ HT"
  regime: ordinary
  aliases: ["seuil de dispense", "gré à gré", "achat direct"]
  values:
    - { from: "2024-01-01", until: "2026-03-31", value: 40000, article: "R2122-8" }
    - { from: "2026-04-01", value: 60000, article: "R2122-8" }
- id: dispense-travaux
  label: "Seuil de dispense de publicité et de mise en concurrence pour les travaux"
  unit: "€ HT"
  regime: ordinary
  aliases: ["dispense travaux", "gré à gré travaux"]
  values: [{ from: "2024-01-01", value: 100000, article: "R2122-8" }]
- id: donnees-essentielles
  label: "Montant à partir duquel les données essentielles d'un marché sont publiées"
  unit: "€ HT"
  regime: ordinary
  aliases: ["données essentielles", "open data"]
  values: [{ from: "2024-01-01", value: 40000, article: "R2196-1" }]
- id: seuil-collectivites
  label: "Seuil de procédure formalisée pour les fournitures et services des collectivités et autres pouvoirs adjudicateurs"
  unit: "€ HT"
  regime: ordinary
  aliases: ["seuil européen mairie", "seuil formalisé commune"]
  values:
    - { from: "2024-01-01", until: "2025-12-31", value: 221000, article: "annexe 2" }
    - { from: "2026-01-01", until: "2027-12-31", value: 216000, article: "annexe 2" }
- id: innovants
  label: "Seuil de dispense de procédure pour les achats innovants"
  unit: "€ HT"
  regime: ordinary
  aliases: ["seuil innovant", "achats innovants"]
  values: [{ from: "2021-12-16", value: 100000, article: "R2122-9-1" }]
- id: ca-maximal
  label: "Plafond du chiffre d'affaires annuel minimal exigible, par rapport au montant estimé du marché ou du lot"
  unit: "fois"
  regime: ordinary
  aliases: ["chiffre d'affaires minimum", "CA exigé", "plafond de CA"]
  values:
    - { from: "2024-01-01", until: "2025-12-31", value: 2, article: "R2142-7" }
    - { from: "2026-01-01", value: 1.5, article: "R2142-7" }
- id: delai-paiement
  label: "Délai de paiement d'un pouvoir adjudicateur"
  unit: "jours"
  regime: ordinary
  aliases: ["délai global de paiement", "délai de paiement mairie"]
  values: [{ from: "2019-04-01", value: 30, article: "R2192-10" }]
- id: delai-paiement-sante
  label: "Délai de paiement des établissements publics de santé"
  unit: "jours"
  regime: ordinary
  aliases: ["délai de paiement hôpital"]
  values: [{ from: "2019-04-01", value: 50, article: "R2192-11" }]
- id: delai-paiement-entreprise-publique
  label: "Délai de paiement des entreprises publiques"
  unit: "jours"
  regime: ordinary
  aliases: ["délai de paiement entreprise publique"]
  values: [{ from: "2019-04-01", value: 60, article: "R2192-11" }]
- id: delai-prive-maximal
  label: "Délai de paiement maximal d'un client privé, date de facture"
  unit: "jours"
  regime: private
  aliases: ["délai maximum entre entreprises"]
  values: [{ from: "2019-04-01", value: 60, article: "C. com. L441-10" }]
- id: avance-taux-maximal
  label: "Taux maximal de l'avance ordinaire"
  unit: "%"
  regime: ordinary
  aliases: ["taux avance maximum", "plafond avance"]
  values: [{ from: "2019-04-01", value: 30, article: "R2191-7" }]
- id: retenue-garantie
  label: "Plafond de la retenue de garantie"
  unit: "%"
  regime: ordinary
  aliases: ["retenue de garantie"]
  values: [{ from: "2019-04-01", value: 5, article: "R2191-33" }]
- id: retenue-garantie-pme
  label: "Plafond de la retenue de garantie d'une PME face à l'État et aux grands acheteurs publics"
  unit: "%"
  regime: ordinary
  aliases: ["retenue de garantie PME"]
  values: [{ from: "2025-01-01", value: 3, article: "R2191-33" }]
- id: modification-travaux
  label: "Plafond cumulé des modifications de faible montant en travaux"
  unit: "%"
  regime: ordinary
  aliases: ["avenant travaux"]
  values: [{ from: "2019-04-01", value: 15, article: "R2194-8" }]
- id: accord-cadre-duree
  label: "Durée maximale d'un accord-cadre d'un pouvoir adjudicateur"
  unit: "ans"
  regime: ordinary
  aliases: ["durée accord-cadre"]
  values: [{ from: "2019-04-01", value: 4, article: "L2125-1" }]
- id: spaser
  label: "Montant annuel d'achats au-delà duquel un acheteur doit avoir un SPASER"
  unit: "millions d'euros HT"
  regime: any
  aliases: ["seuil SPASER"]
  values:
    - { from: "2019-04-01", until: "2022-12-31", value: 100, article: "D2111-3" }
    - { from: "2023-01-01", value: 50, article: "D2111-3" }
`;
const { figures } = readFigures(REGISTER, 'figures.yaml');

/** The correction that a question gets, no-break spaces made plain. */
const corrected = (question: string, date = '2026-11-24') => {
  const premise = falsePremise(question, figures, { date, case: detectCase(question) });
  return premise && correctionOf(premise).replaceAll('\u00A0', ' ');
};

describe('a figure that was right before is corrected with the day it changed', () => {
  test.each([
    'comme le seuil est à 40 000 €, ma mairie peut m’acheter sans rien publier ?',
    'vu que le seuil est toujours de 40 000 je peux facturer 45 000 à la commune',
    'Étant donné que le seuil de dispense est de quarante mille euros, on fait comment ?',
    'on m’a dit que le seuil d’achat direct est fixé à 40k€, c’est bon pour mon devis de 42 000 ?',
    'puisque les mairies peuvent acheter jusqu’à 40 000 € sans mise en concurrence, ça passe ?',
    'le seuil est-il toujours de 40 000 € ?',
    'sous le seuil de 40 000 € la commune est libre ?',
    'la barre des 40 000 € est toujours là pour le gré à gré ?',
  ])('« %s »', (question) => {
    expect(corrected(question)).toBe(
      'Attention : ce n’est plus 40 000 € HT mais 60 000 € HT depuis le 1er avril 2026 (R2122-8 : seuil de dispense de publicité et de mise en concurrence pour les fournitures et services).',
    );
  });

  test.each([
    [
      'puisque le CA exigible est 2 fois le montant du marché, ils peuvent me demander 200 000 ?',
      '2 fois',
      '1,5 fois',
    ],
    ['vu que l’acheteur peut exiger un CA de 2 fois le marché', '2 fois', '1,5 fois'],
    [
      'comme le seuil européen des mairies est de 221 000 €, 218 000 passe en MAPA ?',
      '221 000 € HT',
      '216 000 € HT',
    ],
    ['le seuil spaser est de 100 millions d’euros, non ?', '100 millions', '50 millions'],
  ])('« %s »', (question, asserted, current) => {
    expect(corrected(question)).toMatch(
      new RegExp(`^Attention : ce n’est plus ${asserted}.* mais ${current}.* depuis le 1er janvier`),
    );
  });
});

describe('the asked date decides', () => {
  test('the figure of that time is right', () => {
    expect(corrected('comme le seuil est de 40 000 €, la commune pouvait ?', '2026-02-15')).toBeUndefined();
  });
  test('the figure of later is not yet', () => {
    expect(corrected('comme le seuil est de 60 000 €, la commune pouvait ?', '2026-02-15')).toMatch(
      /^Attention : à cette date, ce n’est pas encore 60 000 € HT mais 40 000 € HT, jusqu’au 31 mars 2026 \(R2122-8/,
    );
  });
});

describe('a figure that was never right is corrected when it is sure which one is meant', () => {
  test.each([
    [
      'sachant que le délai de paiement est de 60 jours, quand la mairie me paie ?',
      /60 jours mais 30 jours \(R2192-10/,
    ],
    [
      'sachant que le délai de paiement est de 60 jours, je suis payé quand ?',
      /60 jours mais 30 jours \(R2192-10/,
    ],
    ['comme le délai de paiement d’un hôpital est de 60 jours', /60 jours mais 50 jours \(R2192-11/],
    [
      'vu que le seuil des achats innovants est passé à 143 000 €',
      /143 000 € HT mais 100 000 € HT depuis le 16 décembre 2021/,
    ],
    ['j’ai lu que le seuil de gré à gré est à 25 000 euros', /25 000 € HT mais 60 000 € HT/],
    ['comme la durée maximale d’un accord-cadre est de 5 ans', /5 ans mais 4 ans \(L2125-1/],
  ])('« %s »', (question, expected) => {
    expect(corrected(question)).toMatch(/^Attention : ce n’est pas /);
    expect(corrected(question)).toMatch(expected);
  });

  test.each([
    ['another figure may be meant', 'comme la retenue de garantie est plafonnée à 3 %, ils ont pris 5 %'],
    ['nothing says which threshold', 'comme le seuil est à 90 000 €, on publie ?'],
    ['no word of the register', 'comme le plafond du livret est de 22 950 €'],
    ['contracts may say more, under conditions', 'vu que le plafond de l’avance est de 50 %'],
    ['other cases have other limits', 'le plafond d’un avenant de travaux est de 50 %, non ?'],
    [
      'a public company pays later',
      'comme le délai de paiement est de 60 jours pour une entreprise publique',
    ],
    ['a private client pays later', 'comme le délai de paiement est de 60 jours avec mon client privé'],
  ])('not when %s', (_, question) => {
    expect(corrected(question)).toBeUndefined();
  });
});

describe('it leaves alone', () => {
  test.each([
    ['the person’s own amount', 'mon marché est à 40 000 €, ai-je droit à une avance ?'],
    ['the amount of a market', 'comme le marché est de 40 000 € HT, la mairie peut acheter direct ?'],
    ['an amount without a name', 'le montant est de 40 000 €, faut-il une publicité ?'],
    ['the person’s own devis', 'comme notre devis est à 40 000 € et que le seuil est de 60 000 €'],
    ['a delay of the contract', 'le délai de paiement est de 45 jours dans notre marché'],
    ['what the CCAP says', 'comme le délai de paiement est de 45 jours d’après le CCAP'],
    ['a delay of a consultation', 'comme le délai de remise des offres est de 15 jours'],
    ['an accord-cadre of one’s own', 'notre accord-cadre est d’une durée de 5 ans'],
    ['the right figure', 'comme le seuil est à 60 000 €, je peux facturer 55 000 à la commune ?'],
    ['the right figure of another thing', 'comme le seuil des données essentielles est de 40 000 €'],
    ['the other category', 'comme le seuil des travaux est à 100 000 €'],
    ['the past said as past', 'le seuil était de 40 000 € avant, et maintenant ?'],
    ['a denial', 'le seuil n’est plus de 40 000 € ?'],
    ['a choice', 'le seuil est de 40 000 ou 60 000 € ?'],
    ['a change told rightly', 'le seuil est passé de 40 000 à 60 000 €, c’est ça ?'],
    ['an article number', 'comme l’article R2122-8 le dit, on peut acheter en direct ?'],
    ['a plain question', 'à partir de quel montant une mairie doit-elle publier ?'],
  ])('%s', (_, question) => {
    expect(corrected(question)).toBeUndefined();
  });
});
