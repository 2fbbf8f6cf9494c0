import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCompanySearch } from '#src/company/lookup/recherche-entreprises.ts';
import { FakeCompanySearch } from '#support/fakes/company-search.ts';
import { MailHotline } from '#support/world/mail-hotline.ts';
import { siretFrom } from '#support/world/people/sign-up.ts';

const HEAD = siretFrom('732829320000');
const CLOSED = siretFrom('732829320001');
const HIDDEN = siretFrom('732829320002');
const CEASED = siretFrom('404833048000');
const UNKNOWN = siretFrom('888888888000');

describe('The public directory of companies', () => {
  let service: FakeCompanySearch;
  let shift = 0;
  const now = () => Date.now() + shift;

  beforeAll(async () => {
    service = await FakeCompanySearch.start([
      {
        name: 'ECO PROP',
        category: '5710',
        headcount: '11',
        created: '2015-03-12',
        flags: { est_ess: true, est_siae: null },
        places: [
          { siret: HEAD, town: 'MONTREUIL', department: '93' },
          { siret: CLOSED, town: 'PANTIN', department: '93', state: 'F' },
        ],
      },
      { name: 'ANCIENNE', state: 'C', places: [{ siret: CEASED, state: 'F' }] },
    ]);
  });
  beforeEach(() => {
    service.trouble = 'none';
    shift += 10_000;
  });
  afterAll(() => service?.[Symbol.asyncDispose]());
  const directory = (timeout = 2_000) => createCompanySearch(service.url, now, timeout);

  it('tells what it knows, and leaves the rest unknown', async () => {
    expect(await directory().find(HEAD)).toEqual({
      type: 'found',
      establishment: {
        siret: HEAD,
        siren: '732829320',
        name: 'ECO PROP',
        legalCategory: '5710',
        createdOn: '2015-03-12',
        headcountFrom: 10,
        town: 'Montreuil',
        department: '93',
        isEss: true,
        isSiae: undefined,
      },
    });
  });

  it('tells closed, unknown and ambiguous ones apart', async () => {
    expect(await directory().find(CLOSED)).toMatchObject({ type: 'closed', whole: false });
    expect(await directory().find(CEASED)).toMatchObject({ type: 'closed', whole: true });
    expect(await directory().find(UNKNOWN)).toEqual({ type: 'unknown' });
    expect(await directory().find(HIDDEN)).toEqual({
      type: 'ambiguous',
      name: 'ECO PROP',
      establishments: 2,
    });
  });

  it.each([
    ['silent', 'down'],
    ['down', 'down'],
    ['cut', 'down'],
    ['garbage', 'malformed'],
    ['html', 'malformed'],
  ] as const)('that is %s is a value', async (trouble, type) => {
    service.trouble = trouble;
    expect(await directory(300).find(HEAD)).toEqual({ type });
  });

  it('that nobody answers for is a value', async () => {
    expect(await createCompanySearch('http://127.0.0.1:1', now).find(HEAD)).toEqual({ type: 'down' });
  });

  it('is left alone for the time that it asks for, once its quota is used', async () => {
    const busy = directory();
    const found = await Promise.all(Array.from({ length: 12 }, () => busy.find(HEAD)));
    expect(found.some(({ type }) => type === 'busy')).toBe(true);
    const asked = service.asked.length;
    expect(await busy.find(HEAD)).toEqual({ type: 'busy' });
    expect(service.asked).toHaveLength(asked);
  });

  it('fills the form in the chat; when it is down the questions are asked', async () => {
    await using hotline = await MailHotline.start(undefined, [], { COMPANY_API_URL: service.url });
    const visitor = hotline.visitor();
    await visitor.tell('inscription.');
    // The quota of the test before is used up for a second.
    while ((await directory().find(HEAD)).type === 'busy') shift += 1_000;
    const said = await visitor.tell(`${HEAD}.`);
    expect(said).toContain('ECO PROP');
    expect(said).toContain('chiffre d’affaires');
    service.trouble = 'down';
    const other = hotline.visitor();
    await other.tell('inscription.');
    const asked = await other.tell(`${UNKNOWN}.`);
    expect(asked).toContain('ne répond pas');
    expect(asked).toContain('Quel est le nom');
  });
});
