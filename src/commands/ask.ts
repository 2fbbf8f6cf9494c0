import { z } from 'zod';
import { plainText } from '#src/channel/blocks.ts';
import type { ThreadState } from '#src/conversation/ports.ts';
import { type Reply, replyToIntent, replyToQuestion } from '#src/conversation/reply.ts';
import { route } from '#src/conversation/router.ts';
import { HotlineError } from '#src/errors.ts';
import { isIsoDate } from '#src/knowledge/dates.ts';
import { cliTexts } from '#src/texts/cli.ts';
import { failedText } from '#src/texts/intents.ts';
import { runBatch } from './batch.ts';
import { type OpenedBase, openBase } from './open-base.ts';
import { readOptions } from './options.ts';

const lineSchema = z
  .object({
    id: z.union([z.string(), z.number()]),
    question: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
    date: z.string().refine(isIsoDate).optional(),
  })
  .refine((line) => line.question !== undefined || line.turns !== undefined);

/** `ask`: answers one question, or a file of them, on the path of a chat message; keeps nothing. */
export async function askCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const question = options.words.join(' ');
  if (options.batch === undefined && !question) throw new HotlineError('input', cliTexts.noQuestion);
  if (options.batch !== undefined && options.out === undefined)
    throw new HotlineError('input', cliTexts.noOut);
  const opened = await openBase(options.config);
  if (options.batch !== undefined && options.out !== undefined) {
    await runBatch(options.batch, options.out, (line) => answerLine(opened, line, options.today));
    return 0;
  }
  const started = performance.now();
  const reply = await converse(opened, [question], options.today);
  const line = toLine(null, reply, performance.now() - started);
  process.stdout.write(options.json ? `${JSON.stringify(line)}\n` : `${toText(reply)}\n`);
  return 0;
}

async function answerLine(opened: OpenedBase, raw: unknown, today: string): Promise<object> {
  const started = performance.now();
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
  const parsed = lineSchema.safeParse(raw);
  const failed = (text: string) => ({
    ...{ id, kind: 'refusal', text, citations: [], composer: 'extractive', verdict: null },
    ms: Math.round(performance.now() - started),
  });
  if (!parsed.success) return failed(cliTexts.badLine);
  try {
    const { turns, question = '', date } = parsed.data;
    return toLine(
      id,
      await converse(opened, turns ?? [question], date ?? today),
      performance.now() - started,
    );
  } catch {
    return failed(failedText);
  }
}

/** Plays the turns of a conversation in order; the reply is that to the last one. */
export async function converse(opened: OpenedBase, turns: readonly string[], today: string): Promise<Reply> {
  let thread: ThreadState | undefined;
  let reply: Reply | undefined;
  for (const text of turns) {
    const decided = route('bot', { type: 'text', text });
    reply =
      decided.to === 'intent'
        ? replyToIntent(decided.intent, text, false, [])
        : await replyToQuestion(opened.answerer, text, thread, today);
    thread = reply.thread ?? thread;
  }
  return reply as Reply;
}

/** One line of the stable format: what evaluation and other programs read. */
function toLine(id: unknown, { kind, blocks, answer }: Reply, ms: number): object {
  const citations = (answer?.citations ?? []).map(({ n, documentId, title, section, articles, url }) => ({
    ...{ n, documentId, title, section, articles, url: url ?? null },
  }));
  return {
    ...(id === null ? {} : { id }),
    kind,
    text: plainText(blocks),
    citations,
    composer: answer?.composer ?? 'extractive',
    verdict: answer?.verdict ?? null,
    ms: Math.round(ms * 10) / 10,
  };
}

function toText({ blocks, answer }: Reply): string {
  const parts = [plainText(blocks)];
  const sources = (answer?.citations ?? []).map(({ n, title, section, articles, page, validity }) => {
    const details = [articles.join(', '), page ? `page ${page}` : '', validity ?? '']
      .filter(Boolean)
      .join(' ; ');
    return `[${n}] ${title} — ${section}${details ? ` (${details})` : ''}`;
  });
  if (sources.length > 0) parts.push([cliTexts.sources, ...sources].join('\n'));
  const next = (answer?.followUps ?? []).map(({ label }) => `- ${label}`);
  if (next.length > 0) parts.push([cliTexts.goOn, ...next].join('\n'));
  return parts.join('\n\n');
}
