import { describe, expect, it } from 'vitest';
import { fold } from '#src/platform/french/text-analysis.ts';
import { sideIn } from '#src/reader/speaker/who-speaks.ts';
import { momentIn } from '#src/reader/standing/moment.ts';
import { toldBy } from '#src/reader/told.ts';

const TODAY = '2026-11-27';

describe('where a company says that it stands with a contract', () => {
  it.each([
    ['j’ai un marché en cours', 'performance'],
    ['notre marché de nettoyage, on peut le faire évoluer ?', 'performance'],
    ['la mairie nous doit trois factures', 'performance'],
    ['on a gagné le marché, et maintenant ?', 'performance'],
    ['je suis titulaire du lot 2', 'performance'],
    ['avant de répondre, je dois savoir quoi', 'before'],
    ['on prépare notre offre', 'before'],
    ['je veux répondre à un appel d’offres', 'before'],
    ['on n’a pas été retenus', 'decision'],
    ['notre offre a été rejetée', 'decision'],
    ['j’ai reçu une lettre de refus', 'decision'],
    ['j’ai un avis de rejet de notre offre', 'decision'],
    ['un courrier de refus de la mairie', 'decision'],
    ['on travaille déjà pour la ville', 'performance'],
    ['j’ai deux marchés avec la mairie', 'performance'],
  ] as const)('%s', (message, moment) => {
    expect(momentIn(fold(message))).toBe(moment);
  });

  it.each([
    ['c’est quoi un marché public ?'],
    ['combien de temps dure un marché ?'],
    ['une attestation est demandée pour ce marché'],
    ['on a perdu le marché, mais on veut répondre au suivant'],
    ['la retenue de garantie, c’est combien ?'],
    ['je travaille déjà à mon offre'],
    ['je réalise que je n’ai pas de Kbis'],
    ['j’ai deux marchés à la fois à étudier'],
    ['j’ai un lot de peinture à chiffrer'],
    ['avis de refus de la caution'],
    ['un courrier de refus de ma banque'],
  ])('is not said by « %s »', (message) => {
    expect(momentIn(fold(message))).toBeUndefined();
  });

  it('holds for what follows, until it is said anew', () => {
    const told = toldBy('on a un marché en cours avec la ville', undefined, TODAY);
    expect(told?.moment).toBe('performance');
    expect(toldBy('et pour l’avance ?', told, TODAY)?.moment).toBe('performance');
    expect(toldBy('non, avant de répondre', told, TODAY)?.moment).toBe('before');
  });
});

describe('on which side somebody says to stand', () => {
  it.each([
    ['je suis chargée de la commande publique à la ville', 'buyer'],
    ['je travaille aux achats d’une ville', 'buyer'],
    ['je gère les marchés d’une communauté de communes', 'buyer'],
    ['pour ma collectivité je veux découper en secteurs', 'buyer'],
    ['on est un ESAT', 'company'],
    ['je suis artisan', 'company'],
    ['je suis gérant d’une SARL', 'company'],
  ] as const)('%s', (message, side) => {
    expect(sideIn(fold(message))).toBe(side);
  });
});
