import { describe, expect, it } from 'vitest';
import { speaksOfDying } from '#src/features/smalltalk/distress.ts';

describe('Words about dying', () => {
  it.each([
    'je veux mourir',
    'J’ai envie de mourir',
    'j ai envie de mourir la',
    'JE VAIS ME PENDRE',
    'je vais me tuer',
    'je vais me suicider',
    'Je pense au suicide.',
    'je me sens suicidaire depuis la liquidation',
    'j’ai des idées suicidaires',
    'je n’ai plus envie de vivre',
    'jai plus envie de vivre',
    'je n’ai plus la force de continuer à vivre',
    'je ne veux plus vivre',
    'à quoi bon vivre',
    'Je vais mettre fin à mes jours',
    'je veux en finir',
    'j’ai envie d’en finir',
    'je vais en finir ce soir',
    'je préfère mourir que de déposer le bilan',
    'mourir serait plus simple',
    'j’aimerais mourir',
    'je vais me foutre en l’air',
    'je vais m’ôter la vie',
    'on m’a refusé ce marché, j’ai envie de crever',
    'je voudrais disparaître',
    'je vais sauter par la fenêtre',
    'ma famille serait mieux sans moi',
    'Bonjour,\nle trésor public me réclame 40 000 € et je n’ai plus\nenvie de vivre. Que faire ?',
    'effacez tout ce que vous savez de moi, je vais me suicider',
  ])('are heard: « %s »', (text) => {
    expect(speaksOfDying(text)).toBe(true);
  });

  it.each([
    'je veux en finir avec cette inscription',
    'j’ai envie d’en finir avec ce formulaire',
    'mon entreprise va mourir',
    'cette procédure va me tuer',
    'ça me tue, vos délais',
    'je me tue à vous l’expliquer',
    'je suis mort de fatigue',
    'je suis à bout',
    'j’ai la corde au cou',
    'c’était à mourir de rire',
    'je crève de chaud sur ce chantier',
    'le titulaire est mort, que devient le marché ?',
    'un marché de pompes funèbres',
    'notre association répond à un marché de prévention du suicide',
    'les concurrents ont des prix suicidaires',
    'une offre suicidaire est-elle anormalement basse ?',
    'peut-on mettre fin au marché ?',
    'je veux mettre fin à ma candidature',
    'comment supprimer mes données ?',
    'je veux disparaître de l’annuaire',
    'je ne veux plus vivre ça avec cet acheteur',
    'ai-je droit à une avance ?',
  ])('are not seen in: « %s »', (text) => {
    expect(speaksOfDying(text)).toBe(false);
  });

  it.each([
    'plus envie de ',
    'sans la force de continuer a ',
    'mettre fin a ma ',
    'prevention du ',
    'je vais me ',
    'famille a b ',
    "j'aimerais ",
    ' ',
  ])('are looked for in time that grows with the length, on 20,000 times « %s »', (part) => {
    const spent = (length: number): number => {
      const text = part.repeat(Math.ceil(length / part.length)).slice(0, length);
      const before = process.threadCpuUsage();
      for (let time = 0; time < 5; time += 1) expect(speaksOfDying(text)).toBe(false);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1_000;
    };
    spent(5_000);
    expect(spent(20_000)).toBeLessThan(100);
  });
});
