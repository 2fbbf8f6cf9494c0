import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { readGlossary } from '#src/knowledge/model/glossary.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';
const [FORMS, FILL, SIGN] = [
  'À quoi servent le DC1 et le DC2 ?',
  'Comment remplir le DC1 ?',
  'Faut-il signer le DC1 ?',
];
const passages = passagesFrom(
  `## ${FORMS}

Le DC1 est la lettre de candidature. Il dit qui se présente et désigne le mandataire. Il est gratuit.

On demande aussi : à quoi sert le DC1 ; DC1 et DC2 utilité

## ${FILL}

Le DC1 se remplit case par case.

On demande aussi : remplir le DC1

## ${SIGN}

Le DC1 ne se signe plus.

On demande aussi : signature du DC1`,
);
const { glossary } = readGlossary(
  `terms:
  - { id: dc1, term: DC1, definition: "Le DC1 est un imprimé. Il est fourni par l'État." }
  - { id: mandataire, term: mandataire, definition: "Le mandataire parle pour les autres membres du groupement." }
  - { id: dce, term: DCE, definition: "Le DCE rassemble les pièces de la consultation." }
`,
  'glossary.yaml',
);
const base = makeKnowledgeBase(
  { passages, figures: [...REGISTER.values()], glossary },
  { generation: 'test', createdAt: 0 },
);
const answerer = createAnswerer({ base, retriever: new HybridRetriever(base) });
const thread = { question: FORMS, lastAnswered: { question: FORMS, heading: FORMS } };

describe('An answer said again', () => {
  it('is its first sentences, and the words of the trade that it uses, explained', async () => {
    const simpler = await answerer.again('simpler', thread, TODAY);
    const text = plainText(simpler?.blocks ?? []);
    expect(text).toContain('Le DC1 est la lettre de candidature.');
    expect(text).not.toContain('Il est gratuit.');
    expect(text).toContain('DC1 : Le DC1 est un imprimé.');
    expect(text).toContain('mandataire : Le mandataire parle pour les autres membres du groupement.');
    expect(text).not.toContain('DCE');
    expect(simpler?.citations.map(({ section }) => section)).toContain(FORMS);
    expect(simpler?.thread).toEqual(thread);
  });

  it('has more in the other questions of its page, those that follow first', async () => {
    const more = await answerer.again('more', thread, TODAY);
    expect(more?.followUps.map(({ label }) => label)).toEqual([FILL, SIGN]);
    expect(plainText(more?.blocks ?? [])).toContain('Pour rappel : Le DC1 est la lettre de candidature.');
  });

  it('is nothing where nothing was answered', async () => {
    expect(await answerer.again('simpler', undefined, TODAY)).toBeUndefined();
    expect(await answerer.again('more', { question: FORMS }, TODAY)).toBeUndefined();
    expect(await answerer.again('simpler', { ...thread, isElsewhere: true }, TODAY)).toBeUndefined();
  });
});
