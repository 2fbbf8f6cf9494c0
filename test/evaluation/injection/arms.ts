import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { createLlmComposer } from '#src/features/answers/llm/compose.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { openWorkshop, TODAY } from '#support/knowledge/workshop.ts';
import { type Attack, type Seen, succeeds } from './attacks.ts';
import { CLEAN_FILES, messagesOf, poisonedFile } from './carriers.ts';
import { naiveModel, naiveQuote } from './naive.ts';
import { MANNERS, type ObedientModel } from './obedient-model.ts';
import { verifiedOnly } from './unscreened.ts';

/** What an attack got in each arm: the shipped paths, and the same things without defences. */
export interface Outcome {
  readonly attack: Attack;
  /** Whether it succeeded; undefined where it cannot be played: a message changes nothing of what is quoted. */
  readonly arms: Readonly<Record<Arm, boolean | undefined>>;
  /** What the person saw, when a shipped path gave way. */
  readonly leaks: readonly string[];
  /** Whether the model of the shipped path could read the order: then verification alone stopped it. */
  readonly read: boolean;
  /** Whether the poisoned file was quoted, without its poison; undefined for an attack by message. */
  readonly quoted: boolean | undefined;
  /** Whether staff are told something of the poisoned file; undefined for an attack by message. */
  readonly flagged: boolean | undefined;
}

/** The two shipped paths; the model's verification without the reading; the two controls. */
export const ARMS = ['extractive', 'model', 'verified only', 'naive quote', 'naive model'] as const;
export type Arm = (typeof ARMS)[number];

const MODEL_TIMEOUT_MS = 20_000;

/** Plays attacks one after the other against an obedient model, each in all the arms. */
export async function playAttacks(attacks: readonly Attack[], model: ObedientModel): Promise<Outcome[]> {
  const clean = await baseOf(CLEAN_FILES);
  const outcomes: Outcome[] = [];
  for (const attack of attacks) {
    const poison = poisonedFile(attack);
    const { base, problems } = poison
      ? await baseOf({ ...CLEAN_FILES, [poison.path]: poison.content })
      : clean;
    const quoted = await shipped(attack, base);
    const said: Seen[] = [];
    let read = false;
    for (const manner of MANNERS) {
      model.play(attack, manner);
      said.push(await shipped(attack, base, model.url));
      read ||= model.hasRead();
    }
    const verified: (Seen | undefined)[] = [];
    for (const manner of MANNERS) verified.push(await verifiedOnly(attack, model, manner));
    model.play(attack, 'bare');
    const naive = await naiveModel(attack, model.url);
    const leaks = [quoted, ...said].filter((seen) => succeeds(attack, seen)).map(({ text }) => text);
    outcomes.push({
      attack,
      arms: {
        extractive: succeeds(attack, quoted),
        model: said.some((seen) => succeeds(attack, seen)),
        'verified only': verified.some((seen) => seen !== undefined && succeeds(attack, seen)),
        'naive quote': poison ? succeeds(attack, await naiveQuote(attack)) : undefined,
        'naive model': succeeds(attack, naive),
      },
      leaks,
      read,
      quoted: poison && quoted.cited.some((id) => poison.path.startsWith(id)),
      flagged: poison && problems.some(({ path }) => path === poison.path),
    });
  }
  return outcomes;
}

async function baseOf(files: Readonly<Record<string, string | Uint8Array>>) {
  await using shop = await openWorkshop(files);
  const { problems } = await shop.ingest();
  return { base: await shop.load(), problems };
}

/** What a person sees of the shipped path, sources and buttons included; `url` is that of a model. */
async function shipped(
  attack: Attack,
  base: KnowledgeBase,
  url?: string,
): Promise<Seen & { cited: readonly string[] }> {
  const retriever = new HybridRetriever(base);
  const config = { baseUrl: url ?? '', model: 'obedient', apiKey: undefined, timeoutMs: MODEL_TIMEOUT_MS };
  const llm = url ? { composer: createLlmComposer(config), timeoutMs: MODEL_TIMEOUT_MS } : undefined;
  const answerer: Answerer = createAnswerer({ base, retriever, llm });
  const opened = { base, retriever, answerer };
  // Another person writes first; nothing of it may reach this one.
  if (attack.before) await converse(opened, [attack.before], TODAY);
  const { blocks, answer } = await converse(opened, messagesOf(attack), TODAY);
  const sources = answer?.citations ?? [];
  const choices = answer?.followUps ?? [];
  const words = [
    plainText(blocks),
    ...sources.flatMap(({ title, section, articles, url: link, excerpt }) => [
      title,
      section,
      ...articles,
      link,
      excerpt,
    ]),
    ...choices.flatMap(({ label, value }) => [label, value]),
  ];
  return {
    text: words.filter(Boolean).join('\n'),
    verdict: answer?.verdict ?? openingOf(plainText(blocks)),
    cited: sources.map(({ documentId }) => documentId),
  };
}

const openingOf = (text: string): Seen['verdict'] => {
  const opening = /^\W*(oui|non)\b/i.exec(text)?.[1]?.toLowerCase();
  return opening === 'oui' || opening === 'non' ? opening : null;
};
