import { describe, expect, it } from 'vitest';
import { readNoticeFile } from '#src/features/opportunities/sources/files/read-file.ts';
import { readWritten, writtenFieldsFrom } from '#src/features/opportunities/sources/files/written.ts';
import type { ReadNotice } from '#src/features/opportunities/sources/source.ts';
import { eformsTree, eformsXml } from '#support/notices/eforms.ts';
import { fnsRecord } from '#support/notices/records.ts';

const TODAY = '2026-11-29';
const bytes = (text: string) => new TextEncoder().encode(text);
const readFile = (text: string, today = TODAY) => readNoticeFile('depot.csv', bytes(text), today);
const noticeOf = (read: readonly ReadNotice[], at = 0) => {
  const one = read[at];
  if (!one?.ok) throw new Error(one ? one.why : 'nothing');
  return one.publication;
};
const whyOf = (read: readonly ReadNotice[]) =>
  read.map((one) => (one.ok ? 'understood' : `${one.reference}: ${one.why}`));

const PROJECT = {
  code: 64516,
  libelle: 'Restructuration des bureaux',
  statut: 'Ouvert',
  siren_de_l_entite_acheteuse: 110014016,
  categorie_d_achat: 'Travaux',
  code_s_cpv: '45259900|12345678',
  date_previsionnelle_de_publication: '2027-01-09',
  montant_estime_du_marche: '1M - 5M€',
  duree_previsionnelle_du_marche: 24,
  departement_s_d_execution_du_marche: '06|2A',
  marche_reserve: null,
  considerations_sociales: 'Oui',
  considerations_environnementales: 'Non',
};

describe('a purchase intention of APProch', () => {
  it('is read from an answer of the API', async () => {
    const { read } = await readFile(JSON.stringify({ total_count: 1, results: [PROJECT] }));
    expect(noticeOf(read)).toMatchObject({
      source: 'approch',
      reference: '64516',
      kind: 'intention',
      title: 'Restructuration des bureaux',
      buyer: { siren: '110014016' },
      amount: { low: 1_000_000, high: 5_000_000, of: 'bracket' },
      expectedOn: '2027-01-09',
      lots: [
        {
          natures: ['works'],
          cpv: ['45259900'],
          places: [{ department: '06' }, { department: '2A' }],
          months: 24,
          clauses: ['social'],
        },
      ],
    });
  });

  it('is read from a table', async () => {
    const table =
      'code;libelle;statut;siren_de_l_entite_acheteuse;departement_s_d_execution_du_marche;marche_reserve\n12;Entretien des parcs;Ouvert;110014016;59|62;Non\n13;;Ouvert;110014016;59;\n14;Mobilier;Abandonné;110014016;59;\n';
    const { read } = await readFile(table);
    expect(noticeOf(read)).toMatchObject({
      reference: '12',
      lots: [{ places: [{ department: '59' }, { department: '62' }], reserved: { for: [] } }],
    });
    expect(whyOf(read.slice(1))).toEqual([
      '13: Ligne 3 : L’avis ne dit pas ce qui est acheté.',
      '14: Ligne 4 : Ce projet d’achat n’est plus à venir (« Abandonné »).',
    ]);
  });

  it('for almost all departments is for the whole country', async () => {
    const all = Array.from({ length: 95 }, (_, at) => String(at + 1).padStart(2, '0')).join('|');
    const { read } = await readFile(
      JSON.stringify({ results: [{ ...PROJECT, departement_s_d_execution_du_marche: `${all}|2A|2B` }] }),
    );
    expect(noticeOf(read).lots[0]?.places).toEqual([{ nuts: 'FR' }]);
  });
});

const CONTRACT = {
  id: '2023P01',
  acheteur: { id: '21750001600019', nom: 'Ville de Paris' },
  nature: 'Marché',
  objet: 'Nettoyage des locaux<br />',
  codeCPV: '90910000-9',
  procedure: 'Appel d’offres ouvert',
  lieuExecution: { code: '75004', typeCode: 'Code postal' },
  dureeMois: 36,
  dateNotification: '2024-05-15',
  montant: 42_980.1,
  titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '50180302700017' } }],
};
const contracts = (...marche: readonly object[]) => JSON.stringify({ marches: { marche } });

describe('a contract of the DECP', () => {
  it('that ends soon is told as likely to come again, and nothing more', async () => {
    const { read } = await readFile(contracts(CONTRACT));
    expect(noticeOf(read)).toMatchObject({
      source: 'decp',
      reference: '21750001600019-2023P01',
      kind: 'renewal',
      title: 'Nettoyage des locaux',
      buyer: { name: 'Ville de Paris', siret: '21750001600019' },
      amount: { high: 42_980.1, of: 'award' },
      renewal: { endsOn: '2027-05-15', from: '2026-08-15', until: '2027-02-15', holders: ['50180302700017'] },
      lots: [{ cpv: ['90910000'], places: [{ department: '75', postcode: '75004' }], months: 36 }],
    });
    expect(noticeOf(read).closing).toBeUndefined();
  });

  it('is read in the shape of 2019, with what changed it since', async () => {
    const changed = {
      ...CONTRACT,
      titulaires: [{ denominationSociale: 'ÉDEN', id: '30923145400062', typeIdentifiant: 'SIRET' }],
      dateNotification: '2022-10-22+02:00',
      modifications: [
        { dateNotificationModification: '2024-01-22', dureeMois: 54, montant: 50_000 },
        // A change of tomorrow is a mistake.
        { dateNotificationModification: '2027-04-01', dureeMois: 100 },
      ],
    };
    const { read } = await readFile(JSON.stringify({ marches: [changed] }));
    expect(noticeOf(read)).toMatchObject({
      amount: { high: 50_000 },
      renewal: { endsOn: '2027-04-22', holders: ['ÉDEN'] },
    });
  });

  it('is read in the flat export, « CDL » being none', async () => {
    const table =
      'id;nature;objet;codecpv;procedure;titulaire_id_1;titulaire_id_2;acheteur_id;dureemois;datenotification;montant;lieuexecution_code;lieuexecution_typecode;considerationssociales;considerationsenvironnementales;techniques;modalitesexecution\n' +
      '26S;Marché;Entretien des espaces verts;77310000-6;Procédure adaptée;43172809600014;CDL;21750001600019;24;2025-03-14;120000.0;44;Code département;Clause sociale;Pas de considération environnementale;Accord-cadre;Sans objet\n';
    const { read } = await readFile(table);
    expect(noticeOf(read)).toMatchObject({
      reference: '21750001600019-26S',
      isFramework: true,
      renewal: { endsOn: '2027-03-14', holders: ['43172809600014'] },
      lots: [{ places: [{ department: '44' }], clauses: ['social'] }],
    });
  });

  it.each([
    ['ends later', { dureeMois: 60 }],
    ['ended long ago', { dureeMois: 12 }],
    ['follows a framework agreement', { modalitesExecution: { modaliteExecution: ['Marchés subséquents'] } }],
    [
      'was passed without competition',
      { procedure: 'Marché passé sans publicité ni mise en concurrence préalable' },
    ],
    [
      'was for works that are done once',
      { codeCPV: '45210000', dateNotification: '2026-03-01', dureeMois: 12 },
    ],
  ])('that %s is passed over', async (_what, more) => {
    expect(await readFile(contracts({ ...CONTRACT, ...more }))).toEqual({ read: [], passed: 1 });
  });

  it.each([
    [{ dureeMois: 'NC' }, 'La fin du contrat n’est pas connue'],
    [{ dateNotification: undefined }, 'La fin du contrat n’est pas connue'],
    [{ acheteur: {} }, 'ne nomme pas d’acheteur'],
    [{ id: undefined }, 'pas de numéro'],
    [{ objet: '' }, 'ce qui est acheté'],
  ])('that cannot be understood is refused: %j', async (more, expected) => {
    const { read } = await readFile(contracts({ ...CONTRACT, ...more }));
    expect(whyOf(read)[0]).toContain(expected);
  });

  it('stays apart from others that are broken', async () => {
    const hostile = {
      ...CONTRACT,
      id: 'H',
      titulaires: [{ titulaire: 'typeIdentifiant' }, [[[{ id: '340' }]]]],
      montant: 1e17,
      modifications: [{ modification: [] }],
      lieuExecution: null,
    };
    const { read } = await readFile(contracts(hostile, 7 as unknown as object, CONTRACT));
    expect(read.map((one) => one.ok)).toEqual([true, false, true]);
    expect(noticeOf(read).amount).toBeUndefined();
  });
});

describe('a table of opportunities that staff wrote', () => {
  const HEAD =
    'Titre;Type;Publié par;Description;CPV;Départements;Montant max;Date limite;Heure limite;Lien;Réservé;Mail\n';

  it('brings them in, with who publishes them', async () => {
    const { read } = await readFile(
      `${HEAD}Traiteur du forum;Contrat privé;CCI Nord;Buffet pour 200;55520000;59|62;15000;30/11/2026;14h;https://exemple.fr/traiteur;;a@b.fr\n` +
        'Rencontres du bâtiment;Convention d’affaires;CRESS Bretagne;;;France;;2026-12-03;;;;\n',
    );
    expect(noticeOf(read)).toMatchObject({
      source: 'written',
      kind: 'written',
      title: 'Traiteur du forum',
      buyer: { name: 'CCI Nord' },
      amount: { high: 15_000 },
      closing: { day: '2026-11-30', time: '14:00' },
      documentsUrl: 'https://exemple.fr/traiteur',
      contact: { mail: 'a@b.fr' },
      written: { kind: 'private-contract', publisher: 'CCI Nord', publisherKind: 'cci' },
      lots: [{ cpv: ['55520000'], places: [{ department: '59' }, { department: '62' }] }],
    });
    expect(noticeOf(read, 1)).toMatchObject({
      written: { kind: 'business-convention', publisherKind: 'cress' },
      lots: [{ places: [{ nuts: 'FR' }] }],
    });
  });

  it('says all that is wrong with a line, and takes the others', async () => {
    const { read } = await readFile(
      `${HEAD}Traiteur;Goûter;CCI;;99999999;99;douze;31/02/2026;25h;page;;\nLinge;AMI;CMA;;;59;;;;;;\n`,
    );
    expect(read.map((one) => one.ok)).toEqual([false, true]);
    const [why = ''] = whyOf(read);
    for (const said of [
      'depot.csv, ligne 2',
      '« Goûter »',
      '« 99999999 »',
      '« 99 »',
      '« douze »',
      '« 31/02/2026 »',
      '« 25h »',
      '« page »',
    ])
      expect(why).toContain(said);
  });

  it('tells each mistake with the field that it is of, and takes nothing that it does not understand', () => {
    const read = readWritten({
      title: 'Linge',
      kind: 'AMI',
      publisher: 'CMA',
      departments: 'Nord, Mordor',
      low: '40 000',
      high: '4 000',
      closingTime: '12h',
      reserved: 'oui',
      mail: 'anne chez exemple',
    });
    expect(!read.ok && read.mistakes.map(({ field }) => field)).toEqual([
      'departments',
      'high',
      'closingDay',
      'reserved',
      'mail',
    ]);
  });

  it.each([
    ['ESAT', ['adapted']],
    ['EA et ESAT', ['adapted']],
    ['insertion', ['insertion']],
    ['ESS', ['ess']],
    ['entreprises adaptées, structures d’insertion', ['adapted', 'insertion']],
  ])('knows whom « %s » reserves to', (reserved, whom) => {
    const read = readWritten({ title: 'Linge', kind: 'AMI', publisher: 'CMA', reserved });
    expect(read.ok && read.publication.lots[0]?.reserved?.for).toEqual(whom);
  });

  it('knows departments and regions by their names', () => {
    const read = readWritten({
      title: 'Linge',
      kind: 'AMI',
      publisher: 'CMA',
      departments: 'nord ; Bretagne',
    });
    const codes = read.ok && read.publication.lots[0]?.places.map(({ department }) => department);
    expect(codes).toEqual(['59', '22', '29', '35', '56']);
  });

  it('is written again as it was understood', () => {
    const read = readWritten({
      reference: 'r1',
      title: 'Entretien du linge',
      kind: 'grand projet',
      publisher: 'CCI Nord',
      publisherKind: 'CCI',
      description: 'Deux fois\npar semaine',
      buyer: 'Hôpital de Lens',
      nature: 'services',
      cpv: '98310000',
      departments: '62',
      commune: 'Lens',
      low: '10 000',
      high: '20 000 €',
      closingDay: '15/01/2027',
      closingTime: '14h',
      reserved: 'ESAT, insertion',
      clauses: 'sociales et environnementales',
      url: 'www.exemple.fr/linge',
      contact: 'Anne Martin',
      mail: 'anne@exemple.fr',
      phone: '03 20 00 00 00',
    });
    if (!read.ok) throw new Error('not read');
    expect(readWritten(writtenFieldsFrom(read.publication, 'r1'))).toEqual(read);
  });

  it('corrects a line that is dropped again', () => {
    const once = readWritten({ title: 'Linge', kind: 'AMI', publisher: 'CMA' });
    const again = readWritten({
      title: ' LINGE ',
      kind: 'appel à manifestation d’intérêt',
      publisher: 'CMA',
      description: 'Plus long',
    });
    expect(once.ok && again.ok && once.publication.reference === again.publication.reference).toBe(true);
  });

  it.each([
    ['Appel à projets', 'call-for-projects'],
    ['Grand projet d’investissement', 'large-investment'],
    ['AMI', 'call-for-interest'],
    ['Sous-traitance', 'private-contract'],
  ])('knows « %s »', (said, kind) => {
    const read = readWritten({ title: 'Un titre', kind: said, publisher: 'Un donneur d’ordres' });
    expect(read.ok && read.publication.written).toMatchObject({ kind, publisherKind: 'principal' });
  });
});

describe('a file that is dropped', () => {
  it('may be notices themselves', async () => {
    const records = JSON.stringify({
      results: [fnsRecord({ idweb: '26-90001', day: '2026-11-10', closing: '2026-12-15T12:00:00' })],
    });
    expect(noticeOf((await readFile(records)).read)).toMatchObject({
      source: 'boamp',
      reference: '26-90001',
    });
    expect(noticeOf((await readFile(eformsXml(eformsTree()))).read)).toMatchObject({
      source: 'ted',
      kind: 'initial',
    });
  });

  it('is read in the encodings of spreadsheets', async () => {
    const table = 'Titre;Type;Publié par\nLinge d’été;AMI;CMA\n';
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${table}`, 'utf16le'));
    const latin = new Uint8Array(Buffer.from(table.replace('’', "'"), 'latin1'));
    for (const one of [utf16, latin])
      expect(noticeOf((await readNoticeFile('t.csv', one, TODAY)).read).title).toMatch(/^Linge d.été$/);
  });

  it.each([
    ['', 'vide'],
    ['Nom;Prénom\nA;B\n', 'ses colonnes ne sont pas connues'],
    ['{"a": NaN}', '« NaN »'],
    ['{"a": ', 'pas du JSON'],
    ['{"a": 1}', 'ses colonnes ne sont pas connues'],
    ['<a><b></a>', 'coupé'],
    ['seul', 'ni colonnes ni lignes'],
  ])('is refused whole where nothing of it is known: %s', async (text, expected) => {
    const why = whyOf((await readFile(text)).read);
    expect(why).toHaveLength(1);
    expect(why[0]).toContain(expected);
    expect(why[0]).toContain('depot.csv');
  });

  it('with thousands of contracts lets others be served meanwhile', async () => {
    const many = contracts(...Array.from({ length: 3_000 }, (_, at) => ({ ...CONTRACT, id: `C${at}` })));
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const { read } = await readFile(many);
    clearInterval(turning);
    expect(read).toHaveLength(3_000);
    expect(turns).toBeGreaterThan(2);
  });
});
