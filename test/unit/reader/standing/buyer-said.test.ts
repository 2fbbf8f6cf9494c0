import { describe, expect, it } from 'vitest';
import { toldBy } from '#src/reader/told.ts';

const sideOf = (message: string) => toldBy(message.replaceAll('’', "'"), undefined, '2026-12-01')?.side;

describe('Who says to buy', () => {
  it.each([
    'je suis la seule agente administrative d’une petite communauté de communes',
    'je dois relancer le marché des repas de la cantine',
    'je suis du côté de l’acheteur, c’est nous qui passons le marché',
    'une entreprise évincée exige des explications, que dois-je répondre ?',
    'sur le marché que nous venons d’attribuer, un candidat écarté nous menace',
    'mes élus souhaiteraient réserver un lot à un ESAT',
    'DGS d’une commune de 3 000 habitants, on refait l’école',
    'je suis intendante d’un collège et j’achète du mobilier',
    'nous avons publié une consultation et personne n’a répondu',
    'on est une toute petite commune du Jura',
  ])('is a buyer: « %s »', (message) => expect(sideOf(message)).toBe('buyer'));

  it.each([
    'j’ai une boîte de nettoyage, la mairie a sorti le marché ménage des écoles',
    'je travaille pour la mairie de Creil, ils me paient en retard',
    'je suis peintre dans une petite commune',
    'je suis responsable commercial, on vend à la région',
    'je dois renouveler mon marché avec la mairie',
    'une entreprise évincée attaque le marché que j’ai gagné',
    'je suis conseiller municipal et électricien, puis-je vendre à ma commune ?',
    'du côté des acheteurs, un groupement ne règle pas',
  ])('is none: « %s »', (message) => expect(sideOf(message)).not.toBe('buyer'));
});
