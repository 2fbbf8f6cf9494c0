/**
 * Plays recorded behaviours of models that call tools against a local endpoint, and prints what the person got: the
 * model's own words, or those of the pages; by which rule a bad answer was caught; how long it took.
 *
 *   npm run evaluate:llm
 *
 * Ends with an error when a bad text was shown, or a good one was not. Needs no model and no network.
 */

import {
  BAD_BEHAVIOURS,
  GOOD_BEHAVIOURS,
  MODEL_PAGES,
  type RecordedBehaviour,
} from '#support/fakes/model/behaviours.ts';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import { answererOver, ask, smallBase } from '#support/knowledge/answering.ts';
import { modelAnswerer } from '#support/knowledge/model-answering.ts';

/** Long enough for any answer of a local endpoint; stalls are cut then. */
const TIMEOUT_MS = 1_000;

/** Whose words a person reads, as printed. */
const NAMES = { model: 'modèle', pages: 'pages' };

const write = (line: string) => process.stdout.write(`${line}\n`);
const base = await smallBase(MODEL_PAGES);
let right = 0;
const times: number[] = [];
const behaviours = [...GOOD_BEHAVIOURS, ...BAD_BEHAVIOURS];

write(`${behaviours.length} comportements joués, délai ${TIMEOUT_MS} ms`);
write('attendu  reçu     requêtes     ms  comportement');
for (const behaviour of behaviours) {
  const { person, shown, requests, ms, why } = await play(behaviour);
  const ok = person === behaviour.person && shown;
  if (ok) right += 1;
  if (person === 'model') times.push(ms);
  const got = `${NAMES[person]}${ok ? '' : ' !'}`;
  write(
    `${NAMES[behaviour.person].padEnd(8)} ${got.padEnd(8)} ${String(requests).padStart(8)} ${ms.toFixed(0).padStart(6)}  ${behaviour.what}`,
  );
  if (why) write(`${' '.repeat(34)}↳ ${why}`);
}
const sorted = times.sort((a, b) => a - b);
write(
  `\n${right} sur ${behaviours.length} comme attendu ; médiane d’une réponse du modèle ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms, point de terminaison compris`,
);
if (right < behaviours.length) process.exitCode = 1;

/** One behaviour, with an answerer and a circuit of its own. */
async function play({ question, script, shows, never }: RecordedBehaviour) {
  await using server = await startOpenAiServer();
  server.chat(...script);
  const answerer = modelAnswerer(base, question, { baseUrl: server.url, timeoutMs: TIMEOUT_MS });
  const pages = await ask(answererOver(base), question);
  const started = performance.now();
  const answer = await ask(answerer, question);
  const ms = performance.now() - started;
  const person = answer.composer === 'llm' ? ('model' as const) : ('pages' as const);
  const asExpected = person === 'model' ? !shows || shows.test(answer.text) : answer.text === pages.text;
  return {
    person,
    shown: asExpected && !never?.test(answer.text),
    requests: server.requests.length,
    ms,
    why: answer.fallback,
  };
}
