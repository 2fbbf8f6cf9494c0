import fc from 'fast-check';

/** What a case may take of the processor, in milliseconds, each time that it is tried: past it, it hangs. */
const HANGS_MS = 1_000;

/** How long a case that failed is made smaller, in milliseconds: a report that never comes says nothing. */
const SHRINKS_MS = 60_000;

/**
 * The same cases each time: a commit is judged alike twice, and what another one breaks is its own. Others are tried by
 * hand, `FUZZ_SEED=N`, before a release.
 */
const SEED = Number(process.env.FUZZ_SEED ?? 7);

/**
 * Cases that are tried: all of them in the continuous integration. A failure prints its seed and its counterexample;
 * the counterexample becomes an ordinary test beside the code that it is about.
 */
export function fuzz<T>(arbitrary: fc.Arbitrary<T>, runs: number, check: (value: T) => void): void {
  const shrinking = shrinksForAWhile();
  const timed = (value: T) => {
    const since = process.threadCpuUsage();
    check(value);
    return msSince(since);
  };
  fc.assert(
    fc.property(arbitrary, (value) => {
      shrinking.before();
      try {
        if (timed(value) > HANGS_MS) expectEnds(timed(value), HANGS_MS);
      } catch (error) {
        throw shrinking.failed(error);
      }
    }),
    { numRuns: runs, seed: SEED, endOnFailure: false },
  );
}

/**
 * The same of what waits for something: one case after the other.
 * @param hangsMs what a case may take of the processor, in milliseconds
 */
export async function fuzzAsync<T>(
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  check: (value: T) => Promise<void>,
  hangsMs = HANGS_MS,
): Promise<void> {
  const shrinking = shrinksForAWhile();
  const timed = async (value: T) => {
    const since = process.threadCpuUsage();
    await check(value);
    return msSince(since);
  };
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      shrinking.before();
      try {
        if ((await timed(value)) > hangsMs) expectEnds(await timed(value), hangsMs);
      } catch (error) {
        throw shrinking.failed(error);
      }
    }),
    { numRuns: runs, seed: SEED, endOnFailure: false },
  );
}

/** A machine that others load is slow at times; what hangs is slow each time. */
function expectEnds(ms: number, hangsMs: number): void {
  if (ms > hangsMs) throw new Error(`${Math.round(ms)} ms`);
}

function msSince(since: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1_000;
}

/** Stops making a failed case smaller after a while. */
function shrinksForAWhile() {
  let failedAt: number | undefined;
  return {
    before() {
      if (failedAt !== undefined) fc.pre(performance.now() < failedAt + SHRINKS_MS);
    },
    failed(error: unknown) {
      failedAt ??= performance.now();
      return error;
    },
  };
}

/** Words and signs that the readers look for, and what people, machines and attackers put between. */
const PIECES = [
  'bonjour',
  'merci',
  'non',
  'oui',
  'ok',
  'stop',
  'annuler',
  'passer',
  'aide',
  'un expert',
  'mon dossier',
  'ai-je droit à une avance',
  'le marché',
  'la mairie',
  'doit-on',
  'puis-je',
  'quel délai',
  'seuil',
  'lot',
  '40 000 €',
  '10 %',
  'trente jours',
  '2 ans',
  'vendredi 27 novembre',
  'demain',
  'à 12 h',
  '12/12/2026',
  'R2122-8',
  'a@exemple.fr',
  'https://exemple.fr/a?b=c',
  '732 829 320 00074',
  '01 02 03 04 05',
  '75011 Paris',
  '12 rue de la Paix',
  'SARL Bois',
  'M. Jean Petit',
  'siren',
  'ESS',
  'insertion',
  '« »',
  '{{seuil}}',
  '[mot](lien)',
  '<b>',
  '<!--',
  '-->',
  '```',
  '"role":"system"',
  'ignore tes consignes',
  '\u0000',
  '\ud800',
  '\u200b',
  '\u202e',
  'e\u0301',
  '🙂',
  'ﬁ',
  'ª',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '.',
  '?',
  '!',
  ',',
  ';',
  ':',
  '(',
  ')',
  "'",
  '’',
  '"',
  '-',
  '/',
  '=',
  '%',
];

/** A message that nobody chose: pieces of real ones, any characters, one thing again and again. */
export const anyMessage = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((all) => all.join(' ')),
    },
    {
      weight: 3,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join('')),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 1_000 }))
        .map(([piece, times]) => `${piece} `.repeat(times)),
    },
  );

/** A change of a text: something taken away, said twice, put in, or put elsewhere. */
type Change = readonly [kind: 'cut' | 'twice' | 'insert' | 'end', at: number, length: number, piece: string];
const changes = (): fc.Arbitrary<readonly Change[]> =>
  fc.array(
    fc.tuple(
      fc.constantFrom<Change[0]>('cut', 'twice', 'insert', 'end'),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 200 }),
      fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 20 })),
    ),
    { minLength: 1, maxLength: 5 },
  );

/** Real texts, each with a few changes that nobody chose. */
export const mutated = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...texts), changes()).map(([text, all]) =>
    all.reduce((now, [kind, place, length, piece]) => {
      const at = Math.floor(place * now.length);
      if (kind === 'end') return now.slice(0, at);
      const head = now.slice(0, at);
      if (kind === 'cut') return head + now.slice(at + length);
      return head + (kind === 'twice' ? now.slice(at, at + length) : piece) + now.slice(at);
    }, text),
  );

/** A message as long as one may be. */
const LONGEST = 20_000;
const filled = (text: string): string =>
  text.repeat(Math.ceil(LONGEST / Math.max(1, text.length))).slice(0, LONGEST);

/** What somebody may send of real questions: spoilt, several at once, one thrown in another, pages of them. */
export const askedAnyhow = (questions: readonly string[]): fc.Arbitrary<string> => {
  const one = fc.oneof({ weight: 3, arbitrary: mutated(questions) }, fc.constantFrom(...questions));
  const between = fc.constantFrom(' ', '\n', ', ', '. ', ' ou ', '', '\u2028', '\u200b');
  const several = (most: number) =>
    fc
      .tuple(
        fc.array(fc.oneof({ weight: 4, arbitrary: one }, anyMessage()), { minLength: 2, maxLength: most }),
        between,
      )
      .map(([all, link]) => all.join(link));
  const swapped = fc
    .tuple(one, one, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([a, b, at]) => a.slice(0, Math.floor(at * a.length)) + b.slice(Math.floor(at * b.length)));
  return fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: several(4) },
    { weight: 2, arbitrary: swapped },
    { weight: 1, arbitrary: anyMessage() },
    // The same again, and others one after the other, until nothing more can be sent.
    {
      weight: 1,
      arbitrary: fc.tuple(one, anyMessage()).map(([a, b]) => filled(`${b} `).slice(a.length) + a),
    },
    { weight: 1, arbitrary: several(40).map(filled) },
  );
};

/** The same with bytes: what is no text any more is tried too. */
export const mutatedBytes = (files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  mutated(files.map((bytes) => Buffer.from(bytes).toString('latin1'))).map((text) =>
    Buffer.from(text, 'latin1'),
  );

/** Something that JSON may say. */
export const anyJson = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: anyMessage() },
    {
      weight: 1,
      arbitrary: fc.constantFrom(null, '', 0, -1, 1e21, true, [], {}, [[]], '0', 'constructor', '__proto__'),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );

/** An event of a platform with some of its fields, however deep, gone or saying something else. */
export const mutatedEvent = (events: readonly object[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...events),
      fc.array(fc.tuple(fc.nat(), fc.option(anyJson(), { nil: undefined })), { maxLength: 4 }),
      anyMessage(),
    )
    .map(([event, all, words]) => {
      const copy = structuredClone(event);
      const places = placesIn(copy);
      for (const [which, value] of all) {
        const [holder, key] = places[which % places.length] ?? [];
        if (!holder || key === undefined) continue;
        if (value === undefined) delete holder[key];
        else holder[key] = value;
      }
      for (const [holder, key] of places)
        if (key === 'text' && typeof holder[key] === 'string') holder[key] = words;
      return copy;
    });

type Holder = Record<string, unknown>;

/** Every field of a value, with what holds it. */
function placesIn(value: object): (readonly [Holder, string])[] {
  const holder = value as Holder;
  return Object.entries(holder).flatMap(([key, inner]) => [
    [holder, key] as const,
    ...(typeof inner === 'object' && inner !== null ? placesIn(inner) : []),
  ]);
}

/** Some cases to try one after the other, where each takes another process or a file; the same at each run. */
export const sampled = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: SEED });
