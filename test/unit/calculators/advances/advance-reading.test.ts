import { describe, expect, it } from 'vitest';
import { ask } from '#support/knowledge/deadline-and-money.ts';

describe('the right to an advance', () => {
  it.each([
    ['marché de 40 000 € j’ai droit à une avance ?', 'non', 'Non, vous n’avez pas de droit à une avance'],
    [
      'la commune est obligée de me verser une avance sur un marché de 45 000 € HT ?',
      'non',
      'Non, l’acheteur n’est pas obligé',
    ],
    [
      'marché de 70 000 € HT qui dure 6 semaines avec la région, j’ai droit à une avance ?',
      'non',
      'plus de 2 mois',
    ],
    [
      'une spl doit elle me verser une avance sur un marché de 200 000 € ht de 12 mois ?',
      'non',
      'simple faculté',
    ],
    [
      'On a signé un ménage de 80 000 euros HT sur un an avec une ville, avons-nous une avance ?',
      'oui',
      'Oui, vous avez droit à une avance',
    ],
    [
      'marché de 80 000 € sur 18 mois avec l’hôpital, ai-je droit à une avance ?',
      'oui',
      'Oui, vous avez droit à une avance',
    ],
    [
      'la caisse des dépots doit me verser une avance sur un marché de 90 000 € HT de 6 mois ?',
      'non',
      'simple faculté',
    ],
    [
      'on n’a pas le droit à une avance pour un marché de 50 000 € HT sur 6 mois avec la mairie ?',
      'non',
      '50 000 € HT',
    ],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer?.id).toBe('advance');
    expect(answer?.verdict).toBe(verdict);
    expect(answer?.headline).toContain(words);
    expect(answer?.articles).toContain('L2191-1');
  });

  it('says the conditions that are left, without a verdict, and asks', () => {
    const answer = ask('marché de 80 000 € HT j’ai droit à une avance ?');
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.headline).toContain('si le marché dure plus de 2 mois');
    expect(answer?.headline).toContain('si l’acheteur est l’État, une collectivité');
    expect(answer?.clarify?.question).toContain('Combien de temps');
  });

  it.each(['la tva c’est 20', 'TVA : 20', 'tva de 20 %', 'la TVA est à 20'])(
    'counts with the rate of tax said in any way: %s',
    (words) => {
      const answer = ask(`marché de 90 000 € HT sur 2 ans avec une mairie, ${words}, combien d’avance ?`);
      expect(answer?.headline).toContain('2 700 €');
    },
  );

  it('does not decide from a TTC amount that may hide either side of the threshold', () => {
    const answer = ask('marché de 56 000 € TTC sur 6 mois avec la mairie, j’ai droit à une avance ?');
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.headline).toContain('si le montant dépasse 50 000 € HT');
  });
});

describe('the amount of an advance', () => {
  it.each([
    [
      'marché de 120 000 € TTC sur 24 mois avec l’État, je suis une PME, quelle avance ?',
      'Au moins 18 000 €',
    ],
    [
      'marché de 300 000 € HT TTC 360 000 € sur 3 ans avec l’État, pme, combien d’avance ?',
      'Au moins 36 000 €',
    ],
    ['hopital marché 150000 euros ttc 12 mois avance combien', 'Au moins 7 500 €'],
    [
      'marché de 100 000 € TTC de 10 mois avec une petite commune, pme, quel montant d’avance ?',
      'Au moins 5 000 €',
    ],
    // « grande ville » alone says nothing of its running costs.
    [
      'marché de 100 000 € TTC de 10 mois avec une grande ville, pme, quel montant d’avance ?',
      'Au moins 5 000 € d’avance (5 %) ; au moins 10 000 € (10 %)',
    ],
    [
      'pme, ville à 90 millions de fonctionnement, 120 000 HT / 144 000 TTC sur 18 mois, avance mini ?',
      'Au moins 9 600 €',
    ],
    [
      'une commune qui dépense 80 millions par an pour fonctionner, pme, marché 60 000 HT soit 72 000 TTC sur 5 mois, avance minimum ?',
      'Au moins 7 200 €',
    ],
    [
      'on est une pme, petite commune (4 M€ de fonctionnement), 50 500 HT soit 60 600 TTC, 8 mois, avance minimum ?',
      'Au moins 3 030 €',
    ],
    [
      'eti (pas une pme), ministère, 400 000 HT, 480 000 TTC, 12 mois, avance au minimum ?',
      'Au moins 24 000 €',
    ],
    [
      'pme, marché de 60 000 € TTC par an pendant 2 ans avec un ministère, quelle avance ?',
      'Au moins 18 000 €',
    ],
    [
      'pme, université (70 M€ de fonctionnement), 96 000 € TTC sur 12 mois, avance minimale ?',
      'Au moins 9 600 €',
    ],
    [
      'pme, commune, budget de fonctionnement de 4 millions, taux d’avance minimum ?',
      'Taux minimal, sur votre montant TTC : 5 %',
    ],
    [
      'avance de 20 % sur un marché de 90 000 € TTC d’un an avec l’Etat, ça fait combien ?',
      '18 000 € d’avance',
    ],
    [
      'marché de 60 000 € HT sur 6 mois avec une petite commune, je suis une pme, combien d’avance ? TVA 20 %',
      'Au moins 3 600 €',
    ],
    [
      'filiale d’un groupe, marché de 100 000 € TTC sur 12 mois avec la région, combien d’avance ?',
      'Entre 5 000 € et 30 000 €',
    ],
  ])('%s', (question, words) => expect(ask(question)?.headline).toContain(words));

  it('takes the part paid to subcontractors out of the basis', () => {
    const answer = ask(
      'marché de 200 000 € TTC avec une mairie, 10 mois, je sous-traite 50 000 €, combien d’avance ?',
    );
    expect(answer?.steps.join(' ')).toContain('200 000 € TTC − 50 000 € = 150 000 € TTC');
    expect(answer?.headline).toContain('7 500 €');
  });

  it('gives both rates when the size of the buyer is unsaid', () => {
    const answer = ask('marché de 110 000 € TTC sur 12 mois avec la région, pme, combien d’avance ?');
    expect(answer?.headline).toContain('5 500 €');
    expect(answer?.headline).toContain('11 000 €');
    expect(answer?.clarify?.question).toMatch(/60\smillions/);
  });

  it('never guesses the VAT: it gives the rate and asks', () => {
    const question = 'marché de 60 000 € HT sur 6 mois avec la mairie, je suis une pme, combien d’avance ?';
    const answer = ask(question);
    expect(answer?.headline).toContain('Taux minimal, sur votre montant TTC');
    expect(answer?.clarify?.choices.map(({ value }) => value)).toContain('TVA 20 %');
    expect(ask([question, 'TVA 20 %'])?.headline).toContain('3 600 €');
    expect(ask([question, 'TTC 72 000 €'])?.headline).toContain('3 600 €');
  });

  it('says what it supposes of an amount without its tax', () => {
    const answer = ask(
      'marché de 90 000 euros avec un ministère sur 6 mois, je suis une PME, quel taux d’avance ?',
    );
    expect(answer?.headline).toContain('30 %');
    expect(answer?.caveats.join(' ')).toContain('comme si 90 000 € était votre montant TTC');
  });

  it('never takes the buyer’s budget for the contract', () => {
    for (const question of [
      'pme, petite commune, budget 5 M€, taux d’avance minimum ?',
      'pme, la ville dépense 90 millions en fonctionnement, marché de 72 000 € TTC de 9 mois, avance mini ?',
      'pme, région (plus de 60 M€ de fonctionnement), 72 000 € TTC sur 9 mois, avance mini ?',
    ]) {
      const said = [ask(question)?.headline, ...(ask(question)?.steps ?? [])].join(' ');
      expect(said).not.toMatch(/250 000|4 500 000|3 000 000|90 000 000/);
    }
  });

  it('leaves the highest rate out when the least sum is asked', () => {
    const answer = ask('filiale d’un groupe, ministère, 480 000 € TTC, 12 mois, avance au minimum ?');
    expect(answer?.headline).toContain('24 000 €');
    expect([answer?.headline, ...(answer?.steps ?? [])].join(' ')).not.toContain('144 000');
  });

  it('warns of a rate under the minimum', () => {
    const answer = ask('avance de 20 % sur un marché de 90 000 € TTC d’un an avec l’Etat, ça fait combien ?');
    expect(answer?.caveats[0]).toContain('moins que le taux minimal de 30 %');
  });

  it('follows a whole conversation by its buttons', () => {
    const turns = [
      'marché de 80 000 € HT j’ai droit à une avance ?',
      'durée 24 mois',
      'pour une mairie',
      'TVA 20 %',
    ];
    const answer = ask([...turns, 'je suis une PME', 'un petit acheteur']);
    expect(answer).toMatchObject({ verdict: 'oui', clarify: undefined });
    expect(answer?.headline).toContain('Au moins 2 400 € d’avance');
  });
});

describe('other questions', () => {
  it.each([
    'c’est quoi une avance ?',
    'à partir de combien a-t-on une avance ?',
    'taux de l’avance pour une PME avec l’État ?',
    'peut-on payer à l’avance une facture de 10 000 € ?',
    'la mairie peut me verser une avance de 10 000 € sur un marché de 30 000 € ?',
    'faut-il une garantie pour une avance de 20 000 € ?',
    'quand rembourser l’avance de 18 000 € ?',
    'j’ai touché 12 000 euros d’avance pour un ménage de deux ans, à partir de quelle facture va-t-on me les retirer ?',
    'les 5 000 euros reçus de la mairie sont une avance ou un acompte ?',
    'marché de 80 000 € avec une mairie, faut-il publier ?',
    'marché de 60 000 € HT par an reconductible trois fois avec la ville, combien d’avance ?',
    'la ville a un budget de 200 millions, quelle avance ?',
    'je suis sous-traitant pour 60 000 €, ai-je droit à une avance ?',
    'mon client privé me doit une avance sur un marché de 80 000 € ?',
    'marché de défense de 80 000 € HT sur un an, ai-je droit à une avance ?',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});

describe('the sum of the contract, in the words of who won it', () => {
  it.each([
    'j’ai décroché 120 000 € avec la mairie sur 8 mois, ai-je droit à une avance ?',
    'on m’a attribué 120 000 € HT avec la mairie sur 8 mois, j’ai droit à une avance ?',
    'j’ai un projet de 120 000 € HT avec la mairie sur 8 mois, ai-je droit à une avance ?',
    'je suis prêt à commencer 120 000 € de travaux pour la mairie sur 8 mois, ai-je droit à une avance ?',
    'puis-je prétendre à une avance sur 120 000 € HT avec la mairie sur 8 mois ?',
    'mon mari a gagné un marché de 120 000 € HT avec la mairie sur 8 mois, a-t-il droit à une avance ?',
    'mon collègue dit que notre marché de 120 000 € HT avec la mairie sur 8 mois donne droit à une avance, c’est vrai ?',
    'on nous a confié 120 000 € HT pour la mairie sur 8 mois, avons-nous droit à une avance ?',
    'j’ai gagné 120 000 € avec la mairie sur 8 mois, ai-je droit à une avance ?',
  ])('is heard: « %s »', (question) => {
    expect(ask(question)?.headline).toMatch(/6 000 €|vous avez droit à une avance/);
  });

  it.each([
    'j’ai un prêt de 120 000 € pour mon camion, marché avec la mairie sur 8 mois, ai-je droit à une avance ?',
    'mon beau-frère a eu un marché de 120 000 € HT avec la mairie sur 8 mois, ai-je droit à une avance ?',
    'je fais 120 000 € HT de chiffre d’affaires, marché avec la mairie sur 8 mois, ai-je droit à une avance ?',
    'ma femme gagne 120 000 € et j’ai un marché avec la mairie sur 8 mois, ai-je droit à une avance ?',
    'on m’a prêté 120 000 € pour un marché avec la mairie sur 8 mois, ai-je droit à une avance ?',
  ])('is not money of one’s own, nor another’s: « %s »', (question) => {
    expect(ask(question)?.headline ?? '').not.toContain('6 000');
  });
});

describe('an advance that the buyer asks about', () => {
  it('is said to whom pays it', () => {
    const told = ask(
      'Je suis acheteuse dans une mairie : marché de travaux de 40 000 € HT de 6 mois, je dois une avance ?',
    );
    expect(told?.headline).toContain('vous n’êtes pas obligé de verser une avance');
  });
  it('is no « non » to what it may grant of its own', () => {
    expect(
      ask(
        'Je suis secrétaire de mairie : travaux de 6 semaines, 89 900 € HT, peut-on accepter une avance de 30 % ?',
      ),
    ).toBeUndefined();
  });
});

it('is counted where its sum is asked beside when it is paid', () => {
  const both = ask(
    'avance de 10 % pour une PME, marché de 285 000 euros sur 36 mois, grande ville. Montant de l’avance et délai de versement ?',
  );
  expect(both?.headline).toContain('9 500 €');
  expect(
    ask('marché de 285 000 euros sur 36 mois, grande ville, l’avance est versée dans quel délai ?'),
  ).toBeUndefined();
});

describe('money before the work, by other names', () => {
  it.each([
    'je peux demander 30% d’acompte avant de démarrer un chantier de 38000 euros pour la mairie ?',
    'chantier de 38 000 € pour la commune, je veux 30 % d’acompte avant de commencer',
    'marché de 38 000 € avec une ville, je peux demander 30 % au départ pour acheter les agglos ?',
  ])('is an advance, that may be asked for without a right to it: « %s »', (question) => {
    const answer = ask(question);
    const said = [answer?.headline, ...(answer?.steps ?? [])].join(' ').replace(/\s/g, ' ');
    expect(said).toMatch(/^Vous pouvez demander une avance/);
    expect(said).toContain('50 000 €');
    expect(said).toContain('11 400 €');
    expect(answer?.verdict).toBeUndefined();
  });

  it('is not what pays the work that is done', () => {
    expect(ask('marché de 38 000 €, quand puis-je demander un acompte ?')).toBeUndefined();
  });
});

describe('when a contract was signed', () => {
  it.each([
    'j’ai signé ya 2 mois un marché de 62 000 € HT avec la ville, j’ai droit à une avance ?',
    'marché de 62 000 € HT signé y a 2 mois avec la mairie, ai-je droit à une avance ?',
    'marché de 62 000 € HT signé il y a 2 mois avec la mairie, ai-je droit à une avance ?',
  ])('is not how long it lasts: « %s »', (question) => {
    const said = ask(question);
    expect(said?.verdict).not.toBe('non');
    expect(said?.clarify?.question).toContain('Combien de temps');
  });

  it.each(['on doit embaucher un salarié en plus', 'avec deux salariés malades'])(
    '« %s » says nothing of its size',
    (words) => {
      const said = ask(
        `marché de 74 400 € TTC sur 7 mois avec une grande ville, grand acheteur, ${words} : combien d’avance ?`,
      );
      expect(said?.headline).toContain('si vous êtes une PME');
    },
  );

  it('so few people are a SME', () => {
    const said = ask(
      'marché de 74 400 € TTC sur 7 mois avec une grande ville, grand acheteur, on est que 3 salariés : combien d’avance ?',
    );
    expect(said?.headline).toMatch(/7\s440/);
    expect(said?.headline).not.toContain('si vous êtes une PME');
  });
});
