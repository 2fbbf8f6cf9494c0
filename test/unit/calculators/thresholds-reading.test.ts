import { describe, expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(COMPUTATIONS, ...turns);

describe('the vigilance certificate', () => {
  it.each([
    ['contrat de ménage à 4 200 € HT avec une mairie, attestation de vigilance urssaf obligatoire ?', 'non'],
    ['devis de 7 000 € HT pour la commune, je dois fournir l’attestation de vigilance ?', 'oui'],
    ['contrat de 5 000 € HT tout pile, attestation de vigilance obligatoire ?', 'oui'],
    ['600 € HT par mois pendant un an, attestation de vigilance obligatoire ?', 'oui'],
    ['prestation à 3 000 € HT, peut-on se dispenser de l’attestation de vigilance ?', 'oui'],
    ['contrat de 9 000 € HT, la mairie peut se passer de l’attestation de vigilance ?', 'non'],
    ['5 500 € TTC, attestation de vigilance à fournir ?', undefined],
  ] as const)('%s', (question, verdict) => {
    expect(ask(question)?.id).toBe('vigilance-threshold');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(plain(ask(question)?.headline)).toContain('5 000 € HT');
    expect(ask(question)?.articles[0]).toBe('C. trav. R8222-1');
  });
});

describe('the direct payment of a subcontractor', () => {
  it('is not compared with the sum of the holder’s own contract', () => {
    expect(
      ask(
        'j’ai un chantier pour une mairie 84 000 € HT, mon sous-traitant veut être payé direct par la mairie',
      )?.id,
    ).not.toBe('direct-payment');
  });

  it.each([
    [
      'sous-traitant accepté et agréé sur un nettoyage, mon contrat est de 550 € TTC, paiement direct par la ville ?',
      'non',
      '600 € TTC',
    ],
    [
      'je sous-traite le ménage pour 2 300 € TTC, accepté et agréé, la mairie me paie directement ?',
      'oui',
      '600 € TTC',
    ],
    [
      'sous-traitant pour 1 200 € de nettoyage, la mairie doit me payer directement ?',
      undefined,
      'si vous êtes accepté',
    ],
    [
      'sous-traitant de second rang, ma part fait 8 000 €, la ville me paie en direct ?',
      'non',
      'sous-traitant direct du titulaire',
    ],
    [
      'sous-traitant, je livre juste du matériel pour 5 000 €, la mairie me paie directement ?',
      'non',
      'simples fournitures',
    ],
    [
      'mon sous-traitant à 9 500 € peut être payé en direct par la mairie ?',
      undefined,
      'votre sous-traitant est accepté',
    ],
    [
      'mon sous-traitant à 9 500 €, j’ai pas fait de dc4, la mairie peut le payer directement ?',
      'non',
      'accepté par l’acheteur',
    ],
    ['sous-traitant non déclaré, 4 000 € de chantier, la mairie peut me payer en direct ?', 'non', 'agréées'],
    [
      'sous-traitant de travaux accepté et agréé, 40 000 € TTC, la commune est maître d’ouvrage, paiement direct obligatoire ?',
      'oui',
      '600 € TTC',
    ],
    [
      'sous-traitant de travaux accepté et agréé, 40 000 € TTC, paiement direct par la SEM ?',
      undefined,
      'maître d’ouvrage',
    ],
    [
      'consultation lancée en mars 2026, sous-traitant de travaux accepté et agréé pour 3 000 € TTC, paiement direct dû ?',
      'oui',
      '600 € TTC',
    ],
    [
      'services de la défense, marché de 100 000 €, ma part de sous-traitant acceptée et agréée fait 4 000 € TTC, paiement direct dû ?',
      'non',
      '10 % du montant du marché',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('direct-payment');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(plain(ask(question)?.headline)).toContain(words);
  });

  it('follows a conversation to plain supplies', () => {
    expect(
      ask(
        'sous-traitant accepté et agréé, 3 000 € TTC de pose de carrelage pour une commune maître d’ouvrage : payé direct ?',
        'et si c’est juste des fournitures livrées, sans pose ?',
      ),
    ).toMatchObject({ verdict: 'non' });
  });
});

describe('the social clause', () => {
  it.each([
    [
      'service de 3 mois à 300 000 HT pour une ville, moins de 6 mois donc la clause sociale saute ?',
      'non',
      'ne dispense pas un service',
    ],
    ['chantier de 4 mois à 6 millions, la clause sociale peut sauter ?', 'oui', 'moins de 6 mois'],
    ['nettoyage à 300 000 € HT d’une commune, la clause sociale est obligatoire ?', 'oui', '216 000 € HT'],
    ['travaux à 2 millions HT pour le département, clause sociale obligatoire ?', 'non', '5 404 000 € HT'],
    ['travaux de 8 mois à 7 millions, la ville peut se passer de clause sociale ?', 'non', '5 404 000 € HT'],
    ['services à 150 000 HT d’un ministère, clause sociale imposée ?', 'oui', '140 000 € HT'],
    [
      'c’est interdit de se passer de clause sociale sur des travaux de 6 millions de 10 mois ?',
      'oui',
      '5 404 000 € HT',
    ],
    // Works whose duration is unsaid may be exempted.
    ['travaux à 8 millions pour un lycée, clause sociale obligatoire ?', undefined, 'obligatoire'],
    ['services à 250 000 € HT, clause sociale obligatoire ?', 'oui', '216 000 € HT'],
    ['services à 90 000 € HT, clause sociale obligatoire ?', 'non', '140 000 € HT'],
    ['fournitures à 180 000 € HT, clause sociale obligatoire ?', undefined, 'dépend de l’acheteur'],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('social-clause');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(plain(ask(question)?.headline)).toContain(words);
    expect(ask(question)?.articles[0]).toBe('L2112-2-1');
  });

  it('fills the buyer that decides', () => {
    const question = 'fournitures à 180 000 € HT, clause sociale obligatoire ?';
    expect(ask(question, 'pour l’État')).toMatchObject({ verdict: 'oui' });
    expect(ask(question, 'pour une mairie')).toMatchObject({ verdict: 'non' });
  });
});

describe('the European threshold of concessions', () => {
  it.each([
    ['concession de services à 4 millions d’euros sur toute la durée, on dépasse le seuil européen ?', 'non'],
    ['DSP de 900 000 € par an pendant 8 ans, on est au-dessus du seuil européen ?', 'oui'],
    ['concession de 4 millions, on est en dessous du seuil européen ?', 'oui'],
  ] as const)('%s', (question, verdict) => {
    expect(ask(question)?.id).toBe('concession-threshold');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(plain(ask(question)?.headline)).toContain('5 404 000 € HT');
  });
});

describe('other questions', () => {
  it.each([
    'à partir de quel montant le client doit me demander l’attestation de vigilance ?',
    'l’Urssaf me réclame 14 000 €, la ville attend mon attestation de vigilance',
    'attestation de vigilance à joindre à mon offre pour un marché de 30 000 € ?',
    'je démarre en freelance, on me demande une attestation de vigilance pour 8 000 €, comment faire ?',
    'le titulaire m’a fait renoncer au paiement direct sur 5 000 €, valable ?',
    'à partir de quel montant un sous-traitant est payé en direct ?',
    'sous-traitant : ma facture de 5 000 € n’est pas payée depuis 40 jours',
    'je sous-traite 30 % d’un marché de 200 000 €, je dois déclarer ?',
    'clause sociale obligatoire dans quel cas ? marché de services de 300 000 € d’une métropole',
    // Of annex 3, which threshold decides is not settled: no yes is said.
    'marché de repas à 255 000 € HT pour notre commune, la clause sociale est-elle obligatoire ?',
    'cantine scolaire à 300 000 € HT, clause sociale obligatoire ?',
    'clause sociale : 500 heures sur un marché de 400 000 €, obligatoire ?',
    'marché de 80 000 €, la clause environnementale est obligatoire ?',
    'marché de défense de 500 000 €, clause sociale obligatoire ?',
    'seuil européen pour une concession ?',
    'concession : en dessous de quel montant l’autorité est dispensée de publicité ?',
    'DSP de 2 millions, la commune doit-elle publier au JOUE ?',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});
