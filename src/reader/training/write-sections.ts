/**
 * Learns again what sets each section apart, of the pages as they are and of all the training data, with the encoder as it
 * is: `npm run reader:sections`, a quarter of an hour, after many pages changed or messages were written. Writes beside the weights
 * the profiles (those of the training and those fitted here, which are surer together), and the messages that are far
 * from the questions of their page.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { dotAt } from '#src/retrieval/documents/document-index.ts';
import { readerTexts } from '#src/retrieval/passages/index-content.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { packExamples, SHIPPED_EXAMPLES } from '#src/retrieval/vectors/section-examples.ts';
import {
  packProfiles,
  type SectionProfile,
  SHIPPED_PROFILES,
  shippedProfiles,
  TRAINED_PROFILES,
} from '#src/retrieval/vectors/section-profiles.ts';
import { readerKey, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';
import { type Answered, fitSections } from './fit-sections.ts';

/**
 * What each half weighs. On 2,400 messages and 3,100 wordings of hands held apart the right section is first 84.9 and
 * 74.7 times in 100, for 83.3 and 72.7 with the trained half alone, and 83 and 72.5 with the fitted one.
 */
const [TRAINED, FITTED] = [0.5, 0.75];
/** Of a section that is new: found by leaving a tenth of them out, its messages are then found as often as the others'. */
const NEW_BIAS = 0.07;
/** A message nearer than this to a question of its page adds nothing to it. */
const NEAR = 0.7;
/** Not answered by the section that they name. */
const NOT_ANSWERED: ReadonlySet<string> = new Set(['near', 'denied']);

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge');
const DATA = join(import.meta.dirname, 'data');

const passages = passagesOf(
  globSync('{guides,programme,clauses}/**/*.md', { cwd: KNOWLEDGE })
    .sort()
    .flatMap((path) => parsePage(path, readFileSync(join(KNOWLEDGE, path), 'utf8')).document ?? []),
);
const reader = openReaderEmbedder();
const { dimension } = reader;
const shipped = shippedVectors();

const own: Float32Array[][] = passages.map(() => []);
for (const text of readerTexts(passages)) {
  if (text.as !== 'question') continue;
  const vector = new Float32Array(dimension);
  own[text.passage]?.push(
    shipped.read(readerKey(reader.id, text), vector) ? vector : await reader.embed(text.text, text.as),
  );
}
const asked = own.flatMap((vectors, section) => (vectors.length > 0 ? [section] : []));
const means = asked.map((section) => {
  const mean = new Float32Array(dimension);
  for (const vector of own[section] as Float32Array[])
    for (const [at, value] of vector.entries()) mean[at] = (mean[at] as number) + value;
  normalise(mean);
  return mean;
});

const places = new Map(asked.map((section, place) => [passages[section]?.key, place]));
const lines = globSync('sections-*.jsonl', { cwd: DATA })
  .sort()
  .flatMap((file) => readFileSync(join(DATA, file), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as { section: string; style: string; text: string })
  .filter(({ section, style }) => !NOT_ANSWERED.has(style) && places.has(section));
const { progress, done } = showProgress();
const messages: Answered[] = [];
for (const [at, { section, text }] of lines.entries()) {
  messages.push({
    vector: await reader.embed(text, 'question'),
    section: places.get(section) as number,
  });
  if (at % 64 === 0) progress('Lecture des messages', at, lines.length);
}
done();

const questions = asked.flatMap((section, place) =>
  (own[section] as Float32Array[]).map((vector) => ({ vector, section: place })),
);
const fitted = fitSections([...messages, ...questions], means);
const trained = shippedProfiles(reader.id, [TRAINED_PROFILES]);
const profiles = new Map<string, SectionProfile>();
for (const [place, section] of asked.entries()) {
  const { key } = passages[section] as (typeof passages)[number];
  const before = trained.of(key) ?? { vector: means[place] as Float32Array, bias: trained.bias };
  const { vector, bias } = fitted[place] as SectionProfile;
  profiles.set(key, {
    vector: vector.map((value, at) => FITTED * value + TRAINED * (before.vector[at] as number)),
    bias: FITTED * bias + TRAINED * before.bias,
  });
}
const head = { reader: reader.id, dimension, bias: NEW_BIAS, mean: TRAINED + FITTED };
writeFileSync(SHIPPED_PROFILES, packProfiles(head, profiles));

const examples = new Map<string, Float32Array[]>();
for (const { vector, section } of messages) {
  const page = asked[section] as number;
  if (nearest(vector, own[page] as Float32Array[]) >= NEAR) continue;
  const { key } = passages[page] as (typeof passages)[number];
  examples.set(key, [...(examples.get(key) ?? []), vector]);
}
writeFileSync(SHIPPED_EXAMPLES, packExamples({ reader: reader.id, dimension }, examples));
const kept = [...examples.values()].reduce((sum, { length }) => sum + length, 0);
process.stdout.write(`${profiles.size} sections, ${messages.length} messages, ${kept} gardés\n`);

/** The cosine of the nearest of some vectors; all of unit length. */
function nearest(vector: Float32Array, others: readonly Float32Array[]): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...others.map((other) => dotAt(other, 0, vector)));
}
