import { describe, expect, it } from 'vitest';
import { statesOtherKind } from '#src/reader/purchases/asked-again.ts';
import { deniesKind, onPurchase, withKindCorrected, withObject } from '#src/reader/purchases/several.ts';
import { type Told, toldBy } from '#src/reader/told.ts';

const TODAY = '2026-11-24';
const BOTH =
  'Je suis secrétaire de mairie. On doit relancer notre marché de cantine scolaire et refaire une toiture. Pour la cantine c’est à peu près 60 000 € par an, marché de 3 ans. Quelle procédure ?';

/** All that several messages tell, one after the other. */
const toldAfter = (...messages: string[]): Told | undefined =>
  messages.reduce<Told | undefined>(
    (told, message) =>
      onPurchase(message, told, TODAY)?.told ?? withObject(toldBy(message, told, TODAY), message),
    undefined,
  );

describe('A message on several purchases', () => {
  it('keeps what is said of each for it, and is read without what it says of the others', () => {
    const on = onPurchase(BOTH, undefined, TODAY);
    expect(on?.text).not.toContain('toiture');
    expect(on?.text).toContain('60 000 €');
    expect(on?.told).toMatchObject({
      side: 'buyer',
      object: { said: 'la cantine scolaire', kind: 'services' },
      category: 'supplies-services',
      worth: { value: 180_000 },
      duration: { value: 3, unit: 'ans' },
      others: [{ object: { said: 'la toiture', kind: 'works' }, category: 'works' }],
    });
    expect(on?.told.others?.[0]?.duration).toBeUndefined();
  });

  it('turns to the one that it names, with what was told of that one', () => {
    const roof = onPurchase('et pour la toiture ? c’est 85 000 € HT', toldAfter(BOTH), TODAY);
    expect(roof?.isTurned).toBe(true);
    expect(roof?.told).toMatchObject({ object: { said: 'la toiture' }, worth: { value: 85_000 } });
    expect(roof?.told.duration).toBeUndefined();
    const back = onPurchase('revenons à la cantine', roof?.told, TODAY);
    expect(back?.told).toMatchObject({ worth: { value: 180_000 }, duration: { value: 3 } });
  });

  it('puts right what was told of each', () => {
    const told = toldAfter(
      BOTH,
      'pour la toiture c’est 85 000 € HT',
      'la durée 3 ans c’est la cantine pas la toiture !! la toiture c’est 2 mois de chantier',
    );
    expect(told).toMatchObject({
      object: { said: 'la toiture' },
      category: 'works',
      duration: { value: 2, unit: 'mois' },
      others: [{ object: { kind: 'services' }, duration: { value: 3, unit: 'ans' } }],
    });
  });

  it('tells tenders apart by their towns, and the other one of two', () => {
    const told = toldAfter(
      'Je réponds à deux marchés de nettoyage : celui de Lens, 60 000 € HT sur 2 ans, et celui d’Arras, 20 000 € HT sur 6 mois.',
    );
    expect(told).toMatchObject({ object: { said: 'celui d’Arras' }, worth: { value: 20_000 } });
    expect(onPurchase('et celui de lens ?', told, TODAY)?.told.worth?.value).toBe(60_000);
    expect(onPurchase('et pour l’autre ?', told, TODAY)?.told.worth?.value).toBe(60_000);
  });

  it.each([
    ['la toiture du maire coûte 200 000 € lol', 'la toiture', 200_000],
    ['les photocopieurs de la mairie valent 240 000 € HT, quelle procédure ?', 'les photocopieurs', 240_000],
    ['la toiture de l’école coûte 200 000 €, il faut une publicité ?', 'la toiture', 200_000],
    ['la toiture est à 90 000 €', 'la toiture', 90_000],
  ])('gives a sum to the purchase that its clause names: « %s »', (message, said, value) => {
    const told = toldAfter('je suis à la mairie, le ménage à 55 000 € HT');
    const on = onPurchase(message, told, TODAY);
    expect(on?.told).toMatchObject({ object: { said }, worth: { value } });
    expect(onPurchase('et pour le ménage ?', on?.told, TODAY)?.told.worth?.value).toBe(55_000);
  });

  it('makes no purchase of what is only spoken of', () => {
    const furniture = onPurchase(
      'notre commune achète du mobilier pour 30 000 €. On a une association qui fait le jardinage pour 10 000 €. quelle procédure ?',
      toldAfter('notre commune achète du mobilier pour 30 000 €.'),
      TODAY,
    );
    expect(furniture?.told).toMatchObject({ object: { said: 'le mobilier' }, worth: { value: 30_000 } });
    expect(furniture?.told.others).toEqual([]);
    expect(furniture?.text).not.toContain('10 000');
    const roof = onPurchase(
      'c’est pour la cantine que les parents râlent, 12 € le repas. La publicité est obligatoire ?',
      toldAfter('la toiture à 85 000 € HT pour la mairie'),
      TODAY,
    );
    expect(roof).toMatchObject({
      text: 'La publicité est obligatoire ?',
      told: { worth: { value: 85_000 } },
    });
  });

  it('takes a bare number for the sum of the purchase that it is said of', () => {
    const told = toldAfter('notre mairie prévoit la cantine à 250 000 € HT et la toiture à 90 000 € HT.');
    const on = onPurchase('finalement la cantine c’est 80 000', told, TODAY);
    expect(on?.told).toMatchObject({ object: { said: 'la cantine' }, worth: { value: 80_000 } });
    expect(on?.told.others).toMatchObject([{ worth: { value: 90_000 } }]);
  });

  it('holds the buyer that who writes is for each', () => {
    const on = onPurchase(
      'notre commune prévoit la voirie pour 6 000 000 € HT et la tonte pour 250 000 € HT. Quelle procédure pour la tonte ?',
      undefined,
      TODAY,
    );
    expect(on?.told).toMatchObject({
      object: { said: 'la tonte' },
      buyer: 'local',
      others: [{ buyer: 'local' }],
    });
  });

  it('parts two purchases at « et des » after a sum, and asks of each what is asked of both', () => {
    const computers = onPurchase(
      'notre commune achète un logiciel 30 000 € et des ordinateurs 70 000 €, quelle procédure pour les ordinateurs ?',
      undefined,
      TODAY,
    );
    expect(computers?.told).toMatchObject({
      object: { said: 'les ordinateurs' },
      worth: { value: 70_000 },
      others: [{ object: { said: 'le logiciel' }, worth: { value: 30_000 } }],
    });
    const bus = onPurchase(
      'Communauté de communes. Quelle procédure pour entretien de voirie (travaux, 140 000 € HT) et transport scolaire (services, 90 000 € HT par an sur 2 ans) ?',
      undefined,
      TODAY,
    );
    expect(bus?.text).toContain('quelle procedure pour transport scolaire');
    expect(bus?.told).toMatchObject({
      category: 'supplies-services',
      worth: { value: 180_000 },
      duration: { value: 2 },
      others: [{ category: 'works', worth: { value: 140_000 } }],
    });
  });

  it.each([
    'quelle procédure pour un marché de nettoyage et d’entretien des espaces verts à 80 000 € HT ?',
    'Rénovation de l’école en 3 lots : peinture 30 000 €, menuiserie 40 000 €, plomberie 50 000 €.',
    '70 000 € HT de peinture et 60 000 € HT de menuiserie pour la même école, quelle procédure ?',
    'marché de nettoyage de 40 000 €, je dois fournir le mobilier ?',
    'la cantine, 60 000 €',
  ])('is on one only in « %s »', (message) => {
    expect(onPurchase(message, undefined, TODAY)).toBeUndefined();
  });

  it('is on one only where the other is no purchase that it turns to', () => {
    const told = toldAfter('un marché de nettoyage de 40 000 € pour la mairie');
    expect(onPurchase('et si le mobilier gêne ?', told, TODAY)).toBeUndefined();
    expect(onPurchase('quel délai pour payer ?', told, TODAY)).toBeUndefined();
  });
});

describe('A kind that is denied', () => {
  const told = toldAfter('des travaux pour la mairie, 80 000 € HT');

  it('is no longer that of the purchase', () => {
    const message =
      'Ce n’est pas un marché de travaux, c’est de l’entretien d’espaces verts, donc des services.';
    expect(withKindCorrected(message, told, TODAY)).toMatchObject({
      category: 'supplies-services',
      object: { said: 'les espaces verts', kind: 'services' },
      worth: { value: 80_000 },
    });
    expect(withKindCorrected('c’est pas des travaux !', told, TODAY).category).toBe('supplies-services');
    expect(deniesKind(message)).toBe(true);
    expect(deniesKind('c’est pas des travaux !')).toBe(true);
  });

  it.each(['c’est pas des travaux ?', 'c’est pas le repas, c’est la soirée', 'quel délai ?'])(
    'is none in « %s »',
    (message) => {
      expect(deniesKind(message)).toBe(false);
    },
  );
});

describe('A kind that is told alone', () => {
  const told = toldAfter('un marché pour la mairie');

  it.each([
    'non, c’est des travaux',
    'c’est pour des travaux de toiture',
    'nan des services',
    'travaux de 45 000 €',
  ])('is another one than was known in « %s »', (message) => {
    expect(statesOtherKind(message, told, TODAY)).toBe(true);
  });

  it.each(['non, c’est des travaux ?', 'les travaux commencent lundi et le maire est absent', 'non merci'])(
    'is not told alone in « %s »',
    (message) => {
      expect(statesOtherKind(message, told, TODAY)).toBe(false);
    },
  );

  it('is not told anew where it was known', () => {
    const works = toldAfter('des travaux pour la mairie, 80 000 € HT');
    expect(statesOtherKind('c’est des travaux', works, TODAY)).toBe(false);
  });
});
