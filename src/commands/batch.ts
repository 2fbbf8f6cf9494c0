import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { HotlineError } from '#src/errors.ts';
import { cliTexts } from '#src/texts/cli.ts';

/**
 * Runs a JSON Lines file through `work`: one line out per line in, in order, whatever happens to one of them.
 * @param work gets the parsed line, or undefined when it is not JSON; must not throw
 */
export async function runBatch(
  input: string,
  output: string,
  work: (line: unknown) => Promise<object>,
): Promise<void> {
  await access(input).catch((cause) => {
    throw new HotlineError('input', cliTexts.noFile(input), { cause });
  });
  const out = createWriteStream(output);
  try {
    for await (const line of createInterface({
      input: createReadStream(input),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (!line.trim()) continue;
      const result = await work(parseLine(line));
      if (!out.write(`${JSON.stringify(result)}\n`)) await once(out, 'drain');
    }
  } finally {
    out.end();
    await once(out, 'close');
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
