import { describe, expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation } from '#support/knowledge/ask-computation.ts';

const verdictOf = (question: string) => askComputation(COMPUTATIONS, question)?.verdict;

/** The same fact asked in both senses: « elle peut ? » and « c'est interdit ? », « obligatoire ? » and « s'en passer ? ». */
describe('a question and its contrary', () => {
  it.each([
    [
      '58 500 € HT de chauffage, ils peuvent signer avec nous direct, sans consulter d’autres boîtes ?',
      '58 500 € HT de chauffage, ça leur est interdit de signer avec nous direct, sans consulter d’autres boîtes ?',
    ],
    [
      'nettoyage à 66 000 € HT directement sans consulter personne, la mairie a le droit ?',
      'nettoyage à 66 000 € HT directement sans consulter personne, ça lui est interdit ?',
    ],
    [
      '72 000 HT de mobilier pour un département, l’annonce au BOAMP est obligatoire ?',
      '72 000 HT de mobilier pour un département, l’annonce au BOAMP, peut-on s’en passer ?',
    ],
    [
      'services de 100 000 € HT pour une commune, un seul petit lot à 18 000, on peut nous le donner sans concurrence ?',
      'services de 100 000 € HT pour une commune, un seul petit lot à 18 000, c’est interdit de nous le donner sans concurrence ?',
    ],
    [
      'une SEM nous confie 120 000 € HT sur 9 mois, l’avance est obligatoire ?',
      'une SEM nous confie 120 000 € HT sur 9 mois, l’avance, peut-elle s’en passer ?',
    ],
    [
      'un office public HLM est obligé de me verser une avance, marché 90 000 HT sur 8 mois ?',
      'un office public HLM peut se dispenser de me verser une avance, marché 90 000 HT sur 8 mois ?',
    ],
    [
      'l’État peut me garder 5 % de retenue de garantie, je suis une pme ?',
      'c’est interdit à l’État de me garder 5 % de retenue de garantie, je suis une pme ?',
    ],
    [
      'contrat de 4 200 € HT, attestation de vigilance obligatoire ?',
      'contrat de 4 200 € HT, peut-on se dispenser de l’attestation de vigilance ?',
    ],
    [
      'région, 80 millions d’achats par an, spaser obligatoire ?',
      'région, 80 millions d’achats par an, elle peut se passer de spaser ?',
    ],
    [
      'notre ESAT a 30 travailleurs handicapés sur 50, on peut répondre à un lot réservé handicap ?',
      'notre ESAT a 30 travailleurs handicapés sur 50, c’est interdit de répondre à un lot réservé handicap ?',
    ],
    [
      'travaux de 8 mois à 7 millions, la clause sociale est obligatoire ?',
      'travaux de 8 mois à 7 millions, la ville peut se passer de clause sociale ?',
    ],
    ['la mairie peut me payer à 60 jours ?', 'c’est interdit à la mairie de me payer à 60 jours ?'],
    [
      'on est à Lyon, on peut se référencer chez vous ?',
      'on est à Lyon, c’est interdit de se référencer chez vous ?',
    ],
    [
      'AO ouvert, rejet envoyé le 3 novembre, ils peuvent signer le 12 novembre ?',
      'AO ouvert, rejet envoyé le 3 novembre, ça leur est interdit de signer le 12 novembre ?',
    ],
  ])('%s', (asked, contrary) => {
    const one = verdictOf(asked);
    const other = verdictOf(contrary);
    expect([one, other].sort()).toEqual(['non', 'oui']);
  });
});
