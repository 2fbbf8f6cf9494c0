/** The process in which staff try a change of the knowledge before it is in service. */
import { setPriority } from 'node:os';
import { FORM_PATH, type Form, readForm } from '#src/company/form/form.ts';
import { openModel } from '#src/features/answers/llm/open.ts';
import { createTrialWork } from '#src/features/answers/trial/trial-work.ts';
import { DIAGNOSIS_PATH, readDiagnosis } from '#src/features/training/rules/diagnosis.ts';
import type { RegisterReading } from '#src/knowledge/desk/registers.ts';
import type { TrialOrder, TrialOutcome, TrialSettings } from '#src/knowledge/desk/trial-host.ts';
import { vectorFilePath } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { openReader } from '#src/platform/database/open.ts';
import { errorText } from '#src/platform/errors.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';

/** Of the same patience as the threads that read what people write. */
const NICE = 5;

// The server that stops, and its terminal, tell all their processes: this one ends with its server.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('disconnect', () => process.exit());

// Whoever waits for an answer goes first.
try {
  setPriority(NICE);
} catch {
  // Not every system lets a process step back: nothing depends on it.
}

let work: Promise<ReturnType<typeof createTrialWork>> | undefined;

process.on('message', async (order: TrialOrder) => {
  if ('settings' in order) {
    work = openWork(order.settings);
    // Said of the first task that needs it.
    work.catch(() => undefined);
    return;
  }
  const { id, task, given } = order;
  const say = (outcome: TrialOutcome) => process.send?.(outcome);
  try {
    const run = (await work)?.[task] as ((given: unknown) => Promise<unknown>) | undefined;
    say({ id, ok: true, got: await run?.(given) });
  } catch (error) {
    say({ id, ok: false, why: errorText(error) });
  }
});

async function openWork({ dataDir, databaseUrl, embeddings, llm }: TrialSettings) {
  const db = await openReader(dataDir, databaseUrl);
  const embedder = await openEmbedder(embeddings, { opens: 'when needed' }).catch(() => undefined);
  return createTrialWork({
    db,
    embedder,
    vectorFile: (name) => vectorFilePath(dataDir, name),
    llm: await openModel(llm),
    forms: {
      [FORM_PATH]: (text) => shownForm(text, readForm(text)),
      [DIAGNOSIS_PATH]: (text) => shownForm(text, readDiagnosis(text)),
    },
  });
}

/** A form as it would be asked: its questions, what is said of each, and what may be answered. */
function shownForm(
  text: string,
  {
    form,
    problems,
  }: { form?: Pick<Form, 'fields'>; problems: readonly RegisterReading['problems'][number][] },
): RegisterReading {
  const lines = text.split('\n');
  const shown = (form?.fields ?? []).map(({ id, question, help, choices }) => ({
    heading: question,
    line: lines.findIndex((line) => line.trim() === `- id: ${id}`) + 1,
    lines: [help ?? '', choices.map(({ label }) => label).join(' · ')].filter(Boolean),
  }));
  return { problems, shown };
}
