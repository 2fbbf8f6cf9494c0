import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

describe('a question on the hours of an insertion clause', () => {
  it.each([
    [
      "calcul heures d'insertion : 500 000 € HT, 40 % de main d'oeuvre, 5 % d'insertion, 25 €/h chargé ?",
      '400 heures',
    ],
    [
      "heures d'insertion pour un marché de 1 000 000 € HT, 50% de MO, 5% d'insertion, 30€ de l'heure",
      '833 heures',
    ],
    [
      "heures d'insertion à faire : lot à 800 000 HT, 45 % de main d'oeuvre, 5 % d'insertion, coût horaire 24 € chargé",
      '750 heures',
    ],
    [
      "350 000 € HT de nettoyage, part main d'œuvre 60 %, insertion 8 %, 28 €/h : ça fait combien d'heures ?",
      '600 heures',
    ],
    [
      "chantier 1 200 000 HT, mo 40 %, taux d'insertion 10 %, 32 euros de l'heure, calcule les heures",
      '1 500 heures',
    ],
    [
      "lot 250 000 ht, 60 % de main d'œuvre, 10 % d'insertion, 25 € de l'heure, combien d'heures à trouver",
      '600 heures',
    ],
  ] as const)('%s', (question, hours) => {
    expect(ask(question)?.id).toBe('insertion-hours');
    expect(plain(ask(question)?.headline)).toContain(hours);
  });

  it('shows each step, and that no rate is legal', () => {
    const answer = ask("heures d'insertion : 1 000 000 € HT, 50 % de MO, 5 % d'insertion, 30 €/h");
    expect(answer?.steps.map(plain)).toEqual([
      'Main-d’œuvre : 1 000 000 € HT × 50 % = 500 000 €.',
      'Part d’insertion : 500 000 € × 5 % = 25 000 €.',
      'Heures : 25 000 € ÷ 30 € = 833,33 heures, soit environ 833 heures.',
    ]);
    expect(answer?.caveats.join(' ')).toContain('Aucun taux d’insertion');
  });

  it.each([
    [
      "le lot gros œuvre vaut 400 000 euros, comment estimer les heures d'insertion ?",
      ['part de main-d’œuvre', 'pourcentage', 'coût horaire'],
    ],
    ["combien d'heures d'insertion pour 300 000 € avec 10 % ?", ['part de main-d’œuvre', 'coût horaire']],
    [
      "combien d'heures d'insertion ça fait 250 000 € TTC, 60 % de main-d'œuvre, 7 % d'insertion, 28 €/h",
      ['montant HT'],
    ],
  ] as const)('asks what is missing, with an example that says it is one: %s', (question, missing) => {
    const answer = ask(question);
    for (const words of missing) expect(answer?.clarify?.question).toContain(words);
    expect(answer?.steps.join(' ')).toContain('inventé');
    expect(answer?.clarify?.choices).toEqual([]);
  });

  it('takes another rate in a follow-up', () => {
    const first =
      "calcule les heures d'insertion : 400 000 HT, 50 % de main d'œuvre, 6 % d'insertion, 25 € de l'heure";
    expect(plain(ask(first)?.headline)).toContain('480 heures');
    expect(plain(ask(first, 'et avec 10 % ?')?.headline)).toContain('800 heures');
  });

  it.each([
    "y a t il un pourcentage légal obligatoire d'heures d'insertion ?",
    "La ville demande 640 heures d'insertion pour 300 000 euros de ménage, sur quelle base arrive-t-elle à ce chiffre ?",
    'pénalité de 50 € par heure d’insertion manquante, combien je dois ?',
    "la clause d'insertion j'en veux pas, je peux répondre au marché en disant non sur ce point ?",
    "qui peut faire mes heures d'insertion sur mon marché de 200 000 € ?",
    "comment calcule-t-on les heures d'insertion ?",
    "combien d'heures d'insertion aux JO de Paris ?",
    'on est une entreprise d’insertion, marché de 200 000 €, combien pour l’avance ?',
    "350 heures d'insertion à faire, faut-il embaucher ?",
    'le coût horaire 2026 pour les heures d’insertion ?',
  ])('a near miss: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});

describe('a contract of several years', () => {
  it('has its hours told by the year, too', () => {
    const answer = ask(
      'heures d’insertion : 110 000 € HT, 70 % de main d’œuvre, 8 % d’insertion, 26 € de l’heure, sur 4 ans ?',
    );
    expect(answer?.steps.map(plain)).toContain('Par an : 237 heures ÷ 4 ans = environ 59 heures.');
  });
});

describe('a share', () => {
  it('is what its own sentence says', () => {
    const steps =
      ask(
        'Combien d’heures d’insertion pour 192 000 € HT de nettoyage ? C’est surtout de la main d’oeuvre, disons 80 %. Pour le taux d’insertion je ne sais pas.',
      )
        ?.steps.map(plain)
        .join(' ') ?? '';
    expect(steps).toContain('80 % de main-d’œuvre');
    expect(steps).not.toContain('80 % d’insertion');
  });

  it('is what is said of it after it', () => {
    const said = ask(
      'Combien d’heures d’insertion pour 192 000 € HT ? 80 % c’est la part de main d’oeuvre, mettons 7 % d’insertion et 24 € de l’heure.',
    );
    expect(plain(said?.headline)).toContain('448 heures');
  });
});
