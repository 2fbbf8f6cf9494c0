import { describe, expect, it } from 'vitest';
import { callOf, cleaners, closingOn, eurosOf, lotOf, told, toldOne } from '#support/matching/calls.ts';

/** Spaces that do not break are spaces. */
const plain = (lines: readonly string[]): string => lines.join('\n').replace(/[\u00A0\u202F]/g, ' ');

describe('a lot that fits', () => {
  it('tells what fitted, in French', () => {
    const { verdict, fitted, failed, changes } = toldOne(cleaners());
    expect(verdict).toBe('useful');
    expect(plain(fitted)).toBe(
      [
        'C’est votre métier : le nettoyage de locaux.',
        'C’est dans votre territoire : Seine-Saint-Denis (93).',
        'Il est à votre taille : environ 60 000 €, pour un chiffre d’affaires d’environ 600 000 €.',
        'Il est ouvert à toutes les entreprises.',
        'Il reste 21 jours pour répondre, jusqu’au 21 décembre 2026 à 12 h.',
      ].join('\n'),
    );
    expect([...failed, ...changes]).toEqual([]);
  });

  it('counts the price a year where the length is told, by a field or in words', () => {
    const amount = eurosOf(1_200_000);
    expect(toldOne(cleaners(), { amount }).verdict).toBe('near');
    const byField = toldOne(cleaners(), { amount, months: 48 });
    expect(byField.verdict).toBe('useful');
    expect(plain(byField.fitted)).toContain('environ 300 000 € par an');
    const inWords = { description: 'Accord-cadre. Durée : 1 an reconductible 3 fois.' };
    expect(toldOne(cleaners(), { amount }, inWords).verdict).toBe('useful');
  });

  it('shares the amount of the whole between lots that tell none', () => {
    const lots = ['1', '2', '3'].map((id) => lotOf({ id, amount: undefined }));
    const verdicts = told(cleaners(), callOf(lots, { amount: eurosOf(900_000) })).map(
      ({ verdict }) => verdict,
    );
    expect(verdicts).toEqual(['useful', 'useful', 'useful']);
  });
});

describe('the trade', () => {
  it('is read in the title of the lot where the code is too wide', () => {
    const wide = { title: 'Ménage de la salle polyvalente', cpv: ['50000000'] };
    expect(toldOne(cleaners(), wide, { title: 'Services divers' }).verdict).toBe('useful');
    expect(toldOne(cleaners(), { ...wide, title: 'Lot 2' }, { title: 'Services divers' }).verdict).toBe('no');
  });

  it.each([
    // The code says cleaning, the title says something else.
    ['Nettoyage et entretien des vêtements de travail des agents', '90910000'],
    ['Nettoyage intérieur et extérieur des véhicules', '90910000'],
    ['Peinture routière et marquage au sol', '90910000'],
  ])('« %s » is not for cleaners, whatever its code', (title, cpv) => {
    const { verdict, failed } = toldOne(cleaners(), { title, cpv: [cpv] }, { title });
    expect(verdict).toBe('no');
    expect(plain(failed)).toMatch(/^Il demande .* ; votre métier est le nettoyage de locaux\.$/m);
  });

  it.each([
    ['imprimerie', 'Prestations d’impression 3D de pièces anatomiques', '79810000'],
    ['entretien d’espaces verts', 'Location d’espaces verts et couverts pour le séminaire', '55120000'],
    ['peinture en bâtiment', 'Peinture routière et marquage au sol', '45233221'],
    ['traiteur', 'Restauration de la couche picturale de tableaux', '92521000'],
    ['réparation de vélos', 'Fourniture de 60 vélos à assistance électrique', '34430000'],
  ])('words that mislead: « %s » is not told of « %s »', (activity, title, cpv) => {
    const bidder = cleaners({ activities: [activity], codes: [] });
    expect(toldOne(bidder, { title, cpv: [cpv] }, { title }).verdict).toBe('no');
  });

  it('is that of the notice where the lot names only a place, or only things', () => {
    const laundry = cleaners({ activities: ['lavage de linge'] });
    const call = { title: 'Traitement du linge hospitalier' };
    expect(toldOne(laundry, { title: 'Vêtements de travail des agents', cpv: [] }, call).verdict).toBe(
      'useful',
    );
    expect(toldOne(laundry, { title: 'Secteur nord', cpv: [] }, call).verdict).toBe('useful');
    const sewers = cleaners({ activities: ['couture'] });
    expect(toldOne(sewers, { title: 'Vêtements de travail des agents', cpv: [] }, call).verdict).toBe('no');
  });

  it.each([
    // A study of something is not that thing.
    ['plomberie', 'Étude de faisabilité d’une installation de chauffage'],
    ['espaces verts', 'Maîtrise d’œuvre pour l’aménagement d’un jardin'],
    // A place where work is done asks nothing of whoever runs one.
    ['blanchisserie', 'Entretien des locaux de la blanchisserie'],
    ['crèche', 'Réfection des peintures de la crèche'],
    // Nor does what it is done for.
    ['agence événementielle, festival', 'Gardiennage du festival'],
    // Words of one stem.
    ['communication', 'Réfection des courts de tennis de la commune'],
    ['vidéo, film', 'Réalisation d’une dalle'],
    ['agencement', 'Locaux de l’agence de l’eau'],
  ])('« %s » is not asked by « %s »', (activity, title) => {
    const bidder = cleaners({ activities: [activity], codes: [] });
    expect(toldOne(bidder, { title, cpv: [] }, { title }).verdict).toBe('no');
  });

  it.each([
    ['pressing, entretien du linge', 'Blanchisserie du festival'],
    ['agence événementielle', 'Festival des cultures urbaines'],
  ])('« %s » is asked by « %s »', (activity, title) => {
    const bidder = cleaners({ activities: [activity], codes: [] });
    expect(toldOne(bidder, { title, cpv: [] }, { title }).verdict).toBe('useful');
  });

  it('is not read in the description of a call, which tells of all that goes with it', () => {
    const call = { title: 'Charpente de l’abbaye', description: 'Le nettoyage du chantier est compris.' };
    expect(toldOne(cleaners(), { title: 'Charpente bois', cpv: ['45422000'] }, call).verdict).toBe('no');
  });

  it('next to one’s own, or left to one’s partners, asks for a partner', () => {
    const windows = toldOne(cleaners(), { title: 'Vitrerie des écoles', cpv: ['90911300'] });
    expect(windows.verdict).toBe('near');
    expect(plain(windows.failed)).toBe(
      'Il demande le nettoyage des vitres : c’est proche de votre métier (le nettoyage de locaux), mais votre fiche ne le dit pas.',
    );
    expect(windows.changes).toEqual([
      'Répondez avec un partenaire dont c’est le métier ; si vous le faites aussi, ajoutez-le à vos activités.',
    ]);
    const events = cleaners({
      activities: ['organisation d’événements'],
      description: 'La sonorisation, on la gère avec nos partenaires.',
    });
    const sound = toldOne(events, { title: 'Sonorisation et éclairage', cpv: [] });
    expect(sound.verdict).toBe('near');
    expect(plain(sound.failed)).toContain('que vous confiez à des partenaires');
  });

  it('that no table has is found by its own rare words', () => {
    const bells = cleaners({ activities: ['campanaire, restauration de cloches'], codes: [] });
    expect(
      toldOne(bells, { title: 'Électrification des cloches, entretien campanaire', cpv: [] }).verdict,
    ).toBe('useful');
    expect(toldOne(bells, { title: 'Entretien des horloges', cpv: [] }).verdict).toBe('no');
  });
});

describe('the territory', () => {
  it('next to one’s own nearly fits, and another territory would change it', () => {
    const { verdict, failed, changes } = toldOne(cleaners(), { places: [{ department: '95' }] });
    expect(verdict).toBe('near');
    expect(failed).toEqual([
      'C’est à côté de votre territoire, pas dedans : Val-d’Oise (95).'.replace('d’O', "d'O"),
    ]);
    expect(changes).toEqual(['Si vous pouvez y aller, ajoutez ce département à vos territoires.']);
  });

  it('far away, or overseas for who works in the whole of France, is not sent', () => {
    expect(toldOne(cleaners(), { places: [{ department: '13' }] }).verdict).toBe('no');
    const everywhere = cleaners({ departments: [], everywhere: true });
    expect(toldOne(everywhere, { places: [{ department: '13' }] }).verdict).toBe('useful');
    const overseas = toldOne(everywhere, { places: [{ department: '974' }] });
    expect(overseas.verdict).toBe('near');
    expect(overseas.changes).toEqual(['Répondez avec un partenaire sur place.']);
  });

  it('is that of the buyer where the lot tells none, and a whole region by its code', () => {
    expect(toldOne(cleaners(), { places: [] }).verdict).toBe('useful');
    const region = toldOne(cleaners(), { places: [{ nuts: 'FR1' }] });
    expect(region.verdict).toBe('near');
    expect(plain(region.failed)).toContain('Il couvre aussi des départements où vous ne travaillez pas');
  });
});

describe('the size', () => {
  it('too large alone asks for a partner, or for a smaller lot of the same call', () => {
    const large = lotOf({ id: '1', amount: eurosOf(2_400_000) });
    const [alone] = told(cleaners(), callOf([large]));
    expect(alone?.verdict).toBe('near');
    expect(plain(alone?.failed ?? [])).toBe(
      'Il est gros pour vous seuls : environ 2 400 000 €, pour un chiffre d’affaires d’environ 600 000 €.',
    );
    expect(alone?.changes).toEqual([
      'Répondez en groupement avec un partenaire, ou proposez-vous en sous-traitance.',
    ]);
    const [beside] = told(cleaners(), callOf([large, lotOf({ id: '2' })]));
    expect(beside?.changes[0]).toBe('Le lot 2 de la même consultation est pour vous.');
  });

  it('out of all measure is not sent', () => {
    expect(toldOne(cleaners(), { amount: eurosOf(45_000_000) }).verdict).toBe('no');
  });

  it('is guessed from the people employed, and says so, where no turnover is told', () => {
    const { fitted } = toldOne(cleaners({ turnover: undefined, employees: 20 }));
    expect(plain(fitted)).toContain('que j’estime, d’après votre effectif, à 700 000 €');
  });
});

describe('families', () => {
  it('a lot reserved to others nearly fits; reserved to one’s own comes first', () => {
    const others = toldOne(cleaners(), { reserved: { for: ['adapted'] } });
    expect(others.verdict).toBe('near');
    expect(others.failed).toEqual([
      'Il est réservé aux entreprises adaptées et aux ESAT, dont votre fiche ne dit pas que vous êtes.',
    ]);
    expect(others.changes[0]).toContain('comme sous-traitant');
    const own = toldOne(cleaners(), { reserved: { for: ['insertion'] } });
    expect(own.verdict).toBe('useful');
    expect(own.score).toBeGreaterThan(toldOne(cleaners()).score);
    expect(own.fitted.join()).toContain(
      'Il est réservé aux structures d’insertion (EI, ACI, AI, ETTI) : vous en êtes.',
    );
  });

  it('a meeting of buyers is for the families that it names, whatever their trade, at home', () => {
    const meeting = {
      kind: 'written',
      title: 'Convention d’affaires',
      description: 'Ouverte aux entreprises de l’insertion et des quartiers.',
      written: { kind: 'business-convention', publisher: 'CRESS', publisherKind: 'cress' },
    } as const;
    const lot = { title: 'Inscription', cpv: [], amount: undefined };
    expect(toldOne(cleaners({ activities: ['toilettage canin'] }), lot, meeting).verdict).toBe('useful');
    expect(toldOne(cleaners({ families: ['circular'] }), lot, meeting).verdict).toBe('no');
    expect(toldOne(cleaners({ departments: ['59'], everywhere: true }), lot, meeting).verdict).toBe('no');
  });
});

describe('the time left', () => {
  it('two days for a whole file nearly fits; for a quotation it fits', () => {
    const soon = { closing: closingOn('2026-12-02', '12:00') };
    const heavy = toldOne(cleaners(), {}, soon);
    expect(heavy.verdict).toBe('near');
    expect(heavy.failed).toEqual([
      'Il ferme dans 2 jours, le 2 décembre 2026 à 12 h, et la réponse demande un dossier complet.',
    ]);
    expect(heavy.changes).toEqual([
      'Il vous faudrait plus de temps : n’y allez que si votre mémoire technique est prêt.',
    ]);
    const light = { ...soon, description: 'Réponse sur devis, sans mémoire technique.' };
    expect(toldOne(cleaners(), {}, light).verdict).toBe('useful');
  });

  it('past, or ended by the buyer, is not sent; what is to come is', () => {
    const past = toldOne(cleaners(), {}, { closing: closingOn('2026-11-27', '12:00') });
    expect(past.verdict).toBe('no');
    expect(past.failed).toEqual(['Il est fermé depuis le 27 novembre 2026 à 12 h.']);
    expect(toldOne(cleaners(), {}, { kind: 'annulation' }).verdict).toBe('no');
    expect(toldOne(cleaners(), {}, { kind: 'intention', closing: undefined }).verdict).toBe('useful');
  });

  it('ends when the lot does, where lots close apart', () => {
    expect(toldOne(cleaners(), { closing: closingOn('2026-11-27', '12:00') }).verdict).toBe('no');
  });
});

it('two things that fail are nothing', () => {
  const two = { places: [{ department: '95' }], amount: eurosOf(2_400_000) };
  expect(toldOne(cleaners(), two)).toMatchObject({ verdict: 'no', changes: [] });
});
