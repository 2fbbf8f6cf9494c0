import { describe, expect, it } from 'vitest';
import { askedInstead } from '#src/reader/standing/asked-instead.ts';

describe('What a message asks in the place of what it was answered', () => {
  it.each([
    [
      'mais vous me parlez de décennale, moi je construis rien ! Ma question c’est est-ce que la multirisque couvre les dégâts',
      'decennale',
      'la multirisque couvre les degats',
    ],
    [
      'je vous ai pas demandé ce que c’est un pourcentage, je vous demande si mes tonnes comptent',
      'pourcentage',
      'mes tonnes comptent',
    ],
    ['tu me parles d’intérêts, moi je demande juste le délai', 'interets', 'le delai'],
    ['vous me répondez sur le groupement, ma question c’est la pénalité', 'groupement', 'la penalite'],
    [
      'mais non la facture c’est fini, je parle des pénalités si je livre en retard',
      'facture',
      'penalites si je livre',
    ],
    ['non oubliez la facture, ma question c’est ce qu’on me retient', 'facture', "ce qu'on me retient"],
    ['non la facture c’est réglé, je voulais dire les pénalités que je devrai', 'facture', 'les penalites'],
  ])('sends something away, and says what is meant: « %s »', (message, denied, meant) => {
    const read = askedInstead(message.replaceAll('’', "'"));
    expect(read?.denied).toContain(denied);
    expect(read?.meant).toContain(meant);
    expect(read?.meant).not.toContain(denied);
  });

  it.each([
    'je vous demande si j’ai droit à une avance',
    'la facture est réglée avec 20 jours de retard, j’ai droit à quoi ?',
    'le chantier est terminé, la retenue de garantie est rendue quand ?',
    'l’acheteur me parle de pénalités, que faire ?',
    'vous pouvez me parler de l’avance ?',
    'je n’ai jamais demandé d’avance à la mairie, c’est trop tard ?',
    'je ne demande pas d’avance, puis-je être payé plus vite ?',
  ])('is nothing of a message that sends nothing away: « %s »', (message) => {
    expect(askedInstead(message.replaceAll('’', "'"))).toBeUndefined();
  });
});
