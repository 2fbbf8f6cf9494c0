import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { HotlineError } from '#src/errors.ts';
import { isIsoDate } from '#src/knowledge/dates.ts';
import { cliTexts } from '#src/texts/cli.ts';

const lineSchema = z
  .object({
    id: z.union([z.string(), z.number()]),
    question: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
    date: z.string().refine(isIsoDate).optional(),
  })
  .refine((line) => line.question !== undefined || line.turns !== undefined);

/** A line to work on: the turns of a conversation, of which the last is the question. */
export interface BatchLine {
  readonly id: string | number;
  readonly turns: readonly string[];
  readonly date: string | undefined;
}

/**
 * Runs a JSON Lines file through `work`: one line out per line in, in order, whatever happens to one of them.
 * @param work gets the line, or what could be read of its id when it is not a proper one; must not throw
 * @throws HotlineError `input` when one of the files does not open
 */
export async function runBatch(
  input: string,
  output: string,
  work: (line: BatchLine | { badId: unknown }) => Promise<object>,
): Promise<void> {
  if (resolve(input) === resolve(output)) throw new HotlineError('input', cliTexts.noWrite(output));
  await using lines = await openFile(input, 'r', cliTexts.noFile(input));
  await using out = await openFile(output, 'w', cliTexts.noWrite(output));
  for await (const line of lines.readLines()) {
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

function parseLine(text: string): BatchLine | { badId: unknown } {
  let raw: unknown;
  try {
    // Some editors begin a file with an invisible mark.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { badId: null };
  }
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) return { badId: typeof raw === 'object' && raw && 'id' in raw ? raw.id : null };
  const { id, turns, question = '', date } = parsed.data;
  return { id, turns: turns ?? [question], date };
}
