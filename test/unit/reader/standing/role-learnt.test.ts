import { describe, expect, it } from 'vitest';
import { toldBy } from '#src/reader/told.ts';

const TODAY = '2026-12-01';
/** As what somebody stands once they have said all these. */
function roleAfter(...messages: readonly string[]): string | undefined {
  let told: ReturnType<typeof toldBy>;
  for (const message of messages) told = toldBy(message, told, TODAY);
  return told?.role;
}

const SUBCONTRACTOR =
  'je bosse sur le chantier d’une école pour une grosse boite et ça fait 3 mois qu’il me paye pas';
const OTHER_AFFAIR =
  'bon autre chose, une mairie à côté veut que je fasse un devis pour refaire les murs du cimetière';

describe('Who works for the holder, without the word', () => {
  it.each([
    SUBCONTRACTOR,
    'je fais le carrelage de la piscine municipale pour une boite de btp de lyon, ils m’ont pas payé 2 factures',
    'on bosse pour un gros du bâtiment sur le chantier du lycée, on a jamais vu la région',
    'j’ai signé avec la boîte, jamais avec la mairie',
    'mon contrat c’est avec l’entreprise générale, la mairie me connaît pas',
    'nous intervenons sur un hôpital pour le compte d’un grand groupe qui a gagné le marché',
    'c’est moi le sous traitant pas eux !!',
    'la boîte veut pas me déclarer à la mairie, je fais comment pour être reconnu',
    'j’ai eu le chantier par une entreprise qui a gagné le marché de la salle des fêtes',
    'il me faut une mise en demeure pour l’entreprise qui me sous-traite et qui me paye pas',
  ])('is heard: « %s »', (message) => {
    expect(roleAfter(message)).toBe('subcontractor');
  });

  it.each([
    'la mairie me doit 8 000 euros depuis deux mois',
    'mon sous-traitant est pas payé, il me réclame l’argent',
    'une entreprise privée me doit 8 000 €, rien à voir avec un marché public',
    'une grosse boîte a gagné le marché à ma place',
    'je suis acheteuse dans une mairie, un sous-traitant travaille sans être déclaré',
    'nous sommes une petite boîte de trois salariés et nous répondons à un marché',
    'je fais un mur pour une mairie, ma décennale couvre la maçonnerie, c’est bon ou pas ?',
    'un sous-traitant non déclaré peut-il demander le paiement direct ?',
  ])('is not heard of others: « %s »', (message) => {
    expect(roleAfter(message)).not.toBe('subcontractor');
  });

  it.each([
    ['oui ou non ?'],
    ['y a pas de TVA, c’est 21 400'],
    ['la mairie elle me doit rien c’est la boîte qui me doit les 21 400'],
    ['je peux arrêter le chantier demain matin ?'],
    ['et si ils refusent ? je peux écrire direct à la mairie moi'],
    ['en combien de jours ils doivent me payer ?'],
    ['c’est quoi un DC4'],
    ['elle me doit 21400 ht, facture du 28 aout, ça fait combien de pénalités ?'],
    ['et les intérêts de retard c’est quel taux pour moi ?'],
    ['le taux bce c’est 2,15'],
  ])('stays so for that affair: « %s »', (next) => {
    expect(roleAfter(SUBCONTRACTOR, next)).toBe('subcontractor');
  });

  it('stays so no more in another affair, nor once it is denied', () => {
    expect(roleAfter(SUBCONTRACTOR, OTHER_AFFAIR)).toBe('holder');
    expect(
      roleAfter(
        SUBCONTRACTOR,
        'pour celui-là c’est moi tout seul, pas de sous-traitant, la mairie est mon client direct',
      ),
    ).toBe('holder');
    expect(roleAfter(SUBCONTRACTOR, 'non je suis pas sous-traitant, je suis titulaire')).toBe('holder');
    expect(roleAfter(SUBCONTRACTOR, OTHER_AFFAIR, 'je suis sous-traitant sur l’autre chantier')).toBe(
      'subcontractor',
    );
  });
});
