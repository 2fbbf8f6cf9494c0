/**
 * Corrupts sound answers by program in every way, and counts what verification lets through; then counts the sound
 * answers that it refuses.
 *
 *   npm run evaluate:corruption -- [--data DIR] [--show WAY] [--damaged]
 *
 * Sound answers: those of the path of a chat message, without calculators or a model, to the development questions and
 * to the heading of every section; and rewordings of the passages by program. `--show` prints what passed of one way.
 */
import { plainText } from '#src/channel/blocks.ts';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { byGroup, measureCorrupted, measureSound, reworded } from './run.ts';
import { paraphrases, questionsAsked, soundAnswers } from './sound.ts';
import { placesOf } from './text.ts';

const SEED = 20_261_124;

const args = process.argv.slice(2);
const at = args.indexOf('--show');
const shown = at >= 0 ? args.splice(at, 2)[1] : undefined;
const damaged = args.includes('--damaged');
const { config, today } = readOptions(args.filter((arg) => arg !== '--damaged'));
const { base, retriever } = await openBase(config);
const { quoted, given, refused } = await soundAnswers({ base, retriever }, questionsAsked(base, today));
const others = [...reworded(given, SEED), ...paraphrases(base.passages, base.figures, today)];
const started = performance.now();

const row = (cells: readonly (string | number)[]): void => {
  const [first = '', ...rest] = cells.map(String);
  process.stdout.write(`${first.padEnd(28)}${rest.map((cell) => cell.padStart(11)).join('')}\n`);
};
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

row(['réponses justes', 'nombre', 'refusées', '']);
row([
  'du chemin servi',
  quoted.length + refused.length,
  refused.length,
  percent(refused.length, quoted.length + refused.length),
]);
if (damaged) process.stdout.write(refused.map((id) => `    ${id}\n`).join(''));
for (const { kind, sound, damaged: lost } of measureSound([...quoted, ...others])) {
  row([kind, sound, lost.length, percent(lost.length, sound)]);
  if (damaged)
    for (const { sample, why } of lost)
      process.stdout.write(`    ${sample.id}\n      ${plainText(sample.draft.blocks)}\n      → ${why}\n`);
}
process.stdout.write('\n');
row(['réponses faussées', 'nombre', 'passées', '']);
const results = measureCorrupted([...quoted, ...others], base, { seed: SEED });
for (const { way, corrupted, passed } of results) {
  row([way, corrupted, passed.length, percent(passed.length, corrupted)]);
  if (way !== shown) continue;
  for (const { understanding, draft, sound } of passed) {
    const before = new Set(sound ? placesOf(sound).map(({ text }) => text) : []);
    const after = new Set(placesOf(draft).map(({ text }) => text));
    process.stdout.write(`    « ${understanding.question} »\n`);
    for (const text of before.difference(after)) process.stdout.write(`      - ${text}\n`);
    for (const text of after.difference(before)) process.stdout.write(`      + ${text}\n`);
  }
}
process.stdout.write('\n');
row(['par nature', 'nombre', 'passées', '', 'permis']);
for (const { group, corrupted, passed, allowed } of byGroup(results))
  row([group, corrupted, passed, percent(passed, corrupted), `${100 * allowed} %`]);
process.stderr.write(`${Math.round(performance.now() - started)} ms\n`);
