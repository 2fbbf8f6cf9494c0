import { readOptions } from '#src/commands/options.ts';
import { cliTexts } from '#src/commands/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import { runBatch } from './batch.ts';
import { type OpenedBase, openBase } from './open-base.ts';

/** `search`: the passages that a question finds, articles of the imported law among them, without answering it. */
export async function searchCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const words = options.words.join(' ');
  if (options.batch === undefined && !words) throw new HotlineError('input', cliTexts.noQuestion);
  if (options.batch !== undefined && options.out === undefined)
    throw new HotlineError('input', cliTexts.noOut);
  const opened = await openBase(options.config);
  if (options.batch !== undefined && options.out !== undefined) {
    await runBatch(options.batch, options.out, async (line) => {
      if ('badId' in line) return { id: line.badId, hits: [] };
      const { id, turns, date } = line;
      return { id, hits: await find(opened, turns, date ?? options.today, options.k).catch(() => []) };
    });
    return 0;
  }
  const hits = await find(opened, [words], options.today, options.k);
  const lines = hits.map(
    (hit) => `${hit.score.toFixed(3)}  ${hit.title} — ${hit.section}  ${hit.articles.join(', ')}`,
  );
  process.stdout.write(options.json ? `${JSON.stringify({ hits })}\n` : `${lines.join('\n')}\n`);
  return 0;
}

/** The passages for the last turn, understood after the ones before it. */
async function find({ retriever }: OpenedBase, turns: readonly string[], today: string, k: number) {
  let thread: ThreadContext | undefined;
  for (const turn of turns) thread = understand(turn, thread, today);
  const { question, askedDate } = thread ?? { question: '' };
  const { hits } = await retriever.search(question, {
    k,
    among: 'all',
    filter: { regime: detectCase(question).regime, date: askedDate?.date ?? today },
  });
  return hits.map(({ passage, score }) => ({
    documentId: passage.documentId,
    title: passage.document.title,
    section: passage.heading,
    articles: passage.articles,
    score: Math.round(score * 10_000) / 10_000,
  }));
}
