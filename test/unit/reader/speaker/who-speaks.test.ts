import { describe, expect, it } from 'vitest';
import { sideIn } from '#src/reader/speaker/who-speaks.ts';

describe('Who speaks', () => {
  it.each([
    'on est un syndicat des eaux et on doit changer trois pompes',
    'je suis principal de collège, on rachète des tables pour la cantine',
    'notre office HLM doit refaire 40 halls, combien de lots',
    'gestionnaire du lycée agricole, je dois acheter du gazole pour 30 000 euros',
    'c’est moi la mairie, c’est pas moi l’entreprise. un couvreur m’a envoyé son devis après l’heure, je le prends ?',
    'une entreprise que nous n’avons pas retenue exige ses notes, je dois lui répondre quoi',
    'je rédige le cahier des charges de notre école, comment demander du bois local',
    'combien de points je mets sur le prix dans mon règlement de consultation',
  ])('is a buyer: « %s »', (message) => expect(sideIn(message)).toBe('buyer'));

  it.each([
    'la mairie me doit 3 000 euros depuis quatre mois',
    'je tonds les pelouses de la commune depuis dix ans et ils lancent un marché',
    'le collège refuse mon devis',
    'je suis conseillère municipale et fleuriste, je peux livrer ma mairie ?',
    'je ne suis pas la mairie, je suis le carreleur',
    'la ville dit « nous relançons la consultation », je refais tout ?',
    'acheteur dans une société privée, on cherche un fournisseur',
    'un bailleur doit-il publier ?',
    'c’est pour une commune de 2 000 habitants',
    'habitant du village, je voudrais voir le contrat de la cantine',
    'oui, six semaines',
  ])('is none for sure: « %s »', (message) => expect(sideIn(message)).not.toBe('buyer'));

  it('is a company, who sells and says so', () => {
    expect(sideIn('traiteur à Creil, on est quatre, j’ai vu un appel d’offres')).toBe('company');
    expect(sideIn('on est une petite boîte de nettoyage, 6 salariés')).toBe('company');
  });

  it('stays the buyer who was told, whatever they say of companies', () => {
    for (const said of [
      'celle à 66 500 me plaît. il demande une avance, je suis obligé de lui donner ?',
      'mais l’offre est arrivée en retard, je dois la refuser ?',
      'et pour le couvreur, quelles assurances je lui réclame ?',
    ])
      expect(sideIn(said, 'buyer')).not.toBe('company');
    expect(sideIn('c’est moi la mairie !', 'company')).toBe('buyer');
  });
});
