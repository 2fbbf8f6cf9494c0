import { describe, expect, it } from 'vitest';
import { changesIn, tellsChange } from '#src/features/handouts/rules/changes.ts';
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
    for (const text of ['enlevez le montant', 'changez la date', 'remplacez Lens par Arras'])
      expect(tellsChange(text)).toBe(true);
    for (const text of [
      'combien pour le lot 2 ?',
      'refaites la lettre pour le retard',
      'le prix du marché ?',
    ])
      expect(tellsChange(text)).toBe(false);
  });
});
