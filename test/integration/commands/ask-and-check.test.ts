import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#src/platform/database/open.ts';
import { AVANCE, FIGURES, page, SAMPLE } from '#support/knowledge/samples.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import { startServer } from '#support/world/processes/running-server.ts';

let knowledge: TempFolder;
let data: TempFolder;
const folders = () => ['--data', data.path];
beforeAll(async () => {
  knowledge = tempFolder(SAMPLE);
  data = tempFolder();
  await runHere(['ingest', '--knowledge', knowledge.path, ...folders()]);
});
afterAll(() => {
  knowledge[Symbol.dispose]();
  data[Symbol.dispose]();
});

const AVANCE_ASKED = 'Ai-je droit à une avance ?';
const askJson = async (question: string, ...more: string[]) => {
  const { code, stdout } = await runHere(['ask', question, '--json', ...folders(), ...more]);
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

describe('ask', () => {
  it('prints the answer, then its sources with articles and date, as a person reads them', async () => {
    const { code, stdout, stderr } = await runCommand(['ask', AVANCE_ASKED, ...folders()]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^Oui, une avance est due si le marché dépasse 50 000 € HT et dure plus de 2 mois\.\n/,
    );
    expect(stdout).toContain(
      '\nSources :\n[1] Avance — Ai-je droit à une avance sur mon marché public ? (R2191-3, L2191-1 ; Page relue le 24 novembre 2026)\n',
    );
  });

  it('--json prints one line of the stable format', async () => {
    const { stdout } = await runHere(['ask', AVANCE_ASKED, '--json', ...folders()]);
    expect(stdout.trimEnd()).not.toContain('\n');
    expect(JSON.parse(stdout)).toEqual({
      kind: 'answer',
      text: expect.stringContaining('50 000 € HT'),
      citations: [
        {
          n: 1,
          documentId: 'guides/avance',
          title: 'Avance',
          section: 'Ai-je droit à une avance sur mon marché public ?',
          articles: ['R2191-3', 'L2191-1'],
          url: null,
        },
      ],
      composer: 'extractive',
      verdict: 'oui',
      ms: expect.any(Number),
    });
  });

  it('takes several words without quotes as one question', async () => {
    const { stdout } = await runHere(['ask', 'Ai-je', 'droit', 'à', 'une', 'avance', '?', ...folders()]);
    expect(stdout).toContain('50 000 € HT');
  });

  it('answers two questions of one message, each under its own, and numbers the sources of both on', async () => {
    const line = await askJson(
      `Test. ${AVANCE_ASKED} Et sous quel montant une mairie peut acheter des fournitures sans publicité ?`,
    );
    const [first, second] = line.text.split(
      'Sous quel montant une mairie peut acheter des fournitures sans publicité ?',
    );
    expect(first).toMatch(/^Ai-je droit à une avance \?\n\nOui, .*50 000/);
    expect(second).toContain('60 000');
    const numbers = line.citations.map(({ n }: { n: number }) => n);
    expect(numbers).toEqual(numbers.map((_: number, index: number) => index + 1));
    expect(numbers.length).toBeGreaterThan(1);
  });

  it('--date answers by the figures of that day, and says so when it does not know them', async () => {
    const question = 'Jusqu’à quel montant une mairie peut-elle acheter sans publicité ?';
    expect((await askJson(question, '--date', '2025-06-01')).text).toContain('40 000 € HT');
    expect((await askJson(question, '--date', '2026-04-01')).text).toContain('60 000 € HT');
    const unknown = await askJson(question, '--date', '2019-01-01');
    expect(unknown).toMatchObject({ kind: 'refusal', citations: [] });
  });

  it.each([
    ['parler à un expert', 'handoff'],
    ['je veux m’inscrire', 'referencing'],
    ['je veux recevoir les alertes', 'alerts'],
    ['supprimez mes données', 'privacy'],
    ['où en est ma demande ?', 'status'],
    ['aide', 'help'],
    ['recette de la tarte aux pommes', 'refusal'],
  ])('tells that « %s » is of kind %s, and promises nothing kept', async (said, kind) => {
    const answer = await askJson(said);
    expect(answer).toMatchObject({ kind, citations: [], verdict: null });
    expect(answer.text.length).toBeGreaterThan(20);
    expect(answer.text).not.toContain('Je garde votre demande');
  });

  it('keeps nothing of what is asked', async () => {
    await runHere(['ask', 'parler à un expert', ...folders()]);
    await runHere(['ask', 'un secret de fabrication', ...folders()]);
    const db = await openDatabase(data.path);
    for (const table of ['conversation', 'message', 'inbound_event', 'outbox', 'feedback', 'request']) {
      expect(await db.query(`SELECT * FROM ${table}`), table).toEqual([]);
    }
    await db.close();
  });
});

describe('ask and search on an empty data folder', () => {
  it('ingest first, once, and then answer', async () => {
    using empty = tempFolder();
    const args = ['ask', AVANCE_ASKED, '--data', join(empty.path, 'nouveau'), '--knowledge', knowledge.path];
    const first = await runCommand(args);
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('Lecture des documents : 3/3');
    expect(first.stdout).toContain('50 000 € HT');
    const second = await runCommand(args);
    expect(second.stderr).toBe('');
    expect(second.stdout).toBe(first.stdout);
    const searched = await runHere(['search', 'avance', '--data', join(empty.path, 'nouveau')]);
    expect(searched.stdout).toContain('Avance — ');
  });

  it('take the folders from the environment too', async () => {
    using empty = tempFolder();
    const env = { HOTLINE_DATA_DIR: empty.path, HOTLINE_KNOWLEDGE_DIR: knowledge.path };
    expect((await runHere(['ask', AVANCE_ASKED], { env })).stdout).toContain('50 000 € HT');
    expect(existsSync(join(empty.path, 'hotline.db'))).toBe(true);
  });
});

describe('beside a running server', () => {
  it('ask, search and ingest work on its data folder, and it goes on serving', async () => {
    using live = tempFolder();
    const beside = ['--data', live.path, '--knowledge', knowledge.path];
    // Its start is not what is tried.
    await runHere(['ingest', ...beside]);
    await using server = await startServer({ knowledge: knowledge.path, data: live.path });
    const [asked, searched] = await Promise.all([
      runCommand(['ask', AVANCE_ASKED, ...beside]),
      runCommand(['search', 'avance', ...beside]),
    ]);
    expect([asked.code, asked.stderr, searched.code]).toEqual([0, '', 0]);
    expect(asked.stdout).toContain('50 000 € HT');
    expect((await runCommand(['ingest', ...beside])).code).toBe(0);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

describe('search', () => {
  it('prints a line a passage, the best first', async () => {
    const { code, stdout } = await runCommand(['search', 'rembourser une avance', ...folders()]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^\d+\.\d{3} {2}Avance — Comment rembourser une avance \? {2}R2191-11$/);
    expect(lines.length).toBeLessThanOrEqual(10);
  });

  it('--json prints hits in the stable format, at most --k of them', async () => {
    const { stdout } = await runHere(['search', 'avance mairie marché', '--json', '--k', '2', ...folders()]);
    const { hits } = JSON.parse(stdout);
    expect(hits).toHaveLength(2);
    for (const hit of hits) {
      expect(hit).toEqual({
        documentId: expect.stringMatching(/^guides\//),
        title: expect.any(String),
        section: expect.any(String),
        articles: expect.any(Array),
        score: expect.any(Number),
      });
    }
    expect(hits[0].score).toBeGreaterThanOrEqual(hits[1].score);
  });

  it('finds through typing mistakes and missing accents', async () => {
    const { stdout } = await runHere(['search', 'ranbourser avence', '--json', '--k', '1', ...folders()]);
    expect(JSON.parse(stdout).hits[0].documentId).toBe('guides/avance');
  });

  it('finds an article by its number', async () => {
    const { stdout } = await runHere(['search', 'art. R. 2122-8', '--json', '--k', '1', ...folders()]);
    expect(JSON.parse(stdout).hits[0].articles).toContain('R2122-8');
  });
});

describe('knowledge check', () => {
  const SOURCES = 'sources: [{ label: Code de la commande publique }]';
  /** A page with all that its header must say; one line more for each that it did not. */
  const complete = (text: string): string => {
    const header = ['reviewed_on: 2026-11-24', 'review_by: 2027-06-30', 'owner: Équipe', SOURCES];
    const missing = header.filter((line) => !text.includes(line.slice(0, line.indexOf(':') + 1)));
    return text.replace(/^regime: .*$/m, (regime) => [regime, ...missing].join('\n'));
  };
  const GOOD = Object.fromEntries(
    Object.entries(SAMPLE).map(([path, text]) => [path, path.startsWith('guides/') ? complete(text) : text]),
  );

  it('says that all is well, counts what it read and how it reads, and writes nothing', async () => {
    using good = tempFolder(GOOD);
    using elsewhere = tempFolder();
    const env = { HOTLINE_DATA_DIR: join(elsewhere.path, 'data') };
    const { code, stdout } = await runCommand(['knowledge', 'check', '--knowledge', good.path], { env });
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '3 documents, 4 sections, 3 chiffres vérifiés.',
      expect.stringMatching(
        /^Lisibilité : \d+,\d mots par phrase en moyenne ; sur \d+ phrases, 0 de plus de 25 mots, 1 au passif ; 0 mot du métier hors glossaire\.$/,
      ),
      'Ressemblances : 0 paire de réponses proches, 0 paire de propositions proches aux verdicts contraires.',
      'Entretien : 0 page à relire, 0 chiffre qu’aucune page ne cite.',
      'Le détail : knowledge check --report.',
      '',
    ]);
    expect(existsSync(env.HOTLINE_DATA_DIR)).toBe(false);
  });

  it('ends with 1 and names file, line and mistake of everything that is wrong', async () => {
    const asked = '\n\nOn demande aussi : autrement dit';
    using wrong = tempFolder({
      ...GOOD,
      'guides/avance.md': complete(AVANCE.replace('R2191-3 ; L2191-1', 'R2191-333')),
      'guides/bis.md': complete(
        page(`## Dans quel délai payer ?\n\nUn acheteur paie sa facture en 3 mois.${asked}`),
      ),
      'guides/ter.md': complete(
        page(`## Puis-je sous-traiter la totalité du marché ?\n\nLe règlement du marché le dit.${asked}`),
      ),
      'guides/quater.md': page(`## Combien vaut un lot ?\n\nElle dépend du lot et de sa taille.`),
      'figures.yaml': FIGURES.replace('unit: mois', 'unite: mois'),
      'documents/tableau.xls': 'PK',
    });
    const { code, stdout } = await runHere(['knowledge', 'check', '--knowledge', wrong.path]);
    expect(code).toBe(1);
    const header = (field: string) =>
      `ERREUR guides/quater.md:1 en-tête : « ${field} » manque (dernière relecture, prochaine relecture, responsable et sources sont à remplir)`;
    expect(stdout.split('\n').slice(1)).toEqual([
      'ERREUR documents/tableau.xls:1 format non pris en charge : ouvrez-le et enregistrez-le sous .xlsx',
      'ERREUR figures.yaml:8 « unit » : champ manquant ou vide',
      'ERREUR figures.yaml:10 champ inconnu « unite »',
      'ERREUR guides/avance.md:12 « Ai-je droit à une avance sur mon marché public ? » : le chiffre « avance-duree » n’existe pas dans figures.yaml',
      'ERREUR guides/avance.md:12 « Ai-je droit à une avance sur mon marché public ? » : l’article « R2191-333 » n’existe pas',
      'ERREUR guides/bis.md:12 « Dans quel délai payer ? » : chiffre écrit en dur « 3 mois » : utilisez {{identifiant}}',
      'ERREUR guides/ter.md:12 « Puis-je sous-traiter la totalité du marché ? » : question déjà posée dans guides/sous-traitance.md',
      ...['reviewed_on', 'review_by', 'owner', 'sources'].map(header),
      'ERREUR guides/quater.md:8 « Combien vaut un lot ? » : la réponse courte se lit seule, et « Elle » renvoie à autre chose',
      'ERREUR guides/quater.md:8 « Combien vaut un lot ? » : rien n’y mène. Ajoutez « On demande aussi : … », un lien depuis une autre page, ou un mot du glossaire dans la question',
      '13 erreur(s), 0 avertissement(s).',
      '',
    ]);
  });

  it('finds nothing to mend in the shipped knowledge', async () => {
    const { code, stdout } = await runHere(['knowledge', 'check']);
    expect(stdout).toMatch(/^\d+ documents, \d+ sections, \d+ chiffres vérifiés\.\nLisibilité : /);
    expect(stdout).not.toMatch(/ERREUR|attention/);
    expect(code).toBe(0);
  });

  it('tells with --report each thing that is only worth a look, by file and line', async () => {
    const sentence = `Un acheteur ${'qui paie tard '.repeat(9)}vous doit des intérêts.`;
    using long = tempFolder({
      ...GOOD,
      'guides/retards.md': complete(
        page(`## Que me doit un acheteur en retard ?\n\n${sentence}\n\nOn demande aussi : il paie tard`),
      ).replace('2027-06-30', '2026-11-25'),
    });
    const { code, stdout } = await runHere([
      'knowledge',
      'check',
      '--report',
      '--knowledge',
      long.path,
      '--date',
      '2026-12-01',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('1 de plus de 25 mots');
    expect(stdout).toContain(
      'à voir guides/retards.md:12 « Que me doit un acheteur en retard ? » : phrase de 33 mots : « Un acheteur qui paie tard',
    );
    expect(stdout).toContain('à voir guides/retards.md:1 à relire depuis le 25 novembre 2026');
  });
});

describe('knowledge status', () => {
  it('says what is in service since when', async () => {
    const { code, stdout } = await runCommand(['knowledge', 'status', ...folders()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Index [\w-]{36}, publié le \d{1,2}(?:er)? \p{L}+ \d{4} : 4 passages, 3 chiffres, 1 termes, vecteurs : aucun, les mots seuls\.\n/u,
    );
  });

  it('names pages to read again and figures that end', async () => {
    using ending = tempFolder({
      ...SAMPLE,
      'figures.yaml': FIGURES.replace('value: 60000', 'until: "2027-12-31", value: 60000'),
    });
    using other = tempFolder();
    await runHere(['ingest', '--knowledge', ending.path, '--data', other.path]);
    const on = async (date: string) =>
      (await runHere(['knowledge', 'status', '--data', other.path, '--date', date])).stdout;
    expect(await on('2027-07-01')).toContain('À relire depuis le 30 juin 2027 : Avance\n');
    expect(await on('2027-06-30')).not.toContain('À relire');
    expect(await on('2027-06-30')).toContain(
      'Chiffre sans valeur après le 31 décembre 2027 : Seuil de dispense de publicité\n',
    );
  });

  it('repeats the mistakes that the last ingest found', async () => {
    using wrong = tempFolder({ ...SAMPLE, 'guides/mauvais.md': '---\nkind: guide\n---\n' });
    using other = tempFolder();
    await runHere(['ingest', '--knowledge', wrong.path, '--data', other.path]);
    const { stdout } = await runHere(['knowledge', 'status', '--data', other.path]);
    expect(stdout).toContain('ERREUR guides/mauvais.md:2 « title » : champ manquant');
  });

  it('ends with 1 where nothing is in service', async () => {
    using empty = tempFolder();
    const { code, stderr } = await runHere(['knowledge', 'status', '--data', empty.path]);
    expect([code, stderr]).toEqual([1, 'Aucun index : lancez d’abord « ingest ».\n']);
  });
});

describe('a command typed wrong', () => {
  it.each([
    [[], 0],
    [['help'], 0],
    [['reponds'], 2],
    [['knowledge'], 2],
    [['knowledge', 'lire'], 2],
  ])('%j prints the commands and ends with %i', async (args, expected) => {
    const { code, stdout, stderr } = await runHere(args);
    expect([code, stdout]).toEqual([expected, '']);
    for (const command of ['ingest', 'ask', 'search', 'knowledge check', 'knowledge status'])
      expect(stderr).toContain(`\n  ${command} `);
  });

  it('ends the process with the code that it has', async () => {
    const { code, stdout, stderr } = await runCommand(['reponds']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('\n  knowledge status ');
  });

  it.each([
    [['ask'], 'Donnez une question entre guillemets, ou --batch ENTREE.jsonl --out SORTIE.jsonl.'],
    [
      ['search', '--json'],
      'Donnez une question entre guillemets, ou --batch ENTREE.jsonl --out SORTIE.jsonl.',
    ],
    [['ask', 'x', '--date', '2026-02-30'], '« 2026-02-30 » n’est pas une date : écrivez AAAA-MM-JJ.'],
    [['ask', 'x', '--date', '01/04/2026'], '« 01/04/2026 » n’est pas une date : écrivez AAAA-MM-JJ.'],
    [['search', 'x', '--k', 'dix'], '--k attend un nombre de 1 à 100.'],
    [['search', 'x', '--k', '0'], '--k attend un nombre de 1 à 100.'],
    [['ask', '--batch', 'x.jsonl'], 'Avec --batch, donnez aussi --out SORTIE.jsonl.'],
    [
      ['ask', 'x', '--jsno'],
      'L’option « --jsno » est inconnue, ou sa valeur manque. Un texte qui commence par un tiret se met après « -- ».',
    ],
    [
      ['ask', 'x', '--data'],
      'L’option « --data » est inconnue, ou sa valeur manque. Un texte qui commence par un tiret se met après « -- ».',
    ],
  ])('%j says in one French line what is wrong, and ends with 1', async (args, expected) => {
    const { code, stdout, stderr } = await runHere([...args, ...(args.at(-1) === '--data' ? [] : folders())]);
    expect([code, stdout, stderr]).toEqual([1, '', `${expected}\n`]);
  });

  it('takes words after « -- » as they are', async () => {
    const { code, stdout } = await runHere(['ask', ...folders(), '--', '--', AVANCE_ASKED]);
    expect(code).toBe(0);
    expect(stdout).toContain('50 000 € HT');
  });

  it('lists every mistake of the configuration, in French', async () => {
    const env = { PORT: 'abc', EMBEDDINGS_PROVIDER: 'magique' };
    const { code, stderr } = await runCommand(['ask', 'x', ...folders()], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('La configuration est à corriger :\n');
    expect(stderr).toContain('- PORT : un numéro de port, de 0 à 65535\n');
    expect(stderr).toContain('- EMBEDDINGS_PROVIDER : reader ou openai\n');
  });

  it('says in French that a file is not a base', async () => {
    using broken = tempFolder({ 'hotline.db': 'ceci n’est pas une base, et ne le sera jamais'.repeat(50) });
    const { code, stderr } = await runHere(['ask', 'x', '--data', broken.path]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${join(broken.path, 'hotline.db')} n’est pas une base de la Hotline`);
    expect(stderr).toContain('Rien n’a été changé.');
    expect(stderr).not.toContain('at ');
  });
});
