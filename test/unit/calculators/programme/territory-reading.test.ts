import { describe, expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import departments from '#src/reference/departments.json' with { type: 'json' };
import { placesIn } from '#src/reference/places-by-region.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (question: string) => askComputation(COMPUTATIONS, question);

describe('the territories of the programme', () => {
  it('are not asked by who makes something', () => {
    const said = ask(
      'Je fabrique des meubles à Bordeaux. Un lycée me demande un devis pour 38 000 € de mobilier, il a le droit de me commander directement ?',
    );
    expect(said?.id).not.toBe('territory');
  });

  it.each([
    ['notre scop est à Toulon, on peut être référencés ?', 'oui', 'Toulon (Var, Région Sud)'],
    [
      'on est en Seine et Marne, votre dispositif couvre notre coin ?',
      'oui',
      'Seine-et-Marne (Île-de-France)',
    ],
    ['ma boite est a marseille, c’est dans vos territoires ?', 'oui', 'Marseille'],
    ['on est a nice, on peut se referencer chez vous ?', 'oui', 'Nice'],
    ['entreprise dans le 94, votre dispositif nous concerne ?', 'oui', 'Val-de-Marne'],
    ['scop à Melun (77), vous couvrez ?', 'oui', 'Melun'],
    ['je suis en région PACA, je peux me référencer ?', 'oui', 'la Région Sud'],
    [
      'basés à Rennes, le référencement est ouvert chez nous aujourd’hui ?',
      'non',
      'Rennes (Ille-et-Vilaine, Bretagne)',
    ],
    ['on est en Bretagne, on peut s’inscrire à la Fabrique ?', 'non', 'Bretagne'],
    ['association à Lyon, c’est interdit de se référencer chez vous ?', 'oui', 'Lyon'],
    ['vous ne couvrez pas Lille, on est à Lille et on veut se référencer, possible ?', 'non', 'Lille'],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ id: 'territory', verdict });
    expect(plain(answer?.headline)).toContain(words);
    expect(answer?.headline).toContain('l’Île-de-France et la Région Sud');
    expect(answer?.page).toMatch(/^programme\//);
  });

  it.each(['artisan à Toulon sans statut de l’économie solidaire, la Fabrique m’accepte ?'])(
    'does not decide when the place is not all that is asked: %s',
    (question) => expect([ask(question)?.id, ask(question)?.verdict]).toEqual(['territory', undefined]),
  );

  it.each([
    'où se trouve la Fabrique à Paris ?',
    'je suis à Saint-Denis, un réseau relais dans le 93 pour les marchés ?',
    'prévenez-moi quand un marché de nettoyage sort dans le 93',
    'combien d’entreprises référencées à Marseille ?',
    'j’ai déposé pour un marché à Pantin et oublié mes références, ils vont m’écrire ?',
    'combien de marchés la ville de Toulon a passés ?',
    'on est à Lyon et à Marseille, on peut être référencés ?',
    'c’est nice votre programme, on peut s’inscrire ?',
    'votre dispositif couvre le lot 2 ?',
    'on peut être référencés ?',
    'la Fabrique organise quoi à Marseille ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});

describe('places', () => {
  it('reads the longest name', () => {
    expect(placesIn('on est à Saint-Quentin-en-Yvelines').map(({ region }) => region)).toEqual([
      'Île-de-France',
    ]);
    expect(placesIn('on est à Saint-Quentin').map(({ region }) => region)).toEqual(['Hauts-de-France']);
    expect(placesIn('un atelier à Clichy-sous-Bois').map(({ department }) => department)).toEqual([
      'Seine-Saint-Denis',
    ]);
  });

  it('knows every department by its name', () => {
    expect(departments).toHaveLength(101);
    for (const { name, region } of departments) {
      const found = placesIn(
        name === 'Paris' ? 'on est basés à Paris' : `on est basés dans le département ${name}`,
      );
      expect(found.map((place) => place.region)).toContain(region);
    }
  });

  it('has eight departments in the Paris region, six in Région Sud', () => {
    const codes = (region: string) =>
      departments.filter((one) => one.region === region).map(({ code }) => code);
    expect(codes('Île-de-France')).toEqual(['75', '77', '78', '91', '92', '93', '94', '95']);
    expect(codes("Provence-Alpes-Côte d'Azur")).toEqual(['04', '05', '06', '13', '83', '84']);
  });
});
