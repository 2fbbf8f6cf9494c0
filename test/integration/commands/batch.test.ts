import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE } from '#support/knowledge/samples.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

let data: TempFolder;
let work: TempFolder;
beforeAll(async () => {
  using knowledge = tempFolder(SAMPLE);
  data = tempFolder();
  await runHere(['ingest', '--knowledge', knowledge.path, '--data', data.path]);
});
beforeEach(() => {
  work?.[Symbol.dispose]();
  work = tempFolder();
});
afterAll(() => {
  data[Symbol.dispose]();
  work[Symbol.dispose]();
});

interface Line {
  id: unknown;
  kind: string;
  text: string;
  citations: { documentId: string; articles: string[] }[];
  composer: string;
  ms: number;
  hits: { documentId: string }[];
}

/** Runs a file through a command: its lines out, read. */
async function batch(command: 'ask' | 'search', input: string, ...more: string[]): Promise<Line[]> {
  work.write({ 'in.jsonl': input });
  const from = join(work.path, 'in.jsonl');
  const to = join(work.path, 'out.jsonl');
  const ran = await runHere([command, '--batch', from, '--out', to, '--data', data.path, ...more]);
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, '', '']);
  return linesOf(to);
}
function linesOf(to: string): Line[] {
  const written = readFileSync(to, 'utf8');
  if (written) expect(written.endsWith('\n')).toBe(true);
  return written
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line.replaceAll('\u00A0', ' ')));
}
const lines = (...objects: readonly unknown[]) => objects.map((one) => JSON.stringify(one)).join('\n');

const AVANCE = 'Ai-je droit à une avance ?';
const DISPENSE = 'Jusqu’à quel montant une mairie peut-elle acheter sans publicité ?';

describe('ask --batch', () => {
  it('writes one line out per line in, in order, with the ids as they were', async () => {
    const ids = ['a', 7, 'à-é', '', 0, 'a'];
    const out = await batch('ask', lines(...ids.map((id) => ({ id, question: AVANCE }))));
    expect(out.map(({ id }) => id)).toEqual(ids);
    for (const line of out) expect(line).toMatchObject({ kind: 'answer', composer: 'extractive' });
  });

  it('gives each line the stable format, id first, and at most four articles', async () => {
    const [line] = await batch('ask', lines({ id: 'q1', question: AVANCE }));
    expect(Object.keys(line ?? {})).toEqual(['id', 'kind', 'text', 'citations', 'composer', 'verdict', 'ms']);
    expect(line?.text).toContain('50 000 € HT');
    expect(line?.citations.flatMap(({ articles }) => articles).length).toBeLessThanOrEqual(4);
    expect(line?.ms).toBeGreaterThanOrEqual(0);
  });

  it('answers the last of several turns, understood after the others', async () => {
    const out = await batch(
      'ask',
      lines(
        { id: 1, turns: [AVANCE, 'c’est quoi un DCE ?'] },
        { id: 2, turns: [DISPENSE, 'et pour une consultation de juin 2025 ?'] },
        { id: 3, turns: ['et pour une consultation de juin 2025 ?'] },
        { id: 4, turns: [AVANCE, 'je veux parler à un expert'] },
      ),
    );
    expect(out[0]?.text).toContain('dossier de consultation des entreprises');
    expect(out[1]?.text).toContain('40 000 € HT');
    expect(out[2]?.kind).toBe('refusal');
    expect(out[3]?.kind).toBe('handoff');
  });

  it('keeps the conversations of different lines apart', async () => {
    const out = await batch(
      'ask',
      lines({ id: 1, question: DISPENSE }, { id: 2, question: 'et pour une consultation de juin 2025 ?' }),
    );
    expect(out[1]?.kind).toBe('refusal');
  });

  it('takes the date of the line, else that of the command', async () => {
    const asked = lines({ id: 1, question: DISPENSE, date: '2026-05-01' }, { id: 2, question: DISPENSE });
    const out = await batch('ask', asked, '--date', '2025-06-01');
    expect(out[0]?.text).toContain('60 000 € HT');
    expect(out[1]?.text).toContain('40 000 € HT');
  });

  it('gives a bad line a refusal that says why, keeps its id when it has one, and goes on', async () => {
    const out = await batch(
      'ask',
      [
        '{"id":"a","question":"Ai-je droit à une avance ?"}',
        '{"id":"b","question":',
        'bonjour',
        '',
        '[]',
        'null',
        '{"id":"c"}',
        '{"question":"sans identifiant"}',
        '{"id":"d","question":12}',
        '{"id":"e","turns":[]}',
        '{"id":"f","question":"x","date":"2026-02-30"}',
        '{"id":"h","question":"x","date":"9999-12-31"}',
        '{"id":"i","question":"x","date":"0001-01-01"}',
        '{"id":"g","question":"Ai-je droit à une avance ?","inconnu":true}',
        '',
      ].join('\n'),
    );
    expect(out.map(({ id }) => id)).toEqual([
      'a',
      null,
      null,
      null,
      null,
      null,
      'c',
      null,
      'd',
      'e',
      'f',
      'h',
      'i',
      'g',
    ]);
    for (const line of out.slice(1, -1)) {
      expect(line).toMatchObject({ kind: 'refusal', citations: [], composer: 'extractive', verdict: null });
      expect(line.text).toMatch(/^Cette ligne n’est pas lisible/);
      expect(line.ms).toBeGreaterThanOrEqual(0);
    }
    expect([out[0]?.kind, out.at(-1)?.kind]).toEqual(['answer', 'answer']);
  });

  it('reads files as Windows writes them, with or without a last line end', async () => {
    const text = `\uFEFF${lines({ id: 1, question: AVANCE }, { id: 2, question: AVANCE }).replaceAll('\n', '\r\n')}`;
    for (const input of [text, `${text}\r\n`]) {
      const out = await batch('ask', input);
      expect(out.map(({ id, kind }) => [id, kind])).toEqual([
        [1, 'answer'],
        [2, 'answer'],
      ]);
    }
  });

  it('takes a separator of lines or paragraphs within a question for no end of the line', async () => {
    const question = `Bonjour\u2028\u2029${AVANCE}`;
    const out = await batch('ask', lines({ id: 1, question }, { id: 2, question: AVANCE }));
    expect(out.map(({ id, kind }) => [id, kind])).toEqual([
      [1, 'answer'],
      [2, 'answer'],
    ]);
  });

  it('goes on after an id so deep that it cannot be written back', async () => {
    const deep = `{"id":${'['.repeat(50_000)}${']'.repeat(50_000)},"question":"x"}`;
    const out = await batch('ask', `${deep}\n${lines({ id: 2, question: AVANCE })}`);
    expect(out.map(({ id, kind }) => [id, kind])).toEqual([
      [null, 'refusal'],
      [2, 'answer'],
    ]);
  });

  it('answers the last of thousands of turns', async () => {
    const turns = Array.from({ length: 5_000 }, (_, turn) => (turn % 2 ? AVANCE : 'c’est quoi un DCE ?'));
    const long = Array.from({ length: 5_000 }, () => 'Puis-je sous-traiter ? '.repeat(2_000));
    const out = await batch(
      'ask',
      lines(
        { id: 1, turns },
        { id: 2, turns: [...long, DISPENSE, 'et pour une consultation de juin 2025 ?'] },
      ),
    );
    expect(out[0]?.text).toContain('50 000 € HT');
    expect(out[1]?.text).toContain('40 000 € HT');
  });

  it('writes an empty file for an empty file', async () => {
    expect(await batch('ask', '')).toEqual([]);
  });

  it('writes hundreds of lines, none lost, in a process that then ends', async () => {
    work.write({
      'in.jsonl': lines(...Array.from({ length: 300 }, (_, id) => ({ id, question: AVANCE }))),
    });
    const to = join(work.path, 'out.jsonl');
    const files = ['--batch', join(work.path, 'in.jsonl'), '--out', to];
    const { code, stdout, stderr } = await runCommand(['ask', ...files, '--data', data.path]);
    expect([code, stdout, stderr]).toEqual([0, '', '']);
    const out = linesOf(to);
    expect(out.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, id) => id));
  });
});

describe('search --batch', () => {
  it('writes the hits of each line, in the stable format', async () => {
    const out = await batch('search', lines({ id: 'x', question: 'rembourser une avance' }), '--k', '2');
    expect(Object.keys(out[0] ?? {})).toEqual(['id', 'hits']);
    expect(out[0]?.hits).toHaveLength(2);
    expect(out[0]?.hits[0]).toEqual({
      documentId: 'guides/avance',
      title: 'Avance',
      section: 'Comment rembourser une avance ?',
      articles: ['R2191-11'],
      score: expect.any(Number),
    });
  });

  it('reads the lines that ask reads: turns, dates, and bad ones', async () => {
    const out = await batch(
      'search',
      `${lines({ id: 1, turns: [AVANCE, 'sous-traiter la totalité'], date: '2025-01-01' })}\nrien\n${lines({ id: 3, question: '' })}`,
    );
    expect(out.map(({ id }) => id)).toEqual([1, null, 3]);
    expect(out[0]?.hits[0]?.documentId).toBe('guides/sous-traitance');
    expect(out.slice(1).map(({ hits }) => hits)).toEqual([[], []]);
  });
});

describe('files that a batch cannot use', () => {
  const run = (from: string, to: string) =>
    runHere(['ask', '--batch', join(work.path, from), '--out', join(work.path, to), '--data', data.path]);

  it.each([
    ['a missing input', 'absent.jsonl', 'out.jsonl', /^Le fichier .*absent\.jsonl ne se lit pas\.\n$/],
    ['a folder as input', 'dossier', 'out.jsonl', /^Le fichier .*dossier ne se lit pas\.\n$/],
    [
      'an output in a folder that does not exist',
      'in.jsonl',
      'nulle/part.jsonl',
      /^Le fichier .*part\.jsonl ne peut pas être écrit\.\n$/,
    ],
    ['a folder as output', 'in.jsonl', 'dossier', /^Le fichier .*dossier ne peut pas être écrit\.\n$/],
    [
      'an output over the input',
      'in.jsonl',
      'in.jsonl',
      /^Le fichier .*in\.jsonl ne peut pas être écrit\.\n$/,
    ],
  ])('%s is said in one French line, and the command ends with 1', async (_, from, to, expected) => {
    const input = lines({ id: 1, question: AVANCE });
    work.write({ 'in.jsonl': input });
    mkdirSync(join(work.path, 'dossier'));
    const { code, stdout, stderr } = await run(from, to);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(expected);
    expect(readFileSync(join(work.path, 'in.jsonl'), 'utf8')).toBe(input);
    expect(existsSync(join(work.path, 'out.jsonl'))).toBe(false);
  });
});
