import { describe, expect, it } from 'vitest';
import { type EntryFacts, entryOf } from '#src/knowledge/desk/entry.ts';
import type { DocumentMeta, KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';

const TODAY = '2026-11-28';
const problem = (severity: Problem['severity'], message = 'x'): Problem => ({
  path: 'documents/a.pdf',
  line: 1,
  message,
  severity,
});
const read = (meta: Partial<DocumentMeta> = {}): KnowledgeDocument => ({
  id: 'documents/a.pdf',
  path: 'documents/a.pdf',
  meta: {
    title: 'A',
    kind: 'document',
    audience: 'both',
    regime: 'any',
    territories: [],
    sources: [],
    ...meta,
  },
  sections: [],
});
const states = (facts: Partial<EntryFacts>) =>
  entryOf(
    {
      path: 'documents/a.pdf',
      kind: 'document',
      isThere: true,
      document: read(),
      problems: [],
      remarks: [],
      changed: undefined,
      answers: 0,
      prepared: undefined,
      title: undefined,
      ...facts,
    },
    TODAY,
  ).states;

describe('How a file of the knowledge stands', () => {
  const prepared = { by: { key: 'web:1', name: 'Léa' }, at: 0 };
  it.each<[string, Partial<EntryFacts>, readonly string[]]>([
    ['it serves', {}, ['served']],
    ['it was read in part', { problems: [problem('warning')] }, ['partial', 'served']],
    ['it is refused, and nothing serves', { document: undefined, problems: [problem('error')] }, ['refused']],
    ['it is refused, and its last good reading serves', { problems: [problem('error')] }, ['refused']],
    ['it is to be read again', { document: read({ reviewBy: '2026-11-27' }) }, ['to-review', 'served']],
    ['it is read again today', { document: read({ reviewBy: TODAY }) }, ['served']],
    ['another page says the same', { remarks: [problem('error')] }, ['to-review', 'served']],
    ['its time is over', { document: read({ validUntil: '2026-11-27' }) }, ['expired']],
    ['it waits to be read', { document: undefined }, ['waiting']],
    ['somebody prepares it', { isThere: false, document: undefined, prepared }, ['prepared']],
    ['somebody changes it', { prepared }, ['served', 'prepared']],
    ['it is a register, which serves by itself', { kind: 'register', document: undefined }, ['served']],
    ['it was withdrawn', { isThere: false, document: undefined }, ['withdrawn']],
  ])('%s', (_, facts, expected) => {
    expect(states(facts)).toEqual(expected);
  });
});
