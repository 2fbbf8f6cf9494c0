import { describe, expect, it } from 'vitest';
import { changesIn, tellsAddress, tellsChange } from '#src/features/handouts/rules/changes.ts';
import type { ValueKind } from '#src/knowledge/model/handout-model.ts';

const now = Date.parse('2026-11-25T09:00:00Z');
const LETTER: ReadonlySet<ValueKind> = new Set([
  ...(['company', 'siret', 'buyer', 'object', 'today', 'invoice', 'days-late', 'lot'] as const),
]);
const FILLED: ReadonlyMap<ValueKind, string> = new Map([
  ['buyer', 'département du Pas-de-Calais'],
  ['object', 'entretien d’espaces verts'],
  ['company', 'Peintures Auvergne'],
  ['invoice', '2 100 € TTC'],
]);
const OF_PANTIN: ReadonlyMap<ValueKind, string> = new Map([
  ['buyer', 'mairie de Pantin'],
  ['object', 'peinture de l’école'],
  ['invoice', '5 000 € TTC'],
  ['days-late', '20 jours'],
]);
const read = (text: string, awaited?: ValueKind) => {
  const { set, blank, named } = changesIn(text, { wanted: LETTER, filled: FILLED, now }, awaited);
  const plain = [...set].map(([kind, value]) => [kind, value.replace(/[\u00A0\u202F]/g, ' ')]);
  return { ...Object.fromEntries(plain), blank: [...blank], named };
};

describe('What is changed in a document', () => {
  it.each([
    [
      'mais vous avez écrit « travaux » comme objet, alors que je vous ai précisé que c’était de la tonte. Pouvez-vous corriger la lettre, et mettre 2 300 euros comme montant ?',
      { object: 'tonte', invoice: '2 300 €' },
    ],
    ['c’est à la ville de Lens pas au département', { buyer: 'ville de Lens' }],
    ['pas le département, la communauté urbaine d’Arras, corrigez', {}],
    ['l’acheteur c’est pas le département c’est Artois Habitat', { buyer: 'Artois Habitat' }],
    ['l’objet : collecte des biodéchets', { object: 'collecte des biodéchets' }],
    ['mettez le lot 3', { lot: '3' }],
    ['le retard c’est 45 jours', { 'days-late': '45 jours' }],
    ['au lieu de 60 jours mets 75 jours', { 'days-late': '75 jours' }],
    ['changez le montant en 900 €', { invoice: '900 €' }],
    ['remplacez espaces verts par espaces naturels', { object: 'entretien d’espaces naturels' }],
    ['remplacez Peintures Auvergne par Auvergne Déco', { company: 'Auvergne Déco' }],
    ['notre société s’appelle Bati Sud', { company: 'Bati Sud' }],
    ['mon SIRET 123 456 789 00012', { siret: '123 456 789 00012' }],
    ['c’est pas des espaces verts c’est du nettoyage', { object: 'nettoyage' }],
    [
      'L’objet c’est « entretien de la voirie intercommunale », pas de lots',
      { object: 'entretien de la voirie intercommunale' },
    ],
    [
      'lentreprise c Net Services Roubaix, objet nettoyage des ecoles de roubaix, vendredi 12h',
      { company: 'Net Services Roubaix', object: 'nettoyage des ecoles de roubaix' },
    ],
    ['ma boite cest Net Services Roubaix', { company: 'Net Services Roubaix' }],
    [
      'il manque le nom net services roubaix. et lobjet cest nettoyage des ecoles pas ecoles',
      { company: 'Net Services Roubaix', object: 'nettoyage des ecoles' },
    ],
  ])('« %s »', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ['mettez 45 jours de retard', { 'days-late': '45 jours' }],
    ['c’est 30 jours', { 'days-late': '30 jours' }],
    ['au lieu de 20 jours mets 25 jours', { 'days-late': '25 jours' }],
    ['pas la mairie, l’agglo', { buyer: 'agglo' }],
    ['l’acheteur c’est la région', { buyer: 'région' }],
    ['acheteur : Enedis', { buyer: 'Enedis' }],
    ['objet : maintenance, dépannage et entretien', { object: 'maintenance, dépannage et entretien' }],
    ['Objet : nettoyage, vitrerie, 5 000 € TTC, merci', { object: 'nettoyage, vitrerie' }],
    [
      'l’objet c’est la toiture, pas la peinture. Et quel délai a l’acheteur pour répondre ?',
      { object: 'toiture' },
    ],
    ['le montant est de 7 000 € HT, soit 8 400 € TTC', { invoice: '8 400 € TTC' }],
    ['7 000 € HT soit 8 400 € TTC', { invoice: '8 400 € TTC' }],
    ['le montant est de 7 000 € HT', { named: ['invoice'] }],
    ['il n’y a pas de lot', { blank: ['lot'] }],
    ['pas de lots', { blank: ['lot'] }],
  ])('by the role of its value: « %s »', (text, expected) => {
    const { set, blank, named } = changesIn(text, { wanted: LETTER, filled: OF_PANTIN, now });
    const values = [...set].map(([kind, value]) => [kind, value.replace(/[\u00A0\u202F]/g, ' ')]);
    expect({ ...Object.fromEntries(values), blank: [...blank], named }).toMatchObject(expected);
  });

  it.each([
    'non c’est pas grave, c’est bon',
    'je suis pas d’accord avec la note, c’est de la discrimination',
    'non c’est pas un refus c’est un retard',
    'la toiture c’est 2 mois, pas 3 ans',
    'c’est un marché de 3 ans, pas de 2 ans',
    'mettez 8 jours pour payer',
    'mettez 8 jours pour payer, pas 30 jours',
    'l’acheteur est la commune, elle ne paie pas',
    'c’est pas la peinture, c’est urgent',
  ])('nothing of a letter that says something else, in « %s »', (text) => {
    const { set, blank, named } = changesIn(text, { wanted: LETTER, filled: OF_PANTIN, now });
    expect({ set: [...set], blank: [...blank], named }).toEqual({ set: [], blank: [], named: [] });
  });

  it('is taken away: « enlevez le montant », « laissez le lot en blanc »', () => {
    expect(read('enlevez le montant').blank).toEqual(['invoice']);
    expect(read('laissez le lot en blanc').blank).toEqual(['lot']);
    expect(read('supprimez la date et mettez le lot 2')).toMatchObject({ blank: ['today'], lot: '2' });
  });

  it('is a field without its value: that is asked, and what comes next is the value', () => {
    expect(read('changez la date').named).toEqual(['today']);
    expect(read('le montant est faux').named).toEqual(['invoice']);
    expect(read('il manque l’objet').named).toEqual(['object']);
    expect(read('3 décembre 2026', 'today')).toMatchObject({ today: '3 décembre 2026' });
    expect(read('peinture du gymnase', 'object')).toMatchObject({ object: 'peinture du gymnase' });
  });

  it.each([
    'quel est le montant des intérêts ?',
    'notre société est en redressement',
    'ma boîte a quatre mois',
    'l’acheteur est en retard',
    'merci pour la lettre',
    'ai-je droit à une avance ?',
  ])('nothing, in « %s »', (text) => {
    expect(read(text)).toEqual({ blank: [], named: [] });
  });

  it('is known from its words alone, and a question on a field is none', () => {
    for (const text of [
      'enlevez le montant',
      'changez la date',
      'remplacez Lens par Arras',
      'l’objet c’est la toiture, pas la peinture. Et quel délai a l’acheteur pour répondre ?',
      'l’acheteur c’est Enedis',
    ])
      expect(tellsChange(text)).toBe(true);
    for (const text of [
      'combien pour le lot 2 ?',
      'refaites la lettre pour le retard',
      'le prix du marché ?',
      'l’objet c’est la toiture ?',
      'l’acheteur est en retard',
    ])
      expect(tellsChange(text)).toBe(false);
  });
});

describe('Who writes and where, at the head of what completes a document', () => {
  const told = (text: string, filled: ReadonlyMap<ValueKind, string>) =>
    changesIn(text, { wanted: LETTER, filled, now }).set.get('company');
  const SAID =
    'Carrelage Benali, 14 rue des Tanneurs 42100 Saint-Étienne. c’est le CHU de Saint-Étienne, lot carrelage';

  it('is the company’s name and address, where it lacks', () => {
    expect(told(SAID, new Map())).toBe('Carrelage Benali, 14 rue des Tanneurs 42100 Saint-Étienne');
    expect(told('la mairie de Pantin, 5 000 € depuis le 12 septembre', new Map())).toBeUndefined();
  });

  it('takes no place of one that is known', () => {
    expect(told(SAID, FILLED)).toBeUndefined();
  });
});

describe('The details of a letter, one after the other, as they were asked for', () => {
  it.each([
    [
      'yb elec 14 rue gaspard picard 69200 venissieux c la mairie de venissieux renovation ecole jules verne lot 7 electricite',
      {
        company: 'yb elec 14 rue gaspard picard 69200 venissieux',
        buyer: 'mairie de Venissieux',
        object: 'renovation ecole jules verne',
        lot: '7',
      },
    ],
    [
      'sarl Petit, 3 bis avenue du Port 17000 La Rochelle, mairie de Rochefort, nettoyage des vitres',
      {
        company: 'sarl Petit, 3 bis avenue du Port 17000 La Rochelle',
        buyer: 'mairie de Rochefort',
        object: 'nettoyage des vitres',
      },
    ],
  ])('« %s »', (message, details) => {
    expect(tellsAddress(message)).toBe(true);
    const { set } = changesIn(message, { wanted: LETTER, filled: new Map(), now });
    expect(Object.fromEntries(set)).toEqual(details);
  });

  it('are none of a question', () => {
    expect(tellsAddress('je suis au 3 rue du Port 17000 La Rochelle, vous livrez ?')).toBe(false);
  });
});
