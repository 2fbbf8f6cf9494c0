import { describe, expect, it } from 'vitest';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { onlyTold, type ThreadContext } from '#src/reader/understand.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';
const OF_SUBCONTRACTOR = 'Sous quel délai de paiement la mairie paie-t-elle directement ?';
const OF_HOLDER = 'En combien de jours la mairie doit-elle payer ma facture ?';
const OF_BUYER = 'Une offre est anormalement basse : comment la vérifier ?';
const OF_COMPANY = 'Mon offre est jugée anormalement basse : que répondre ?';

const section = (heading: string, answer: string, wordings: string) =>
  `## ${heading}\n\n${answer}\n\nRéférences : R2192-10\nOn demande aussi : ${wordings}`;
const page = (path: string, meta: Readonly<Record<string, string>>, body: string) =>
  documentFrom(body, meta, `guides/${path}.md`);
const passages = passagesOf([
  page(
    'a',
    { role: 'subcontractor' },
    section(
      OF_SUBCONTRACTOR,
      'Le délai part de l’accord du titulaire sur la demande du sous-traitant.',
      'en combien de jours la mairie paye le sous-traitant ; combien de jours la mairie paye ; délai paiement direct',
    ),
  ),
  page('b', {}, section(OF_HOLDER, 'La mairie paie la facture sans tarder.', 'délai de paiement mairie')),
  page(
    'c',
    { audience: 'buyer' },
    section(OF_BUYER, 'Demandez des explications à l’entreprise, par écrit.', 'offre anormalement basse'),
  ),
  page(
    'd',
    {},
    section(
      OF_COMPANY,
      'Répondez à l’acheteur dans le délai, prix à l’appui.',
      'une offre anormalement basse',
    ),
  ),
]);
const base = makeKnowledgeBase(
  { passages, figures: [...REGISTER.values()], glossary: EMPTY_GLOSSARY },
  { generation: 'test', createdAt: 0 },
);
const answerer = createAnswerer({ base, retriever: new HybridRetriever(base) });

/** What the last of several messages gets. */
async function said(...messages: string[]) {
  let thread: ThreadContext | undefined;
  let last: Awaited<ReturnType<typeof answerer.answer>> | undefined;
  for (const message of messages) {
    last = await answerer.answer(message, thread, TODAY);
    thread = last.thread;
  }
  if (!last) throw new Error('nothing was said');
  return last;
}
const cited = async (...messages: string[]) => (await said(...messages)).citations[0]?.section;

describe('A section for subcontractors', () => {
  const ASKED = 'combien de jours la mairie paye ?';

  it('answers who says to be one', async () => {
    expect(await cited(`je suis sous-traitant, ${ASKED}`)).toBe(OF_SUBCONTRACTOR);
    expect(await cited('je suis sous-traitant d’une grosse boîte', ASKED)).toBe(OF_SUBCONTRACTOR);
    expect(await cited('je suis titulaire', 'en combien de jours la mairie paye mon sous-traitant ?')).toBe(
      OF_SUBCONTRACTOR,
    );
  });

  it('answers and is offered to nobody who holds the contract', async () => {
    const { citations, followUps } = await said('nous sommes titulaires du marché', ASKED);
    expect(citations[0]?.section).toBe(OF_HOLDER);
    expect([...citations.map((one) => one.section), ...followUps.map((one) => one.label)]).not.toContain(
      OF_SUBCONTRACTOR,
    );
  });

  it('is left by who denies to be one, and that is said back', async () => {
    const { citations, carried, thread } = await said(
      'délai paiement direct ?',
      'jsuis pas sous traitant!! c moi le titulaire. combien de jours la mairie paye ?',
    );
    expect(citations[0]?.section).toBe(OF_HOLDER);
    expect(carried).toContain('pas sous-traitant');
    expect(thread.told).toMatchObject({ side: 'company', role: 'holder' });
  });

  it('is left by who only says to hold the contract: the last question is answered again', async () => {
    expect(await cited(ASKED, 'non, pas sous-traitant, je suis titulaire')).toBe(OF_HOLDER);
  });
});

describe('A section for the other side', () => {
  const ASKED = 'une offre anormalement basse, on fait quoi ?';

  it('neither answers nor is offered to who said on which side they stand', async () => {
    const toBuyer = await said('je suis secrétaire de mairie', ASKED);
    expect(toBuyer.citations[0]?.section).toBe(OF_BUYER);
    expect(toBuyer.followUps.map(({ label }) => label)).not.toContain(OF_COMPANY);
    const toCompany = await said('je suis une entreprise', ASKED);
    expect(toCompany.citations[0]?.section).toBe(OF_COMPANY);
    expect(toCompany.followUps.map(({ label }) => label)).not.toContain(OF_BUYER);
  });

  it('answers where nothing else does', async () => {
    expect(await cited('je suis secrétaire de mairie', 'en combien de jours payer une facture ?')).toBe(
      OF_HOLDER,
    );
  });
});

it('who speaks is known to a second question of a message, which leans on nothing else', async () => {
  const { thread } = await said('je suis secrétaire de mairie', 'délai de paiement mairie ?');
  const second = await answerer.answer(
    'une offre anormalement basse, on fait quoi ?',
    onlyTold(thread),
    TODAY,
  );
  expect(second.citations[0]?.section).toBe(OF_BUYER);
  expect(second.thread.told).toMatchObject({ side: 'buyer' });
});
