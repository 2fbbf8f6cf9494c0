import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { lawLine } from '#src/knowledge/law/version.ts';
import { createLogger } from '#src/platform/logger.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import { LAW } from '#support/knowledge/law-base.ts';
import {
  articleId,
  CCP_ID,
  LABOUR_ID,
  type LegiArticle,
  legiArchive,
  legiTree,
  legiXml,
  writeTree,
} from '#support/knowledge/legi.ts';
import { SAMPLE } from '#support/knowledge/samples.ts';
import { openWorkshop } from '#support/knowledge/workshop.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

let work: TempFolder;
let data: TempFolder;
let knowledge: TempFolder;
beforeEach(() => {
  [work, data, knowledge] = [tempFolder(), tempFolder(), tempFolder(SAMPLE)];
});
afterEach(() => {
  for (const folder of [work, data, knowledge]) folder[Symbol.dispose]();
});

const FULL = 'Freemium_legi_global_20260901-140000.tar.gz';
const ARTICLES: readonly LegiArticle[] = [
  { id: articleId(1), num: 'R2122-8', from: '2026-04-01', html: '<p>Achat libre sous 60 000 euros.</p>' },
  {
    id: articleId(2),
    num: 'R2122-8',
    state: 'MODIFIE',
    from: '2020-01-01',
    end: '2026-04-01',
    html: '<p>Achat libre sous 40 000 euros.</p>',
  },
  { id: articleId(3), num: 'L2113-12', html: '<p>Des lots peuvent être réservés.</p>' },
  { id: articleId(4), num: 'L2113-13', html: '<p>À des structures d’insertion.</p>' },
  { id: articleId(5), num: 'L9', state: 'VIGUEUR_DIFF', from: '2027-01-01', html: '<p>Demain.</p>' },
  { id: articleId(6), num: 'L10', state: 'ABROGE', html: '<p>Abrogé sans date.</p>' },
  { id: articleId(7), num: 'L8222-1', code: LABOUR_ID, html: '<p>Du travail.</p>' },
];
const importLaw = (...args: string[]) =>
  runCommand(['import-law', ...args, '--data', data.path, '--knowledge', knowledge.path]);
const stored = () => join(data.path, 'law', `${CCP_ID}.jsonl`);
const lines = (file = stored()) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const nums = () => lines().map(({ num, from, until }) => [num, from, until]);
const WHOLE = [
  ['L9', '2027-01-01', undefined],
  ['L2113-12', '2020-01-01', undefined],
  ['L2113-13', '2020-01-01', undefined],
  ['R2122-8', '2020-01-01', '2026-03-31'],
  ['R2122-8', '2026-04-01', undefined],
];
const imported = async () => {
  const archive = await legiArchive(work.path, FULL, legiTree(ARTICLES));
  const ran = await importLaw(archive, '--date', '2026-11-24');
  expect(ran.code, ran.stderr).toBe(0);
  return { archive, ran, before: readFileSync(stored(), 'utf8') };
};

describe('import-law', () => {
  it('takes from an archive the articles of the code, each with its period, and indexes them', async () => {
    const { ran } = await imported();
    expect(ran.stdout).toContain(
      'Code de la commande publique : 3 articles en vigueur le 24 novembre 2026, 1 rédactions à venir, 1 rédactions passées.',
    );
    expect(ran.stdout).toContain('Écarté : 1 rédactions dont l’état et la période se contredisent.');
    expect(ran.stdout).toMatch(/Index publié : \d+ passages et 5 rédactions d’articles/);
    expect(nums()).toEqual(WHOLE);
    expect(lines()[4]).toMatchObject({
      id: articleId(1),
      code: CCP_ID,
      text: 'Achat libre sous 60 000 euros.',
      as_of: '2026-09-01',
      path: expect.arrayContaining(['Partie réglementaire']),
    });
    const { stdout } = await runCommand(['search', 'R2122-8', '--json', '--data', data.path]);
    expect(JSON.parse(stdout).hits[0]).toMatchObject({
      documentId: `law/${CCP_ID}`,
      title: 'Code de la commande publique',
      section: 'Article R2122-8',
      articles: ['R2122-8'],
    });
  });

  it('reads the same from the unpacked tree, from a bare .tar, and from what it wrote with --out', async () => {
    const tree = join(work.path, 'legi-tree');
    writeTree(tree, legiTree(ARTICLES));
    const tar = await legiArchive(work.path, 'legi.tar', legiTree(ARTICLES));
    const written = join(work.path, 'law.jsonl');
    for (const [index, source] of [tree, tar].entries()) {
      const out = join(work.path, `out-${index}.jsonl`);
      expect((await importLaw(source, '--out', out)).code).toBe(0);
      expect(lines(out).map(({ num, from, until }) => [num, from, until])).toEqual(WHOLE);
      writeFileSync(written, readFileSync(out));
    }
    expect((await importLaw(written)).code).toBe(0);
    expect(nums()).toEqual(WHOLE);
  });

  it('corrects a full archive by daily ones, which also withdraw articles', async () => {
    const { archive } = await imported();
    const daily = await legiArchive(work.path, 'LEGI_20260915-200000.tar.gz', {
      ...legiTree([
        { id: articleId(3), num: 'L2113-12', html: '<p>Des lots sont réservés.</p>' },
        { id: articleId(8), num: 'L2113-14', html: '<p>Un article neuf.</p>' },
      ]),
      'liste_suppression_legi.dat': `legi/global/code_en_vigueur/${CCP_ID}/article/LEGI/ARTI/00/00/${articleId(4)}\n`,
    });
    const alone = await importLaw(daily, '--out', join(work.path, 'daily.jsonl'));
    expect(alone.stdout).toContain('cette archive semble être celle d’un seul jour');
    expect((await importLaw(archive, daily)).code).toBe(0);
    expect(nums().map(([num]) => num)).toEqual(['L9', 'L2113-12', 'L2113-14', 'R2122-8', 'R2122-8']);
    expect(lines().find(({ num }) => num === 'L2113-12')).toMatchObject({
      text: 'Des lots sont réservés.',
      as_of: '2026-09-15',
    });
    // The last import is a source like another.
    expect((await importLaw(stored(), daily)).code).toBe(0);
    expect(nums()).toHaveLength(5);
  });

  it('takes another code when asked for, beside the first', async () => {
    const { archive } = await imported();
    const ran = await importLaw(archive, `--code=${LABOUR_ID}`);
    expect(ran.stdout).toContain('Code du travail : 1 articles en vigueur');
    const { stdout } = await runCommand(['search', 'C. trav. L8222-1', '--json', '--data', data.path]);
    expect(JSON.parse(stdout).hits[0]).toMatchObject({ articles: ['C. trav. L8222-1'] });
    expect(nums()).toEqual(WHOLE);
  });
});

describe('knowledge drift', () => {
  const newer = () => {
    const file = join(work.path, 'newer.jsonl');
    const articles = [
      { id: 'n1', num: 'R2122-8', text: 'Achat libre sous 90 000 euros.', from: '2027-01-01' },
      { id: 'n2', num: 'L2113-12', text: 'Des lots peuvent être réservés.', from: '2020-01-01' },
    ];
    writeFileSync(file, articles.map((one) => JSON.stringify({ code: CCP_ID, ...one })).join('\n'));
    return file;
  };
  const drift = (...args: string[]) =>
    runCommand(['knowledge', 'drift', ...args, '--data', data.path, '--knowledge', knowledge.path]);

  it('lists the sections to read again, with the words that changed since the import', async () => {
    await imported();
    // A code that is not compared has not gone.
    const labour = { id: 't1', code: LABOUR_ID, num: 'L5132-4', text: 'Du travail.', from: '2020-01-01' };
    writeFileSync(join(data.path, 'law', `${LABOUR_ID}.jsonl`), JSON.stringify(labour));
    const page = SAMPLE['guides/avance.md'] ?? '';
    knowledge.write({ 'guides/avance.md': page.replace('L2191-1', 'C. trav. L5132-4') });
    const { code, stdout } = await drift(newer(), '--date', '2027-01-01');
    expect(code).toBe(1);
    expect(stdout).not.toContain('L5132-4');
    expect(stdout).toContain('R2122-8 a une autre rédaction, en vigueur depuis le 1er janvier 2027 :');
    expect(stdout).toContain('… Achat libre sous [- 60 -] [+ 90 +] 000 euros. …');
    expect(stdout).toMatch(/seuils\.md:\d+ « Jusqu'à quel montant .* » \(R2122-8\)/);
    expect(stdout).not.toContain('L2113-12');
  });

  it('says that nothing changed, and asks for a file when it has none', async () => {
    await imported();
    const { code, stdout } = await drift(stored(), '--date', '2026-11-24');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Aucun article cité n’a changé.')]);
    const bare = await drift();
    expect([bare.code, bare.stderr]).toEqual([1, expect.stringContaining('knowledge drift FICHIER')]);
  });
});

describe('import-law refuses, says why, and leaves the last import as it was', () => {
  const damagedTree = () => ({
    ...legiTree(ARTICLES),
    [`legi/global/LEGI/TEXT/${CCP_ID}/article/LEGI/ARTI/${articleId(9)}.xml`]: legiXml().slice(0, 400),
  });
  const other = legiTree([{ id: articleId(7), num: 'L8222-1', code: LABOUR_ID }]);
  const future = legiTree([{ num: 'L9', state: 'VIGUEUR_DIFF', from: '2027-01-01' }]);
  const cut = (path: string) => {
    truncateSync(path, Math.floor(statSync(path).size / 2));
    return path;
  };
  it.each<[string, (work: string) => Promise<string[]> | string[], RegExp]>([
    [
      'a damaged article',
      async (at) => [await legiArchive(at, 'bad.tar.gz', damagedTree())],
      /1 article\(s\) illisible\(s\), rien n’est importé\.[\s\S]*LEGIARTI000000000009\.xml/,
    ],
    [
      'an archive cut short',
      async (at) => [cut(await legiArchive(at, 'cut.tar.gz', legiTree(ARTICLES)))],
      /abîmé ou incomplet/,
    ],
    [
      'an uncompressed archive cut short',
      async (at) => [cut(await legiArchive(at, 'cut.tar', legiTree(ARTICLES)))],
      /abîmé ou incomplet/,
    ],
    [
      'a code that is not there',
      async (at) => [await legiArchive(at, 'other.tar.gz', other)],
      new RegExp(`Aucun article de ${CCP_ID} dans cette source \\(codes rencontrés : ${LABOUR_ID}\\)`),
    ],
    [
      'a code that we cannot cite',
      async (at) => [await legiArchive(at, 'x.tar.gz', other), '--code', 'LEGITEXT000000000001'],
      /Code inconnu : « LEGITEXT000000000001 »[\s\S]*Code du travail/,
    ],
    [
      'nothing in force on the day',
      async (at) => [await legiArchive(at, 'future.tar.gz', future), '--date', '2026-11-24'],
      /n’est en vigueur le 24 novembre 2026/,
    ],
    [
      'a daily archive in place of the whole',
      async (at) => [await legiArchive(at, 'day.tar.gz', legiTree([{ num: 'L9' }]))],
      /n’a que 1 articles en vigueur, l’import en service en a 3/,
    ],
    ['a path that does not exist', () => ['nowhere.tar.gz'], /nowhere\.tar\.gz ne se lit pas/],
    ['no path', () => [], /Donnez le chemin d’une archive LEGI/],
    [
      'a file of another kind',
      (at) => {
        writeFileSync(join(at, 'notes.txt'), 'Bonjour');
        return [join(at, 'notes.txt')];
      },
      /n’est ni une archive LEGI/,
    ],
    [
      'a line that does not read',
      (at) => {
        writeFileSync(join(at, 'law.jsonl'), '{"id":"a","num":"L1","text":"Un."}\n{"id":"b","num":\n');
        return [join(at, 'law.jsonl')];
      },
      /law\.jsonl:2/,
    ],
    [
      'a place that cannot be written',
      (at) => {
        writeFileSync(join(at, 'ok.jsonl'), '{"id":"a","num":"L1","text":"Un."}');
        return [join(at, 'ok.jsonl'), '--out', join(at, 'ok.jsonl', 'law.jsonl')];
      },
      /ne peut pas être écrit/,
    ],
  ])('%s', async (_, source, reason) => {
    const { before } = await imported();
    const { code, stderr, stdout } = await importLaw(...(await source(work.path)));
    expect([code, stderr]).toEqual([1, expect.stringMatching(reason)]);
    expect(stdout).not.toContain('Index publié');
    expect(readFileSync(stored(), 'utf8')).toBe(before);
  });

  it('a law file damaged by hand: its last good reading serves, and the line is named', async () => {
    await imported();
    writeFileSync(stored(), `${readFileSync(stored(), 'utf8').slice(0, 300)}\n`);
    const { code, stdout } = await runCommand(['ingest', '--data', data.path, '--knowledge', knowledge.path]);
    expect(code).toBe(1);
    expect(stdout).toContain(`ERREUR law/${CCP_ID}.jsonl:2 cette ligne n’est pas un article lisible`);
    const found = await runCommand(['search', 'R2122-8', '--json', '--data', data.path]);
    expect(JSON.parse(found.stdout).hits[0]).toMatchObject({ section: 'Article R2122-8' });
  });
});

describe('a running service', () => {
  it('puts an import in service by itself, and takes it out when it is deleted', async () => {
    await using shop = await openWorkshop();
    const loaded: ServedContent[] = [];
    const service = new IndexService({
      db: shop.db,
      config: {
        knowledgeDir: shop.knowledge.path,
        dataDir: shop.data.path,
        embeddings: { provider: 'static' },
        watchKnowledge: true,
      },
      logger: createLogger('silent'),
      onLoad: async (content) => {
        loaded.push(content);
      },
    });
    await service.start();
    try {
      expect(loaded.at(-1)?.law).toBeUndefined();
      const file = `law/${CCP_ID}.jsonl`;
      shop.data.write({ [file]: LAW.map(lawLine).join('\n') });
      await vi.waitFor(
        () => expect(loaded.at(-1)?.law?.passages.flatMap(({ articles }) => articles)).toContain('R2122-8'),
        60_000,
      );
      shop.data.write({ [file]: undefined });
      await vi.waitFor(() => expect(loaded.at(-1)?.law).toBeUndefined(), 60_000);
    } finally {
      await service.stop();
    }
  });
});
