import { describe, expect, it } from 'vitest';
import type { Publication } from '#src/features/opportunities/notice/notice.ts';
import { readBoampRecord, readBoampXml } from '#src/features/opportunities/sources/boamp/read-record.ts';
import type { ReadNotice } from '#src/features/opportunities/sources/source.ts';
import { awardTree, eformsTree, FOLDER } from '#support/notices/eforms.ts';
import {
  cancellationRecord,
  correctionRecord,
  eformsRecord,
  fnsRecord,
  mapaRecord,
  olderRecord,
  record,
} from '#support/notices/records.ts';

const DAY = '2026-11-10';
const CLOSING = '2026-12-15T12:00:00';
const filed = { idweb: '26-90001', day: DAY, closing: CLOSING };

const read = (found: ReadNotice): Publication => {
  if (!found.ok) throw new Error(found.why);
  return found.publication;
};
const why = (found: ReadNotice): string => (found.ok ? 'understood' : found.why);

describe('a notice of BOAMP, in FNSimple', () => {
  it('tells what, who, where, how much and until when', () => {
    const notice = read(readBoampRecord(fnsRecord({ ...filed, criteria: ['ENVIRONNEMENTAUX'] })));
    expect(notice).toMatchObject({
      source: 'boamp',
      reference: '26-90001',
      kind: 'initial',
      publishedOn: DAY,
      url: 'https://www.boamp.fr/pages/avis/?q=idweb:26-90001',
      title: 'Nettoyage des gymnases',
      description: 'Nettoyage quotidien de trois gymnases.',
      buyer: { name: 'Ville de Monterive', siret: '21180033900015', commune: 'Monterive', department: '18' },
      procedure: 'adapted',
      isFramework: true,
      amount: { low: 90_000, high: 90_000, currency: 'EUR', of: 'estimate' },
      // 12:00 in Paris, whatever the flat field says of it.
      closing: { day: '2026-12-15', time: '12:00', at: Date.parse('2026-12-15T11:00:00Z'), stage: 'offers' },
      clauses: ['environmental'],
      documentsUrl: 'https://www.profil.exemple.fr/dossiers/42',
      depositUrl: 'https://www.profil.exemple.fr',
      contact: { name: 'Service des marchés', mail: 'marches@monterive.exemple.fr', phone: '+33 199000010' },
      buyerReference: '2026-NET-04',
    });
    expect(notice.lots).toEqual([
      expect.objectContaining({
        id: '-',
        title: 'Nettoyage des gymnases',
        natures: ['services'],
        cpv: ['90910000'],
        // The town of the buyer is known.
        places: [{ department: '18', commune: 'Monterive', words: 'Monterive' }],
        months: 36,
        reserved: { for: [] },
      }),
    ]);
  });

  it('is divided into lots, each with its own codes, amount and whom it is reserved to', () => {
    const { lots } = read(
      readBoampRecord(
        fnsRecord(filed, {
          scope: {
            reservationMarche: '',
            valeurEstimee: { '@devise': 'EUR', fourchette: { valeurBasse: '50000', valeurHaute: '120000' } },
          },
          lots: [
            {
              numLot: '1',
              intitule: 'Vitres',
              codeCPV: { objetPrincipal: { classPrincipale: '90911300-9' } },
              valeurEstimee: { valeur: '20000' },
            },
            {
              numLot: '2',
              intitule: 'Espaces verts',
              description: 'Lot réservé aux ESAT et entreprises adaptées (L. 2113-12)',
              codeCPV: { objetPrincipal: { classPrincipale: '77310000' } },
            },
          ],
        }),
      ),
    );
    expect(
      lots.map(({ number, title, cpv, amount, reserved }) => ({
        number,
        title,
        cpv,
        high: amount?.high,
        reserved,
      })),
    ).toEqual([
      { number: '1', title: 'Vitres', cpv: ['90911300'], high: 20_000, reserved: undefined },
      {
        number: '2',
        title: 'Espaces verts',
        cpv: ['77310000'],
        high: undefined,
        reserved: { for: ['adapted'], article: 'L2113-12' },
      },
    ]);
  });

  it('has the bounds of an amount', () => {
    const scope = {
      valeurEstimee: { '@devise': 'EUR', fourchette: { valeurBasse: '50000', valeurHaute: '120000' } },
    };
    expect(read(readBoampRecord(fnsRecord(filed, { scope }))).amount).toEqual({
      low: 50_000,
      high: 120_000,
      currency: 'EUR',
      of: 'bracket',
    });
  });

  it('has no code where none exists, and no amount that stands for none', () => {
    const scope = { codeCPV: { objetPrincipal: '' }, valeurEstimee: { valeur: '1' } };
    const notice = read(readBoampRecord(fnsRecord(filed, { scope })));
    expect([notice.lots[0]?.cpv, notice.amount]).toEqual([[], undefined]);
  });
});

describe('a notice of BOAMP, in MAPA', () => {
  it('is read as well, its escaped names included', () => {
    const notice = read(
      readBoampRecord(
        mapaRecord({
          ...filed,
          buyer: 'COMMUNE D&#039;AUBECOURT',
          title: 'Mission d’assistance',
          departments: ['59'],
        }),
      ),
    );
    expect(notice).toMatchObject({
      buyer: { name: "COMMUNE D'AUBECOURT", commune: 'Aubecourt', department: '59' },
      closing: { day: '2026-12-15', time: '12:00' },
      documentsUrl: 'https://marches.exemple.fr/index.php?page=detail&id=7',
      contact: { name: 'Service achats', mail: 'mairie@aubecourt.exemple.fr' },
      buyerReference: '2026-AMO-7',
      lots: [
        { cpv: [], places: [{ department: '59', commune: 'Aubecourt', postcode: '59278' }], months: 24 },
      ],
    });
  });

  it('has lots with amounts that are said', () => {
    const lots = {
      lots: {
        plusieursLot: '',
        lot: [
          { numLot: '1', description: 'Motif 2D', quantite: '20 000 € HT' },
          { numLot: '2', description: 'Motif 3D', quantite: '12 motifs' },
        ],
      },
    };
    const notice = read(readBoampRecord(mapaRecord(filed, lots)));
    expect(notice.lots.map(({ title, amount }) => [title, amount?.high, amount?.of])).toEqual([
      ['Motif 2D', 20_000, 'said'],
      ['Motif 3D', undefined, undefined],
    ]);
  });
});

describe('a notice of BOAMP, in the older forms', () => {
  it('is read, its hour with its zone', () => {
    const notice = read(
      readBoampRecord(
        olderRecord(
          {
            ...filed,
            title: 'Transport de colis',
            buyer: 'Office du Val',
            departments: ['28', '49'],
            closing: '2024-02-02T18:00:00+01:00',
          },
          {
            object: {
              LOTS: {
                LOT: [
                  {
                    DESCRIPTION: 'Lot 1 : national',
                    LIEU_PRINCIPAL: 'FRANCE METROPOLITAINE',
                    VALEUR: { '@DEVISE': 'EUR', '#text': '120000' },
                  },
                  { DESCRIPTION: 'Lot 2 : monde', LIEU_PRINCIPAL: 'MONDE' },
                ],
              },
            },
          },
        ),
      ),
    );
    expect(notice).toMatchObject({
      closing: { day: '2024-02-02', time: '18:00' },
      procedure: 'open',
      isFramework: true,
      amount: { low: 160_000, high: 210_000, of: 'bracket' },
      buyer: { siren: '732829320', department: '49' },
    });
    expect(notice.closing?.orAt).toBeUndefined();
    expect(notice.lots).toMatchObject([
      { number: '1', places: [{ nuts: 'FR' }], amount: { high: 120_000 }, months: 48 },
      { number: '2', places: [{ department: '28' }, { department: '49' }, { words: 'MONDE' }] },
    ]);
  });

  it('may be reserved without telling disabled from disadvantaged workers', () => {
    const reserved = (object: object) =>
      read(readBoampRecord(olderRecord(filed, { object: { MARCHE_RESERVE_NON: undefined, ...object } })))
        .lots[0]?.reserved;
    expect(reserved({ MARCHE_RESERVE_OUI: { ATELIERS_PROTEGES: '' } })).toEqual({
      for: ['adapted', 'insertion'],
    });
    expect(reserved({ MARCHE_RESERVE_NON: '' })).toEqual({ for: [] });
    expect(reserved({})).toBeUndefined();
  });

  it('tells who won, and for how much', () => {
    const found = olderRecord(
      { ...filed, nature: 'ATTRIBUTION', follows: '26-80000' },
      {
        more: {
          CONDITION_DELAI: undefined,
          ATTRIBUTION: {
            DECISION: {
              TITULAIRE: { DENOMINATION: 'Propre & Net' },
              RENSEIGNEMENT: {
                DATE_ATTRIBUTION: '2026-10-15',
                MONTANT: { '@DEVISE': 'EUR', '#text': '187097' },
              },
            },
          },
        },
      },
    );
    const notice = read(
      readBoampRecord({ ...found, titulaire: ['Détails Sociétés attributaires Section 3 : voir plus bas'] }),
    );
    expect(notice).toMatchObject({
      kind: 'attribution',
      award: { winners: ['Propre & Net'], on: '2026-10-15', amount: { high: 187_097, of: 'award' } },
      keys: ['boamp:26-90001', 'boamp:26-80000'],
    });
    expect(notice.closing).toBeUndefined();
  });
});

describe('a notice of BOAMP, in eForms', () => {
  it('is read as one of TED is, with what BOAMP files of it', () => {
    const notice = read(
      readBoampRecord(
        eformsRecord(
          { ...filed, closing: '2026-12-15T12:00:00+01:00', criteria: ['SOCIAUX'] },
          eformsTree({ estimate: '168000.00' }),
        ),
      ),
    );
    expect(notice).toMatchObject({
      reference: '26-90001',
      kind: 'initial',
      buyer: { name: 'Hôpital de Monterive', siret: '26180007200124', commune: 'Bourges', department: '18' },
      // Told of the whole; 0.00 at the lot is none.
      amount: { high: 168_000, of: 'estimate' },
      closing: { day: '2026-12-15', time: '12:00' },
      clauses: ['social'],
      lots: [
        {
          id: 'LOT-0001',
          reserved: { for: [] },
          months: 48,
          places: [{ nuts: 'FRB01', department: '18', commune: 'Bourges' }],
        },
      ],
    });
    expect(notice.lots[0]?.amount).toBeUndefined();
    expect(notice.keys).toEqual(expect.arrayContaining(['boamp:26-90001', `folder:${FOLDER}`]));
  });

  it('tells who won', () => {
    const notice = read(
      readBoampRecord(
        eformsRecord({ ...filed, nature: 'ATTRIBUTION', follows: '26-55241' }, awardTree(['ATLAS NET'])),
      ),
    );
    expect(notice).toMatchObject({
      kind: 'attribution',
      award: { winners: ['ATLAS NET'], on: '2026-07-21', amount: { high: 96_055 } },
    });
    expect(notice.keys).toContain('boamp:26-55241');
  });
});

describe('corrections and cancellations', () => {
  it('move the end of a call by their words, and name what they follow', () => {
    const notice = read(
      readBoampRecord(
        correctionRecord(
          { idweb: '26-90002', day: '2026-11-20', follows: '26-90001' },
          'La date limite de remise des offres est reportée au mardi 22 décembre 2026 avant 16h00.',
        ),
      ),
    );
    expect(notice).toMatchObject({
      kind: 'rectificatif',
      closing: { day: '2026-12-22', time: '16:00' },
      correction: 'La date limite de remise des offres est reportée au mardi 22 décembre 2026 avant 16h00.',
      keys: ['boamp:26-90002', 'boamp:26-90001'],
    });
  });

  it('are read in FNSimple too', () => {
    const words =
      'La date limite de réception des offres prévue le 15 décembre 2026 avant 12h00, est reportée au 22 décembre 2026 avant 12h00.';
    const found = correctionRecord(
      { idweb: '26-90002', day: '2026-11-20', follows: '26-90001' },
      words,
      'FNSimple',
    );
    expect(read(readBoampRecord(found)).closing).toMatchObject({ day: '2026-12-22', time: '12:00' });
  });

  it('end a call, and say why', () => {
    const notice = read(
      readBoampRecord(
        cancellationRecord(
          { idweb: '26-90003', day: '2026-11-21', follows: '26-90001' },
          'Crédits insuffisants',
        ),
      ),
    );
    expect(notice).toMatchObject({
      kind: 'annulation',
      cancelled: { why: 'Crédits insuffisants' },
      keys: ['boamp:26-90003', 'boamp:26-90001'],
    });
  });
});

describe('a record with its flat fields alone', () => {
  it('is read, its day without an hour that nobody can be sure of', () => {
    const notice = read(
      readBoampRecord({
        idweb: '24-10001',
        objet: 'Étude de sol',
        dateparution: '2024-03-01',
        datelimitereponse: '2024-03-25T15:00:00+00:00',
        nomacheteur: 'Commune de Valmont',
        url_avis: 'https://www.boamp.fr/pages/avis/?q=idweb:24-10001',
      }),
    );
    expect(notice).toMatchObject({ title: 'Étude de sol', closing: { day: '2024-03-25' } });
    expect(notice.closing?.time).toBeUndefined();
  });
});

describe('the XML that DILA publishes', () => {
  it('is the same notice', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<jo:ann xmlns:jo="http://boamp.journal-officiel.gouv.fr/XML/3.2.5"><DONNEES><MAPA>
<organisme><acheteurPublic>COMMUNE D&amp;#039;AUBECOURT</acheteurPublic><adr><cp>59278</cp><ville>AUBECOURT</ville></adr></organisme>
<rectificatif><avisInitial><idWeb>26-90001</idWeb></avisInitial><description><objet>Mission d'assistance</objet></description>
<infosRectif><ajouter>Remise des offres : lire 22/12/2026 à 16h00</ajouter></infosRectif></rectificatif></MAPA></DONNEES>
<GESTION><REFERENCE><IDWEB>26-90002</IDWEB><TYPE_AVIS><NATURE><RECTIFICATIF/></NATURE><STATUT><RECTIFICATIF/></STATUT></TYPE_AVIS></REFERENCE>
<INDEXATION><NOMORGANISME>COMMUNE D&amp;#039;AUBECOURT</NOMORGANISME><DEP_PUBLICATION>59</DEP_PUBLICATION><DATE_PUBLICATION>2026-11-20</DATE_PUBLICATION></INDEXATION></GESTION></jo:ann>`;
    expect(read(readBoampXml(xml))).toMatchObject({
      reference: '26-90002',
      kind: 'rectificatif',
      publishedOn: '2026-11-20',
      buyer: { name: "COMMUNE D'AUBECOURT" },
      closing: { day: '2026-12-22', time: '16:00' },
      keys: ['boamp:26-90002', 'boamp:26-90001'],
    });
    expect(why(readBoampXml(xml.slice(0, xml.length - 40)))).toContain('coupé');
  });
});

describe('what is no notice', () => {
  it.each([
    [null, 'Ce n’est pas un avis'],
    ['26-90001', 'Ce n’est pas un avis'],
    [{}, 'pas de numéro'],
    [{ idweb: '26-1', donnees: '{"MAPA": {"organi' }, 'coupé ou abîmé'],
    [{ idweb: '26-1', gestion: '{' }, 'coupé ou abîmé'],
    [{ idweb: '26-1', nomacheteur: 'Ville' }, 'ce qui est acheté'],
    [{ idweb: '26-1', objet: 'Étude' }, 'acheteur'],
    [
      {
        idweb: '26-1',
        objet: 'Étude',
        nomacheteur: 'Ville',
        nature: 'MODIFICATION',
        nature_libelle: 'Modification',
      },
      'Modification',
    ],
  ])('is refused, and why is said', (found, expected) => {
    expect(why(readBoampRecord(found))).toContain(expected);
  });

  it('never stops at anything that a tree may hold', () => {
    const odd = [[], '', 'texte', 7, null, { a: [[{ b: null }]] }, { '#text': 'x' }];
    for (const one of odd)
      for (const shape of ['MAPA', 'FNSimple', 'IDENTITE', 'EFORMS', 'OBJET', 'AUTRE'])
        expect(() => readBoampRecord(record(filed, { [shape]: one }))).not.toThrow();
    let deep: object = {};
    for (let level = 0; level < 500; level += 1) deep = { MAPA: deep };
    expect(() => readBoampRecord(record(filed, deep))).not.toThrow();
  });
});
