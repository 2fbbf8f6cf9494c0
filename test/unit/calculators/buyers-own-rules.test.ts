import { describe, expect, it, test } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(COMPUTATIONS, ...turns);
const said = (...turns: string[]) => {
  const answer = ask(...turns);
  return answer && plain([answer.headline, ...answer.steps, ...answer.caveats].join('\n'));
};

describe('the European threshold of the buyer who asks', () => {
  it.each([
    ['un lycée c’est pas l’état, c’est bien 216000 le seuil ?', 'oui', '216 000 € HT'],
    ['Pour un hôpital le seuil formalisé est-il de 140 000 € ?', 'non', '216 000 € HT'],
    ['Notre CCAS a un seuil de 140 000 ?', 'non', '216 000 € HT'],
    ['un bailleur social, le seuil c’est 216 000 € ?', 'oui', '216 000 € HT'],
    ['ministère : procédure formalisée à 216 000 ?', 'non', '140 000 € HT'],
    ['Le seuil européen d’un lycée (EPLE), c’est 216 000 ou 140 000 ?', undefined, '216 000 € HT'],
    ['Je gère un SIVOM, mon seuil européen c’est 140 000 ou 216 000 € ?', undefined, '216 000 € HT'],
  ])('« %s » → %s', (question, verdict, figure) => {
    const answer = ask(question);
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline ?? '')).toContain(figure);
  });

  it('says of a school that it is no service of the State', () => {
    expect(said('un lycée n’est pas l’État, c’est bien 216 000 € ?')).toMatch(/établissement public local/);
  });

  it('names a school that buys, and not the region that equips its schools', () => {
    expect(said('Gestionnaire d’un lycée, 150 000 € HT de denrées, quelle procédure ?')).toContain(
      'd’un collège ou lycée public',
    );
    expect(said('La région achète 150 000 € HT de mobilier pour ses lycées, quelle procédure ?')).toContain(
      'd’une collectivité',
    );
  });

  it('takes no sum of one’s own for a threshold', () => {
    expect(
      ask('notre devis est à 216 000 €, le seuil de la mairie est dépassé ?')?.headline ?? '',
    ).not.toMatch(/et non/);
  });
});

describe('food is goods', () => {
  test.each([
    'Syndicat de restauration, 200 000 € HT de viande par an, marché d’un an. MAPA possible ?',
    'Mairie, 150 000 € HT de fruits et légumes pour la cantine, quelle procédure ?',
    'Lycée, 230 000 € HT de pain et d’épicerie, quelle procédure ?',
  ])('« %s » is of no annex 3', (question) => {
    const answer = said(question);
    expect(answer).toMatch(/MAPA|formalisée/);
    expect(answer).not.toMatch(/annexe 3/);
  });

  it('leaves annex 3 to meals that somebody else cooks', () => {
    expect(said('Mairie, repas préparés par un traiteur, 180 000 € HT, quelle procédure ?')).toMatch(
      /annexe 3/,
    );
  });

  it('makes nothing of years that nobody told, once a year alone is over the threshold', () => {
    const answer = said('Lycée public, 310 000 € de denrées par an, quelle procédure ?');
    expect(answer).toMatch(/À 310 000 € HT : procédure formalisée/);
    expect(answer).not.toMatch(/1 240 000/);
  });
});

describe('families of purchases', () => {
  it('adds what is listed, and says both readings', () => {
    const answer = said(
      'Je suis gestionnaire d’un lycée. Viande 120 000, fruits et légumes 80 000, pain 20 000, épicerie 90 000 par an. Je sépare les familles ou j’additionne tout ?',
    );
    expect(answer).toMatch(/310 000 € HT par an : procédure formalisée/);
    expect(answer).toMatch(/plus grosse \(120 000 € HT\)/);
    expect(answer).toMatch(/20 000 € HT seul : achat direct possible/);
  });

  it('says that nothing changes where both ways lead to the same', () => {
    expect(said('mairie, pain 12000 et légumes 9000 par an sur 2 ans, quelle procédure ?')).toMatch(
      /42 000 € HT/,
    );
  });

  it('leaves what a company lists to others', () => {
    expect(
      ask('ma boîte : loyer 12 000, salaires 80 000, j’additionne tout pour mon prix ?'),
    ).toBeUndefined();
  });
});

describe('a lot told by the year', () => {
  it('is worth all its years, and 60 000 is not under 60 000', () => {
    const answer = ask(
      'Mairie, deux lots : légumes bio 15 000 € par an et le reste 65 000 € par an, sur 4 ans. Le lot bio peut-il être acheté sans procédure ?',
    );
    expect(answer?.verdict).toBe('non');
    expect(plain(answer?.steps.join('\n') ?? '')).toMatch(/20 % × 320 000 € HT = 64 000 € HT/);
    expect(plain(answer?.caveats.join('\n') ?? '')).toMatch(/procédure adaptée \(MAPA\) reste possible/);
  });

  it('is no small lot over a fifth of all', () => {
    const answer = ask(
      'Je suis acheteur au département. Lot de 75 000 € HT sur un ensemble de 300 000 € de services : petit lot possible ?',
    );
    expect(answer?.verdict).toBe('non');
    expect(plain(answer?.headline ?? '')).toMatch(/60 000 € HT en tout/);
  });
});

describe('a renewal that comes on top', () => {
  it('is added to the time said first', () => {
    expect(
      said(
        'mairie, location de robots 11 400 € par an sur 5 ans, plus un an de reconduction, achat direct possible ?',
      ),
    ).toMatch(/11 400 € HT par an × 6 ans = 68 400 € HT/);
  });

  it('says nothing of a total where two times are told apart', () => {
    expect(
      said('mairie, 11 400 € par an de location, 2 ans d’essai 5 ans de contrat, achat direct possible ?') ??
        '',
    ).not.toMatch(/45 600/);
  });
});

describe('what is missing for EGalim', () => {
  it.each([
    [
      'Notre cantine est à 22 % de durable et 9 % de bio sur 310 000 € d’achats. Combien d’euros nous manque-t-il pour EGalim ?',
      ['86 800 €', '34 100 €'],
    ],
    [
      'collège, 95000 € de denrées par an, on fait 30000 € de durable dont 12000 de bio. il nous manque combien pour la loi egalim ?',
      ['17 500 €', '7 000 €'],
    ],
    ['Lycée : 22 % durable, 9 % bio sur 310 000 € ; combien d’euros manquent ?', ['86 800 €', '34 100 €']],
    ['à la cantine du lycée 30 000 € de viande durable sur 120 000 € : combien il manque ?', ['42 000 €']],
  ])('« %s »', (question, sums) => {
    for (const sum of sums) expect(plain(ask(question)?.headline ?? '')).toContain(sum);
  });

  it('says so where nothing is missing', () => {
    expect(
      said('Ehpad, cantine : 80 000 € d’achats, 45 % de durable et 21 % de bio, il manque combien ?'),
    ).toMatch(/4 000 € de produits durables ; rien ne manque en bio/);
  });
});

describe('penalties for a few late deliveries', () => {
  it('are nothing up to what the CCAG exempts', () => {
    const answer = said(
      'Je suis acheteur. CCAP : 50 € par retard, CCAG-FCS, 6 retards soit 300 €. Je peux les appliquer ?',
    );
    expect(answer).toMatch(/300 € de pénalités : avec un CCAG, rien n’est dû/);
    expect(answer).toMatch(/15 jours pour répondre/);
  });

  it('have their ceiling where the price is told', () => {
    expect(
      said('CCAP : pénalité de 50 € par retard, 6 fois en retard, marché de 20 000 € HT, combien ?'),
    ).toMatch(/10 % × 20 000 € = 2 000 €/);
  });

  it('are due beyond', () => {
    expect(said('CCAG : 100 € par jour de retard pour 15 jours de retard, c’est dû ?')).toMatch(
      /1 500 € de pénalités : le total dépasse 1 000 €/,
    );
  });
});

describe('what is said not to be a concession', () => {
  it('is an ordinary purchase', () => {
    const answer = said(
      'Mairie. Ce n’est pas une concession : achat de viande, 120 000 € par an, accord-cadre de 4 ans ; quelle procédure ?',
    );
    expect(answer).toMatch(/480 000 € HT/);
    expect(answer).toMatch(/procédure formalisée/);
    expect(answer).not.toMatch(/5 404 000/);
  });
});

describe('less than the share of a reserved lot', () => {
  it.each([
    'Un lot réservé à l’insertion : si je descends sous les 50 % de travailleurs défavorisés, je perds le droit ?',
    'marché réservé à l’insertion, avec moins de 50 % de salariés en insertion je peux répondre ?',
  ])('« %s »', (question) => {
    expect(said(question)).toMatch(/n’est plus atteinte/);
    expect(ask(question)?.verdict).toBeUndefined();
  });

  it('takes « pas moins de » for enough', () => {
    expect(
      said('lot réservé à l’insertion : pas moins de 50 % de salariés en insertion chez nous, ça suffit ?'),
    ).toMatch(/vous atteignez/);
  });
});
