import { describe, expect, it } from 'vitest';
import { fold } from '#src/platform/french/text-analysis.ts';
import { roleIn, speaksOfRole } from '#src/reader/standing/role.ts';
import { type Speaker, speakerAfter } from '#src/reader/told.ts';

const speakerOf = (...messages: string[]): Speaker | undefined =>
  messages.reduce<Speaker | undefined>((told, message) => speakerAfter(message, told), undefined);

describe('As what a company stands with a contract', () => {
  it.each([
    ['jsuis pas sous traitant!! c moi le titulaire', 'holder'],
    ['Je suis TITULAIRE, pas sous-traitante', 'holder'],
    ['chui titulaire du lot 3', 'holder'],
    ['nous sommes attributaires du marché', 'holder'],
    ['un groupe me propose d’être son sous-traitant', 'subcontractor'],
    ['on travaille en sous-traitance pour un gros', 'subcontractor'],
    ['le titulaire ne me paie pas', 'subcontractor'],
    ['c’est pas moi le titulaire, je suis sous-traitante', 'subcontractor'],
    ['je suis le sous-traitant d’un sous-traitant', 'subcontractor'],
    [
      'non je suis pas sous-traitant d’un sous-traitant, je serais sous-traitant direct du gros',
      'subcontractor',
    ],
    ['nous sommes mandataires du groupement', 'member'],
    ['mon cotraitant a coulé', 'member'],
  ] as const)('is said: « %s »', (message, role) => {
    expect(speakerOf(message)).toEqual({ side: 'company', role });
  });

  it.each([
    'mon sous-traitant veut être payé',
    'je veux sous-traiter l’électricité',
    'est-ce que je suis sous-traitant si je loue un camion ?',
    'je suis titulaire d’un CAP',
    'l’ancien titulaire ne nous donne pas la liste du personnel',
  ])('is not said: « %s »', (message) => {
    expect(speakerOf(message)?.role).toBeUndefined();
  });

  it('is kept until another one is said, or it is denied', () => {
    expect(speakerOf('je suis sous-traitant', 'quand serai-je payé ?')?.role).toBe('subcontractor');
    expect(speakerOf('je suis sous-traitant', 'non, je suis titulaire')?.role).toBe('holder');
    expect(speakerOf('je suis titulaire', 'je ne suis pas titulaire')?.role).toBeUndefined();
    expect(speakerOf('je ne suis pas sous-traitant')?.role).toBe('holder');
  });

  it('is none of a buyer’s', () => {
    expect(speakerOf('je suis titulaire', 'c’est moi la mairie !')).toEqual({
      side: 'buyer',
      role: undefined,
    });
  });
});

describe('What a message speaks of', () => {
  const speaks = (message: string) => speaksOfRole(fold(message), 'subcontractor');

  it('is subcontracting, by its words, or where the holder is somebody else', () => {
    expect(speaks('mon sous-traitant veut être payé')).toBe(true);
    expect(speaks('j’ai envoyé ma facture au titulaire')).toBe(true);
    for (const short of ['sstraitant payé direct = avance aussi ?', 'mon ss-traitant', 'un s/traitant'])
      expect(speaks(short)).toBe(true);
  });

  it('is not what it denies, nor who speaks', () => {
    expect(speaks('je ne suis pas votre sous-traitant')).toBe(false);
    expect(speaks('jsuis pas sous traitant, c moi le titulaire')).toBe(false);
    expect(speaks('la mairie paye en combien de jours ?')).toBe(false);
  });

  it('is not what others take somebody for', () => {
    expect(speaks('la mairie m’écrit comme si j’étais sous-traitant, je suis pas sous-traitant')).toBe(false);
    expect(roleIn(fold('on nous a pris pour un sous-traitant alors qu’on est titulaire'))).toBe('holder');
    expect(roleIn(fold('la mairie dit qu’on est sous-traitant mais c’est faux'))).toBeUndefined();
  });
});

describe('Who speaks', () => {
  it('stays a buyer, whatever its contractor does', () => {
    const before = { side: 'buyer' } as const;
    for (const said of [
      'le titulaire ne nous répond plus depuis 2 mois',
      'notre titulaire nous doit 3 000 € de pénalités',
    ])
      expect(speakerAfter(said, before)).toEqual({ side: 'buyer', role: undefined });
  });
  it('is a holder, of whatever contract', () => {
    for (const said of ['je suis titulaire d’un autre marché', 'je suis titulaire du nettoyage d’une école'])
      expect(speakerAfter(said, { side: 'company', role: 'subcontractor' }).role).toBe('holder');
    expect(roleIn(fold('je suis titulaire d’un diplôme d’électricien'))).toBeUndefined();
  });
});
