import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '#support/knowledge/samples.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import { PLAIN_ENV } from '#support/world/processes/plain-env.ts';

const QUESTIONS = [
  {
    id: 'x1',
    topic: 'seuils',
    question: 'Jusqu’à quel montant une mairie peut-elle acheter sans publicité ?',
    expect: { kind: 'answer', articles: ['R2122-8'], figures: ['60 000'], not: ['6 000'] },
  },
  {
    id: 'x2',
    topic: 'seuils',
    question: 'Jusqu’à quel montant une mairie peut-elle acheter sans publicité ?',
    expect: { kind: 'answer', articles: ['R2122-9'], figures: ['70 000'] },
  },
  {
    id: 'x3',
    topic: 'sous-traitance',
    question: 'Puis-je sous-traiter la totalité du marché ?',
    expect: { kind: 'answer', articles: ['L2193-3'], verdict: 'non' },
  },
  {
    id: 'x-r1',
    topic: 'hors-sujet',
    question: 'Quelle est la recette de la tarte aux pommes ?',
    expect: { kind: ['refusal', 'handoff'] },
  },
  {
    id: 'x-d1',
    topic: 'suivi',
    turns: ['Ai-je droit à une avance sur mon marché public ?', 'comment la rembourser ?'],
    expect: { kind: 'answer', articles: ['R2191-11'] },
  },
];

let folder: TempFolder;
beforeAll(async () => {
  using knowledge = tempFolder(SAMPLE);
  folder = tempFolder({ 'five.jsonl': QUESTIONS.map((question) => JSON.stringify(question)).join('\n') });
  await runCommand(['ingest', '--knowledge', knowledge.path, '--data', join(folder.path, 'data')]);
});
afterAll(() => folder[Symbol.dispose]());

/** Runs the evaluation of the five questions; every run of spaces in its lines is made one. */
async function evaluate(...more: string[]): Promise<{ code: number | null; lines: string[]; err: string }> {
  const inFolder = (name: string) => join(folder.path, name);
  const files = [
    '--set',
    inFolder('five.jsonl'),
    '--data',
    inFolder('data'),
    '--last',
    inFolder('last.json'),
  ];
  const child = spawn(process.execPath, ['test/evaluation/evaluate.ts', ...files, ...more], {
    cwd: ROOT,
    env: { ...PLAIN_ENV, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, err, lines: out.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()) };
}

describe('npm run evaluate', () => {
  it('prints what is right by topic, by kind and in all, with the deformed questions beside', async () => {
    const { code, lines, err } = await evaluate('--record');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines).toContain('Jeu five : 5 questions');
    const line = (start: string) => lines.find((one) => one.startsWith(start)) ?? '';
    expect(line('seuils')).toMatch(
      /^seuils 2 50,0 % 50,0 % 50,0 % – 0\/2 – – 0\/1 0\/2 50,0 % 50,0 % \S+ ms \S+ ms$/,
    );
    for (const group of ['question 3', 'à refuser 1', 'dialogue 1', 'ensemble 5'])
      expect(line(group)).not.toBe('');
    expect(line('ensemble tel que tapé')).toBe(
      'ensemble tel que tapé à 95 % depuis sans accents écart une faute sur 3 mots écart',
    );
    expect(line('article attendu cité')).toMatch(
      /^article attendu cité 75,0 % 3\/4 30,1–95,4 75,0 % = \S+ % /,
    );
    expect(line('deux sens')).toContain('s’accordent');
    // One question of the set and the two propositions of the pages can be turned round.
    expect(line('five')).toMatch(/ \d\/1 /);
    expect(line('pages : permis')).toMatch(/ \d\/2 /);

    const recorded = JSON.parse(readFileSync(join(folder.path, 'last.json'), 'utf8'));
    expect(recorded['five/typed'].cited).toEqual({ part: 3, whole: 4 });
    expect(Object.keys(recorded)).toEqual(
      expect.arrayContaining(['five/typed', 'five/unaccented', 'five/typos', 'polarity/pages : permis']),
    );
    expect(JSON.stringify(recorded)).not.toContain('mairie');
  });

  it('compares with the recorded run and with plainer pipelines, and shows the failures', async () => {
    const { code, lines } = await evaluate('--no-variants', '--baselines', '--failures');
    expect(code).toBe(0);
    expect(lines.find((line) => line.startsWith('article attendu cité'))).toBe(
      'article attendu cité 75,0 % 3/4 30,1–95,4 =',
    );
    for (const name of ['la hotline', 'langchain 1000/200', 'BM25 (MiniSearch)'])
      expect(lines.find((line) => line.startsWith(name))).toMatch(
        / \d\/2 .* \d\/4 .* \d\/4 .* \d\/4 .* \d\/4/,
      );
    const at = lines.findIndex((line) => line.startsWith('x2 Jusqu’à quel montant'));
    expect(lines[at + 1]).toBe('manque « 70 000 » ; cite R2122-8 au lieu de R2122-9');
    expect(lines.some((line) => line.startsWith('x1 '))).toBe(false);
  });

  it('says which line is not a question', async () => {
    folder.write({ 'five.jsonl': `${JSON.stringify(QUESTIONS[0])}\n{"id":"x"}\n` });
    const { code, err } = await evaluate();
    expect(code).toBe(1);
    expect(err).toContain('five.jsonl:2: not a question');
  });
});
