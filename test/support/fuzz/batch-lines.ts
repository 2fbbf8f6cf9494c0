import fc from 'fast-check';
import { anyJson, anyMessage, askedAnyhow, mutated } from './fuzzing.ts';

/** Days, some of which no calendar has. */
const anyDate = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '2026-11-24',
        '2025-06-01',
        '2024-02-29',
        '0000-01-01',
        '0001-01-01',
        '1582-10-10',
        '9999-12-31',
        '2026-02-30',
        '2026-13-01',
        '2026-00-00',
        '20261124',
        '2026-11-24T10:00:00Z',
        '-2026-11-24',
        '',
      ),
    },
    fc.tuple(fc.nat(10_000), fc.nat(14), fc.nat(33)).map((parts) => parts.join('-')),
    anyJson(),
  );

const anyId = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double()) },
    anyJson(),
  );

/** Fields of a line that are as they must be, or something else. */
const anyFields = (questions: readonly string[]): fc.Arbitrary<object> => {
  const asked = askedAnyhow(questions);
  const any = (good: fc.Arbitrary<unknown>, weight = 5) => fc.oneof({ weight, arbitrary: good }, anyJson());
  return fc.record(
    {
      id: anyId(),
      question: any(asked),
      turns: any(fc.array(any(asked, 20), { maxLength: 4 }), 3),
      date: any(anyDate()),
      inconnu: anyJson(),
      __proto__: anyJson(),
    },
    { requiredKeys: ['id'] },
  );
};

const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

/**
 * Lines of a batch that nobody wrote on purpose: as they must be, spoilt, no JSON at all, and as large as machines make
 * them. None has a line feed in it.
 */
export const anyBatchLine = (questions: readonly string[]): fc.Arbitrary<string> => {
  const fields = anyFields(questions).map((line) => JSON.stringify(line));
  const good = fc
    .record({
      id: fc.oneof(fc.string({ unit: 'binary' }), fc.integer()),
      turns: fc.array(askedAnyhow(questions), { minLength: 1, maxLength: 3 }),
      date: fc.constantFrom(undefined, '2026-11-24', '2025-06-01', '2024-02-29', '1900-01-01', '2199-12-31'),
    })
    .map((line) => JSON.stringify(line));
  const thousands = fc
    .tuple(
      fc.array(askedAnyhow(questions), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 100, max: 3_000 }),
    )
    .map(([all, times]) =>
      Array.from({ length: times }, (_, turn) => (all[turn % all.length] ?? '').slice(0, 2_000)),
    )
    .map((turns) => JSON.stringify({ id: 'long', turns }));
  const deep = fc
    .tuple(fc.constantFrom('id', 'question', 'turns', 'date', 'inconnu'), fc.integer({ min: 1, max: 20_000 }))
    .map(([field, depth]) => `{"id":1,"question":"avance ?","${field}":${nested(depth)}}`);
  const half = fc.constantFrom(
    '{"id":1,"question":"\\ud800 avance \\udfff ?"}',
    '{"id":"\\udc00","question":"\\ud83d"}',
  );
  const large = fc
    .tuple(anyMessage(), fc.integer({ min: 20_000, max: 300_000 }))
    .map(([text, length]) => text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length))
    .map((question) => JSON.stringify({ id: 'large', question }));
  const lines = fc.oneof(
    { weight: 20, arbitrary: fields },
    { weight: 24, arbitrary: good },
    {
      weight: 6,
      arbitrary: mutated([
        '{"id":"a","question":"Ai-je droit à une avance ?","date":"2026-11-24"}',
        '{"id":2,"turns":["avance","et pour les travaux ?"]}',
      ]),
    },
    { weight: 4, arbitrary: anyMessage() },
    { weight: 3, arbitrary: fc.constantFrom('', ' ', '\r', '\t', '\uFEFF', 'null', '[]', '{}', '0', '"x"') },
    { weight: 2, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: deep },
    { weight: 1, arbitrary: half },
    { weight: 1, arbitrary: thousands },
    { weight: 1, arbitrary: large },
  );
  // Windows ends its lines in another way, and some editors begin a file with a mark.
  return fc
    .tuple(fc.constantFrom('', '', '', '', '', '\uFEFF'), lines, fc.constantFrom('', '', '', '\r'))
    .map(([mark, line, end]) => mark + line.replaceAll('\n', ' ') + end);
};
