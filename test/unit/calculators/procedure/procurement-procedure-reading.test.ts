import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);
const choicesOf = (...turns: string[]) => ask(...turns)?.clarify?.choices ?? [];

describe('a plain question that is computed, with its yes or no', () => {
  it.each([
    [
      "on me propose 52 000 € de nettoyage pour une mairie, elle peut me prendre sans appel d'offres ?",
      'oui',
      '60 000 € HT',
    ],
    ['75k€ de travaux il faut publier ?', 'non', '100 000 € HT'],
    ['je suis acheteur, 55 000 € de mobilier, dois-je publier ?', 'non', '60 000 € HT'],
    [
      'soixante mille euros de prestation pour une commune, elle doit mettre en concurrence ?',
      'oui',
      '60 000 € HT',
    ],
    ['99 999 € de travaux, gré à gré possible pour une mairie ?', 'oui', '100 000 € HT'],
    ['100 000 € de travaux pile, mairie, gré à gré possible ?', 'non', '100 000 € HT'],
    [
      "la préfecture veut 150 000 € HT d'ordis, c'est forcément une procédure formalisée ?",
      'oui',
      '140 000 € HT',
    ],
    ['formalisé ou pas pour 250 000 de services hopital ?', 'oui', '216 000 € HT'],
    ['215 999 € de fournitures commune, procédure formalisée ?', 'non', '216 000 € HT'],
    [
      'EDF veut 400 000 € de services, ils doivent passer par une procédure formalisée ?',
      'non',
      '432 000 € HT',
    ],
    ["72 000 HT de mobilier pour un département, l'annonce au BOAMP est obligatoire ?", 'non', '90 000 € HT'],
    ['95 000 € de services pour le département, boamp ou jal obligatoire ?', 'oui', '90 000 € HT'],
    [
      "ma solution innovante coûte 90 000 €, l'agglo peut l'acheter sans appel d'offres ?",
      'oui',
      '100 000 € HT',
    ],
    ["une bibliothèque veut 80 000 € de livres sans appel d'offres, possible ?", 'oui', '90 000 € HT'],
    ['services sociaux 800 000 € une métropole, il faut publier au JOUE ?', 'oui', '750 000 € HT'],
    ["marché de défense, 250 000 € d'innovation, sans publicité possible ?", 'oui', '300 000 € HT'],
    ['500 000 € de fournitures marché de défense, formalisé ?', 'oui', '432 000 € HT'],
    ['contrat de 30 000 €, ça doit être par écrit ?', 'oui', '25 000 € HT'],
    [
      '45 000 € de fournitures, une commune, les données essentielles doivent être publiées ?',
      'oui',
      '25 000 € HT',
    ],
    [
      'nettoyage des vitres 19 000 ht par an, un an renouvelable 3 fois, la commune peut se passer de concurrence ?',
      'non',
      '76 000 € HT',
    ],
    ['maîtrise d’oeuvre de 75 000 € pour des travaux de la commune, gré à gré ok ?', 'non', '60 000 € HT'],
    [
      '70 000 € de nettoyage des bâtiments communaux, la commune peut nous prendre direct ?',
      'non',
      '60 000 € HT',
    ],
  ] as const)('%s', (question, verdict, figure) => {
    const answer = ask(question);
    expect(answer?.id).toBe('procurement-procedure');
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toMatch(verdict === 'oui' ? /^Oui, / : /^Non, /);
    expect(plain([answer?.headline, ...(answer?.steps ?? [])].join(' '))).toContain(figure);
  });

  it.each([
    ["c'est interdit de me prendre 70 000 € de prestations en direct ?", 'oui'],
    ["c'est illégal de me prendre 50 000 € de services sans appel d'offres ?", 'non'],
    ["elle n'est pas obligée de publier pour 50 000 € de fournitures ?", 'non'],
    ['elle peut pas me prendre en direct pour 50 000 € de services ?', 'oui'],
    ['pas besoin de publier pour 50 000 € de services de la mairie ?', 'oui'],
  ] as const)('the sense of the question is kept: %s', (question, verdict) => {
    expect(ask(question)?.verdict).toBe(verdict);
  });

  it('names both places of publication when either will do, without a yes or no', () => {
    const answer = ask("mapa de 130 000 d'une ville ça doit sortir où l'annonce ? boamp ou journal");
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.headline).toMatch(/BOAMP.*journal d’annonces légales/);
  });

  it('gives the whole procedure to who asks which one', () => {
    const answer = ask('quelle procédure pour 120 000 € HT de fournitures');
    const all = plain([answer?.headline, ...(answer?.steps ?? [])].join(' '));
    expect(answer?.headline).toContain('procédure adaptée');
    expect(all).toMatch(
      /Contrat écrit : obligatoire.*dossier en ligne : obligatoire.*données du marché : publiées/,
    );
    expect(all).toContain('Palier suivant : 216 000 € HT, procédure formalisée');
  });

  it('a buyer who chooses its notices owes none under the European threshold', () => {
    const question =
      'une SEM me consulte pour 120 000 € de services sans rien publier au boamp ni dans un journal, c’est régulier ?';
    expect(ask(question)?.verdict).toBe('oui');
    expect(ask(question)?.articles).toContain('R2131-13');
  });
});

describe('the date and the rules of its day', () => {
  it.each([
    [
      'consultation lancée en février 2026 par une mairie, 45 000 € HT de fournitures, elle devait mettre en concurrence ?',
      'oui',
      '40 000 € HT',
    ],
    [
      'avis de juillet 2025, hôpital, services à 218 000 € HT : il était obligé de passer en formalisé ?',
      'non',
      '221 000 € HT',
    ],
    [
      'consultation de mars 2025, 90 000 € de travaux, mairie, il fallait une mise en concurrence ?',
      'non',
      '100 000 € HT',
    ],
  ] as const)('%s', (question, verdict, figure) => {
    const answer = ask(question);
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toContain(figure);
  });

  it.each([
    'consultation de 2023, 45 000 € de services mairie il fallait un mapa ?',
    "consultation de janvier 2029, 150 000 € de services pour l'état c'est formalisé ?",
  ])('an unknown figure is not guessed: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});

describe('something unsaid that decides', () => {
  it('asks works or services where they differ, and nothing where they agree', () => {
    const open = 'la commune veut m’acheter pour 70 000 € en direct, elle peut ?';
    expect(ask(open)?.verdict).toBeUndefined();
    expect(plain(ask(open)?.headline)).toMatch(/60 000 € HT.*100 000 € HT/);
    expect(choicesOf(open)).toHaveLength(2);
    const both = ask('la commune veut m’acheter pour 50 000 € en direct, elle peut ?');
    expect(both?.verdict).toBe('oui');
    expect(both?.clarify).toBeUndefined();
  });

  it('asks the buyer where thresholds differ', () => {
    const answer = ask("150 000 € de services c'est formalisé ?");
    expect(answer?.verdict).toBeUndefined();
    expect(plain(answer?.headline)).toContain('140 000 € HT');
    expect(answer?.clarify?.question).toContain('acheteur');
  });

  it.each([
    ['la commune veut m’acheter pour 70 000 € en direct, elle peut ?', 'category-works', 'oui'],
    ['la commune veut m’acheter pour 70 000 € en direct, elle peut ?', 'category-supplies-services', 'non'],
    ["150 000 € de services c'est formalisé ?", 'buyer-state', 'oui'],
    ["150 000 € de services c'est formalisé ?", 'buyer-local', 'non'],
    ["150 000 € de services c'est formalisé ?", 'buyer-network', 'non'],
    ["230 000 € de formation pour la région, c'est formalisé ?", 'social-social', 'non'],
    ["230 000 € de formation pour la région, c'est formalisé ?", 'social-ordinary', 'oui'],
    ["l'armée me propose 80 000 € de mobilier sans mise en concurrence, c'est légal ?", 'defence-yes', 'oui'],
    ["l'armée me propose 80 000 € de mobilier sans mise en concurrence, c'est légal ?", 'defence-no', 'non'],
    ['70 000 € TTC de ménage pour la mairie, elle peut me prendre en direct ?', 'montant-1', 'oui'],
    ['70 000 € TTC de ménage pour la mairie, elle peut me prendre en direct ?', 'montant-2', 'non'],
    ['15 000 € par an de ménage pour une mairie, sans appel d’offres c’est ok ?', 'montant-3', 'oui'],
    ['15 000 € par an de ménage pour une mairie, sans appel d’offres c’est ok ?', 'montant-4', 'non'],
  ] as const)('%s, then the button %s: %s', (question, id, verdict) => {
    const choice = choicesOf(question).find((one) => one.id === id);
    expect(choice).toBeDefined();
    expect(ask(question, choice?.value ?? '')?.verdict).toBe(verdict);
  });

  it('an amount with tax that is under the limit decides by itself', () => {
    expect(ask('48 000 € TTC de ménage pour la mairie, elle peut me prendre en direct ?')?.verdict).toBe(
      'oui',
    );
    expect(
      ask('un devis de 49 000 € HT soit 58 800 € TTC de ménage, la mairie peut me prendre direct ?')?.verdict,
    ).toBe('oui');
  });
});

describe('a follow-up', () => {
  const first =
    "on me propose 52 000 € de nettoyage pour une mairie, elle peut me prendre sans appel d'offres ?";
  it.each([
    [[first, 'et 60 000 tout rond ?'], 'non'],
    [[first, 'et pour 70 000 ?'], 'non'],
    [[first, 'et pour un ministère ?'], 'oui'],
    [['la commune veut m’acheter pour 70 000 € en direct, elle peut ?', 'non, des travaux'], 'oui'],
    [
      [
        'ville, fournitures pour 75 000 HT, le BOAMP ou un JAL c’est obligatoire ?',
        'et si on passe à 95 000 ?',
      ],
      'oui',
    ],
    [
      [
        'un mapa de services à 120 000 d’une ville, boamp ou jal obligatoire ?',
        'et pour un office public HLM ?',
      ],
      'non',
    ],
  ] as const)('%j', (turns, verdict) => {
    expect(ask(...turns)?.verdict).toBe(verdict);
  });

  it.each(['et je dois fournir quoi ?', "et l'avance ?", 'et le délai pour être payé ?'])(
    'that changes the subject is not computed: %s',
    (later) => {
      expect(ask(first, later)).toBeUndefined();
    },
  );
});

describe('a near miss goes to the pages', () => {
  it.each([
    "à partir de combien une mairie doit faire un appel d'offres ?",
    "jusqu'à quel montant on peut me prendre en direct ?",
    "c'est quoi un mapa ?",
    "la mairie me dit qu'il lui faut obligatoirement 3 devis même pour 8000 €, c'est la loi ??",
    'lot réservé aux ESAT à 150 000 €, du coup pas de mise en concurrence ?',
    'Notre village lance un MAPA de 50 000 euros, doit-il appliquer les obligations environnementales ?',
    "ma facture de 80 000 € n'est pas payée, la mairie doit publier quelque chose ?",
    'mapa de 80 000 €, ils peuvent négocier ?',
    "appel d'offres à 250 000 €, j'ai combien de jours pour répondre ?",
    'un sous-traitant à 20 000 € doit être payé direct ?',
    'un promoteur veut me confier 70 000 € de travaux en direct, il peut ?',
    "notre association veut acheter 70 000 € de mobilier, appel d'offres obligatoire ?",
    'concession de 6 millions c’est formalisé ?',
    'en urgence la mairie peut me prendre 80 000 € de services sans mise en concurrence ?',
    "la mairie peut-elle annuler un appel d'offres de 90 000 € ?",
    'la mairie a déjà pris 40 000 € chez moi et veut encore 30 000 €, elle peut sans appel d’offres ?',
    'Je vends des chaises à des communes, 5 000, 50 000 ou 250 000 euros, comment achètent-elles ?',
    '55 000 € de nettoyage par école, la mairie peut nous prendre direct ?',
    '50 000 € de ménage, contrat reconductible 3 fois, la mairie peut nous prendre direct ?',
    "France Travail veut 150 000 € de services, c'est formalisé ?",
    'un marché de plus de 50 000 € de services pour une mairie, direct possible ?',
    'bonjour, 60 000 €',
    'fournitures pour une mairie, 50 000 €, elle peut augmenter la commande sans mise en concurrence ?',
  ])('%s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});

describe('a sum by the year that is the company’s own', () => {
  it.each([
    'Ma boîte fait 500 000 € par an et on vise un marché de 4 ans, quelle procédure ?',
    'on gagne 90 000 € par an, le marché dure 4 ans, c’est un MAPA ?',
    'loyer de 12 000 € par an, marché de 3 ans, quelle procédure ?',
  ])('is no need: %s', (question) => {
    expect(ask(question)?.headline ?? '').not.toMatch(/^À \d/);
  });
});

describe('what is no sum of the need', () => {
  it.each([
    'Un traiteur nous livre les repas de la cantine à 4,20 euros hors taxes le repas. Faut-il une mise en concurrence ?',
    'la mairie achète du ménage à 24 € l’heure, elle peut me prendre sans appel d’offres ?',
  ])('the price of one thing: %s', (question) => {
    expect(ask(question)?.headline ?? '').not.toContain('4,2');
    expect(ask(question)?.headline ?? '').not.toContain('24 €');
  });

  it('is a book, where something is delivered', () => {
    const said = ask(
      'un traiteur nous livre pour 62 000 € de repas, mairie, faut-il une mise en concurrence ?',
    );
    expect(plain(said?.headline ?? '')).not.toContain('livres');
    expect(
      plain(ask('62 000 € de livres pour la médiathèque, mairie, mise en concurrence ?')?.headline ?? ''),
    ).toContain('livres');
  });

  it.each(['ce n’est plus 62 000 mais 104 000 euros', 'finalement c’est 104 000 euros au lieu de 62 000'])(
    'a sum that another one takes the place of: %s',
    (then) => {
      const said = ask(
        'Notre mairie fait 62 000 euros HT de travaux de toiture, faut-il une publicité ?',
        then,
      );
      expect(plain(said?.headline ?? '')).toContain('104 000 €');
      expect(plain(said?.headline ?? '')).not.toContain('62 000');
    },
  );
});
