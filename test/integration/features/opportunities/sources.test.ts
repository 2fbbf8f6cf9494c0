import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boampSource } from '#src/features/opportunities/sources/boamp/source.ts';
import { filesSource } from '#src/features/opportunities/sources/files/source.ts';
import type { NoticeSource, ReadNotice, SourceTrouble } from '#src/features/opportunities/sources/source.ts';
import { tedSource } from '#src/features/opportunities/sources/ted/source.ts';
import { FakeBoamp } from '#support/fakes/notices/boamp.ts';
import { FakeTed } from '#support/fakes/notices/ted.ts';
import { eformsTree, eformsXml } from '#support/notices/eforms.ts';
import { olderTedXml } from '#support/notices/older-ted.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';

const NOW = Date.parse('2026-11-29T08:00:00Z');
const now = () => NOW;
const CLOSING = '2026-12-15T12:00:00';
const never = new AbortController().signal;

/** Reads a source to its end, from a cursor on. */
async function readAll(
  source: NoticeSource,
  from?: string,
): Promise<{ read: ReadNotice[]; cursor: string; pages: number }> {
  const read: ReadNotice[] = [];
  let cursor = from;
  for (let pages = 1; ; pages += 1) {
    const page = await source.page(cursor, never);
    read.push(...page.read);
    cursor = page.cursor;
    if (page.isLast) return { read, cursor, pages };
  }
}
const numbers = (read: readonly ReadNotice[]) =>
  read.map((one) => (one.ok ? one.publication.reference : `refused ${one.reference}`));
const troubleOf = async (asked: Promise<unknown>): Promise<SourceTrouble> =>
  asked.then(
    () => {
      throw new Error('it answered');
    },
    (error: SourceTrouble) => error,
  );
const published = (day: string, from: number, count: number) =>
  Array.from({ length: count }, (_, at) => fnsRecord({ idweb: `26-${from + at}`, day, closing: CLOSING }));

describe('BOAMP', () => {
  let boamp: FakeBoamp;
  const source = () => boampSource(boamp.url, now, 0);

  beforeEach(async () => {
    boamp = await FakeBoamp.start();
  });
  afterEach(() => boamp[Symbol.asyncDispose]());

  it('is read day by day, page by page, up to today, and from yesterday on the next time', async () => {
    boamp.publish(...published('2026-11-15', 10_000, 250), ...published('2026-11-29', 20_000, 3));
    const { read, cursor } = await readAll(source());
    expect(read).toHaveLength(253);
    expect(new Set(numbers(read)).size).toBe(253);
    const limits = boamp.asked.map(({ url }) => Number(url.searchParams.get('limit')));
    expect(Math.max(...limits)).toBe(100);
    // Filed late: a notice of yesterday, after yesterday was read.
    boamp.publish(...published('2026-11-28', 30_000, 1));
    expect(numbers((await readAll(source(), cursor)).read)).toEqual([
      '26-30000',
      '26-20000',
      '26-20001',
      '26-20002',
    ]);
  });

  it('goes on where it was, in the midst of a day', async () => {
    boamp.publish(...published('2026-11-20', 10_000, 150));
    let cursor: string | undefined;
    let page = await source().page(cursor, never);
    while (page.read.length === 0) page = await source().page(page.cursor, never);
    cursor = page.cursor;
    const rest = await readAll(source(), cursor);
    expect([page.read.length, rest.read.length]).toEqual([100, 50]);
  });

  it('is caught up after weeks', async () => {
    boamp.publish(...published('2026-09-02', 10_000, 1), ...published('2026-10-05', 11_000, 1));
    const { read } = await readAll(source(), JSON.stringify({ day: '2026-09-01', offset: 0 }));
    expect(numbers(read)).toEqual(['26-10000', '26-11000']);
  });

  it('begins anew from a cursor that does not read', async () => {
    boamp.publish(...published('2026-11-20', 10_000, 1));
    for (const cursor of ['', '{', '{"day":"hier","offset":0}', '{"day":"2026-11-20","offset":-1}'])
      expect((await readAll(source(), cursor)).read).toHaveLength(1);
  });

  it('is read whole on a day of more records than its pages reach', async () => {
    const day = '2026-11-28';
    boamp.publish(
      ...Array.from({ length: 10_050 }, (_, at) => ({
        idweb: `26-${100_000 + at}`,
        dateparution: day,
        objet: 'Étude',
        nomacheteur: 'Ville',
      })),
    );
    const { read } = await readAll(source(), JSON.stringify({ day, offset: 9_900 }));
    expect(read).toHaveLength(150);
    expect(boamp.asked.some(({ url }) => url.pathname.endsWith('/exports/json'))).toBe(true);
  });

  it('refuses what is no notice, and gives the others', async () => {
    boamp.publish(...published('2026-11-28', 10_000, 2), {
      idweb: '26-10005',
      dateparution: '2026-11-28',
      donnees: '{"MAPA": {',
      objet: 'Étude',
    });
    expect(numbers((await readAll(source())).read)).toEqual(['26-10000', '26-10001', 'refused 26-10005']);
  });

  it('asks to wait as it says', async () => {
    boamp.quota = 0;
    boamp.retryAfter = '7';
    expect(await troubleOf(source().page(undefined, never))).toMatchObject({ kind: 'busy', waitMs: 7_000 });
    boamp.retryAfter = undefined;
    boamp.quota = 0;
    expect(await troubleOf(source().page(undefined, never))).toMatchObject({ kind: 'busy' });
  });

  it.each([
    ['down', 'down'],
    ['html', 'malformed'],
    ['garbage', 'malformed'],
    ['cut', 'down'],
    ['endless', 'malformed'],
  ] as const)('in trouble (%s) is told so', async (trouble, kind) => {
    boamp.trouble = trouble;
    expect(await troubleOf(source().page(undefined, never))).toMatchObject({ name: 'SourceTrouble', kind });
  });

  it('is left when it is to stop', async () => {
    boamp.trouble = 'silent';
    const stop = new AbortController();
    const asked = source().page(undefined, stop.signal);
    setTimeout(() => stop.abort(new Error('stopping')), 50);
    await expect(asked).rejects.toThrow('stopping');
  });

  it('that is nowhere is down', async () => {
    expect(await troubleOf(boampSource('http://127.0.0.1:9', now, 0).page(undefined, never))).toMatchObject({
      kind: 'down',
    });
  });
});

describe('TED', () => {
  let ted: FakeTed;
  const source = () => tedSource(ted.url, now, 0);
  const notice = (number: string, publishedOn: string, xml = eformsXml(eformsTree())) => ({
    number,
    publishedOn,
    xml,
  });

  beforeEach(async () => {
    ted = await FakeTed.start();
  });
  afterEach(() => ted[Symbol.asyncDispose]());

  it('is read day by day, by tokens, in both forms, and only what is French', async () => {
    ted.mostAPage = 2;
    for (let at = 1; at <= 5; at += 1) ted.publish(notice(`${at}-2026`, '2026-11-20'));
    ted.publish(notice('6-2026', '2026-11-27', olderTedXml()), {
      ...notice('7-2026', '2026-11-27'),
      country: 'BEL',
    });
    const { read, cursor } = await readAll(source());
    expect(numbers(read)).toEqual(['1-2026', '2-2026', '3-2026', '4-2026', '5-2026', '6-2026']);
    expect(JSON.parse(cursor)).toEqual({ day: '2026-11-28', read: 0 });
    const searches = ted.asked.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
    expect(searches[0]).toMatchObject({
      paginationMode: 'ITERATION',
      query: 'PD>=20261030 AND PD<=20261030 AND buyer-country IN (FRA)',
    });
  });

  it('is read again from the start of a day whose token ran out', async () => {
    ted.mostAPage = 1;
    ted.publish(notice('1-2026', '2026-11-28'), notice('2-2026', '2026-11-28'));
    const first = await source().page(JSON.stringify({ day: '2026-11-28', read: 0 }), never);
    ted.forgetTokens();
    const rest = await readAll(source(), first.cursor);
    expect(numbers(rest.read)).toEqual(['1-2026', '2-2026']);
  });

  it('refuses what does not read, what it does not have, and what would lead elsewhere', async () => {
    ted.publish(
      notice('1-2026', '2026-11-28', eformsXml(eformsTree()).slice(0, 3_000)),
      { ...notice('2-2026', '2026-11-28'), link: null },
      { ...notice('3-2026', '2026-11-28'), link: 'http://169.254.169.254/latest/meta-data' },
      { ...notice('4-2026', '2026-11-28'), link: `${ted.url}/en/notice/404-2026/xml` },
      notice('5-2026', '2026-11-28'),
    );
    const { read } = await readAll(source(), JSON.stringify({ day: '2026-11-28', read: 0 }));
    expect(read.map((one) => (one.ok ? 'read' : one.why))).toEqual([
      'Le XML est coupé ou abîmé : il ne se referme pas.',
      'Le service ne donne pas l’adresse du XML de cet avis.',
      'Le service ne donne pas l’adresse du XML de cet avis.',
      'Le XML de l’avis n’a pas pu être lu (réponse 404).',
      'read',
    ]);
  });

  it('asks to wait, and says when it had no time', async () => {
    ted.quota = 0;
    expect(await troubleOf(source().page(undefined, never))).toMatchObject({ kind: 'busy', waitMs: 1_000 });
    ted.quota = Number.POSITIVE_INFINITY;
    ted.refills = true;
    ted.timesOut = true;
    expect(await troubleOf(source().page(undefined, never))).toMatchObject({ kind: 'busy' });
  });

  it.each([
    ['down', 'down'],
    ['html', 'malformed'],
    ['garbage', 'malformed'],
    ['cut', 'down'],
  ] as const)('in trouble (%s) is told so', async (trouble, kind) => {
    ted.trouble = trouble;
    expect(await troubleOf(source().page(undefined, never))).toMatchObject({ name: 'SourceTrouble', kind });
  });
});

describe('the folder in which staff drop files', () => {
  let folder: TempFolder;
  const source = (at = NOW) => filesSource(folder.path, () => at);
  const drop = (name: string, text: string) => {
    writeFileSync(join(folder.path, name), text);
    utimesSync(join(folder.path, name), NOW / 1_000 - 60, NOW / 1_000 - 60);
  };
  const TABLE = 'Titre;Type;Publié par\nLinge;AMI;CMA\n';

  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => folder[Symbol.dispose]());

  it('is read file by file, each once, and again when it changes', async () => {
    drop('a.csv', TABLE);
    drop('b.csv', TABLE.replace('Linge', 'Pain'));
    const first = await readAll(source());
    expect([first.read.length, first.pages]).toEqual([2, 2]);
    expect((await readAll(source(), first.cursor)).read).toEqual([]);
    drop('b.csv', `${TABLE}Cuisine;AMI;CMA\n`);
    expect((await readAll(source(), first.cursor)).read).toHaveLength(2);
  });

  it('is read again each month: contracts come near their end', async () => {
    drop('a.csv', TABLE);
    const { cursor } = await readAll(source());
    expect((await readAll(source(Date.parse('2026-12-02T08:00:00Z')), cursor)).read).toHaveLength(1);
  });

  it('holds files of work, folders and links, which are left alone', async () => {
    drop('~$a.csv', TABLE);
    drop('.a.csv', TABLE);
    drop('a.csv.part', TABLE);
    mkdirSync(join(folder.path, 'dossier'));
    symlinkSync('/etc/hosts', join(folder.path, 'lien.csv'));
    expect((await readAll(source())).read).toEqual([]);
  });

  it('leaves a file that is being copied for the next time', async () => {
    writeFileSync(join(folder.path, 'a.csv'), TABLE);
    utimesSync(join(folder.path, 'a.csv'), NOW / 1_000, NOW / 1_000);
    expect((await readAll(source())).read).toEqual([]);
    expect((await readAll(source(NOW + 10_000))).read).toHaveLength(1);
  });

  it('says what does not read, and that it is not there', async () => {
    drop('liste.csv', 'Nom;Prénom\nA;B\n');
    const { read } = await readAll(source());
    expect(read).toEqual([
      { ok: false, reference: 'liste.csv', why: expect.stringContaining('ne sont pas connues') },
    ]);
    expect(await troubleOf(filesSource(join(folder.path, 'rien'), now).page(undefined, never))).toMatchObject(
      { kind: 'down' },
    );
  });
});
