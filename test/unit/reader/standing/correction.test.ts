import { describe, expect, it } from 'vitest';
import { correctionIn } from '#src/reader/standing/correction.ts';

describe('a message that corrects what was understood', () => {
  it.each([
    ['pas les pénalités, la retenue', 'la retenue'],
    ['je voulais dire l’avance', "l'avance"],
    ['non, avant de répondre', 'avant de repondre'],
    ['non c’est pas ça, moi c’est l’acheteur', "moi c'est l'acheteur"],
    ['là je demandais autre chose : le délai pour signer', 'le delai pour signer'],
    ['non, je parlais de la toiture', 'la toiture'],
    ['c’est pas la mairie c’est le titulaire', "c'est le titulaire"],
    ['pardon le DC2', 'le dc2'],
    ['le ppsps plutôt, qui le fait', 'le ppsps , qui le fait'],
    ['tu m’as pas compris, je parlais des options', 'options'],
    ['erreur, c’est un hôpital', "c'est un hopital"],
    ['pardon, pour le DC2', 'pour le dc2'],
    ['oups, je voulais dire le DC2', 'le dc2'],
    ['non plutôt le sous-traitant', 'plutot le sous-traitant'],
    ['mais non, c’est eux qui veulent résilier', "c'est eux qui veulent resilier"],
  ])('says what it means: %s', (message, meant) => {
    expect(correctionIn(message)?.meant).toBe(meant);
  });

  it('says what it is not, where it does', () => {
    expect(correctionIn('non, pas les pénalités, la retenue')?.denied).toContain('penalites');
    expect(correctionIn('je voulais dire l’avance')?.denied).toBe('');
  });

  it.each([['non c’est pas ça'], ['pas du tout'], ['c’est pas ma question'], ['rien à voir !']])(
    'says nothing more: %s',
    (message) => {
      expect(correctionIn(message)?.meant).toBe('');
    },
  );

  it.each([
    ['non merci'],
    ['non plus ?'],
    ['je peux refuser l’avance ?'],
    ['pas de réponse de la mairie depuis un mois'],
    ['et pour l’État ?'],
    ['la mairie ne paie pas, je fais quoi ?'],
    ['nonobstant le CCAG, puis-je réclamer ?'],
    ['non retenu, que faire ?'],
    ['non payé depuis 60 jours, que faire ?'],
    ['non conforme, ça veut dire quoi ?'],
    ['non paiement de ma facture, que faire ?'],
    ['erreur dans mon devis, je peux le corriger ?'],
    ['erreur de calcul dans mon offre, que faire ?'],
    ['pardon pour le retard, c’est quoi un DC1 ?'],
    ['oups j’ai oublié de signer mon acte d’engagement'],
    ['j’ai oublié de signer mon offre, pardon'],
    [
      'On a déposé notre offre vendredi, la plateforme a planté et personne ne répond, je suis désolé de vous déranger mais que faire ?',
    ],
  ])('is none: %s', (message) => {
    expect(correctionIn(message)).toBeUndefined();
  });
});
