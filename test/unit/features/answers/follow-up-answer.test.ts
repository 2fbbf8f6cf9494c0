import { expect, test } from 'vitest';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';
import { talkWith } from '#support/knowledge/talk.ts';

const TODAY = '2026-11-24';
const passages = passagesFrom(
  `## Une offre arrivée après l'heure limite est-elle éliminée ?

Une offre déposée en retard est éliminée, même pour quelques minutes.

Références : R2151-5
On demande aussi : offre en retard ; déposer mon offre en retard ; et si je dépose en retard de dix minutes`,
  `## Quel chiffre d'affaires minimal un acheteur peut-il exiger ?

L'acheteur peut exiger un chiffre d'affaires minimal, plafonné par le code.

Références : R2142-7
On demande aussi : chiffre d'affaires exigé ; chiffre d'affaires minimum pour candidater`,
);
const base = makeKnowledgeBase(
  { passages, figures: [...REGISTER.values()], glossary: EMPTY_GLOSSARY },
  { generation: 'test', createdAt: 0 },
);
const answerer = createAnswerer({ base, retriever: new HybridRetriever(base) });

const lastOf = talkWith(answerer, TODAY);
const COMPUTED =
  'ils demandent un chiffre d’affaires de 300 000 € pour un marché de 120 000 €, c’est normal ?';

test('« et si » and another subject is not answered by the last computation once more', async () => {
  expect(await lastOf(COMPUTED)).toContain('le plafond est de 180 000 €');
  const late = await lastOf(COMPUTED, 'et si je dépose en retard de 5 minutes ?');
  expect(late).toContain('Une offre déposée en retard est éliminée');
  expect(late).not.toContain('180 000');
});

test('« et si » and another amount is computed anew', async () => {
  expect(await lastOf(COMPUTED, 'et si le marché est de 250 000 € ?')).toContain('375 000 €');
});

test('« et si » and more of the same case keeps the subject', async () => {
  expect(await lastOf(COMPUTED, 'et si je suis auto-entrepreneur ?')).toContain("chiffre d'affaires");
});
