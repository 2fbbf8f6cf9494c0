import { describe, expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(COMPUTATIONS, ...turns);

describe('what a delay costs by the CCAG', () => {
  it.each([
    'Chantier en retard de 24 jours, marché 243 000 HT, CCAG travaux, combien de pénalités ? j’ai rien écrit d’autre au CCAP',
    'Pénalités de RETARD sur la toiture, je suis l’acheteur, 24 jours de retard, 243 000 HT, CCAG travaux',
    'jai 24 jour de retar chantier 243000 ht ccag travaux sa fait combien la penalité',
  ])('is counted from the amount and the days: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.id).toBe('ccag-penalties');
    expect(plain(answer?.headline)).toContain('1 944 € de pénalités de retard');
    expect(answer?.steps.map(plain)).toEqual([
      '243 000 € HT ÷ 3 000 × 24 jours = 1 944 €.',
      'Au-dessus de 1 000 € : la somme est due dès le premier euro.',
      'Plafond : 10 % × 243 000 € HT = 24 300 €.',
    ]);
    expect(plain(answer?.caveats.join(' '))).toContain('15 jours pour répondre');
  });

  it.each([
    [
      'commande de 8 000 € HT livrée avec 20 jours de retard, CCAG FCS, combien de pénalités ?',
      'Rien n’est dû',
    ],
    ['Prestation de nettoyage, 60 000 HT, 30 jours de retard, quel montant de pénalités ?', '1 800 €'],
    ['CCAG PI, étude de 90 000 HT rendue avec 40 jours de retard, combien de pénalités', '1 200 €'],
    ['Marché de services 1 200 000 HT CCAG FCS, 150 jours de retard, pénalités ?', '120 000 €'],
    ['pénalités de retard en CCAG travaux sur un marché de 500 000 € HT : combien par jour ?', '166,67 €'],
    ['fini avec 2 mois de retard, chantier à 80 000 HT, ccag travaux, combien de pénalités ?', '1 600 €'],
    ['retard de 3 jours sur le chantier, marché 50 000 €, quelles pénalités ?', 'Rien n’est dû'],
  ])('%s', (question, said) => {
    expect(plain(ask(question)?.headline)).toContain(said);
  });

  it('says both, and asks, where nothing tells works from services', () => {
    const answer = ask('mon marché fait 90 000 euros, j’ai 12 jours de retard, calculez les pénalités');
    expect(plain(answer?.headline)).toContain('rien en travaux (le calcul donne 360 €) ; 1 080 €');
    expect(answer?.clarify).toBeDefined();
  });

  it('says whether what was taken is right', () => {
    const told =
      'de pénalités pour 24 jours de retard sur un marché de travaux de 243 000 € HT, CCAG travaux.';
    expect(plain(ask(`On nous retire 2 500 € ${told} C’est le bon montant ?`)?.headline)).toMatch(
      /^Le compte n’est pas de 2 500 €\. 1 944 €/,
    );
    expect(plain(ask(`On nous retire 1 944 € ${told} C’est le bon montant ?`)?.headline)).toMatch(
      /^1 944 € : c’est bien le compte/,
    );
  });

  it('counts other days in the place of those before', () => {
    const answer = ask(
      'Marché de travaux de 243 000 € HT, combien de pénalités pour 24 jours de retard ?',
      'et si c’est 40 jours ?',
    );
    expect(plain(answer?.headline)).toContain('3 240 €');
  });

  it.each([
    '24 jours de retard, marché de travaux de 243 000 HT : comment contester les pénalités ?',
    'facture de 8 400 € payée avec 17 jours de retard par la mairie, combien d’intérêts ?',
    '50 € par jour de retard, 12 jours, marché 40 000, combien de pénalités ?',
    'client privé, 12 jours de retard de livraison, marché de 40 000 € HT, combien de pénalités ?',
  ])('leaves alone: « %s »', (question) => {
    expect(ask(question)?.id).not.toBe('ccag-penalties');
  });

  it('is no time that a contract lasts: no advance is counted from it', () => {
    expect(
      ask(
        'L’entreprise retenue demande une avance, marché de travaux de 243 000 € HT, je suis obligé ?',
        'et 24 jours de retard, CCAG travaux, combien de pénalités ?',
      )?.id,
    ).toBe('ccag-penalties');
  });
});
