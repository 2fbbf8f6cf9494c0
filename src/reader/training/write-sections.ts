/**
 * Learns again what sets each section apart, of the pages as they are and of all the training data, with the encoder as it
 * is, after many pages changed or messages were written. Writes beside the weights the profiles, and the messages that are
 * far from the questions of their page.
 *
 *   npm run reader:sections -- [--python PYTHON]
 *
 * Half an hour; with a Python that has numpy, half a minute, and the time to read what was never read before: the vectors
 * of messages are kept in `node_modules/.cache/hotline-reader`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import { dotAt } from '#src/retrieval/documents/document-index.ts';
import { readerTexts } from '#src/retrieval/passages/index-content.ts';
import { embedSaid, openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { packExamples, SHIPPED_EXAMPLES } from '#src/retrieval/vectors/section-examples.ts';
import {
  packProfiles,
  type SectionProfile,
  SHIPPED_PROFILES,
} from '#src/retrieval/vectors/section-profiles.ts';
import { readerKey, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';
import { fitByPython } from './fit-by-python.ts';
import { type Answered, fitSections } from './fit-sections.ts';
import { openKeptVectors } from './kept-vectors.ts';
import { linesOf, readMessages, readPages } from './sources.ts';

/**
 * What a profile weighs beside the nearest question. On 1,200 messages and 3,600 wordings of hands held apart the right
 * section is first 86.7 and 77.2 times in 100; with what the encoder's own training kept of each section beside it, as
 * often.
 */
const WEIGHT = 1.5;
/**
 * The bias of a section that is new: found by leaving a tenth of them out, its messages are then found nearly as often as
 * the others', with the mean of its questions in the place of a profile.
 */
const NEW_BIAS = 0;
/** A message nearer than this to a question of its page adds nothing to it. */
const NEAR = 0.7;

const { values: options } = parseArgs({ options: { python: { type: 'string' } } });
const passages = readPages();
const reader = openReaderEmbedder();
const { dimension } = reader;
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/hotline-reader');
const kept = openKeptVectors(CACHE, reader.id, dimension);
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
const headings = new Map(passages.map(({ key, heading }) => [key, heading]));
const messages = await read(readMessages(), 'Lecture des messages');
const turns = await read(
  linesOf<Dialogue>('dialogues-*.jsonl').flatMap(turnsOf),
  'Lecture des conversations',
);

const questions = asked.flatMap((section, place) =>
  (own[section] as Float32Array[]).map((vector) => ({ vector, section: place })),
);
const known = [...messages, ...turns, ...questions];
const fitted = options.python ? fitByPython(options.python, known, means) : fitSections(known, means);
const profiles = new Map<string, SectionProfile>();
for (const [place, section] of asked.entries()) {
  const { vector, bias } = fitted[place] as SectionProfile;
  profiles.set((passages[section] as (typeof passages)[number]).key, {
    vector: vector.map((value) => WEIGHT * value),
    bias: WEIGHT * bias,
  });
}
const head = { reader: reader.id, dimension, bias: NEW_BIAS, mean: WEIGHT };
writeFileSync(SHIPPED_PROFILES, packProfiles(head, profiles));

const examples = new Map<string, Float32Array[]>();
for (const { vector, section } of messages) {
  const page = asked[section] as number;
  if (nearest(vector, own[page] as Float32Array[]) >= NEAR) continue;
  const { key } = passages[page] as (typeof passages)[number];
  examples.set(key, [...(examples.get(key) ?? []), vector]);
}
writeFileSync(SHIPPED_EXAMPLES, packExamples({ reader: reader.id, dimension }, examples));
const far = [...examples.values()].reduce((sum, { length }) => sum + length, 0);
process.stdout.write(
  `${profiles.size} sections, ${messages.length} messages et ${turns.length} suites, ${far} gardés\n`,
);

/** A text, and the section that answers it; what was said before it, where something was. */
interface Said {
  readonly section: string;
  readonly text: string;
  readonly after?: LastAnswered | undefined;
}

/** Texts as vectors, those of sections that are no more left out. */
async function read(said: readonly Said[], title: string): Promise<Answered[]> {
  const { progress, done } = showProgress();
  const found: Answered[] = [];
  for (const [at, { section, text, after }] of said.entries()) {
    const place = places.get(section);
    const key = JSON.stringify([text, after?.question ?? null, after?.heading ?? null]);
    const vector = place === undefined ? undefined : await kept.of(key, () => embedSaid(reader, text, after));
    if (vector && place !== undefined) found.push({ vector, section: place });
    if (at % 64 === 0) progress(title, at, said.length);
  }
  done();
  return found;
}

/** A conversation of the training data. */
interface Dialogue {
  readonly turns: readonly {
    readonly text: string;
    readonly section?: string;
    readonly sections?: readonly string[];
  }[];
}

/** What is said after an answer, with what was asked and answered before it. */
function turnsOf({ turns }: Dialogue): Said[] {
  const found: Said[] = [];
  let after: LastAnswered | undefined;
  for (const { text, section, sections = section ? [section] : [] } of turns) {
    const [first] = sections;
    if (first && after) found.push({ section: first, text, after });
    const last = sections.at(-1);
    const heading = last === undefined ? undefined : headings.get(last);
    if (last !== undefined) after = heading === undefined ? undefined : { question: text, heading };
  }
  return found;
}

/** The cosine of the nearest of some vectors; all of unit length. */
function nearest(vector: Float32Array, others: readonly Float32Array[]): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...others.map((other) => dotAt(other, 0, vector)));
}
