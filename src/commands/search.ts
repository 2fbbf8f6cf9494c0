import { z } from 'zod';
import { detectCase } from '#src/answer/detect-case.ts';
import { understand } from '#src/answer/understand.ts';
import { HotlineError } from '#src/errors.ts';
import { cliTexts } from '#src/texts/cli.ts';
import { runBatch } from './batch.ts';
import { type OpenedBase, openBase } from './open-base.ts';
import { readOptions } from './options.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

/** `search`: the passages that a question finds, without answering it. */
export async function searchCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const words = options.words.join(' ');
  if (options.batch === undefined && !words) throw new HotlineError('input', cliTexts.noQuestion);
  if (options.batch !== undefined && options.out === undefined)
    throw new HotlineError('input', cliTexts.noOut);
  const opened = await openBase(options.config);
  if (options.batch !== undefined && options.out !== undefined) {
    await runBatch(options.batch, options.out, async (raw) => {
      const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
      const parsed = lineSchema.safeParse(raw);
      if (!parsed.success) return { id, hits: [] };
      const hits = await find(opened, parsed.data.question, options.today, options.k).catch(() => []);
      return { id, hits };
    });
    return 0;
  }
  const hits = await find(opened, words, options.today, options.k);
  const lines = hits.map(
    (hit) => `${hit.score.toFixed(3)}  ${hit.title} — ${hit.section}  ${hit.articles.join(', ')}`,
  );
  process.stdout.write(options.json ? `${JSON.stringify({ hits })}\n` : `${lines.join('\n')}\n`);
  return 0;
}

async function find({ retriever }: OpenedBase, words: string, today: string, k: number) {
  const { question, date } = understand(words, undefined, today);
  const { hits } = await retriever.search(question, {
    k,
    filter: { regime: detectCase(question).regime, date },
  });
  return hits.map(({ passage, score }) => ({
    documentId: passage.documentId,
    title: passage.document.title,
    section: passage.heading,
    articles: passage.articles,
    score: Math.round(score * 10_000) / 10_000,
  }));
}
