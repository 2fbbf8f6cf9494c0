import { describe, expect, it } from 'vitest';
import type { Publication } from '#src/features/opportunities/notice/notice.ts';
import type { ReadNotice } from '#src/features/opportunities/sources/source.ts';
import { readTedXml } from '#src/features/opportunities/sources/ted/read-ted.ts';
import { awardTree, eformsTree, eformsXml, FOLDER } from '#support/notices/eforms.ts';
import { olderTedXml } from '#support/notices/older-ted.ts';

const read = (found: ReadNotice): Publication => {
  if (!found.ok) throw new Error(found.why);
  return found.publication;
};
const why = (found: ReadNotice): string => (found.ok ? 'understood' : found.why);

describe('a notice of TED, in eForms', () => {
  it('tells what, who, where, how much and until when', () => {
    const notice = read(
      readTedXml(eformsXml(eformsTree({ estimate: '168000' })), '00634805-2026', '2026-11-12'),
    );
    expect(notice).toMatchObject({
      source: 'ted',
      reference: '634805-2026',
      kind: 'initial',
      publishedOn: '2026-11-12',
      url: 'https://ted.europa.eu/fr/notice/-/detail/634805-2026',
      title: 'Entretien des locaux de l’hôpital',
      buyer: { name: 'Hôpital de Monterive', siren: '261800072', department: '18' },
      procedure: 'open',
      isFramework: false,
      amount: { high: 168_000 },
      closing: { day: '2026-12-15', time: '12:00' },
      documentsUrl: 'https://www.profil.exemple.fr/?id=7&org=a',
      contact: { mail: 'achats@hopital.exemple.fr' },
      buyerReference: '26BIH03',
    });
    expect(notice.keys).toEqual([
      'ted:634805-2026',
      'eforms:a918db00-1c74-4edd-9904-e263af61561a',
      `folder:${FOLDER}`,
    ]);
  });

  it('has lots, each with its codes, place, amount, clauses and whom it is reserved to', () => {
    const lots = [
      {
        id: 'LOT-0001',
        title: 'Vitres',
        cpv: ['90911300', '90911200', '99999999'],
        estimate: '20000',
        reserved: 'none',
        aims: ['none'],
      },
      {
        id: 'LOT-0002',
        title: 'Espaces verts',
        nuts: 'FRK26',
        city: 'Lyon',
        postcode: '69003',
        reserved: 'res-ws',
        aims: ['soc-obj', 'env-imp'],
      },
      { id: 'LOT-0003', title: 'Aide à domicile', reserved: 'res-pub-ser', most: '400000' },
      {
        id: 'LOT-0004',
        title: 'Linge',
        reserved: 'res-ws',
        note: 'Lot réservé en application de l’article L. 2113-13 du code.',
      },
      { id: 'LOT-0005', title: 'Tri', reserved: 'none', note: 'Lot réservé aux entreprises adaptées.' },
    ];
    const notice = read(readTedXml(eformsXml(eformsTree({ lots })), '1-2026'));
    expect(
      notice.lots.map(({ number, cpv, amount, reserved, clauses, places }) => [
        number,
        cpv,
        amount?.high,
        reserved,
        clauses,
        places[0]?.department,
      ]),
    ).toEqual([
      ['1', ['90911300', '90911200'], 20_000, { for: [] }, [], '18'],
      ['2', ['90910000'], undefined, { for: ['adapted', 'insertion'] }, ['social', 'environmental'], '69'],
      ['3', ['90910000'], 400_000, { for: ['ess'] }, undefined, '18'],
      ['4', ['90910000'], undefined, { for: ['insertion'], article: 'L2113-13' }, undefined, '18'],
      // The form says that it is open and the words that it is not: neither is sure.
      ['5', ['90910000'], undefined, undefined, undefined, '18'],
    ]);
    expect(notice.isFramework).toBe(true);
  });

  it('closes when its first lot does, where lots close apart', () => {
    const lots = [
      { id: 'LOT-0001', title: 'A', closing: ['2026-12-20+01:00', '10:00:00+01:00'] as const },
      { id: 'LOT-0002', title: 'B', closing: ['2026-12-18+01:00', '10:00:00+01:00'] as const },
    ];
    const notice = read(readTedXml(eformsXml(eformsTree({ lots })), '1-2026'));
    expect(notice.closing?.day).toBe('2026-12-18');
    expect(notice.lots.map(({ closing }) => closing?.day)).toEqual(['2026-12-20', '2026-12-18']);
  });

  it('asks for requests to take part first, where it is restricted', () => {
    const lots = [{ id: 'LOT-0001', title: 'A', requests: ['2026-12-01+01:00', '12:00:00+01:00'] as const }];
    expect(read(readTedXml(eformsXml(eformsTree({ lots })), '1-2026')).closing).toMatchObject({
      day: '2026-12-01',
      stage: 'requests',
    });
  });

  it('is a correction, whole, or a cancellation, when it changes another', () => {
    const of = 'a918db00-1c74-4edd-9904-e263af61561a-01';
    const changed = read(
      readTedXml(
        eformsXml(
          eformsTree({
            noticeId: '0f4dffc6-666d-4c82-b842-21e2deff3629',
            changes: { of, why: 'cor-buy', said: 'Date reportée' },
          }),
        ),
        '2-2026',
      ),
    );
    expect(changed).toMatchObject({ kind: 'rectificatif', isWhole: true, correction: 'Date reportée' });
    expect(changed.keys).toContain('eforms:a918db00-1c74-4edd-9904-e263af61561a');
    const ended = read(
      readTedXml(
        eformsXml(eformsTree({ changes: { of: '634805-2026', why: 'cancel', said: 'Besoin abandonné' } })),
        '3-2026',
      ),
    );
    expect(ended).toMatchObject({ kind: 'annulation', cancelled: { why: 'Besoin abandonné' } });
    expect(ended.keys).toContain('ted:634805-2026');
  });

  it('tells who won, and nobody who was only ranked', () => {
    const won = read(readTedXml(eformsXml(awardTree(['ATLAS NET', 'CLAIR'])), '4-2026'));
    expect(won).toMatchObject({
      kind: 'attribution',
      award: { winners: ['ATLAS NET', 'CLAIR'], amount: { high: 96_055 }, on: '2026-07-21' },
    });
    const none = read(readTedXml(eformsXml(awardTree([])), '5-2026'));
    expect(none).toMatchObject({ kind: 'annulation', cancelled: { why: 'Les crédits ne suffisent pas.' } });
  });
});

describe('a notice of TED, in the older form', () => {
  it('tells what, who, where and until when', () => {
    const notice = read(readTedXml(olderTedXml()));
    expect(notice).toMatchObject({
      reference: '59661-2017',
      kind: 'initial',
      publishedOn: '2017-02-16',
      title: "Transport par bus pour l'été",
      buyer: { name: 'Ville de Portclair', department: '83' },
      procedure: 'open',
      closing: { day: '2017-03-27', time: '17:00', stage: 'offers' },
      documentsUrl: 'http://www.profil.exemple.fr',
    });
    // One euro stands for none.
    expect(notice.amount).toBeUndefined();
    expect(notice.lots).toMatchObject([
      {
        id: '-',
        title: "Navettes d'été",
        description: 'Du 1er juillet au 31 août.',
        cpv: ['60172000', '60130000'],
        places: [{ nuts: 'FR825', department: '83', postcode: '83240' }],
        amount: { high: 45_000 },
        months: 36,
        natures: ['services'],
      },
    ]);
  });

  it('has lots', () => {
    const lot = (number: number, code: string) =>
      `<OBJECT_DESCR ITEM="${number}"><TITLE><P>Lot ${number}</P></TITLE><LOT_NO>${number}</LOT_NO><CPV_ADDITIONAL><CPV_CODE CODE="${code}"/></CPV_ADDITIONAL></OBJECT_DESCR>`;
    const notice = read(readTedXml(olderTedXml({ lots: lot(1, '90910000') + lot(2, '77310000') })));
    expect(notice.lots.map(({ number, cpv, places }) => [number, cpv, places[0]?.department])).toEqual([
      ['1', ['90910000'], '83'],
      ['2', ['77310000'], '83'],
    ]);
  });

  it.each([
    ['<RESTRICTED_SHELTERED_WORKSHOP/>', { for: ['adapted', 'insertion'] }],
    ['<RESERVED_ORGANISATIONS_SERVICE_MISSION/>', { for: ['ess'] }],
    ['', undefined],
  ])('is reserved where it says so: %s', (terms, reserved) => {
    expect(read(readTedXml(olderTedXml({ terms }))).lots[0]?.reserved).toEqual(reserved);
  });

  it('corrects another, by the place that it changes in the form', () => {
    const notice = read(
      readTedXml(
        olderTedXml({
          form: 'F14',
          number: '070000-2017',
          procedure: '',
          more: `<COMPLEMENTARY_INFO><NOTICE_NUMBER_OJ>2017/S 033-059661</NOTICE_NUMBER_OJ></COMPLEMENTARY_INFO>
<CHANGES><CHANGE><WHERE><SECTION>IV.2.2</SECTION></WHERE><OLD_VALUE><DATE>2017-03-27</DATE><TIME>17:00</TIME></OLD_VALUE><NEW_VALUE><DATE>2017-04-03</DATE><TIME>12:00</TIME></NEW_VALUE></CHANGE></CHANGES>`,
        }),
      ),
    );
    expect(notice).toMatchObject({
      kind: 'rectificatif',
      closing: { day: '2017-04-03', time: '12:00' },
      keys: ['ted:70000-2017', 'ted:59661-2017'],
    });
  });

  it('tells who won, or that nobody did', () => {
    const more =
      '<AWARD_CONTRACT><AWARDED_CONTRACT><DATE_CONCLUSION_CONTRACT>2017-05-02</DATE_CONCLUSION_CONTRACT><CONTRACTORS><CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>Bus du Golfe</OFFICIALNAME></ADDRESS_CONTRACTOR></CONTRACTOR></CONTRACTORS></AWARDED_CONTRACT></AWARD_CONTRACT>';
    expect(read(readTedXml(olderTedXml({ form: 'F03', more })))).toMatchObject({
      kind: 'attribution',
      award: { winners: ['Bus du Golfe'], on: '2017-05-02' },
    });
    const none =
      '<AWARD_CONTRACT><NO_AWARDED_CONTRACT><PROCUREMENT_DISCONTINUED/></NO_AWARDED_CONTRACT></AWARD_CONTRACT>';
    expect(read(readTedXml(olderTedXml({ form: 'F03', more: none })))).toMatchObject({
      kind: 'annulation',
      cancelled: { why: 'La procédure a été arrêtée.' },
    });
  });
});

describe('what is no notice', () => {
  const whole = eformsXml(eformsTree());
  it.each([
    ['', 'vide'],
    ['{"a": 1}', 'pas du XML'],
    ['<!doctype html><html></html>', 'DOCTYPE'],
    [whole.slice(0, whole.length / 2), 'coupé'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'DOCTYPE'],
    ['<Invoice><ID>1</ID></Invoice>', '« Invoice »'],
    ['<ContractNotice><ID></ID></ContractNotice>', 'pas de numéro'],
    ['<ContractNotice><ID>a</ID></ContractNotice>', 'ce qui est acheté'],
    [olderTedXml({ form: 'F20' }), 'F20'],
    ['<TED_EXPORT DOC_ID="1-2017"></TED_EXPORT>', 'TED_EXPORT'],
  ])('is refused, and why is said: %.30s', (xml, expected) => {
    expect(why(readTedXml(xml))).toContain(expected);
  });

  it('is told by its number where the search knows it', () => {
    expect(readTedXml(whole.slice(0, 500), '00634805-2026')).toMatchObject({
      ok: false,
      reference: '634805-2026',
    });
  });
});
