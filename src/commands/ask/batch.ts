import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isAskedDay } from '#src/commands/asked-day.ts';
import { cliTexts } from '#src/commands/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';

const lineSchema = z
  .object({
    id: z.union([z.string(), z.number()]),
    question: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
    date: z.string().refine(isAskedDay).optional(),
  })
  .refine((line) => line.question !== undefined || line.turns !== undefined);

/**
 * What is read of a conversation, from its end: its last turns, and no more of them than hold so many characters. A
 * thread remembers its last question; what was said long before changes nothing, and would take its time.
 */
const MOST_TURNS = 30;
const MOST_CHARACTERS = 100_000;

/** A line to work on: the turns of a conversation that are read, of which the last is the question. */
export interface BatchLine {
  readonly id: string | number;
  readonly turns: readonly string[];
  readonly date: string | undefined;
}

/** A line that is not a proper one, with its id when that can be said back. */
export interface BadLine {
  readonly badId: string | number | null;
}

/**
 * Runs a JSON Lines file through `work`: one line out per line in, in order, whatever happens to one of them.
 * @param work gets the line, or what could be read of its id when it is not a proper one; must not throw
 * @throws HotlineError `input` when one of the files does not open
 */
export async function runBatch(
  input: string,
  output: string,
  work: (line: BatchLine | BadLine) => Promise<object>,
): Promise<void> {
  if (resolve(input) === resolve(output)) throw new HotlineError('input', cliTexts.noWrite(output));
  await using lines = await openFile(input, 'r', cliTexts.noFile(input));
  await using out = await openFile(output, 'w', cliTexts.noWrite(output));
  for await (const line of linesOf(lines)) {
    await out.write(`${JSON.stringify(await work(parseLine(line)))}\n`);
  }
}

async function openFile(path: string, flags: 'r' | 'w', message: string): Promise<FileHandle> {
  const file = await open(path, flags).catch((cause) => {
    throw new HotlineError('input', message, { cause });
  });
  if ((await file.stat()).isDirectory()) {
    await file.close();
    throw new HotlineError('input', message);
  }
  return file;
}

/** What stands between two line feeds. To `readLines`, U+2028 within a question would end a line too. */
async function* linesOf(file: FileHandle): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of file.createReadStream({ encoding: 'utf8' })) {
    const [first = '', ...more] = String(chunk).split('\n');
    begun += first;
    for (const next of more) {
      yield begun;
      begun = next;
    }
  }
  if (begun !== '') yield begun;
}

function parseLine(text: string): BatchLine | BadLine {
  let raw: unknown;
  try {
    // Some editors begin a file with an invisible mark.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { badId: null };
  }
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) return { badId: idOf(raw) };
  const { id, turns, question = '', date } = parsed.data;
  return { id, turns: lastOf(turns ?? [question]), date };
}

/** An id that is a list of lists of lists cannot always be written back. */
function idOf(raw: unknown): BadLine['badId'] {
  const id = typeof raw === 'object' && raw && 'id' in raw ? raw.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** The turns that are read: the last one, and those before it that are within the measure. */
function lastOf(turns: readonly string[]): readonly string[] {
  let characters = 0;
  const before = turns.slice(-MOST_TURNS);
  const tooMuch = before.findLastIndex((turn) => {
    characters += turn.length;
    return characters > MOST_CHARACTERS;
  });
  return before.slice(Math.min(tooMuch + 1, before.length - 1));
}
