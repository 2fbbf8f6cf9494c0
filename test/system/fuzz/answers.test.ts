import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { answerLine } from '#src/commands/ask/ask.ts';
import { type BadLine, type BatchLine, runBatch } from '#src/commands/ask/batch.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { failedText } from '#src/features/answers/chat/texts.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import { anyBatchLine } from '#support/fuzz/batch-lines.ts';
import { askedAnyhow, fuzzAsync, sampled } from '#support/fuzz/fuzzing.ts';
import { readQuestions, readWordings } from '#support/knowledge/question-texts.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

const TODAY = '2026-11-24';
const questions = [...readQuestions(), ...readWordings()];
const CONVERSATIONS = 2_000;
const LINES = 3_000;
/** What a line may take beside its turns, of processor time: more is a reading that grows faster than what it reads. */
const HANGS_MS = 5_000;
/** What a turn may add to it: five times what the longest takes at rest, three questions in 2,000 characters. */
const TURN_MS = 1_000;
/** Four minutes of work on a machine at rest. */
const PATIENCE_MS = 1_800_000;

let data: TempFolder;
let opened: OpenedBase;
beforeAll(async () => {
  data = tempFolder();
  await putShippedIndex(data.path);
  opened = await shippedBase();
}, 120_000);
afterAll(() => data?.[Symbol.dispose]());

describe('whatever the shipped index is asked', () => {
  it(
    `answers, refuses or hands over: ${CONVERSATIONS} conversations`,
    async () => {
      const turns = fc.array(askedAnyhow(questions), { minLength: 1, maxLength: 3 });
      const days = fc.constantFrom(TODAY, '2025-06-01', '2024-02-29', '2027-12-31');
      let answers = 0;
      await fuzzAsync(
        fc.tuple(turns, days),
        CONVERSATIONS,
        async ([texts, today]) => {
          let thread: ThreadContext | undefined;
          for (const text of texts) {
            const answer = await opened.answerer.answer(text, thread, today);
            expectAnswer(answer, texts);
            thread = answer.thread;
            answers += 1;
          }
        },
        HANGS_MS,
      );
      expect(answers).toBeGreaterThan(CONVERSATIONS);
    },
    PATIENCE_MS,
  );
});

/** Traces of a template that was left open, or of nothing that was found for it. */
const LEFT_OPEN = ['undefined', 'NaN', '[object', '{{'];

function expectAnswer({ kind, blocks, citations, composer }: Answer, asked: readonly string[]): void {
  expect(['answer', 'refusal', 'handoff']).toContain(kind);
  const said = plainText(blocks);
  expect(said.trim()).not.toBe('');
  // None is ever said, unless the person wrote it: a part of several is headed by their own words.
  const theirs = asked.join('\n');
  for (const trace of LEFT_OPEN) if (!theirs.includes(trace)) expect(said).not.toContain(trace);
  expect(citations.map(({ n }) => n)).toEqual(citations.map((_, index) => index + 1));
  // Without a model, words and figures are those of the pages and of the register.
  expect(['extractive', 'calculator']).toContain(composer);
}

/** The lines of a file that was written. */
const linesOf = (path: string): string[] => {
  const text = readFileSync(path, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text.split('\n').slice(0, -1);
};

/** What a line out must be, whatever came in. */
function expectLine(written: string): void {
  const line = JSON.parse(written) as Record<string, unknown>;
  const { choices, ...always } = line;
  expect(Object.keys(always)).toEqual(['id', 'kind', 'text', 'citations', 'composer', 'verdict', 'ms']);
  // A doubt says what it hesitates between, alone or beside what else the line wants.
  if ('choices' in line) {
    expect(choices).not.toEqual([]);
    for (const choice of choices as unknown[]) expect(choice).toEqual(expect.stringMatching(/\S/));
  }
  expect(line.kind).toEqual(expect.any(String));
  expect(String(line.text).trim()).not.toBe('');
  expect(line.text).not.toBe(failedText);
}

/** What is answered, and the milliseconds that this thread's processor spent on it. */
async function processorTime<T>(answer: () => Promise<T>): Promise<readonly [T, number]> {
  const before = process.threadCpuUsage();
  const answered = await answer();
  const { user, system } = process.threadCpuUsage(before);
  return [answered, (user + system) / 1_000];
}

/** How many turns a line tells. */
const turnsOf = (line: BatchLine | BadLine): number => ('turns' in line ? line.turns.length : 1);

/** The id of a line in, where it is one that can be said back. */
function idIn(line: string): unknown {
  try {
    const { id } = JSON.parse(line.replace(/^\uFEFF/, '')) as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? JSON.parse(JSON.stringify(id)) : null;
  } catch {
    return null;
  }
}

describe('whatever file ask --batch is given', () => {
  it(
    `writes one line out per line in, in order: ${LINES} lines`,
    async () => {
      const input = sampled(anyBatchLine(questions), LINES);
      data.write({ 'in.jsonl': `${input.join('\n')}\n` });
      const slow: string[] = [];
      let answered = 0;
      await runBatch(join(data.path, 'in.jsonl'), join(data.path, 'out.jsonl'), async (line) => {
        const most = HANGS_MS + TURN_MS * turnsOf(line);
        const answer = () => answerLine(opened, line, TODAY);
        const [written, ms] = await processorTime(answer);
        // A machine that others load is slow at times; what hangs is slow each time.
        const least = ms > most ? Math.min(ms, (await processorTime(answer))[1]) : ms;
        if (least > most) slow.push(`${Math.round(least)} ms: ${JSON.stringify(line).slice(0, 300)}`);
        if (!('badId' in line)) answered += 1;
        return written;
      });
      const written = linesOf(join(data.path, 'out.jsonl'));
      expect(written.map((line) => (JSON.parse(line) as { id: unknown }).id)).toEqual(input.map(idIn));
      for (const line of written) expectLine(line);
      expect(slow).toEqual([]);
      // Not all of them are spoilt.
      expect(answered).toBeGreaterThan(LINES / 4);
    },
    PATIENCE_MS,
  );

  it('does so in a process of its own, which ends well', async () => {
    const input = sampled(anyBatchLine(questions), 400);
    data.write({ 'in.jsonl': input.join('\r\n') });
    const from = join(data.path, 'in.jsonl');
    const to = join(data.path, 'out.jsonl');
    const ran = await runCommand(['ask', '--batch', from, '--out', to, '--data', data.path]);
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, '', '']);
    const written = linesOf(to);
    expect(written).toHaveLength(input.at(-1) === '' ? input.length - 1 : input.length);
    for (const line of written) expectLine(line);
  });
});
